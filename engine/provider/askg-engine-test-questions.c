/* askg-engine-test-questions.c: main thread. Tiny questions with known answers, and a sentence to be spoken. */
#define G_LOG_DOMAIN "askg-engine"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-test-private.h"
#include "engine/provider/askg-engine-tryout.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-mouth.h"

#define MAX_SHOWN_CHARS 60
#define SPOKEN "Good day. This is Askglass." /* for the engine: not translated */
#define LEAST_SPOKEN_US (G_USEC_PER_SEC / 4)
#define LEAST_LOUDNESS 300 /* of 32767: below that is silence */

/* Who is not known to read aloud is not asked to: that step is not there. */
AskgTestStep
askg_engine_test_get_last_step (AskgProfile *profile)
{
  if (askg_profile_is_live (profile))
    return ASKG_TEST_TALK;

  return askg_mouth_can_read (profile) ? ASKG_TEST_SPEECH : ASKG_TEST_AUDIO;
}

static AskgCapabilities
capability_of (AskgTestStep step)
{
  return step == ASKG_TEST_IMAGE ? ASKG_CAN_TAKE_IMAGE : step == ASKG_TEST_AUDIO ? ASKG_CAN_TAKE_AUDIO : ASKG_CAN_TAKE_TEXT;
}

static char *
shorten (const char *text)
{
  g_autofree char *line = askg_error_quote (text);

  if (g_utf8_strlen (line, -1) > MAX_SHOWN_CHARS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MAX_SHOWN_CHARS - 1);

      return g_strdup_printf ("“%s…”", start);
    }

  return g_strdup_printf ("“%s”", line);
}

static void
tell_what_it_said (AskgEngineTest *self,
                   AskgTrialVerdict  verdict,
                   const char       *said)
{
  const gint64 duration_us = g_get_monotonic_time () - self->began_us;
  g_autofree char *quoted = shorten (said);
  g_autofree char *detail = NULL;

  if (verdict == ASKG_TRIAL_NOTICED)
    {
      askg_engine_test_tell (self, ASKG_TEST_PASSED, duration_us, quoted);
      return;
    }

  if (verdict == ASKG_TRIAL_UNCLEAR)
    detail = g_strdup_printf (self->step == ASKG_TEST_IMAGE
                                ? _("it may not see: asked for the colour of a red picture, it said %s")
                                : _("it may not hear: asked about a tone, it said %s"), quoted);
  else
    detail = g_strdup_printf (self->step == ASKG_TEST_IMAGE
                                ? _("it does not see: asked for the colour of a red picture, it said %s")
                                : _("it does not hear: asked about a tone, it said %s"), quoted);
  askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, duration_us, detail);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineTest *self = g_task_get_task_data (task);
  g_autofree char *said = NULL;
  GError *error = NULL;
  const AskgTrialVerdict verdict = askg_engine_tryout_finish (ASKG_ENGINE_LINK (object), result, &said, &error);

  /* Not to see is no fault: the words are read for it. */
  if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL) && self->step != ASKG_TEST_TEXT)
    {
      askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, g_get_monotonic_time () - self->began_us, error->message);
      g_clear_error (&error);
    }
  else if (error != NULL)
    {
      askg_engine_test_end (task, error);
      return;
    }
  else
    tell_what_it_said (self, verdict, said);
  askg_engine_test_question (task);
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineTest *self = g_task_get_task_data (task);
  AskgAttachment *sound = askg_question_get_attachment (self->question, 0);
  g_autofree char *said = NULL;
  GError *error = NULL;

  if (!askg_ear_listen_finish (ASKG_ENGINE_LINK (object), result, &error))
    {
      askg_engine_test_end (task, error);
      return;
    }

  said = shorten (askg_attachment_get_text (sound) != NULL ? askg_attachment_get_text (sound) : "");
  askg_engine_test_tell (self, ASKG_TEST_PASSED, g_get_monotonic_time () - self->began_us, said);
  g_task_return_boolean (task, TRUE);
}

/* An engine that only hears is told words to write down, not a question. */
static void
ask_ear (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  AskgEngineTest *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) sounds = g_ptr_array_new ();

  g_clear_object (&self->question);
  self->question = askg_engine_trial_new (ASKG_CAN_TAKE_AUDIO);
  g_ptr_array_add (sounds, askg_question_get_attachment (self->question, 0));
  askg_ear_listen_async (link, sounds, FALSE, g_task_get_cancellable (task), heard_cb, g_object_ref (task));
}

