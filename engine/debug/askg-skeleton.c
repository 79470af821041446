/* askg-skeleton.c: pure; any thread. */
#include "engine/debug/askg-skeleton.h"

#include <string.h>

#define ESCAPE '\033'

/* What one character of the text becomes. */
typedef struct
{
  guint8 bytes[4];
  guint8 n_bytes; /* 0 when it is dropped */
  guint8 gap;     /* what dropping it leaves behind */
  gsize  n_read;  /* bytes of the text it took */
} Folded;

/* Characters that terminals, editors and OCR put in the place of ASCII ones. */
static const struct
{
  const char *character;
  guint8      gap;
  const char *ascii;
} lookalikes[] = {
  { "\u2018", ASKG_GAP_QUOTE, "" },  { "\u2019", ASKG_GAP_QUOTE, "" },  { "\u201a", ASKG_GAP_QUOTE, "" },
  { "\u201b", ASKG_GAP_QUOTE, "" },  { "\u201c", ASKG_GAP_QUOTE, "" },  { "\u201d", ASKG_GAP_QUOTE, "" },
  { "\u201e", ASKG_GAP_QUOTE, "" },  { "\u2032", ASKG_GAP_QUOTE, "" },  { "\u2033", ASKG_GAP_QUOTE, "" },
  { "\u2039", ASKG_GAP_QUOTE, "" },  { "\u203a", ASKG_GAP_QUOTE, "" },  { "\u2010", 0, "-" },
  { "\u2011", 0, "-" },              { "\u2012", 0, "-" },              { "\u2013", 0, "-" },
  { "\u2014", 0, "-" },              { "\u2212", 0, "-" },              { "\u2026", 0, "." },
  { "\u2002", ASKG_GAP_SPACE, "" },  { "\u2003", ASKG_GAP_SPACE, "" },  { "\u2009", ASKG_GAP_SPACE, "" },
  { "\u200b", ASKG_GAP_SPACE, "" },  { "\u3000", ASKG_GAP_SPACE, "" },  { "\ufeff", ASKG_GAP_SPACE, "" },
  { "\u00a0", ASKG_GAP_SPACE, "" },  { "\u00ab", ASKG_GAP_QUOTE, "" },  { "\u00bb", ASKG_GAP_QUOTE, "" },
  { "\u00b4", ASKG_GAP_QUOTE, "" },  { "\uff1a", 0, ":" },              { "\u00b7", 0, "." },
};

/* The length of the escape sequence at @at: colours, titles, links. 0 when there is none. */
static gsize
escape_length (const char *at)
{
  const char *end = at + 1;

  if (*at != ESCAPE)
    return 0;
  if (*end == '[')
    {
      for (end++; *end >= 0x20 && *end < 0x40; end++)
        ;
      return end - at + (*end >= 0x40 && *end < 0x7f);
    }
  if (*end == ']')
    {
      /* Ends with BEL or ESC \; a broken one must not swallow the following lines. */
      for (end++; *end != '\0' && *end != '\a' && *end != ESCAPE && *end != '\n'; end++)
        ;
      return end - at + (*end == '\a') + 2 * (*end == ESCAPE && end[1] == '\\');
    }

  return *end >= 0x20 && *end < 0x7f ? 2 : 1;
}

static guint8
fold_ascii (guint8 c)
{
  switch (c)
    {
    case 'I': case 'i': case '1': case '|':
      return 'l';
    case '0': case '@': /* a zero with a dot or a stroke in it */
      return 'o';
    case ';':
      return ':';
    case ',':
      return '.';
    default:
      return g_ascii_tolower (c);
    }
}

static Folded
fold_wide (const char *at)
{
  for (gsize i = 0; strchr ("\xc2\xe2\xe3\xef", *at) != NULL && i < G_N_ELEMENTS (lookalikes); i++)
    {
      const gsize length = strlen (lookalikes[i].character);

      if (strncmp (at, lookalikes[i].character, length) == 0)
        return (Folded) { { lookalikes[i].ascii[0] }, lookalikes[i].ascii[0] != '\0', lookalikes[i].gap, length };
    }

  return (Folded) { { (guint8) *at }, 1, ASKG_GAP_NONE, 1 };
}

/* Not called at the end of the text or at a line feed. */
static Folded
fold_one (const char *at)
{
  const gsize n_escape = escape_length (at);

  if (n_escape > 0)
    return (Folded) { .n_read = n_escape };
  if ((guint8) *at >= 0x80)
    return fold_wide (at);
  if (*at == '\'' || *at == '"' || *at == '`')
    return (Folded) { .n_read = 1, .gap = ASKG_GAP_QUOTE };
  if ((guint8) *at <= ' ' || *at == 0x7f)
    return (Folded) { .n_read = 1, .gap = ASKG_GAP_SPACE };
  /* "rn" is read as "m" and "vv" as "w": both are spelt the long way. */
  if (*at == 'm' || *at == 'M')
    return (Folded) { { 'r', 'n' }, 2, ASKG_GAP_NONE, 1 };
  if (*at == 'w' || *at == 'W')
    return (Folded) { { 'v', 'v' }, 2, ASKG_GAP_NONE, 1 };

  return (Folded) { { fold_ascii (*at) }, 1, ASKG_GAP_NONE, 1 };
}

/* Rules and dots are drawn in any length, and read in any other. */
static gboolean
is_run (const GByteArray *folded,
        gsize             start,
        const Folded     *one)
{
  return one->n_bytes == 1 && folded->len > start && folded->data[folded->len - 1] == one->bytes[0]
         && strchr ("-.*=_~", one->bytes[0]) != NULL;
}

