/* askg-markdown-writer.c: words and their looks, as they come out of the parser. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"
#include "engine/model/askg-markdown-writer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whose text is not looked through for pointers and addresses. */
#define OPAQUE (ASKG_MARKDOWN_MONO | ASKG_MARKDOWN_LINK | ASKG_MARKDOWN_HOST | ASKG_MARKDOWN_IMAGE)

/* The part of a host that tells whose it is stands at its end. */
#define MAX_HOST_SHOWN 48

/* The names people and models write; any other stays as it was written. */
static const struct
{
  const char *name;
  gunichar    c;
} entities[] = {
  { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xa0 }, { "copy", 0xa9 },
  { "reg", 0xae }, { "deg", 0xb0 }, { "plusmn", 0xb1 }, { "micro", 0xb5 }, { "para", 0xb6 }, { "middot", 0xb7 },
  { "sect", 0xa7 }, { "frac12", 0xbd }, { "times", 0xd7 }, { "divide", 0xf7 }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
  { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bull", 0x2022 },
  { "hellip", 0x2026 }, { "euro", 0x20ac }, { "trade", 0x2122 }, { "larr", 0x2190 }, { "uarr", 0x2191 },
  { "rarr", 0x2192 }, { "darr", 0x2193 }, { "rArr", 0x21d2 }, { "minus", 0x2212 }, { "infin", 0x221e },
  { "asymp", 0x2248 }, { "ne", 0x2260 }, { "le", 0x2264 }, { "ge", 0x2265 }, { "laquo", 0xab }, { "raquo", 0xbb },
};

static void
link_clear (gpointer data)
{
  AskgMarkdownLink *link = data;

  g_clear_pointer (&link->target, g_free);
  g_clear_pointer (&link->host, g_free);
}

void
askg_writer_begin (AskgWriter *self)
{
  *self = (AskgWriter) { 0 };
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (AskgMarkdownSpan));
  self->links = g_array_new (FALSE, FALSE, sizeof (AskgMarkdownLink));
  g_array_set_clear_func (self->links, link_clear);
}

void
askg_writer_clear (AskgWriter *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  self->text = NULL;
}

static void
add_run (AskgWriter        *self,
         guint              start,
         AskgMarkdownStyle  style)
{
  AskgMarkdownSpan *last = self->spans->len > 0
                             ? &g_array_index (self->spans, AskgMarkdownSpan, self->spans->len - 1) : NULL;

  if (style == 0 || start == self->text->len)
    return;
  if (last != NULL && last->end == start && last->style == style && start != self->barrier)
    last->end = self->text->len;
  else
    g_array_append_val (self->spans, ((AskgMarkdownSpan) { start, self->text->len, style }));
}

/* Where a link or a picture begins: no run reaches over it. */
guint
askg_writer_mark (AskgWriter *self)
{
  self->barrier = self->text->len;

  return self->barrier;
}

void
askg_writer_append (AskgWriter        *self,
                    const char        *utf8,
                    gsize              n_bytes,
                    AskgMarkdownStyle  style)
{
  const guint start = self->text->len;

  askg_inert_append (&self->inert, self->text, utf8, n_bytes,
                     (style & ASKG_MARKDOWN_MONO) ? ASKG_INERT_SHOW_HIDDEN : ASKG_INERT_DEFAULT);
  add_run (self, start, style);
}

/* "&amp;", "&#38;" or "&#x26;", once: what comes out is not read again. */
void
askg_entity_decode (GString    *out,
                    const char *entity,
                    gsize       n_bytes)
{
  gunichar c = 0;

  if (n_bytes > 3 && entity[1] == '#')
    {
      const gboolean is_hex = entity[2] == 'x' || entity[2] == 'X';
      const guint64 value = g_ascii_strtoull (entity + (is_hex ? 3 : 2), NULL, is_hex ? 16 : 10);

      c = value > 0 && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff) ? value : 0xfffd;
    }
  for (gsize i = 0; c == 0 && i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n_bytes - 2 && strncmp (entities[i].name, entity + 1, n_bytes - 2) == 0)
      c = entities[i].c;

  if (c != 0)
    g_string_append_unichar (out, c);
  else
    g_string_append_len (out, entity, n_bytes);
}

