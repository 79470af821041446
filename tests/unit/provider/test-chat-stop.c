/* test-chat-stop.c: whatever an engine is doing, it is over when the person says so. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/unit/provider/chat-rig.h"

#define STOP_LIMIT_US 50000
#define STOP_TRIES 4 /* the machine may be busy with something else; we may not */

static WireRig wire;

typedef enum { HERE, UNRESOLVED, UNAGREED, DEAF_TLS } Place;

typedef struct
{
  const char *name;
  Place       place;
  const char *script;
  AskgStage   stage;      /* in which it is stopped */
  const char *text;       /* what of the answer is there by then */
  gsize       n_bytes;    /* of the question */
  gboolean    has_picture;
} Stop;

static const Stop stops[] = {
  { "while-the-picture-is-read", HERE, WHOLE, ASKG_STAGE_READING, "", 0, TRUE },
  { "while-the-name-is-looked-up", UNRESOLVED, NULL, ASKG_STAGE_CONNECTING, "", 0, FALSE },
  { "while-somebody-looks-at-what-is-sent", UNAGREED, NULL, ASKG_STAGE_LOOKING, "", 0, FALSE },
  { "while-it-greets", DEAF_TLS, NULL, ASKG_STAGE_CONNECTING, "", 0, FALSE },
  { "while-it-sends", HERE, "unread\nstall", ASKG_STAGE_SENDING, "", 24000000, FALSE },
  { "while-it-waits-for-the-first-byte", HERE, "stall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "in-the-head", HERE, "send HTTP/1.1 200 OK\\r\\n\nstall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "before-the-first-word", HERE, HEAD "stall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "in-the-middle", HERE, HEAD DELTA ("Good") "wait 150\n" DELTA (" day.") "stall", ASKG_STAGE_WRITING,
    "Good", 0, FALSE },
  { "in-a-flood", HERE, HEAD DELTA ("Good") "wait 150\nfill 400000000 : comment\\n", ASKG_STAGE_WRITING, "Good", 0,
    FALSE },
  { "in-the-middle-of-an-event", HERE, HEAD DELTA ("Good") "send data: {\"choices\":[{\"delta\nstall",
    ASKG_STAGE_WRITING, "Good", 0, FALSE },
  { "while-it-waits-to-try-again", HERE, REFUSE ("503 Busy", "Retry-After: 20\\r\\n", "busy"), ASKG_STAGE_WAITING, "", 0,
    FALSE },
  { "while-the-model-is-loaded", HERE, REFUSE ("503 Busy", "", "Loading model"), ASKG_STAGE_STARTING, "", 0, FALSE },
};

/* Of this process: to anybody but the resolver's and the test's own. */
static guint
count_connections (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      struct sockaddr_storage peer;
      socklen_t length = sizeof peer;

      n += getpeername (atoi (name), (struct sockaddr *) &peer, &length) == 0 && peer.ss_family == AF_INET;
    }

  return n;
}

static Asked *
asked_new_at (const Stop *stop,
              guint       deaf_port)
{
  g_autofree char *deaf_url = g_strdup_printf ("https://engine.example:%u", deaf_port);

  wire.resolver->is_silent = stop->place == UNRESOLVED;
  if (stop->place == HERE)
    return asked_new_for_script (&wire, stop->script);

  return asked_new (&wire, stop->place == DEAF_TLS ? deaf_url : "https://engine.example", stop->place != UNAGREED);
}

static AskgQuestion *
question_for (const Stop *stop)
{
  g_autofree char *text = stop->n_bytes > 0 ? g_strnfill (stop->n_bytes, 'x') : g_strdup ("hello?");

  return stop->has_picture ? rig_question (text, rig_picture (), NULL) : rig_question (text, NULL);
}

static void
wait_for (Asked      *asked,
          const Stop *stop)
{
  const gint64 give_up_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (askg_answer_get_stage (asked->answer) != stop->stage ||
         strlen (askg_answer_get_text (asked->answer)) < strlen (stop->text))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (asked->n_done, ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
    }
  wire_rig_turn_loop (60); /* it has settled */
}

/* Returns: from the person's wish to the last that anybody could see of it */
static gint64
stop_once (const Stop *stop,
           guint       deaf_port)
{
  g_autoptr(Asked) asked = asked_new_at (stop, deaf_port);
  gint64 began_us, took_us;
  guint n_heard;

  if (stop->has_picture)
    fake_recogniser_will_say (asked->recogniser, "words", 300);
  asked_begin (asked, question_for (stop));
  wait_for (asked, stop);

  n_heard = asked->n_heard;
  began_us = g_get_monotonic_time ();
  askg_answer_stop (asked->answer);
  g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_STOPPED);
  while ((asked->n_done == 0 && !stop->has_picture) || count_connections () > 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, 10 * G_USEC_PER_SEC);
    }
  took_us = g_get_monotonic_time () - began_us;

  asked_finish (asked); /* a reading ends at its next step */
  wire_rig_turn_loop (200);
  g_assert_cmpuint (asked->n_done, ==, 1);
  g_assert_cmpuint (asked->n_heard, ==, n_heard);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, stop->text);
  g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_true (g_error_matches (asked->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_cmpint (asked->has_output, ==, *stop->text != '\0');

  return took_us;
}

static void
test_stopped (gconstpointer data)
{
  const Stop *stop = data;
  guint deaf_port;
  g_autoptr(GSocket) deaf = listen_and_do_nothing (&deaf_port);
  gint64 best_us = G_MAXINT64;

  g_assert_cmpuint (count_connections (), ==, 0);
  for (guint i = 0; i < STOP_TRIES && best_us > STOP_LIMIT_US; i++)
    best_us = MIN (best_us, stop_once (stop, deaf_port));
  g_test_minimized_result (best_us / 1e3, "%s: over in %.2f ms", stop->name, best_us / 1e3);
  g_assert_cmpint (best_us, <=, STOP_LIMIT_US);
  wire.resolver->is_silent = FALSE;
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, (const char *[]) { "plain", NULL });
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strconcat ("/chat-stop/", stops[i].name, NULL);

      g_test_add_data_func (path, &stops[i], test_stopped);
    }
  status = g_test_run ();

  wire_rig_tear_down (&wire);

  return status;
}
