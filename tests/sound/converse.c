/* converse: a microphone that is listened to while one reply after the other sounds, with the parts that a conversation is made of.
 *
 *   converse REPLY.wav SECONDS   each line: microseconds of the monotonic clock, what happened, and a number
 *
 * Somebody who speaks over a reply stops it; the next one begins when they have ended. */
#include <stdio.h>
#include <stdlib.h>

#include "app/askg-listening.h"
#include "capture/audio/askg-reply-player.h"
#include "engine/base/askg-wav.h"

#define RETURN_MS 300

typedef struct
{
  AskgReplyPlayer *player;
  AskgPcm         *reply;
  guint            waiting; /* source; 0: none */
} Talk;

static void
tell (const char *what,
      gint64      number)
{
  printf ("%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT "\n", g_get_monotonic_time (), what, number);
  fflush (stdout);
}

static gboolean
reply_cb (gpointer user_data)
{
  Talk *self = user_data;
  GBytes *samples = askg_pcm_get_samples (self->reply);
  const guint generation = askg_reply_player_begin (self->player, askg_pcm_get_rate_hz (self->reply));

  self->waiting = 0;
  tell ("begin", generation);
  askg_reply_player_push (self->player, generation, samples);
  askg_reply_player_end (self->player, generation);

  return G_SOURCE_REMOVE;
}

static void
reply_soon (Talk *self)
{
  if (self->waiting == 0)
    self->waiting = g_timeout_add (RETURN_MS, reply_cb, self);
}

static void
finished_cb (AskgReplyPlayer *player,
             guint            generation,
             Talk            *self)
{
  tell ("finished", generation);
  reply_cb (self);
}

static void
ducked_cb (AskgReplyPlayer *player)
{
  gboolean is_ducked;

  g_object_get (player, "ducked", &is_ducked, NULL);
  tell (is_ducked ? "ducked" : "risen", askg_reply_player_get_heard (player));
}

static void
echo_cb (AskgReplyPlayer *player)
{
  tell ("echo", askg_reply_player_get_echo (player));
}

static void
trouble_cb (AskgReplyPlayer *player,
            const GError    *error)
{
  tell (error->message, error->code);
}

static void
changed_cb (AskgListening *listening,
            Talk          *self)
{
  askg_reply_player_duck (self->player, askg_listening_get_turn (listening)->state == ASKG_TURN_TALKING);
}

static void
sure_cb (AskgListening *listening,
         Talk          *self)
{
  if (!askg_reply_player_is_sounding (self->player))
    return;
  askg_reply_player_cut (self->player);
  tell ("interrupted", askg_reply_player_get_heard (self->player));
}

static void
utterance_cb (AskgListening       *listening,
              const AskgUtterance *utterance,
              Talk                *self)
{
  tell ("utterance", utterance->sound != NULL ? askg_pcm_get_duration_us (utterance->sound) / 1000 : 0);
  if (!askg_reply_player_is_sounding (self->player))
    reply_soon (self);
}

static gboolean
end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static AskgPcm *
read_reply (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;
  AskgPcm *reply;

  if (!g_file_get_contents (path, &data, &n_bytes, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (g_steal_pointer (&data), n_bytes);
  reply = askg_wav_read (bytes, &error);
  if (reply == NULL)
    g_error ("%s", error->message);

  return reply;
}

int
main (int argc, char **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(AskgMicrophone) microphone = askg_microphone_new (ASKG_LISTENING_RATE_HZ, NULL);
  g_autoptr(AskgListening) listening = askg_listening_new (microphone, &askg_listening_usual_rule);
  Talk talk = { 0 };

  if (argc != 3)
    g_error ("Use: converse REPLY.wav SECONDS");
  talk.reply = read_reply (argv[1]);
  talk.player = askg_reply_player_new (microphone, NULL);
  g_signal_connect (talk.player, "finished", G_CALLBACK (finished_cb), &talk);
  g_signal_connect (talk.player, "trouble", G_CALLBACK (trouble_cb), NULL);
  g_signal_connect (talk.player, "notify::echo", G_CALLBACK (echo_cb), NULL);
  g_signal_connect (talk.player, "notify::ducked", G_CALLBACK (ducked_cb), NULL);
  g_signal_connect (listening, "changed", G_CALLBACK (changed_cb), &talk);
  g_signal_connect (listening, "sure", G_CALLBACK (sure_cb), &talk);
  g_signal_connect (listening, "utterance", G_CALLBACK (utterance_cb), &talk);
  askg_listening_take (listening, ASKG_TURN_CONVERSE);
  g_timeout_add (1000, reply_cb, &talk);
  g_timeout_add_seconds (atoi (argv[2]), end_cb, loop);
  g_main_loop_run (loop);
  tell ("end", askg_reply_player_get_heard (talk.player));
  askg_listening_take (listening, ASKG_TURN_STOP);
  g_object_unref (talk.player);
  g_object_unref (talk.reply);

  return 0;
}
