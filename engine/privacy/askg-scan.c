/* askg-scan.c: one thread at a time. */
#include "engine/privacy/askg-scan-private.h"

#include <string.h>

typedef struct
{
  gsize              start;
  gsize              end;
  AskgSecretCategory category;
  guint              rank; /* the order they were found in */
} Hit;

/* -- Folding -------------------------------------------------------------------- */

/* What looks like ASCII on a screen is ASCII to the finders; what cannot be seen is not there: returns FALSE for it. */
static gboolean
fold_char (gunichar  c,
           char     *out)
{
  if (c >= 0xff01 && c <= 0xff5e)
    *out = c - 0xff01 + '!';
  else if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000)
    *out = ' ';
  else if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    *out = '-';
  else if (c == 0x2018 || c == 0x2019)
    *out = '\'';
  else if (c == 0x201c || c == 0x201d)
    *out = '"';
  else if (c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f))
    return FALSE;
  else
    *out = '\0';

  return TRUE;
}

/* How a sign of writing is written within other writing: a string of JSON within another, a page's source, an address. So that
 * every finder reads {\\\"token\\\":\\\"X\\\"}, token&quot;:&quot;X&quot; and token%3DX as what they are. A backslash may be doubled
 * any number of times: see escape_length(). */
static const struct
{
  const char *escape;
  char        sign;
} escapes[] = {
  { "&quot;", '"' }, { "&#34;", '"' }, { "&#x22;", '"' }, { "&#39;", '\'' }, { "&#x27;", '\'' }, { "&apos;", '\'' },
  { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "%22", '"' }, { "%3D", '=' }, { "%3d", '=' }, { "%26", '&' },
  { "%7B", '{' }, { "%7D", '}' }, { "%7b", '{' }, { "%7d", '}' }, { "\\u0022", '"' }, { "\\u0027", '\'' }, { "\\u003d", '=' },
  { "\\u003D", '=' }, { "\\u0026", '&' }, { "\\u003c", '<' }, { "\\u003e", '>' }, { "\\u003C", '<' }, { "\\u003E", '>' },
};

