/* askg-reader-past.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-past.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* Nobody comes back to an error of more questions ago without a word about it. */
#define MAX_SAID 8

struct _AskgReaderPast
{
  /* Owned */
  GPtrArray *attachments; /* of AskgAttachment: what is spoken of. No later turn has any, so that pointers
                           * name them by the same indices as their own question does */
  GPtrArray *said;        /* of char: what the questions since then said, the first first */
  GArray    *foci;        /* of guint: for each of these, as the focus below */
  char      *words;       /* what is asked of it */
  char      *pasted;      /* the rest of a question of several lines, or the question itself */

  guint      focus;        /* the error that was spoken of last, from 0 */
  gboolean   is_follow_up; /* they belong to an earlier question than the one that is answered */
};

static AskgIntentKind
kind_of (const char *words)
{
  g_autoptr(AskgIntent) intent = askg_intent_parse (words);

  return intent->kind;
}

static guint
move_focus (guint             focus,
            const AskgIntent *intent)
{
  if (intent->ordinal == ASKG_ORDINAL_NEXT)
    return focus < G_MAXUINT ? focus + 1 : focus;
  if (intent->ordinal == ASKG_ORDINAL_LAST)
    return G_MAXUINT;
  if (intent->ordinal != ASKG_ORDINAL_NONE)
    return intent->ordinal - 1;

  return focus;
}

static void
take_attachments (AskgReaderPast *self,
                  AskgQuestion   *question)
{
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    g_ptr_array_add (self->attachments, g_object_ref (askg_question_get_attachment (question, i)));
}

/* People paste an error under their question, or put the question under it. */
static void
split_words (const char  *text,
             char       **out_words,
             char       **out_pasted)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto(GStrv) lines = g_strsplit (stripped, "\n", -1);
  const guint n = g_strv_length (lines);

  if (n < 2)
    {
      *out_words = g_strdup (text);
      *out_pasted = g_strdup (text);
      return;
    }

  if (kind_of (lines[0]) != ASKG_INTENT_MODEL)
    *out_words = g_strdup (lines[0]);
  else if (kind_of (lines[n - 1]) != ASKG_INTENT_MODEL)
    *out_words = g_strdup (lines[n - 1]);
  else
    *out_words = g_strdup (text);

  /* A line that was taken for the question may be the error itself: "main.c:3: error: …". */
  if (kind_of (*out_words) == ASKG_INTENT_EXPLAIN || kind_of (*out_words) == ASKG_INTENT_MODEL)
    *out_pasted = g_strdup (text);
  else if (g_str_equal (*out_words, lines[0]))
    *out_pasted = g_strjoinv ("\n", lines + 1);
  else
    {
      g_clear_pointer (&lines[n - 1], g_free);
      *out_pasted = g_strjoinv ("\n", lines);
    }
}

/* Moves the focus as a question did; what it said may be an error that is spoken of from then on. */
static void
hear (AskgReaderPast *self,
      AskgQuestion   *question)
{
  g_autofree char *words = NULL;
  g_autofree char *pasted = NULL;
  g_autoptr(AskgIntent) intent = NULL;
  const guint start = 0;

  split_words (askg_question_get_text (question), &words, &pasted);
  intent = askg_intent_parse (words);
  self->focus = move_focus (self->focus, intent);
  for (guint i = 0; i < self->foci->len; i++)
    g_array_index (self->foci, guint, i) = move_focus (g_array_index (self->foci, guint, i), intent);
  if (intent->kind != ASKG_INTENT_RECALL && intent->kind != ASKG_INTENT_FIND) /* these only speak of one */
    {
      g_ptr_array_add (self->said, g_steal_pointer (&pasted));
      g_array_append_val (self->foci, start);
    }
}

/* Goes back to the last turn that had something attached, and follows the talk up to here. */
static void
follow (AskgReaderPast   *self,
        AskgConversation *earlier,
        guint             n_turns)
{
  guint first = n_turns;

  while (first > 0 && askg_question_get_n_attachments (askg_turn_get_question (askg_conversation_get_turn (earlier, first - 1))) == 0)
    first--;
  if (first > 0)
    {
      take_attachments (self, askg_turn_get_question (askg_conversation_get_turn (earlier, first - 1)));
      self->is_follow_up = TRUE;
    }
  for (guint i = MAX (first, 1) - 1; i < n_turns; i++)
    hear (self, askg_turn_get_question (askg_conversation_get_turn (earlier, i)));
}

/**
 * askg_reader_past_new:
 * @earlier: the turns before @question
 *
 * "Say that again" stands for the question before it.
 */
AskgReaderPast *
askg_reader_past_new (AskgConversation *earlier,
                      AskgQuestion     *question)
{
  AskgReaderPast *self = g_new0 (AskgReaderPast, 1);
  AskgQuestion *answered = question;
  guint n_turns = askg_conversation_get_n_turns (earlier);

  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  self->said = g_ptr_array_new_with_free_func (g_free);
  self->foci = g_array_new (FALSE, FALSE, sizeof (guint));
  while (n_turns > 0 && askg_question_get_n_attachments (answered) == 0 &&
         kind_of (askg_question_get_text (answered)) == ASKG_INTENT_AGAIN)
    answered = askg_turn_get_question (askg_conversation_get_turn (earlier, --n_turns));

  split_words (askg_question_get_text (answered), &self->words, &self->pasted);
  take_attachments (self, answered);
  if (self->attachments->len == 0)
    follow (self, earlier, n_turns);

  return self;
}

