/* live-rig.c */
#include "tests/unit/provider/live-rig.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define PIECE_MS 20u

gboolean
live_rig_give_up_cb (gpointer user_data)
{
  LiveRig *rig = user_data;
  g_autofree char *log = NULL;

  g_file_get_contents (rig->log, &log, NULL, NULL);
  g_error ("Nothing happened for twenty seconds; told: %s; state %d; the engine heard:\n%s", rig->told->str,
           rig->session != NULL ? (int) askg_live_session_get_state (rig->session) : -1, log != NULL ? log : "");

  return G_SOURCE_REMOVE;
}

/* One for all tests: it tells them apart by the habits they ask for, and ends with this program. */
static GSubprocess *server;
static char *log_path;
static guint port;

static void
start_server (void)
{
  g_autofree char *program = g_build_filename (ASKG_SOURCE_DIR, "tests", "rigs", "wire", "live-server", NULL);
  g_autoptr(GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  const int fd = g_file_open_tmp ("askglass-live-XXXXXX", &log_path, NULL);

  g_close (fd, NULL);
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, log_path, NULL);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  g_assert_nonnull (line);
  port = (guint) atoi (line);
}

void
live_rig_stop_server (void)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (server), NULL, NULL);
  g_subprocess_wait (server, NULL, NULL);
  g_clear_object (&server);
  g_unlink (log_path);
  g_clear_pointer (&log_path, g_free);
}

void
live_rig_set_up (LiveRig       *rig,
                 gconstpointer  data)
{
  if (server == NULL)
    start_server ();
  g_assert_cmpint (truncate (log_path, 0), ==, 0);
  rig->log = log_path;
  rig->port = port;
  rig->policy = askg_policy_new ();
  rig->gate = askg_gate_new ();
  rig->ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  rig->http = askg_http_new (rig->policy, rig->gate, ASKG_LEDGER (rig->ledger));
  rig->told = g_string_new (NULL);
  rig->user = g_string_new (NULL);
  rig->reply = g_string_new (NULL);
  rig->sound = g_byte_array_new ();
}

static void
end_session (LiveRig *rig)
{
  askg_live_session_close (rig->session);
  LIVE_WAIT_FOR (rig->n_ended > 0 || rig->open_error != NULL);
  wire_rig_turn_loop (20);
  g_assert_cmpuint (rig->n_ended, <=, 1);
  g_assert_cmpuint (rig->n_ends, ==, rig->n_replies);
  g_assert_cmpuint (rig->n_odd, ==, 0);
  g_assert_finalize_object (rig->session);
  g_clear_object (&rig->link);
  g_clear_object (&rig->profile);
}

void
live_rig_tear_down (LiveRig       *rig,
                    gconstpointer  data)
{
  end_session (rig);
  wire_rig_turn_loop (20);
  g_assert_finalize_object (rig->http);
  g_assert_cmpuint (rig->ledger->n_begun, ==, rig->ledger->n_ended);
  g_clear_object (&rig->ledger);
  g_clear_object (&rig->gate);
  g_clear_object (&rig->policy);
  g_free (rig->tool);
  g_string_free (rig->told, TRUE);
  g_string_free (rig->user, TRUE);
  g_string_free (rig->reply, TRUE);
  g_byte_array_unref (rig->sound);
  g_clear_error (&rig->open_error);
  g_clear_error (&rig->trouble);
  g_clear_error (&rig->error);
}

/* -- Listening ------------------------------------------------------------------- */

static void
note (LiveRig    *rig,
      const char *word)
{
  g_assert_false (rig->is_inside);
  g_string_append (rig->told, word);
}

static void
began_cb (LiveRig *rig)
{
  rig->n_began++;
  note (rig, "b");
}

static void
speech_started_cb (LiveRig *rig,
                   gint64   at_ms)
{
  note (rig, "<");
}

static void
speech_stopped_cb (LiveRig *rig,
                   gint64   at_ms)
{
  note (rig, ">");
}

static void
user_text_cb (LiveRig    *rig,
              const char *text,
              gboolean    is_whole)
{
  g_assert_false (rig->is_inside);
  if (is_whole)
    g_string_append_printf (rig->user, "%s\n", text);
}

static void
reply_began_cb (LiveRig *rig,
                guint    reply)
{
  rig->n_replies++;
  g_assert_cmpuint (reply, ==, rig->n_replies);
  note (rig, "r");
}

static void
reply_text_cb (LiveRig    *rig,
               const char *text,
               gboolean    is_whole)
{
  g_assert_false (rig->is_inside);
  g_assert_cmpuint (rig->n_replies, ==, rig->n_ends + 1);
  if (!is_whole)
    g_string_append (rig->reply, text);
}

static void
reply_audio_cb (LiveRig *rig,
                GBytes  *sound,
                guint    rate_hz)
{
  g_assert_false (rig->is_inside);
  g_assert_cmpuint (rig->n_replies, ==, rig->n_ends + 1);
  if (rig->n_sounds++ == 0)
    rig->sound_us = g_get_monotonic_time ();
  rig->rate_hz = rate_hz;
  rig->n_odd += g_bytes_get_size (sound) % 2;
  g_byte_array_append (rig->sound, g_bytes_get_data (sound, NULL), (guint) g_bytes_get_size (sound));
}

