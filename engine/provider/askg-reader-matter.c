/* askg-reader-matter.c: any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <glib/gi18n-lib.h>

/**
 * askg_reader_matter_new:
 * @question: the person's words
 */
AskgReaderMatter *
askg_reader_matter_new (const char *question)
{
  AskgReaderMatter *matter = g_new0 (AskgReaderMatter, 1);

  matter->intent = askg_intent_parse (question);
  matter->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_reader_source_free);
  matter->troubles = g_ptr_array_new_with_free_func (g_free);
  matter->now = g_date_time_new_now_local ();

  return matter;
}

void
askg_reader_matter_free (AskgReaderMatter *matter)
{
  if (matter == NULL)
    return;

  g_clear_pointer (&matter->intent, askg_intent_free);
  g_clear_pointer (&matter->sources, g_ptr_array_unref);
  g_clear_pointer (&matter->typed, askg_reader_source_free);
  g_clear_pointer (&matter->troubles, g_ptr_array_unref);
  g_clear_pointer (&matter->hits, g_ptr_array_unref);
  g_clear_pointer (&matter->now, g_date_time_unref);
  g_free (matter);
}

/**
 * askg_reader_matter_needs_sources:
 *
 * Returns: whether the answer is about something attached; "who are you?" is not
 */
gboolean
askg_reader_matter_needs_sources (AskgReaderMatter *matter)
{
  switch (matter->intent->kind)
    {
    case ASKG_INTENT_HELP:
    case ASKG_INTENT_WHO:
    case ASKG_INTENT_THANKS:
      return FALSE;
    case ASKG_INTENT_RECALL:
      return matter->intent->subject == NULL && matter->n_attachments > 0; /* "have I seen this before?" */
    case ASKG_INTENT_NOTHING:
    case ASKG_INTENT_EXPLAIN:
    case ASKG_INTENT_AGAIN:
    case ASKG_INTENT_READ:
    case ASKG_INTENT_TABLE:
    case ASKG_INTENT_EXTRACT:
    case ASKG_INTENT_COUNT:
    case ASKG_INTENT_SUMMARISE:
    case ASKG_INTENT_FIND:
    case ASKG_INTENT_MODEL:
    default:
      return TRUE;
    }
}

static void
speak_of_typed (AskgReaderMatter *matter)
{
  g_ptr_array_set_size (matter->sources, 0);
  g_ptr_array_add (matter->sources, g_steal_pointer (&matter->typed));
  matter->is_follow_up = FALSE;
}

/* An error in the question itself goes before what was attached to an earlier one when it was
 * pasted whole, or when there is no other. */
static void
consider_typed (AskgReaderMatter *matter)
{
  const gboolean has_error = askg_reader_source_get_errors (matter->typed)->len > 0;
  const gboolean is_pasted = askg_reader_source_get_n_lines (matter->typed) > 1;
  const AskgIntentKind kind = matter->intent->kind;

  if (has_error && (is_pasted || askg_reader_matter_count_errors (matter) == 0) &&
      (kind == ASKG_INTENT_EXPLAIN || kind == ASKG_INTENT_MODEL))
    {
      speak_of_typed (matter);
      matter->intent->kind = ASKG_INTENT_EXPLAIN;
    }
  else if (is_pasted && matter->sources->len == 0 && kind != ASKG_INTENT_MODEL && !askg_reader_source_is_empty (matter->typed))
    speak_of_typed (matter);
}

/**
 * askg_reader_matter_look:
 * @cancellable: (nullable): ends early
 *
 * Looks for errors in everything there is; meant for a worker thread.
 */
void
askg_reader_matter_look (AskgReaderMatter *matter,
                         AskgCatalogue    *catalogue,
                         GCancellable     *cancellable)
{
  guint n_errors;

  for (guint i = 0; i < matter->sources->len; i++)
    askg_reader_source_look (g_ptr_array_index (matter->sources, i), catalogue, cancellable);
  if (matter->typed != NULL && askg_reader_matter_needs_sources (matter))
    {
      askg_reader_source_look (matter->typed, catalogue, cancellable);
      consider_typed (matter);
    }

  /* What was asked without saying which is about an error there is. */
  n_errors = askg_reader_matter_count_errors (matter);
  if (matter->intent->ordinal == ASKG_ORDINAL_NONE && n_errors > 0 && matter->focus >= n_errors)
    matter->focus = n_errors - 1;
}

/* Errors that stand for themselves, over all sources. */
guint
askg_reader_matter_count_errors (AskgReaderMatter *matter)
{
  guint n = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    n += askg_reader_source_get_errors (g_ptr_array_index (matter->sources, i))->len;

  return n;
}

/* Whether @words stand anywhere in the sources. */
gboolean
askg_reader_matter_holds (AskgReaderMatter *matter,
                          const char       *words)
{
  for (guint i = 0; i < matter->sources->len; i++)
    {
      g_autoptr(GArray) lines = askg_extract_find (askg_reader_source_get_lines (g_ptr_array_index (matter->sources, i)), words, NULL);

      if (lines->len > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_reader_matter_find_error:
 * @out_error: (out) (transfer none): the error the answer is to speak of
 *
 * Returns: (nullable) (transfer none): where it stands; %NULL when there are not so many errors
 */
AskgReaderSource *
askg_reader_matter_find_error (AskgReaderMatter    *matter,
                               AskgCatalogueMatch **out_error)
{
  const guint n = askg_reader_matter_count_errors (matter);
  guint left = matter->focus == G_MAXUINT && n > 0 ? n - 1 : matter->focus;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      GPtrArray *errors = askg_reader_source_get_errors (source);

      if (left < errors->len)
        {
          *out_error = g_ptr_array_index (errors, left);
          return source;
        }
      left -= errors->len;
    }

  return NULL;
}

/**
 * askg_reader_matter_name:
 *
 * Returns: (nullable) (transfer full): what to call @source where there are several
 */
char *
askg_reader_matter_name (AskgReaderMatter *matter,
                         AskgReaderSource *source)
{
  const guint number = askg_reader_source_get_index (source) + 1;

  if (matter->n_attachments < 2 || askg_reader_source_get_kind (source) == ASKG_SOURCE_TYPED)
    return NULL;

  return askg_reader_source_get_kind (source) == ASKG_SOURCE_PICTURE
         ? g_strdup_printf (_("picture %u"), number)
         : g_strdup_printf (_("text %u"), number);
}