void
askg_reader_past_free (AskgReaderPast *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_ptr_array_unref);
  g_clear_pointer (&self->foci, g_array_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->pasted, g_free);
  g_free (self);
}

/* (transfer none) (element-type AskgAttachment): what is spoken of, in order */
GPtrArray *
askg_reader_past_get_attachments (AskgReaderPast *self)
{
  return self->attachments;
}

/* (transfer full): the matter of the answer, without its sources */
AskgReaderMatter *
askg_reader_past_make_matter (AskgReaderPast *self)
{
  AskgReaderMatter *matter = askg_reader_matter_new (self->words);

  matter->is_follow_up = self->is_follow_up;
  matter->n_attachments = self->attachments->len;
  matter->focus = move_focus (self->focus, matter->intent);

  return matter;
}

static char *
say_trouble (guint         number,
             const GError *error)
{
  return error != NULL ? g_strdup_printf (_("Picture %u could not be read: %s"), number, error->message)
                       : g_strdup_printf (_("There is no text in picture %u."), number);
}

/**
 * askg_reader_past_fill:
 *
 * Puts into @matter what the attachments hold, now that they are read.
 *
 * Returns: (nullable) (transfer full): why nothing could be read, where that is so
 */
GError *
askg_reader_past_fill (AskgReaderPast   *self,
                       AskgReaderMatter *matter)
{
  g_autoptr(AskgAttachment) unheard = NULL;
  const GError *first_error = NULL;

  for (guint i = 0; i < self->attachments->len; i++)
    {
      AskgAttachment *attachment = g_ptr_array_index (self->attachments, i);
      const GError *error = askg_attachment_get_reading (attachment) == ASKG_READING_FAILED
                            ? askg_attachment_get_error (attachment)
                            : NULL;
      g_autoptr(AskgReaderSource) source = askg_reader_source_new_attachment (attachment, i);

      if (!askg_reader_source_is_empty (source))
        g_ptr_array_add (matter->sources, g_steal_pointer (&source));
      else if (askg_attachment_get_sound (attachment) != NULL)
        g_set_object (&unheard, attachment);
      else if (askg_attachment_get_frame (attachment) != NULL && self->attachments->len > 1)
        g_ptr_array_add (matter->troubles, say_trouble (i + 1, error));
      if (first_error == NULL)
        first_error = error;
    }
  matter->typed = askg_reader_source_new_typed (self->pasted);
  for (guint i = self->said->len; i-- > 0 && matter->said->len < MAX_SAID;)
    g_ptr_array_add (matter->said, askg_reader_said_new (g_ptr_array_index (self->said, i),
                                                         move_focus (g_array_index (self->foci, guint, i), matter->intent)));

  if (matter->sources->len == 0 && first_error != NULL && askg_reader_matter_needs_sources (matter))
    return g_error_copy (first_error);
  if (matter->sources->len == 0 && unheard != NULL)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                                _("The reader cannot hear. To ask about a sound, add an engine that can, or attach its words as text."));
  if (unheard != NULL)
    g_ptr_array_add (matter->troubles, g_strdup (_("The sound was left out: the reader cannot hear.")));

  return NULL;
}

/**
 * askg_reader_past_make_query:
 *
 * Returns: (nullable) (transfer full): words to look for in the history; %NULL when none are known
 */
char *
askg_reader_past_make_query (AskgReaderMatter *matter)
{
  AskgCatalogueMatch *error = NULL;

  if (matter->intent->kind == ASKG_INTENT_RECALL && matter->intent->subject != NULL)
    return g_strdup (matter->intent->subject);
  if (matter->is_follow_up)
    return NULL;
  if (matter->intent->kind != ASKG_INTENT_RECALL && matter->intent->kind != ASKG_INTENT_EXPLAIN &&
      matter->intent->kind != ASKG_INTENT_NOTHING)
    return NULL;

  /* The title with its names is what an earlier answer about the same error says. */
  if (askg_reader_matter_find_error (matter, &error) != NULL && error->title != NULL)
    return g_strdelimit (g_strdup (error->title), "`*", ' ');

  return NULL;
}

/**
 * askg_reader_past_choose_hits:
 * @hits: (element-type AskgHit) (nullable): as the store found them
 * @conversation_id: the one this question belongs to; nobody needs to be told of it
 * @before_us: when this question was asked
 *
 * Returns: (transfer full) (element-type AskgHit): one a turn, in the same order
 */
GPtrArray *
askg_reader_past_choose_hits (GPtrArray *hits,
                              gint64     conversation_id,
                              gint64     before_us)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);
  g_autoptr(GHashTable) turns = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      AskgHit *hit = g_ptr_array_index (hits, i);

      if (hit->asked_at_us >= before_us || (conversation_id != 0 && hit->conversation_id == conversation_id) ||
          g_hash_table_contains (turns, &hit->turn_id))
        continue;

      g_hash_table_add (turns, &hit->turn_id);
      g_ptr_array_add (chosen, askg_hit_copy (hit));
    }

  return chosen;
}

/* (transfer full) (element-type AskgHit): the conversations of a list, told like hits */
GPtrArray *
askg_reader_past_hits_from_list (GPtrArray *summaries,
                                 gint64     conversation_id)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);

  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      const AskgConversationSummary *summary = g_ptr_array_index (summaries, i);
      AskgHit *hit;

      if (conversation_id != 0 && summary->id == conversation_id)
        continue;

      hit = askg_hit_new ();
      hit->conversation_id = summary->id;
      hit->asked_at_us = summary->changed_at_us;
      hit->conversation_title = g_strdup (summary->title);
      g_ptr_array_add (chosen, hit);
    }

  return chosen;
}