/* The length of the escape at @text, or 0. */
static gsize
escape_length (const char *text,
               gsize       n_bytes,
               char       *out_sign)
{
  gsize n = 0;

  if (*text != '\\' && *text != '&' && *text != '%')
    return 0;
  while (n < n_bytes && n < 16 && text[n] == '\\')
    n++;
  if (n > 0 && n < n_bytes && text[n] == '"')
    {
      *out_sign = '"';
      return n + 1;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (escapes[i].escape[0] == *text &&
        strlen (escapes[i].escape) <= n_bytes &&
        escapes[i].escape[1] == text[1] &&
        memcmp (escapes[i].escape, text, strlen (escapes[i].escape)) == 0)
      {
        *out_sign = escapes[i].sign;
        return strlen (escapes[i].escape);
      }

  return 0;
}

/* Only these lead bytes begin a character that fold_char() changes, and these signs an escape. */
static gboolean
may_fold (const char *text,
          gsize       n_bytes)
{
  char sign;

  for (gsize i = 0; i < n_bytes; i++)
    switch ((guint8) text[i])
      {
      case '\\': case '&': case '%':
        if (escape_length (text + i, n_bytes - i, &sign) > 0)
          return TRUE;
        break;
      case 0xc2: case 0xe2: case 0xe3: case 0xef: case 0xf3:
        return TRUE;
      default:
        break;
      }

  return FALSE;
}

static void
fold (AskgScan   *self,
      const char *text,
      gsize       n_bytes)
{
  gsize n = 0;

  self->folded = g_malloc (n_bytes + 1);
  self->origins = g_new (gsize, n_bytes + 1);
  for (gsize i = 0; i < n_bytes;)
    {
      gunichar c = (guint8) text[i] < 0x80 ? (gunichar) text[i] : g_utf8_get_char_validated (text + i, n_bytes - i);
      char folded = '\0';
      const gsize n_escape = escape_length (text + i, n_bytes - i, &folded);
      const gsize length = n_escape > 0 ? n_escape : c >= 0x80 && c <= 0x10ffff ? (gsize) g_unichar_to_utf8 (c, NULL) : 1;

      if (c < 0x80 || length == 1 || fold_char (c, &folded))
        {
          for (gsize k = 0; k < (folded != '\0' ? 1 : length); k++)
            {
              self->origins[n] = i + k;
              self->folded[n++] = folded != '\0' ? folded : text[i + k];
            }
        }
      i += length;
    }
  self->origins[n] = n_bytes;
  self->text = self->folded;
  self->n = n;
}

/* -- What is covered already ------------------------------------------------------ */

/* "[api key 1]" at @at: its length, or 0. A longer number may be a secret itself: "[password 4711]". */
static gsize
placeholder_length (const AskgScan *self,
                    gsize           at)
{
  for (AskgSecretCategory i = 0; i < ASKG_SECRET_N_CATEGORIES; i++)
    {
      const char *word = askg_secret_category_get_word (i);
      gsize end = at + 1 + strlen (word), n_digits = 0;

      if (!askg_scan_starts_with (self, at + 1, word) || !askg_scan_starts_with (self, end, " "))
        continue;
      for (end++; n_digits < 3 && askg_scan_is (self, end, ASKG_BYTE_DIGIT); end++)
        n_digits++;
      if (n_digits > 0 && askg_scan_starts_with (self, end, "]"))
        return end + 1 - at;
    }

  return 0;
}

/* So that a covered text is not covered again. */
static void
pass_over_placeholders (AskgScan *self)
{
  for (const char *at = self->text; (at = memchr (at, '[', self->text + self->n - at)) != NULL; at++)
    {
      const gsize start = at - self->text;
      const gsize length = placeholder_length (self, start);

      memset (self->taken + start, 1, length);
    }
}

/**
 * askg_scan_init:
 * @text: (array length=n_bytes): kept while the scan lasts
 *
 * Folds full-width and invisible characters as they are used by screens and by who wants to hide something, and the escapes of
 * writing within writing.
 */
void
askg_scan_init (AskgScan   *self,
                const char *text,
                gsize       n_bytes)
{
  *self = (AskgScan) { .text = text, .n = n_bytes };
  if (may_fold (text, n_bytes))
    fold (self, text, n_bytes);
  self->taken = g_malloc0 (self->n + 1);
  pass_over_placeholders (self);
  self->hits = g_array_new (FALSE, FALSE, sizeof (Hit));
}

/* -- Reading -------------------------------------------------------------------- */

/**
 * askg_scan_run_end:
 * @at: never far left of where the last call with @kinds was: two runs are remembered, so that one may look ahead
 * @kinds: an alphabet
 *
 * Returns: where the bytes of @kinds that begin at @at end. A byte is read once for each alphabet.
 */
gsize
askg_scan_run_end (AskgScan *self,
                   gsize     at,
                   guint16   kinds)
{
  AskgRun *run = self->runs;
  AskgRun *older;
  gsize end = at;

  while (run < self->runs + self->n_runs && run->kinds != kinds)
    run += 2;
  if (run == self->runs + self->n_runs)
    {
      g_assert (self->n_runs < ASKG_SCAN_N_RUNS);
      run[0] = run[1] = (AskgRun) { kinds, 0, 0 };
      self->n_runs += 2;
    }
  for (guint i = 0; i < 2; i++)
    if (run[i].start <= at && at < run[i].end)
      return run[i].end;

  while (end < self->n && askg_byte_is (self->text[end], kinds))
    end++;
  older = run[0].start <= run[1].start ? &run[0] : &run[1];
  if (at < older->start) /* a new finder begins at the left */
    older = &run[0];
  *older = (AskgRun) { kinds, at, end };

  return end;
}

/* Where the line that @at is in ends: at its line break or the end. Each call costs the rest of the line. */
gsize
askg_scan_line_end (AskgScan *self,
                    gsize     at)
{
  const char *end = memchr (self->text + at, '\n', self->n - at);

  return end != NULL ? (gsize) (end - self->text) : self->n;
}

/* -- What was found ------------------------------------------------------------- */

/**
 * askg_scan_add:
 * @start: where it begins in the folded text
 * @end: behind its last byte
 *
 * What a surer finder has found already stays its own; the rest of an overlapping one is added beside it.
 */
void
askg_scan_add (AskgScan           *self,
               gsize               start,
               gsize               end,
               AskgSecretCategory  category)
{
  g_assert (start <= end && end <= self->n);

  while (start < end)
    {
      gsize stop;

      while (start < end && self->taken[start])
        start++;
      for (stop = start; stop < end && !self->taken[stop]; stop++)
        self->taken[stop] = 1;
      if (stop > start)
        {
          const Hit hit = { start, stop, category, self->hits->len };

          g_array_append_val (self->hits, hit);
        }
      start = stop;
    }
}

/**
 * askg_scan_get_hit:
 * @i: the first found has 0
 *
 * Returns: whether so many were found; the place, in the folded text, and the kind of the one
 */
gboolean
askg_scan_get_hit (const AskgScan     *self,
                   guint               i,
                   gsize              *out_start,
                   gsize              *out_end,
                   AskgSecretCategory *out_category)
{
  const Hit *hit = (const Hit *) (gpointer) self->hits->data + i;

  if (i >= self->hits->len)
    return FALSE;
  *out_start = hit->start;
  *out_end = hit->end;
  *out_category = hit->category;

  return TRUE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *one = a, *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

/* A piece of UTF-8 is never cut: what was given is not always valid, and a finder may stop anywhere. */
static void
widen_to_characters (const AskgScan *self,
                     Hit            *hit)
{
  while (hit->start > 0 && ((guint8) self->text[hit->start] & 0xc0) == 0x80)
    hit->start--;
  while (hit->end < self->n && ((guint8) self->text[hit->end] & 0xc0) == 0x80)
    hit->end++;
}

/**
 * askg_scan_finish:
 *
 * Returns: (transfer full) (element-type AskgSecretSpan): what was found, in the original text's bytes, sorted and apart.
 *   The scan is cleared.
 */
GArray *
askg_scan_finish (AskgScan *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (AskgSecretSpan));
  Hit last = { 0 };

  g_array_sort (self->hits, compare_hits);
  for (guint i = 0; i < self->hits->len; i++)
    {
      Hit hit = g_array_index (self->hits, Hit, i);
      AskgSecretSpan span;

      widen_to_characters (self, &hit);
      if (spans->len > 0 && hit.start <= last.end) /* pieces of one: named after the surest */
        {
          g_array_set_size (spans, spans->len - 1);
          hit = (Hit) { last.start, MAX (last.end, hit.end), last.rank < hit.rank ? last.category : hit.category,
                        MIN (last.rank, hit.rank) };
        }
      span.start = self->origins != NULL ? self->origins[hit.start] : hit.start;
      span.length = (self->origins != NULL ? self->origins[hit.end] : hit.end) - span.start;
      span.category = hit.category;
      span.tier = askg_secret_category_get_tier (hit.category);
      g_array_append_val (spans, span);
      last = hit;
    }

  g_clear_pointer (&self->words, g_array_unref);
  g_array_unref (self->hits);
  g_free (self->taken);
  g_free (self->folded);
  g_free (self->origins);
  *self = (AskgScan) { 0 };

  return spans;
}
