/* askg-overlay-answer.c: what the overlay makes of the last answer: what is said of it, and what can be
 * done when it failed or has to wait. Main thread. */
#include "ui/overlay/askg-overlay.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/model/askg-markdown.h"
#include "ui/overlay/askg-overlay-private.h"
#include "ui/overlay/askg-remedy.h"
#include "ui/overlay/askg-words.h"

/* Of a finished answer, for screen readers. */
#define SPOKEN_BYTES 4096
/* How often a count of seconds is looked at; it changes in the right second. */
#define COUNT_MS 250
#define READER_ID "reader"

/* -- What is said ---------------------------------------------------------- */

/* Spoken once by screen readers: the label is theirs alone. */
void
askg_overlay_say (AskgOverlay *self,
                  const char  *words)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  gtk_label_set_text (self->said, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The beginning of an answer without its marks; the rest is there to be read. */
static char *
dup_speakable (AskgAnswer *answer)
{
  g_autofree char *beginning = g_utf8_make_valid (askg_answer_get_text (answer),
                                                  (gssize) MIN (askg_answer_get_length (answer), SPOKEN_BYTES));
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse (beginning);

  return askg_markdown_to_plain (markdown);
}

/* -- A question that was not answered --------------------------------------- */

static AskgQuestion *
last_question (AskgOverlay *self)
{
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  return askg_turn_get_question (askg_conversation_get_turn (self->conversation, n_turns - 1));
}

/* The question is back in the entry with them. */
static gboolean
has_pictures (AskgDraft *draft)
{
  GListModel *attachments = askg_draft_get_attachments (draft);

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr(AskgAttachment) attachment = g_list_model_get_item (attachments, i);

      if (askg_attachment_get_frame (attachment) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_reply (AskgAnswer *answer)
{
  return askg_answer_get_length (answer) > 0 || askg_answer_parts_is_reply (askg_answer_get_parts (answer));
}

/* (transfer full) (nullable): in detail, with its target */
static char *
dup_action (AskgOverlay           *self,
            AskgRemedy             remedy,
            const AskgOtherEngine *other)
{
  switch (remedy)
    {
    case ASKG_REMEDY_AGAIN:
      /* Asked again it is a new turn, with what was changed in the entry: that it failed stays in the history. */
      return g_strdup (askg_draft_can_be_asked (self->draft) ? "overlay.ask" : "overlay.retry");
    case ASKG_REMEDY_GO_ON:
      return g_strdup ("overlay.go-on");
    case ASKG_REMEDY_ANOTHER:
      {
        g_autoptr(GVariant) id = g_variant_ref_sink (g_variant_new_string (other->id));

        return g_action_print_detailed_name ("overlay.retry-with", id);
      }
    case ASKG_REMEDY_KEY:
      return g_strdup ("overlay.set-up::key");
    case ASKG_REMEDY_ENGINE:
      return g_strdup ("overlay.set-up::engine");
    case ASKG_REMEDY_ADD:
      return g_strdup ("overlay.set-up::add");
    case ASKG_REMEDY_SMALLER:
      return g_strdup ("overlay.smaller");
    case ASKG_REMEDY_NEW:
      return g_strdup ("overlay.new");
    case ASKG_REMEDY_NONE:
    default:
      return NULL;
    }
}

static void
show_remedies (AskgOverlay *self,
               AskgAnswer  *answer)
{
  const AskgOtherEngine *other = askg_other_engines_pick (self->others, askg_answer_get_engine_id (answer));
  const GError *error = askg_answer_get_error (answer);
  const AskgPlight plight = {
    .is_partial = is_reply (answer),
    .has_pictures = has_pictures (self->draft),
    .is_follow_up = askg_conversation_get_n_turns (self->conversation) > 1,
    .is_reader = g_str_equal (askg_answer_get_engine_id (answer), READER_ID),
    .has_other = other != NULL,
    .can_set_up = self->can_set_up,
  };
  const AskgRemedies remedies = askg_remedies_for (error, &plight);
  g_autofree char *first = dup_action (self, remedies.first, other);
  g_autofree char *second = dup_action (self, remedies.second, other);
  g_autofree char *first_label = askg_remedy_dup_label (remedies.first, other != NULL ? other->name : NULL);
  g_autofree char *second_label = askg_remedy_dup_label (remedies.second, other != NULL ? other->name : NULL);

  askg_overlay_show_notice (self, remedies.kind, remedies.title, error != NULL ? error->message : NULL,
                            first_label, first, second_label, second);
}

/* The question goes back into the entry, unless the next one is being typed there. */
static void
answer_failed (AskgOverlay *self,
               AskgAnswer  *answer)
{
  if (askg_draft_is_empty (self->draft) && !is_reply (answer))
    askg_draft_take_back (self->draft, last_question (self), ASKG_DRAFT_NEW_TURN);
  show_remedies (self, answer);
}

/* -- Waiting to try again ---------------------------------------------------- */

static void
end_count (AskgOverlay *self)
{
  if (self->count_id == 0)
    return;
  g_clear_handle_id (&self->count_id, g_source_remove);
  askg_notice_put_away (self->notice);
}

/* Only the number moves: an alert is spoken when it comes, not each second. */
static gboolean
count (gpointer user_data)
{
  AskgOverlay *self = user_data;
  AskgAnswer *answer = askg_overlay_get_last_answer (self);
  g_autofree char *words = askg_words_for_wait (askg_answer_get_stage_detail (answer), g_get_monotonic_time ());

  askg_notice_set_body (self->notice, words);

  return G_SOURCE_CONTINUE;
}

static void
begin_count (AskgOverlay *self,
             AskgAnswer  *answer)
{
  const AskgOtherEngine *other = askg_other_engines_pick (self->others, askg_answer_get_engine_id (answer));
  g_autofree char *title = g_strdup_printf (_("%s cannot answer right now"), askg_answer_get_engine_name (answer));
  g_autofree char *words = askg_words_for_wait (askg_answer_get_stage_detail (answer), g_get_monotonic_time ());
  g_autofree char *ask = askg_remedy_dup_label (ASKG_REMEDY_ANOTHER, other != NULL ? other->name : NULL);
  g_autofree char *action = other != NULL ? dup_action (self, ASKG_REMEDY_ANOTHER, other) : NULL;

  g_clear_handle_id (&self->count_id, g_source_remove);
  if (other != NULL)
    askg_overlay_show_notice (self, ASKG_NOTICE_WARNING, title, words, ask, action, _("Stop trying"), "overlay.stop");
  else
    askg_overlay_show_notice (self, ASKG_NOTICE_WARNING, title, words, _("Stop trying"), "overlay.stop", NULL, NULL);
  self->count_id = g_timeout_add (COUNT_MS, count, self);
  g_source_set_name_by_id (self->count_id, "[askg] seconds to the next try");
}

static void
stage_changed (AskgOverlay *self)
{
  AskgAnswer *answer = askg_overlay_get_last_answer (self);
  const gboolean waits = answer != NULL && !askg_answer_is_over (answer) &&
                         askg_answer_get_stage (answer) == ASKG_STAGE_WAITING &&
                         askg_answer_get_stage_detail (answer)->until_us > 0;

  if (waits && self->count_id == 0)
    begin_count (self, answer);
  else if (!waits)
    end_count (self);
}

/* -- Following it ------------------------------------------------------------ */

static void
state_changed (AskgOverlay *self)
{
  AskgAnswer *answer = askg_overlay_get_last_answer (self);
  g_autofree char *words = NULL;

  askg_composer_set_asking (self->composer, askg_overlay_is_asking (self));
  askg_overlay_update_actions (self);
  stage_changed (self);
  if (answer == NULL || !askg_answer_is_over (answer))
    return;

  words = askg_words_for_ending (answer, FALSE);
  if (words == NULL && !askg_overlay_is_by_voice (self)) /* it is heard already */
    words = dup_speakable (answer);
  if (words != NULL)
    askg_overlay_say (self, words);
  if (askg_answer_get_state (answer) == ASKG_ANSWER_FAILED)
    answer_failed (self, answer);
}

/* That it thinks, once; what it thinks is there to be unfolded. */
static void
reasoned (AskgOverlay *self,
          const char  *delta)
{
  AskgAnswer *answer = askg_overlay_get_last_answer (self);

  if (askg_answer_get_parts (answer)->reasoning->len == strlen (delta))
    askg_overlay_say (self, _("The engine thinks before it answers"));
}

void
askg_overlay_watch_answer (AskgOverlay *self)
{
  askg_overlay_set_others (self, askg_other_engines_new ());
  self->answer_signals = g_signal_group_new (ASKG_TYPE_ANSWER);
  g_signal_group_connect_swapped (self->answer_signals, "notify::state", G_CALLBACK (state_changed), self);
  g_signal_group_connect_swapped (self->answer_signals, "notify::stage", G_CALLBACK (stage_changed), self);
  g_signal_group_connect_swapped (self->answer_signals, "reasoned", G_CALLBACK (reasoned), self);
}

void
askg_overlay_last_answer_changed (AskgOverlay *self)
{
  end_count (self);
  g_signal_group_set_target (self->answer_signals, askg_overlay_get_last_answer (self));
  askg_composer_set_asking (self->composer, askg_overlay_is_asking (self));
  askg_overlay_update_actions (self);
  stage_changed (self);
}

/**
 * askg_overlay_set_others:
 * @others: (transfer full): the engines that a question can be asked with
 */
void
askg_overlay_set_others (AskgOverlay      *self,
                         AskgOtherEngines *others)
{
  g_autoptr(GMenuModel) menu = NULL;

  g_return_if_fail (ASKG_IS_OVERLAY (self));
  g_return_if_fail (others != NULL);

  askg_other_engines_free (self->others);
  self->others = others;
  menu = askg_other_engines_new_menu (others);
  askg_transcript_set_again_menu (self->transcript, menu);
}

/* (transfer none): hears when an answer is to be read aloud, and is told who reads it */
AskgSpeech *
askg_overlay_get_speech (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return askg_transcript_get_speech (self->transcript);
}

/* Whether "set-up" is heard: what nobody answers is not offered. */
void
askg_overlay_set_can_set_up (AskgOverlay *self,
                             gboolean     can_set_up)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  self->can_set_up = can_set_up;
}
