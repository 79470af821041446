/* askg-talking-live.c: main thread. What is said while it is said: its row in the history, and its way to an engine that hears
 * it meanwhile. */
#include "app/askg-talking-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "app/askg-settings.h"
#include "app/askg-talk-question.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-reader.h"
#include "engine/voice/askg-preroll.h"

#define LONGER_MS 300

/* -- Which engine ------------------------------------------------------------------- */

/* The first there is: it is asked in no other way, so whoever connected it wants to talk with it. */
static AskgProfile *
find_any (AskgProfiles *profiles)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (askg_profile_is_live (profile))
        return profile; /* the list holds it */
    }

  return NULL;
}

/* Returns: (nullable) (transfer none): the engine that is spoken with, where the one that is asked is one, or none is named.
 * Between two languages it is one that is named or asked first, or else nobody could translate. */
AskgProfile *
askg_talking_find_live (AskgTalking             *self,
                        const AskgTalkingOptions *options)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);
  g_autofree char *first = NULL;
  AskgProfiles *profiles;
  AskgProfile *named;

  if (room == NULL)
    return NULL;
  profiles = askg_engine_room_get_profiles (room);
  first = askg_engine_room_get_default (room);
  named = askg_profiles_find (profiles, options->engine_id != NULL ? options->engine_id : first);
  if (named != NULL && askg_profile_is_live (named))
    return named;

  if (options->engine_id != NULL || (options->interpret_a != NULL && !g_str_equal (first, ASKG_READER_ID)))
    return NULL;

  return find_any (profiles);
}

/* Whether whoever is asked first could tell in one language what is said in another: the reader could not. */
gboolean
askg_talking_can_interpret (AskgTalking *self)
{
  const AskgTalkingOptions options = { .interpret_a = "", .interpret_b = "" };
  AskgEngine *engine = askg_session_find_engine (self->session, NULL, NULL);

  g_return_val_if_fail (ASKG_IS_TALKING (self), FALSE);

  return askg_talking_find_live (self, &options) != NULL ||
         (engine != NULL && !g_str_equal (askg_engine_get_id (engine), ASKG_READER_ID));
}

/* -- The session ---------------------------------------------------------------------- */

static void
ask_live (AskgTalking *self)
{
  const AskgTalkSaid said = {
    .sounds = self->said, .attachments = self->attachments, .interpret_a = self->interpret_a, .interpret_b = self->interpret_b,
    .spoken = self->spoken,
  };
  g_autoptr(AskgQuestion) question = askg_talk_question_new_voice (&said);
  g_autoptr(AskgTurn) turn = askg_asking_start_with (self->session, self->conversation, question, ASKG_ENGINE (self->live),
                                                     askg_talking_take_place (self));

  self->waits_for_live = FALSE;
  askg_talking_set_trouble (self, NULL);
  g_clear_object (&self->attachments);
  askg_talking_set_user_text (self, "");
  askg_talking_follow (self, turn);
}

static void
words_cb (AskgTalkLive *live,
          AskgQuestion *question,
          const char   *words,
          AskgTalking  *self)
{
  askg_talking_set_user_text (self, words);
  askg_asking_keep_words (self->session, self->conversation, question);
}

static void
trouble_cb (AskgTalkLive *live,
            const GError *error,
            AskgTalking  *self)
{
  askg_talking_set_trouble (self, error);
  askg_talking_tell (self);
}

static void
opened_cb (AskgTalking *self)
{
  if (self->waits_for_live)
    ask_live (self);
  else
    askg_talking_set_trouble (self, NULL);
  askg_talking_tell (self);
}

/* Whether others are asked from now on. Who was named by the person is tried again with the next they say, unless the
 * person does not want it to hear them. */
static gboolean
may_do_without (AskgTalking  *self,
                const GError *error)
{
  return !self->is_named || g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT) ||
         g_error_matches (error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY);
}

/* Returns: (transfer full): why, and who hears them instead */
static GError *
do_without (AskgTalking  *self,
            const GError *error)
{
  g_autoptr(AskgProfile) profile = g_steal_pointer (&self->live_profile);
  AskgEngine *other;

  g_clear_pointer (&self->engine_id, g_free);
  other = askg_session_find_engine (self->session, NULL, NULL);
  if (other != NULL && g_str_equal (askg_engine_get_id (other), askg_profile_get_id (profile)))
    {
      self->engine_id = g_strdup ("reader"); /* nobody chose another one */
      other = askg_session_find_engine (self->session, self->engine_id, NULL);
    }
  if (other == NULL)
    return g_error_copy (error);
  if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                        _("Your voice was not sent to “%s”: that needs your yes, in the overlay. What you say is asked of %s instead."),
                        askg_profile_get_name (profile), askg_engine_get_name (other));

  return g_error_new (error->domain, error->code, _("%s What you say is asked of %s instead."), error->message,
                      askg_engine_get_name (other));
}

static void
over_cb (AskgTalkLive *live,
         const GError *error,
         AskgTalking  *self)
{
  const gboolean was_waiting = self->waits_for_live;
  g_autoptr(GError) trouble = NULL;

  g_object_ref (self);
  askg_talking_close_live (self);
  if (error != NULL)
    trouble = may_do_without (self, error) ? do_without (self, error) : g_error_copy (error);
  if (was_waiting && self->live_profile == NULL)
    askg_talking_understand (self);
  else if (was_waiting)
    askg_talking_fail (self, trouble);
  askg_talking_set_trouble (self, trouble);
  askg_talking_tell (self);
  g_object_unref (self);
}

