/* askg-desk-speak.c: main thread.
 *
 * wish -> the answer's own sound, or an engine that reads it -> loudspeaker, until the last of it was heard or stop */
#include "app/askg-desk-speak.h"

#include <glib/gi18n-lib.h>

#include "capture/audio/askg-loudspeaker.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-read-aloud.h"

struct _AskgDeskSpeak
{
  GObject          parent_instance;

  /* Owned */
  AskgSession     *session;
  AskgOverlay     *overlay;
  AskgSpeech      *speech;      /* of @overlay */
  AskgLoudspeaker *loudspeaker; /* (nullable): while something is heard */
  GCancellable    *cancellable; /* (nullable): while something is read */
  GError          *trouble;     /* (nullable): why it cannot be heard */
};

G_DEFINE_FINAL_TYPE (AskgDeskSpeak, askg_desk_speak, G_TYPE_OBJECT)

/* -- The end ----------------------------------------------------------------- */

static void
end (AskgDeskSpeak *self,
     const GError  *error)
{
  const GError *why = self->trouble != NULL ? self->trouble : error;

  if (why != NULL && !askg_error_is_cancelled (why))
    askg_overlay_show_error (self->overlay, _("It could not be read aloud"), why);
  if (self->loudspeaker != NULL)
    askg_loudspeaker_stop (self->loudspeaker);
  g_clear_object (&self->loudspeaker);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->trouble);
  askg_speech_end (self->speech);
}

static void
drained_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskSpeak) self = user_data;
  g_autoptr(GError) error = NULL;

  askg_loudspeaker_drain_finish (ASKG_LOUDSPEAKER (object), result, &error);
  end (self, error);
}

/* -- Sound -------------------------------------------------------------------- */

/* No use in making more of it: why is told at the end. */
static void
broken_cb (AskgLoudspeaker *loudspeaker,
           AskgDeskSpeak   *self)
{
  g_cancellable_cancel (self->cancellable);
}

static gboolean
open_loudspeaker (AskgDeskSpeak *self,
                  guint          rate_hz)
{
  if (self->loudspeaker == NULL)
    {
      self->loudspeaker = askg_loudspeaker_new (rate_hz, &self->trouble);
      if (self->loudspeaker != NULL)
        g_signal_connect_object (self->loudspeaker, "broken", G_CALLBACK (broken_cb), self, G_CONNECT_DEFAULT);
    }

  return self->loudspeaker != NULL;
}

static gint64
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  AskgDeskSpeak *self = user_data;

  if (!open_loudspeaker (self, rate_hz))
    {
      g_cancellable_cancel (self->cancellable);
      return 0;
    }
  askg_loudspeaker_play (self->loudspeaker, samples);

  return askg_loudspeaker_get_waiting_us (self->loudspeaker);
}

/* What was made until then is heard to its end, but after a stop. */
static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDeskSpeak) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_read_aloud_finish (ASKG_ENGINE_LINK (object), result, &error) && !askg_error_is_cancelled (error) &&
      self->trouble == NULL)
    self->trouble = g_error_copy (error);
  if (self->loudspeaker == NULL)
    end (self, error);
  else
    askg_loudspeaker_drain_async (self->loudspeaker, self->cancellable, drained_cb, g_object_ref (self));
}

static void
play_own (AskgDeskSpeak         *self,
          const AskgAnswerParts *parts)
{
  g_autoptr(GBytes) samples = g_bytes_new (parts->sound->data, parts->sound->len);

  if (!open_loudspeaker (self, parts->sound_rate_hz))
    {
      end (self, NULL);
      return;
    }
  askg_loudspeaker_play (self->loudspeaker, samples);
  askg_loudspeaker_drain_async (self->loudspeaker, self->cancellable, drained_cb, g_object_ref (self));
}

/* -- Wishes --------------------------------------------------------------------- */

static void
begin (AskgDeskSpeak *self,
       AskgAnswer    *answer)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);
  AskgProfile *mouth = room != NULL ? askg_mouth_find (askg_engine_room_get_profiles (room),
                                                       askg_answer_get_engine_id (answer)) : NULL;
  g_autoptr(AskgEngineLink) link = NULL;

  self->cancellable = g_cancellable_new ();
  if (parts->sound->len > 0)
    {
      askg_speech_begin (self->speech, answer, NULL);
      play_own (self, parts);
    }
  else if (mouth != NULL)
    {
      link = askg_engine_room_new_link (room, mouth);
      askg_speech_begin (self->speech, answer, askg_profile_get_name (mouth));
      askg_read_aloud_async (link, askg_overlay_get_conversation (self->overlay), askg_answer_get_text (answer), sound_cb,
                             self, self->cancellable, read_cb, g_object_ref (self));
    }
  else
    end (self, NULL);
}

/* One voice at a time: another answer silences the one that is read; it is read once that has ended. */
static void
toggle_cb (AskgSpeech    *speech,
           AskgAnswer    *answer,
           AskgDeskSpeak *self)
{
  if (self->cancellable != NULL)
    askg_desk_speak_stop (self);
  else
    begin (self, answer);
}

/* Silence, now; the button is itself again when all has ended. */
void
askg_desk_speak_stop (AskgDeskSpeak *self)
{
  g_return_if_fail (ASKG_IS_DESK_SPEAK (self));

  if (self->cancellable == NULL)
    return;
  if (self->loudspeaker != NULL)
    askg_loudspeaker_stop (self->loudspeaker);
  g_cancellable_cancel (self->cancellable);
}

/* -- What can be read --------------------------------------------------------------- */

static void
tell_causes (AskgDeskSpeak *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);
  const gboolean has_mouth = room != NULL && askg_mouth_find (askg_engine_room_get_profiles (room), NULL) != NULL;

  askg_speech_set_causes (self->speech, has_mouth ? NULL : askg_mouth_tell_missing (),
                          askg_loudspeaker_is_there () ? NULL : _("Sound cannot be played in this build of Askglass."));
}

/* From here on the engines are known. */
static void
room_made_cb (AskgDeskSpeak *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  if (room != NULL)
    g_signal_connect_object (askg_engine_room_get_profiles (room), "items-changed", G_CALLBACK (tell_causes), self,
                             G_CONNECT_SWAPPED);
  tell_causes (self);
}

static void
askg_desk_speak_dispose (GObject *object)
{
  AskgDeskSpeak *self = ASKG_DESK_SPEAK (object);

  askg_desk_speak_stop (self);
  g_clear_object (&self->loudspeaker);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->trouble);
  g_clear_object (&self->session);
  g_clear_object (&self->overlay);
  g_clear_object (&self->speech);

  G_OBJECT_CLASS (askg_desk_speak_parent_class)->dispose (object);
}

static void
askg_desk_speak_class_init (AskgDeskSpeakClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_speak_dispose;
}

static void
askg_desk_speak_init (AskgDeskSpeak *self)
{
}

/* Listens to the wishes of @overlay as long as it lives. */
AskgDeskSpeak *
askg_desk_speak_new (AskgSession *session,
                     AskgOverlay *overlay)
{
  AskgDeskSpeak *self = g_object_new (ASKG_TYPE_DESK_SPEAK, NULL);

  self->session = g_object_ref (session);
  self->overlay = g_object_ref (overlay);
  self->speech = g_object_ref (askg_overlay_get_speech (overlay));
  g_signal_connect_object (self->speech, "toggle", G_CALLBACK (toggle_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "engine-room-made", G_CALLBACK (room_made_cb), self, G_CONNECT_SWAPPED);
  room_made_cb (self);

  return self;
}
