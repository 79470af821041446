/* askg-keep-back.c: any thread. */
#include "engine/privacy/askg-keep-back.h"

#include <string.h>

#include "engine/privacy/askg-cover.h"

/* "[api key 1]" without its number: it means nothing where nobody knows the others. */
static void
append_mark (GString    *out,
             const char *placeholder,
             gsize       n_bytes)
{
  const char *number = memrchr (placeholder, ' ', n_bytes);

  g_string_append_len (out, placeholder, number != NULL ? (gsize) (number - placeholder) : n_bytes);
  if (number != NULL)
    g_string_append_c (out, ']');
}

static char *
write_marks (AskgCover    *cover,
             AskgRedactor *redactor,
             const char   *text)
{
  g_autoptr(GArray) spans = NULL;
  g_autofree char *covered = askg_cover_text (cover, redactor, text, -1, &spans);
  GString *out = g_string_sized_new (strlen (covered));
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgCoveredSpan *span = &g_array_index (spans, AskgCoveredSpan, i);

      g_string_append_len (out, covered + done, span->start - done);
      append_mark (out, covered + span->start, span->length);
      done = span->start + span->length;
    }

  g_string_append (out, covered + done);

  return g_string_free (out, FALSE);
}

/**
 * askg_keep_back:
 * @texts: (element-type utf8): of one matter; each is replaced by what is left of it
 *
 * What tells that a value is one may stand in another of them: all are read before the first is written.
 *
 * Returns: how many secrets there are
 */
guint
askg_keep_back (AskgRedactor *redactor,
                GPtrArray    *texts)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autoptr(GArray) secrets = askg_redactor_find (redactor, text, -1);

      askg_cover_name (cover, text, -1, secrets);
    }
  if (askg_cover_get_n_secrets (cover) == 0)
    return 0;

  for (guint i = 0; i < texts->len; i++)
    {
      char *text = g_ptr_array_index (texts, i);

      texts->pdata[i] = write_marks (cover, redactor, text);
      g_free (text);
    }

  return askg_cover_get_n_secrets (cover);
}
