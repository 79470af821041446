/* askg-page-secrets.c: any thread. */
#include "engine/privacy/askg-page-secrets.h"

#include <string.h>

#include "engine/privacy/askg-page-readings.h"
#include "engine/privacy/askg-word-guess.h"

#define MIN_ACCOUNT_GROUPS 4
#define MAX_ACCOUNT_GROUPS 9

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
  g_autoptr(GArray) found = askg_redactor_find (redactor, reading->text->str, (gssize) reading->text->len);
  g_autoptr(GArray) spans = askg_cover_find_known (cover, reading->text->str, reading->text->len, found);

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

/* -- What was read too badly for that -------------------------------------------- */

static void
guess_word (const char *text,
            AskgCover  *cover,
            guint      *id)
{
  if (*id == ASKG_NO_SECRET && (askg_word_looks_drawn (text) || askg_word_has_mark (text)))
    *id = askg_cover_guess (cover, text, strlen (text));
}

/* hunterZ, where a text of the conversation said that hunter2 is secret: with the marks around it left aside. */
static void
look_for_alike (const char *text,
                AskgCover  *cover,
                guint      *id)
{
  static const char marks[] = "\"'`.,;:()[]{}<>";
  gsize n_bytes;

  if (*id != ASKG_NO_SECRET)
    return;
  text += strspn (text, marks);
  n_bytes = strlen (text);
  while (n_bytes > 0 && strchr (marks, text[n_bytes - 1]) != NULL)
    n_bytes--;
  *id = askg_cover_find_alike (cover, text, n_bytes);
}

/* How many words from @at on are groups of an IBAN: four capital letters and digits, the last perhaps fewer. */
static guint
count_groups (AskgPageText *page,
              guint         at,
              guint         n_words)
{
  guint n = 0;

  for (; at + n < n_words && n < MAX_ACCOUNT_GROUPS; n++)
    {
      const char *word = askg_page_text_get_word (page, at + n)->text;
      const gsize n_bytes = strlen (word);

      if (n_bytes > 4 || strspn (word, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n_bytes)
        break;
      if (n_bytes < 4)
        return n + 1;
    }

  return n;
}

/* "IBAN" and what begins like one, with the groups behind it: a digit was read wrongly, and its sum is none. */
static void
guess_account (AskgPageText *page,
               AskgCover    *cover,
               GArray       *ids,
               guint         name)
{
  const char *first = askg_page_text_get_word (page, name + 1)->text;
  guint n = 1, id;

  if (strstr (askg_page_text_get_word (page, name)->text, "IBAN") == NULL || !askg_word_begins_account (first) ||
      g_array_index (ids, guint, name + 1) != ASKG_NO_SECRET)
    return;
  if (first[4] == '\0')
    n = count_groups (page, name + 1, ids->len);
  if (first[4] == '\0' && n < MIN_ACCOUNT_GROUPS)
    return;
  id = askg_cover_guess (cover, first, strlen (first));
  for (guint i = 0; i < n; i++)
    g_array_index (ids, guint, name + 1 + i) = id;
}

/* What is about a person is no token: nothing of it is set off by a gap. */
static gboolean
is_token (AskgCover *cover,
          guint      id)
{
  return id != ASKG_NO_SECRET && askg_secret_category_get_tier (askg_cover_get_category (cover, id)) != ASKG_SECRET_PII;
}

/* From a word that carries a secret to its neighbour, where that looks like more of it. */
static void
spread (AskgPageText *page,
        AskgCover    *cover,
        GArray       *ids,
        guint         from,
        guint         to)
{
  const guint id = g_array_index (ids, guint, from);

  if (is_token (cover, id) && g_array_index (ids, guint, to) == ASKG_NO_SECRET &&
      askg_word_looks_like_part (askg_page_text_get_word (page, to)->text))
    g_array_index (ids, guint, to) = id;
}

/* Words stand in reading order, so the next one may be in the next line: a long token goes on there. */
static void
guess (AskgPageText *page,
       AskgCover    *cover,
       GArray       *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      look_for_alike (askg_page_text_get_word (page, i)->text, cover, &g_array_index (ids, guint, i));
      guess_word (askg_page_text_get_word (page, i)->text, cover, &g_array_index (ids, guint, i));
    }
  for (guint i = 0; i + 1 < ids->len; i++)
    guess_account (page, cover, ids, i);
  for (guint i = 1; i < ids->len; i++)
    spread (page, cover, ids, i - 1, i);
  for (guint i = ids->len; i-- > 1;)
    spread (page, cover, ids, i, i - 1);
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
  guess (page, cover, ids);

  return ids;
}
