/* askg-page-secrets.c: any thread. */
#include "engine/privacy/askg-page-secrets.h"

#include "engine/privacy/askg-page-readings.h"

/* The secret that one of the words of a span was found to carry before; else ASKG_NO_SECRET. */
static guint
known_secret (const AskgPageReading *reading,
              const AskgSecretSpan  *span,
              GArray                *ids)
{
  for (gsize at = span->start; at < span->start + span->length; at++)
    {
      const guint32 word = g_array_index (reading->words, guint32, at);

      if (word != ASKG_NO_WORD && g_array_index (ids, guint, word) != ASKG_NO_SECRET)
        return g_array_index (ids, guint, word);
    }

  return ASKG_NO_SECRET;
}

static void
mark_words (const AskgPageReading *reading,
            const AskgSecretSpan  *span,
            guint                  id,
            GArray                *ids)
{
  for (gsize at = span->start; at < span->start + span->length; at++)
    {
      const guint32 word = g_array_index (reading->words, guint32, at);

      if (word != ASKG_NO_WORD && g_array_index (ids, guint, word) == ASKG_NO_SECRET)
        g_array_index (ids, guint, word) = id;
    }
}

/* What the cover calls it, from now on. */
static guint
name_secret (AskgCover            *cover,
             const char           *text,
             const AskgSecretSpan *span)
{
  g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (AskgSecretSpan));
  g_autoptr(GArray) named = NULL;
  g_autofree char *covered = NULL;
  const AskgSecretSpan alone = { 0, span->length, span->category, span->tier };

  g_array_append_val (one, alone);
  covered = askg_cover_spans (cover, text + span->start, (gssize) span->length, one, &named);

  return named != NULL && named->len > 0 ? g_array_index (named, AskgCoveredSpan, 0).id : ASKG_NO_SECRET;
}

static void
look_at (const AskgPageReading *reading,
         AskgRedactor          *redactor,
         AskgCover             *cover,
         GArray                *ids)
{
  g_autoptr(GArray) spans = askg_redactor_find (redactor, reading->text->str, (gssize) reading->text->len);

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (spans, AskgSecretSpan, i);
      guint id;

      if (reading->is_guess && span->tier != ASKG_SECRET_CRITICAL)
        continue;
      /* The same words read another way are the same secret, and perhaps more of it. */
      id = known_secret (reading, span, ids);
      if (id == ASKG_NO_SECRET)
        id = name_secret (cover, reading->text->str, span);
      mark_words (reading, span, id, ids);
    }
}

/**
 * askg_page_secrets_find:
 * @cover: calls each what it calls it in text
 *
 * A word is covered whole: which of its letters the secret begins with cannot be told from its box.
 *
 * Returns: (transfer full) (element-type guint): for each word of @page the id of its secret in @cover, or
 *   %ASKG_NO_SECRET
 */
GArray *
askg_page_secrets_find (AskgPageText *page,
                        AskgRedactor *redactor,
                        AskgCover    *cover)
{
  g_autoptr(GPtrArray) readings = askg_page_readings_new (page);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint none = ASKG_NO_SECRET;

  for (guint i = 0; i < askg_page_text_get_n_words (page); i++)
    g_array_append_val (ids, none);
  for (guint i = 0; i < readings->len; i++)
    look_at (g_ptr_array_index (readings, i), redactor, cover, ids);

  return ids;
}