static void
add_byte (AskgSkeleton *self,
          guint8        byte,
          guint8        gap,
          guint8        width,
          guint32       place)
{
  g_byte_array_append (self->folded, &byte, 1);
  g_byte_array_append (self->gaps, &gap, 1);
  g_byte_array_append (self->widths, &width, 1);
  g_array_append_val (self->places, place);
}

static void
add_character (AskgSkeleton *self,
               AskgRow      *row,
               const Folded *one,
               guint32       place,
               guint8       *gap)
{
  const guint8 own = one->gap;

  if (one->n_bytes == 0)
    {
      *gap |= own;
      return;
    }
  if (*gap == ASKG_GAP_NONE && is_run (self->folded, row->start, one))
    {
      guint8 *width = &self->widths->data[self->widths->len - 1];

      *width = MIN (*width + one->n_read, 255);
      return;
    }
  for (guint i = 0; i < one->n_bytes; i++)
    add_byte (self, one->bytes[i], i == 0 ? *gap : 0, MIN (one->n_read, 255), place);
  *gap = ASKG_GAP_NONE;
}

static void
end_row (AskgSkeleton *self,
         AskgRow      *row,
         guint32       text_end,
         guint8       *gap)
{
  row->end = self->folded->len;
  row->text_end = text_end;
  row->end_gap = *gap | ASKG_GAP_ROW;
  while (row->text_start < row->text_end && (guint8) self->text[row->text_start] <= ' ')
    row->text_start++;
  while (row->text_end > row->text_start && (guint8) self->text[row->text_end - 1] <= ' ')
    row->text_end--;
  g_array_append_val (self->rows, *row);

  row->start = row->end;
  row->text_start = text_end;
  *gap = (*gap & ASKG_GAP_QUOTE) | ASKG_GAP_ROW; /* a closing quote belongs to what stands before it */
}

/**
 * askg_skeleton_new:
 * @text: any bytes up to NUL, less than 4 GiB; must outlive the skeleton
 *
 * Takes time and memory in proportion to the length of @text.
 */
AskgSkeleton *
askg_skeleton_new (const char *text)
{
  AskgSkeleton *self = g_new0 (AskgSkeleton, 1);
  AskgRow row = { 0 };
  guint8 gap = ASKG_GAP_ROW;
  const char *at;

  self->text = text;
  self->folded = g_byte_array_new ();
  self->gaps = g_byte_array_new ();
  self->widths = g_byte_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (AskgRow));

  for (at = text; *at != '\0';)
    {
      Folded one;

      if (*at == '\n')
        {
          end_row (self, &row, at - text, &gap);
          row.line++;
          row.text_start++;
          at++;
          continue;
        }
      if (self->folded->len - row.start >= ASKG_ROW_MAX && ((guint8) *at & 0xc0) != 0x80)
        end_row (self, &row, at - text, &gap);
      one = fold_one (at);
      add_character (self, &row, &one, at - text, &gap);
      at += one.n_read;
    }
  end_row (self, &row, at - text, &gap);
  g_byte_array_append (self->gaps, &gap, 1);

  return self;
}

void
askg_skeleton_free (AskgSkeleton *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->folded);
  g_byte_array_unref (self->gaps);
  g_byte_array_unref (self->widths);
  g_array_unref (self->places);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * askg_skeleton_fold:
 * @literal: UTF-8
 * @folded: the skeleton of @literal is appended to it
 */
void
askg_skeleton_fold (const char *literal,
                    GByteArray *folded)
{
  const gsize start = folded->len;

  for (const char *at = literal; *at != '\0';)
    {
      const Folded one = fold_one (at);

      if (!is_run (folded, start, &one))
        g_byte_array_append (folded, one.bytes, one.n_bytes);
      at += one.n_read;
    }
}

/**
 * askg_skeleton_clean:
 * @text: (array length=n_bytes):
 * @keep_spaces: runs of spaces and line breaks become one space; otherwise they go
 *
 * Returns: (transfer full): @text as valid UTF-8 without escape sequences and control characters
 */
char *
askg_skeleton_clean (const char *text,
                     gsize       n_bytes,
                     gboolean    keep_spaces)
{
  g_autofree char *copy = g_strndup (text, n_bytes);
  g_autofree char *valid = NULL;
  GString *clean = g_string_sized_new (n_bytes);
  gboolean is_space = FALSE;

  for (const char *at = copy; *at != '\0';)
    {
      const gsize n_escape = escape_length (at);

      if (n_escape > 0)
        at += n_escape;
      else if ((guint8) *at <= ' ' || *at == 0x7f)
        {
          is_space = clean->len > 0;
          at++;
        }
      else
        {
          if (is_space && keep_spaces)
            g_string_append_c (clean, ' ');
          is_space = FALSE;
          g_string_append_c (clean, *at++);
        }
    }
  valid = g_string_free (clean, FALSE);

  return g_utf8_make_valid (valid, -1);
}

/**
 * askg_skeleton_slice:
 * @start: index into the skeleton
 * @end: behind the last byte
 *
 * Returns: (transfer full): the text that part of the skeleton stands for, as
 *   askg_skeleton_clean() leaves it; "" when it is empty
 */
char *
askg_skeleton_slice (const AskgSkeleton *self,
                     gsize               start,
                     gsize               end,
                     gboolean            keep_spaces)
{
  gsize from, to;

  if (start >= end || end > self->folded->len)
    return g_strdup ("");

  from = g_array_index (self->places, guint32, start);
  to = g_array_index (self->places, guint32, end - 1) + self->widths->data[end - 1];

  return askg_skeleton_clean (self->text + from, to - from, keep_spaces);
}