static void
reply_ended_cb (LiveRig          *rig,
                AskgLiveReplyEnd  end)
{
  const char word[] = { 'e', (char) ('0' + end), '\0' };

  rig->n_ends++;
  note (rig, word);
}

static void
tool_call_cb (LiveRig    *rig,
              const char *id,
              const char *name,
              const char *arguments)
{
  g_free (rig->tool);
  rig->tool = g_strdup_printf ("%s %s %s", id, name, arguments);
}

static void
usage_cb (LiveRig         *rig,
          const AskgUsage *usage)
{
  note (rig, "u");
}

static void
trouble_cb (LiveRig      *rig,
            const GError *error)
{
  rig->n_troubles++;
  g_test_message ("%s", error->message);
  g_clear_error (&rig->trouble);
  rig->trouble = g_error_copy (error);
  note (rig, "t");
}

static void
ended_cb (LiveRig      *rig,
          const GError *error)
{
  rig->n_ended++;
  if (error != NULL)
    g_test_message ("%s", error->message);
  rig->error = error != NULL ? g_error_copy (error) : NULL;
  note (rig, "x");
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  LiveRig *rig = user_data;

  rig->is_open_over = TRUE;
  askg_live_session_open_finish (ASKG_LIVE_SESSION (object), result, &rig->open_error);
  if (rig->open_error != NULL)
    g_test_message ("%s", rig->open_error->message);
}

/* -- Doing ------------------------------------------------------------------------- */

/* A session with an engine of these habits, not opened yet. */
void
live_rig_make (LiveRig    *rig,
               const char *habits)
{
  static const struct { const char *name; GCallback callback; } signals[] = {
    { "session-began", G_CALLBACK (began_cb) }, { "speech-started", G_CALLBACK (speech_started_cb) },
    { "speech-stopped", G_CALLBACK (speech_stopped_cb) }, { "user-text", G_CALLBACK (user_text_cb) },
    { "reply-began", G_CALLBACK (reply_began_cb) }, { "reply-text", G_CALLBACK (reply_text_cb) },
    { "reply-audio", G_CALLBACK (reply_audio_cb) }, { "reply-ended", G_CALLBACK (reply_ended_cb) },
    { "tool-call", G_CALLBACK (tool_call_cb) }, { "usage", G_CALLBACK (usage_cb) },
    { "trouble", G_CALLBACK (trouble_cb) }, { "ended", G_CALLBACK (ended_cb) },
  };
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/v1/realtime", rig->port);
  g_autoptr(AskgKeys) keys = askg_keys_new ("/nonexistent");

  if (rig->profile == NULL)
    rig->profile = askg_profile_new ("live", "Live", url);
  g_object_set (rig->profile, "model", habits, "speaks", ASKG_SPEAKS_REALTIME, NULL);
  rig->link = askg_engine_link_new (rig->profile, rig->http, keys);
  rig->session = askg_live_session_new (rig->link, &rig->settings);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (rig->session, signals[i].name, signals[i].callback, rig);
}

void
live_rig_open (LiveRig    *rig,
               const char *habits)
{
  live_rig_make (rig, habits);
  askg_live_session_open_async (rig->session, NULL, opened_cb, rig);
  LIVE_WAIT_FOR (rig->is_open_over);
}

/* A tone, or silence, as a microphone would give it. */
void
live_rig_speak (LiveRig  *rig,
                guint     duration_ms,
                gboolean  is_silence)
{
  rig->is_inside = TRUE;
  for (guint at_ms = 0; at_ms < duration_ms; at_ms += PIECE_MS)
    {
      const guint n_samples = ASKG_LIVE_RATE_HZ * PIECE_MS / 1000;
      gint16 *samples = g_new0 (gint16, n_samples);
      g_autoptr(GBytes) sound = NULL;

      for (guint i = 0; i < n_samples && !is_silence; i++)
        samples[i] = (gint16) (8000 * sin (2 * G_PI * 440 * (at_ms * ASKG_LIVE_RATE_HZ / 1000 + i) / ASKG_LIVE_RATE_HZ));
      sound = g_bytes_new_take (samples, n_samples * sizeof (gint16));
      askg_live_session_append (rig->session, sound);
    }
  rig->is_inside = FALSE;
}

/* A second of speech, and the whole answer. */
void
live_rig_ask (LiveRig *rig)
{
  const guint n_before = rig->n_ends;

  live_rig_speak (rig, 1000, FALSE);
  rig->is_inside = TRUE;
  askg_live_session_commit (rig->session);
  rig->is_inside = FALSE;
  LIVE_WAIT_FOR (rig->n_ends > n_before);
}

/* Whether the engine was told something that holds @words. */
gboolean
live_rig_was_told (LiveRig    *rig,
                   const char *words)
{
  return live_rig_count (rig, words) > 0;
}

guint
live_rig_count (LiveRig    *rig,
                const char *words)
{
  g_autofree char *log = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (rig->log, &log, NULL, NULL));
  for (const char *at = log; (at = strstr (at, words)) != NULL; at++)
    n++;

  return n;
}