/* -- What it says aloud ------------------------------------------------------------ */

static void
spoken_cb (guint    rate_hz,
           GBytes  *samples,
           gpointer user_data)
{
  AskgEngineTest *self = g_task_get_task_data (user_data);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (samples, &n_bytes);

  for (gsize i = 0; i + 1 < n_bytes; i += 2)
    self->loudest = MAX (self->loudest, abs ((gint16) (bytes[i] | bytes[i + 1] << 8)));
  self->spoken_us += (gint64) (n_bytes / 2) * G_USEC_PER_SEC / rate_hz;
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineTest *self = g_task_get_task_data (task);
  const gint64 duration_us = g_get_monotonic_time () - self->began_us;
  g_autofree char *detail = NULL;
  GError *error = NULL;

  if (!askg_mouth_say_finish (ASKG_ENGINE_LINK (object), result, &error))
    {
      askg_engine_test_end (task, error);
      return;
    }
  if (self->spoken_us < LEAST_SPOKEN_US || self->loudest < LEAST_LOUDNESS)
    {
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                   _("“%s” gave a sound in which nothing is said. Look at its voice and its model."),
                   askg_profile_get_name (askg_engine_link_get_profile (ASKG_ENGINE_LINK (object))));
      askg_engine_test_end (task, error);
      return;
    }

  detail = g_strdup_printf (_("%.1f s of speech"), self->spoken_us / (double) G_USEC_PER_SEC);
  askg_engine_test_tell (self, ASKG_TEST_PASSED, duration_us, detail);
  g_task_return_boolean (task, TRUE);
}

static void
have_it_speak (GTask *task)
{
  AskgEngineTest *self = g_task_get_task_data (task);
  const AskgMouthSource ours = { .is_ours = TRUE };

  self->began_us = g_get_monotonic_time ();
  askg_mouth_say_async (g_task_get_source_object (task), SPOKEN, &ours, spoken_cb, task,
                        g_task_get_cancellable (task), said_cb, g_object_ref (task));
}

/* -- One after the other ------------------------------------------------------------ */

static void
ask (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  AskgEngineTest *self = g_task_get_task_data (task);

  self->began_us = g_get_monotonic_time ();
  if (askg_profile_is_ear (askg_engine_link_get_profile (link)))
    ask_ear (task);
  else
    askg_engine_tryout_async (link, self->recogniser, capability_of (self->step), g_task_get_cancellable (task), tried_cb,
                              g_object_ref (task));
}

static gboolean
says_it_cannot (AskgProfile      *profile,
                AskgCapabilities  capability)
{
  gboolean can;

  return askg_profile_find_out (profile, capability, &can) >= ASKG_KNOWN_BY_SERVER && !can;
}

/* From the first one that is for this engine on. */
void
askg_engine_test_question (GTask *task)
{
  AskgProfile *profile = askg_engine_link_get_profile (g_task_get_source_object (task));
  const gboolean only_hears = askg_profile_is_ear (profile);
  const gboolean only_speaks = askg_profile_is_mouth (profile);
  const gboolean only_talks = askg_profile_is_live (profile);
  AskgEngineTest *self = g_task_get_task_data (task);

  while (self->step < ASKG_TEST_TALK && only_talks)
    askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("it is spoken with, and does nothing else"));
  while (self->step < ASKG_TEST_SPEECH && only_speaks)
    askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("it speaks, and does nothing else"));
  while (self->step < ASKG_TEST_AUDIO && only_hears)
    askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("it hears, and does nothing else"));
  if (self->step == ASKG_TEST_IMAGE && says_it_cannot (profile, ASKG_CAN_TAKE_IMAGE))
    askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("it cannot see; it is told the words that are read in a picture"));
  if (self->step == ASKG_TEST_AUDIO && says_it_cannot (profile, ASKG_CAN_TAKE_AUDIO))
    askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("it cannot hear"));
  if (self->step > askg_engine_test_get_last_step (profile))
    g_task_return_boolean (task, TRUE);
  else if (self->step == ASKG_TEST_TALK)
    askg_engine_test_talk (task);
  else if (self->step == ASKG_TEST_SPEECH)
    have_it_speak (task);
  else
    ask (task);
}