void
askg_writer_append_entity (AskgWriter        *self,
                           const char        *entity,
                           gsize              n_bytes,
                           AskgMarkdownStyle  style)
{
  g_autoptr(GString) decoded = g_string_new (NULL);

  askg_entity_decode (decoded, entity, n_bytes);
  askg_writer_append (self, decoded->str, decoded->len, style);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)) && g_utf8_get_char (text) != 0x2800)
      return FALSE;

  return TRUE;
}

static char *
shorten_host (const char *host)
{
  const gsize n = strlen (host);

  return n <= MAX_HOST_SHOWN ? g_strdup (host) : g_strconcat ("…", host + n - MAX_HOST_SHOWN, NULL);
}

static void
append_host (AskgWriter *self,
             const char *host)
{
  g_autofree char *shown = shorten_host (host);
  g_autofree char *note = g_strdup_printf ("(%s)", shown);

  askg_writer_append (self, " ", 1, 0);
  askg_writer_append (self, note, strlen (note), ASKG_MARKDOWN_HOST);
}

/**
 * askg_writer_end_link:
 * @start: where its label began, in bytes
 * @target: what the author wrote
 *
 * Makes the label a link, and writes the host behind it when the label does not tell it. What may
 * not be a link keeps its label as plain text.
 */
void
askg_writer_end_link (AskgWriter *self,
                      guint       start,
                      const char *target)
{
  AskgMarkdownLink link;
  g_autofree char *label = NULL;

  if (!askg_link_init (&link, target))
    return;
  if (is_blank (self->text->str + start))
    askg_writer_append (self, link.host, strlen (link.host), 0); /* a link nobody could see */
  label = g_strstrip (g_strdup (self->text->str + start));
  link.misleading = askg_link_is_denied_by (&link, label);

  /* Every run of the label becomes part of the link, and the gaps between them. */
  for (guint at = start, i = 0; at < self->text->len; i++)
    {
      AskgMarkdownSpan *span = i < self->spans->len ? &g_array_index (self->spans, AskgMarkdownSpan, i) : NULL;
      AskgMarkdownSpan gap = { at, span != NULL ? span->start : self->text->len, ASKG_MARKDOWN_LINK, 0, self->links->len };

      if (span != NULL && span->end <= start)
        continue;
      if (gap.start < gap.end)
        {
          g_array_insert_val (self->spans, i, gap);
          at = gap.end;
          continue;
        }
      if (span != NULL)
        {
          span->style |= ASKG_MARKDOWN_LINK;
          span->link = self->links->len;
          at = span->end;
        }
    }
  g_array_append_val (self->links, link);
  if (!askg_link_is_told_by (&link, label))
    append_host (self, link.host);
}

/* A picture in a line of text: what it was said to show, and that it was not fetched. */
void
askg_writer_end_image (AskgWriter *self,
                       guint       start,
                       const char *target)
{
  g_autofree char *host = askg_link_host_of (target);
  g_autofree char *shown = host != NULL ? shorten_host (host) : NULL;
  g_autofree char *note = shown != NULL ? g_strdup_printf (_("(picture at %s, not fetched)"), shown)
                                        : g_strdup (_("(picture, not fetched)"));

  if (!is_blank (self->text->str + start))
    askg_writer_append (self, " ", 1, ASKG_MARKDOWN_IMAGE);
  askg_writer_append (self, note, strlen (note), ASKG_MARKDOWN_IMAGE);
}

/* "[12]" at TEXT, which is what an answer calls a place in a picture. */
static guint
read_pointer (const char *text,
              guint      *number)
{
  guint n = 1;

  *number = 0;
  for (; n <= 2 && g_ascii_isdigit (text[n]); n++)
    *number = *number * 10 + (text[n] - '0');

  return n > 1 && *number > 0 && text[n] == ']' ? n + 1 : 0;
}

