/* askg-inert-text.c: which characters may pass, decided in one place for every exit. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-inert-text.h"

#include <string.h>

/* Eight marks spell every living language; hundreds paint over the lines above and below. */
#define MAX_MARKS_PER_BASE 8

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* Without a shape of their own: they reorder what is read, split words that are searched for, or
 * carry a message only a machine sees. Sorted. */
static const Range hidden[] = {
  { 0x00ad, 0x00ad },   /* soft hyphen */
  { 0x034f, 0x034f },   /* grapheme joiner */
  { 0x061c, 0x061c },   /* Arabic letter mark */
  { 0x115f, 0x1160 },   /* Hangul fillers */
  { 0x17b4, 0x17b5 },   /* Khmer vowels that are never seen */
  { 0x180b, 0x180f },   /* Mongolian selectors */
  { 0x200b, 0x200f },   /* zero width; joiners are looked at before this table */
  { 0x202a, 0x202e },   /* bidi embeddings and overrides */
  { 0x2060, 0x206f },   /* word joiner, invisible operators, bidi isolates */
  { 0x3164, 0x3164 },   /* Hangul filler */
  { 0xfe00, 0xfe0f },   /* variation selectors; the emoji ones are looked at before this table */
  { 0xfeff, 0xfeff },   /* byte order mark */
  { 0xffa0, 0xffa0 },   /* halfwidth Hangul filler */
  { 0xfff0, 0xfffb },   /* interlinear annotation */
  { 0x13430, 0x13440 }, /* hieroglyph joiners */
  { 0x1bca0, 0x1bca3 }, /* shorthand controls */
  { 0x1d173, 0x1d17a }, /* musical controls */
  { 0xe0000, 0xe0fff }, /* tags, more variation selectors */
};

static gboolean
is_hidden (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hidden) && c >= hidden[i].first; i++)
    if (c <= hidden[i].last)
      return TRUE;

  return FALSE;
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0);
}

static gboolean
is_no_character (gunichar c)
{
  return c == 0 || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static gboolean
is_pictograph (gunichar c)
{
  return (c >= 0x203c && c <= 0x3299) || (c >= 0x1f000 && c <= 0x1faff);
}

/* Persian and the Indic scripts spell with joiners, families of emoji are joined, and a digit becomes
 * a keycap by a selector: one of them is let through after what it can belong to. */
static gboolean
is_wanted_joiner (gunichar c,
                  gunichar previous)
{
  if (c == 0x200c || c == 0x200d)
    return (previous >= 0x0600 && previous <= 0x109f) || is_pictograph (previous) ||
           (c == 0x200d && previous == 0xfe0f);
  if (c == 0xfe0e || c == 0xfe0f)
    return is_pictograph (previous) || previous == '#' || previous == '*' || previous == 0xa9 || previous == 0xae ||
           (previous >= '0' && previous <= '9');

  return FALSE;
}

static void
append_spelled_out (AskgInert *self,
                    GString   *out,
                    gunichar   c)
{
  g_string_append_printf (out, "<U+%04X>", c);
  self->previous = '>';
}

static void
append_line_break (AskgInert      *self,
                   GString        *out,
                   AskgInertFlags  flags)
{
  g_string_append_c (out, (flags & ASKG_INERT_ONE_LINE) ? ' ' : '\n');
  self->previous = '\n';
  self->n_marks = 0;
}

static void
append_shown (AskgInert *self,
              GString   *out,
              gunichar   c)
{
  if (!g_unichar_ismark (c))
    self->n_marks = 0;
  else if (++self->n_marks > MAX_MARKS_PER_BASE)
    {
      self->n_hidden++;
      return;
    }

  g_string_append_unichar (out, c);
  self->previous = c;
}

static void
append_one (AskgInert      *self,
            GString        *out,
            gunichar        c,
            AskgInertFlags  flags)
{
  const gboolean after_cr = self->after_cr;

  self->after_cr = c == '\r';
  if (c == '\r' || c == 0x2028 || c == 0x2029 || (c == '\n' && !after_cr))
    append_line_break (self, out, flags);
  else if (c == '\n')
    return; /* the second half of CR LF */
  else if (c == '\t')
    append_shown (self, out, (flags & ASKG_INERT_ONE_LINE) ? ' ' : '\t');
  else if (is_no_character (c))
    append_shown (self, out, 0xfffd);
  else if (is_control (c) || (is_hidden (c) && !is_wanted_joiner (c, self->previous)))
    {
      self->n_hidden++;
      if (is_control (c) || (flags & ASKG_INERT_SHOW_HIDDEN))
        append_spelled_out (self, out, c);
    }
  else
    append_shown (self, out, c);
}

/* Almost all text is this. */
static gsize
count_plain_ascii (const char *text,
                   gsize       n_bytes)
{
  gsize n = 0;

  while (n < n_bytes && (guchar) text[n] >= 0x20 && (guchar) text[n] < 0x7f)
    n++;

  return n;
}

/**
 * askg_inert_append:
 * @self: where the pieces before this one left off
 * @out: gets what may be shown; never a control character other than line feed and tab
 * @utf8: (array length=n_bytes): the next piece; what is not UTF-8 becomes U+FFFD
 *
 * Line ends become line feeds, also the single carriage return, so that nothing can be written
 * over. Control characters are always spelled out, as `<U+001B>`; hidden ones are when @flags say so.
 * Linear in @n_bytes; @out grows by at most eight bytes for each of them.
 */
void
askg_inert_append (AskgInert      *self,
                   GString        *out,
                   const char     *utf8,
                   gsize           n_bytes,
                   AskgInertFlags  flags)
{
  const char *end = utf8 + n_bytes;

  while (utf8 < end)
    {
      const gsize n_plain = count_plain_ascii (utf8, end - utf8);
      gunichar c;

      if (n_plain > 0)
        {
          g_string_append_len (out, utf8, n_plain);
          utf8 += n_plain;
          self->previous = (guchar) utf8[-1];
          self->n_marks = 0;
          self->after_cr = FALSE;
          continue;
        }

      c = *utf8 == '\0' ? 0 : g_utf8_get_char_validated (utf8, end - utf8);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          append_one (self, out, 0xfffd, flags);
          utf8++;
        }
      else
        {
          append_one (self, out, c, flags);
          utf8 = *utf8 == '\0' ? utf8 + 1 : g_utf8_next_char (utf8);
        }
    }
}

/**
 * askg_text_make_inert:
 * @utf8: text that somebody else wrote: an answer, words from the screen, a window's title
 *
 * For the clipboard, a terminal, a notification. Doing it twice changes nothing more.
 *
 * Returns: (transfer full): the same words, with nothing in them that acts
 */
char *
askg_text_make_inert (const char     *utf8,
                      AskgInertFlags  flags)
{
  const gsize n_bytes = strlen (utf8);
  GString *out = g_string_sized_new (n_bytes + 1);
  AskgInert self = { 0 };

  askg_inert_append (&self, out, utf8, n_bytes, flags);

  return g_string_free (out, FALSE);
}

/* Whether @utf8 leaves the paper white: spaces of every kind, fillers, the braille pattern of no dots. */
gboolean
askg_text_is_blank (const char *utf8)
{
  for (; *utf8 != '\0'; utf8 = g_utf8_next_char (utf8))
    {
      const gunichar c = g_utf8_get_char (utf8);

      if (!g_unichar_isspace (c) && c != 0x2800 && !is_hidden (c))
        return FALSE;
    }

  return TRUE;
}
