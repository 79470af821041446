/* askg-reader-matter.c: any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

AskgReaderSaid *
askg_reader_said_new (const char *text,
                      guint       focus)
{
  AskgReaderSaid *said = g_new0 (AskgReaderSaid, 1);

  said->source = askg_reader_source_new_typed (text);
  said->focus = focus;

  return said;
}

static void
said_free (gpointer data)
{
  AskgReaderSaid *said = data;

  g_clear_pointer (&said->source, askg_reader_source_free);
  g_free (said);
}

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
  matter->said = g_ptr_array_new_with_free_func (said_free);
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
  g_clear_pointer (&matter->said, g_ptr_array_unref);
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
speak_of (AskgReaderMatter  *matter,
          AskgReaderSource **source,
          gboolean           is_follow_up)
{
  g_ptr_array_set_size (matter->sources, 0);
  g_ptr_array_add (matter->sources, g_steal_pointer (source));
  matter->is_follow_up = is_follow_up;
}

/* The very error, or the very words of it. Somebody who asks writes less of an error than a program does. */
static gboolean
is_the_same (const AskgCatalogueMatch *known,
             AskgReaderSource         *typed)
{
  GPtrArray *errors = askg_reader_source_get_errors (typed);
  const AskgCatalogueMatch *error = errors->len > 0 ? g_ptr_array_index (errors, 0) : NULL;
  g_autofree char *words = g_strstrip (g_strdup (askg_reader_source_get_text (typed)));

  if (error == NULL)
    return known->line_text != NULL && strstr (known->line_text, words) != NULL;

  return g_str_equal (known->id, error->id) &&
         (g_strcmp0 (known->title, error->title) == 0 ||
          (known->confidence > error->confidence && !askg_reader_source_is_message (typed)));
}

/* Whether the sources hold the error that was typed: it is meant then, in its place. */
static gboolean
find_typed (AskgReaderMatter *matter,
            AskgReaderSource *typed,
            guint            *out_number)
{
  guint number = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      GPtrArray *errors = askg_reader_source_get_errors (g_ptr_array_index (matter->sources, i));

      for (guint j = 0; j < errors->len; j++, number++)
        if (is_the_same (g_ptr_array_index (errors, j), typed))
          {
            *out_number = number;
            return TRUE;
          }
    }

  return FALSE;
}

static gboolean
is_error (AskgReaderSource *typed)
{
  return askg_reader_source_get_errors (typed)->len > 0 || askg_reader_source_is_message (typed);
}

/* An error that was said since then goes before what was attached once. */
static void
consider_said (AskgReaderMatter *matter,
               AskgCatalogue    *catalogue,
               GCancellable     *cancellable)
{
  for (guint i = 0; i < matter->said->len; i++)
    {
      AskgReaderSaid *said = g_ptr_array_index (matter->said, i);
      guint number;

      askg_reader_source_look (said->source, catalogue, cancellable);
      if (!is_error (said->source))
        continue;
      if (!find_typed (matter, said->source, &number))
        {
          speak_of (matter, &said->source, TRUE);
          matter->focus = said->focus;
        }
      else if (matter->intent->ordinal == ASKG_ORDINAL_NONE)
        matter->focus = number;
      return;
    }
}

/* Whether the question's own words are what it is about: an error, and not one that is attached to it. */
static gboolean
is_about_typed (AskgReaderMatter *matter)
{
  const AskgIntentKind kind = matter->intent->kind;
  const gboolean is_pasted = askg_reader_source_get_n_lines (matter->typed) > 1;
  const gboolean is_message = askg_reader_source_is_message (matter->typed);

  if (askg_reader_source_get_errors (matter->typed)->len == 0)
    return is_message && (kind == ASKG_INTENT_EXPLAIN || (kind == ASKG_INTENT_MODEL && !is_pasted));
  if (!matter->is_follow_up && askg_reader_matter_count_errors (matter) > 0 && !is_message && !is_pasted)
    return FALSE;

  return kind == ASKG_INTENT_EXPLAIN || kind == ASKG_INTENT_MODEL || (is_message && !is_pasted);
}

/* What is said now goes before all that was attached or said earlier. */
static void
consider_typed (AskgReaderMatter *matter)
{
  const gboolean is_pasted = askg_reader_source_get_n_lines (matter->typed) > 1;
  const gboolean has_own = matter->n_attachments > 0 && !matter->is_follow_up;

  if (is_about_typed (matter))
    {
      matter->intent->kind = ASKG_INTENT_EXPLAIN;
      if (!is_pasted) /* "Error 2" is no second error */
        matter->intent->ordinal = ASKG_ORDINAL_NONE;
      if (is_pasted || !find_typed (matter, matter->typed, &matter->focus))
        {
          matter->focus = matter->intent->ordinal == ASKG_ORDINAL_NONE ? 0 : matter->focus;
          speak_of (matter, &matter->typed, FALSE);
        }
    }
  else if (is_pasted && !has_own && matter->sources->len == 0 && matter->intent->kind != ASKG_INTENT_MODEL &&
           !askg_reader_source_is_empty (matter->typed))
    speak_of (matter, &matter->typed, FALSE);
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
  if (askg_reader_matter_needs_sources (matter))
    {
      consider_said (matter, catalogue, cancellable);
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