/* (transfer full) (nullable): the language that is mostly spoken; of two that are interpreted, only as the person says */
static char *
dup_language (AskgTalking *self)
{
  g_autoptr(GSettings) settings = self->interpret_a == NULL ? askg_settings_new () : NULL;
  g_autofree char *language = settings != NULL ? g_settings_get_string (settings, "hear-language") : g_strdup (self->spoken);

  return language != NULL && *language != '\0' ? g_steal_pointer (&language) : NULL;
}

/* Nothing happens where there is one, or none is to be talked with. */
void
askg_talking_open_live (AskgTalking *self)
{
  g_autofree char *language = NULL;
  g_autofree char *wish = NULL;

  if (self->live != NULL || self->live_profile == NULL)
    return;
  language = dup_language (self);
  wish = askg_talk_question_dup_wish (self->interpret_a, self->interpret_b, self->spoken);
  self->live = askg_talk_live_new (askg_session_get_engine_room (self->session, NULL), self->live_profile, self->conversation,
                                   wish, language);
  self->is_told_otherwise = FALSE;
  g_signal_connect_swapped (self->live, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->live, "words", G_CALLBACK (words_cb), self);
  g_signal_connect (self->live, "trouble", G_CALLBACK (trouble_cb), self);
  g_signal_connect (self->live, "over", G_CALLBACK (over_cb), self);
}

void
askg_talking_close_live (AskgTalking *self)
{
  self->waits_for_live = FALSE;
  if (self->live == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->live, self);
  askg_talk_live_close (self->live);
  g_clear_object (&self->live);
}

/* What was said is asked, once it may be: the person may be asked whether their voice may go there. */
void
askg_talking_ask_live (AskgTalking *self)
{
  if (self->live == NULL) /* it went in the middle of what was said */
    {
      askg_talking_open_live (self);
      for (guint i = 0; i < self->said->len; i++)
        askg_talk_live_hear (self->live, g_ptr_array_index (self->said, i));
    }
  if (askg_talk_live_is_open (self->live))
    ask_live (self);
  else
    self->waits_for_live = TRUE;
}

/* -- While it is said --------------------------------------------------------------------- */

static void
placed_cb (gpointer user_data)
{
  AskgTalking *self = user_data;

  if (self->live != NULL)
    askg_talk_live_let_go (self->live);
}

/* Returns: its place in the history, see askg_asking_start_with(); 0: none */
gint64
askg_talking_take_place (AskgTalking *self)
{
  AskgTalkPlace *place = g_steal_pointer (&self->place);

  return place != NULL ? askg_talk_place_take (place) : 0;
}

/* Somebody may be about to speak. */
static void
get_ready (AskgTalking *self)
{
  self->is_streaming = TRUE;
  if (self->n_pieces == 0)
    self->length = ASKG_TALK_LENGTH_USUAL;
  if (self->is_told_otherwise && self->reply == NULL && self->said->len == 0) /* its task is told as a session begins */
    askg_talking_close_live (self);
  askg_talking_open_live (self);
}

/* Somebody speaks. Of what is off the record nothing is on the disk, so nothing is waited for. */
static void
begin_turn (AskgTalking *self)
{
  AskgEngine *engine;

  self->has_place = TRUE;
  if (askg_conversation_is_off_record (self->conversation))
    {
      placed_cb (self);
      return;
    }
  engine = self->live != NULL ? ASKG_ENGINE (self->live) : askg_session_find_engine (self->session, self->engine_id, NULL);
  if (self->place == NULL && engine != NULL)
    self->place = askg_talk_place_new (self->session, self->conversation, engine, placed_cb, self);
}

/* What goes on for longer than a pause after a noise would is talk, too; not with a key held, nor while a reply sounds, which may be
 * heard itself. */
static gboolean
is_long (AskgTalking *self,
         guint        rate_hz)
{
  return askg_listening_get_turn (self->listening)->state == ASKG_TURN_TALKING && self->table.state != ASKG_TALK_SPEAKING &&
         self->n_talked >= (gint64) rate_hz * (self->patience_ms + LONGER_MS) / 1000;
}

/**
 * askg_talking_hear:
 * @samples: what is vouched for, and follows what was heard so far
 *
 * While somebody talks it goes to the engine, from the moment before on; else only that moment is kept. What may be a noise waits,
 * and is in no history.
 */
void
askg_talking_hear (AskgTalking  *self,
                   const gint16 *samples,
                   guint         n_samples)
{
  const guint rate_hz = askg_microphone_get_rate_hz (askg_listening_get_microphone (self->listening));
  const guint most = rate_hz * ASKG_PREROLL_MS / 1000 * sizeof *samples;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AskgPcm) piece = NULL;

  if (!self->is_streaming && askg_turn_taking_is_recording (askg_listening_get_turn (self->listening)))
    get_ready (self);
  self->n_talked = self->is_streaming ? self->n_talked + n_samples : 0;
  if (self->is_streaming && !self->has_place && (self->is_sure || is_long (self, rate_hz)))
    begin_turn (self);
  g_byte_array_append (self->before, (const guint8 *) samples, n_samples * sizeof *samples);
  if (!self->is_streaming || self->live == NULL)
    {
      g_byte_array_remove_range (self->before, 0, self->before->len - MIN (self->before->len, most));
      return;
    }
  bytes = g_bytes_new (self->before->data, self->before->len);
  piece = askg_pcm_new (bytes, rate_hz, 1);
  g_byte_array_set_size (self->before, 0);
  askg_talk_live_hear (self->live, piece);
}

/* What was said since the last question was nothing. */
void
askg_talking_forget (AskgTalking *self)
{
  if (self->live != NULL)
    askg_talk_live_forget (self->live);
  if (self->place != NULL)
    askg_talk_place_drop (g_steal_pointer (&self->place));
}