/* An address that stands in the text as it is; what sentences put behind one is not part of it. */
static guint
read_address (const char *text,
              guint       n_max)
{
  guint n = 0;

  if (!g_str_has_prefix (text, "https://") && !g_str_has_prefix (text, "http://"))
    return 0;
  while (n < n_max && (guchar) text[n] > ' ' && (guchar) text[n] < 0x7f && strchr ("<>\"`|\\^{}", text[n]) == NULL)
    n++;
  while (n > 0 && (strchr (".,;:!?'*_~", text[n - 1]) != NULL ||
                   (text[n - 1] == ')' && memchr (text, '(', n) == NULL) || text[n - 1] == ']'))
    n--;

  return memchr (text, '@', n) == NULL ? n : 0;
}

/* Looks through a run of plain text and hands it on in parts. */
static void
split_run (AskgWriter       *self,
           GArray           *out,
           AskgMarkdownSpan  run)
{
  const char *text = self->text->str;
  guint from = run.start, n_mention;
  guint mention = askg_mention_find (text, run.start, run.end, &n_mention);

  for (guint at = run.start; at < run.end;)
    {
      AskgMarkdownSpan found = run;
      AskgMarkdownLink link;
      guint n = 0;

      if (mention < at) /* it was within an address */
        mention = askg_mention_find (text, at, run.end, &n_mention);
      if (!(run.style & ASKG_MARKDOWN_MONO) && text[at] == '[' && (at == 0 || !g_ascii_isalnum (text[at - 1])) && (n = read_pointer (text + at, &found.number)) > 0)
        found.style |= ASKG_MARKDOWN_POINTER;
      else if (at == mention)
        {
          n = n_mention;
          found.style |= ASKG_MARKDOWN_PLACE;
        }
      else if (!(run.style & ASKG_MARKDOWN_MONO) && text[at] == 'h' && (at == 0 || !g_ascii_isalnum (text[at - 1])) &&
               (n = read_address (text + at, run.end - at)) > 0)
        {
          g_autofree char *target = g_strndup (text + at, n);

          if (askg_link_init (&link, target))
            {
              found.style |= ASKG_MARKDOWN_LINK;
              found.link = self->links->len;
              g_array_append_val (self->links, link);
            }
        }
      if (found.style == run.style || at + n > run.end)
        {
          at += MAX (n, 1);
          continue;
        }

      found.start = at;
      found.end = at + n;
      if (run.style != 0 && from < at)
        g_array_append_val (out, ((AskgMarkdownSpan) { from, at, run.style, run.number, run.link }));
      g_array_append_val (out, found);
      from = at = found.end;
    }
  if (run.style != 0 && from < run.end)
    g_array_append_val (out, ((AskgMarkdownSpan) { from, run.end, run.style, run.number, run.link }));
}

static GArray *
find_what_leads_on (AskgWriter *self)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (AskgMarkdownSpan));
  guint at = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const AskgMarkdownSpan *span = &g_array_index (self->spans, AskgMarkdownSpan, i);

      split_run (self, out, (AskgMarkdownSpan) { at, span->start });
      if (span->style & (OPAQUE & ~ASKG_MARKDOWN_MONO))
        g_array_append_val (out, *span);
      else
        split_run (self, out, *span);
      at = span->end;
    }
  split_run (self, out, (AskgMarkdownSpan) { at, self->text->len });

  return out;
}

/* Gives what was written to OUT; SELF is cleared. */
void
askg_writer_finish (AskgWriter       *self,
                    AskgMarkdownText *out)
{
  GArray *spans = find_what_leads_on (self);
  gsize n;

  out->n_spans = spans->len;
  out->spans = (AskgMarkdownSpan *) (gpointer) g_array_free (spans, FALSE);
  out->links = g_array_steal (self->links, &n);
  out->n_links = n;
  out->text = g_string_free (g_steal_pointer (&self->text), FALSE);
  askg_writer_clear (self);
}
