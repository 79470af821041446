/* asker.c: asks and answers without end, and says on standard output what it was told is safe, until
 * it is killed. Three answers stream at a time.
 *
 *   asker FOLDER            OPEN US                the history can be used, at that time
 *                           BEGUN NONCE            the question is on the disk
 *                           SHOWN NONCE BYTES US   so much of the answer was shown, at that time
 *                           ENDED NONCE BYTES      the whole answer is on the disk
 *   asker --early FOLDER    says BEGUN before it is true: the test must notice
 *   asker --check FOLDER    opens the history as Askglass would: FOUND NONCE STATE BYTES a turn
 *
 * US: monotonic clock, microseconds. A question is "NONCE what is this", an answer "0 1 2 3 …". */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-store.h"

#define N_STREAMS 3
#define WORDS_LEAST 5
#define WORDS_MOST 120
#define BETWEEN_WORDS_MS 2

typedef struct
{
  AskgStore *store;
  GMainLoop *loop;
  gboolean   says_early;
} Asker;

typedef struct
{
  Asker            *asker;
  AskgConversation *conversation; /* owned */
  AskgTurn         *turn;         /* owned */
  char             *nonce;        /* owned */
  guint             n_words;
  guint             n_written;
  gboolean          is_trash;     /* deleted in the end: not to be found */
} Stream;

static void ask (Asker *asker);

/* In one piece, at once: the process may be killed with the next instruction. */
static void
say (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list values;

  va_start (values, format);
  line = g_strdup_vprintf (format, values);
  va_end (values);
  if (write (STDOUT_FILENO, line, strlen (line)) != (ssize_t) strlen (line))
    _exit (4);
}

static void
fail (const char *what, const GError *error)
{
  g_printerr ("%s: %s\n", what, error->message);
  _exit (3);
}

static void
stream_free (Stream *stream)
{
  g_object_unref (stream->conversation);
  g_object_unref (stream->turn);
  g_free (stream->nonce);
  g_free (stream);
}

static void
on_deleted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    fail ("delete", error);
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_end_turn_finish (ASKG_STORE (object), result, &error))
    fail ("end", error);
  if (!stream->is_trash)
    say ("ENDED %s %" G_GSIZE_FORMAT "\n", stream->nonce, askg_answer_get_length (askg_turn_get_answer (stream->turn)));
  else
    askg_store_delete_async (stream->asker->store, askg_conversation_get_id (stream->conversation), NULL, on_deleted, NULL);
  ask (stream->asker);
  stream_free (stream);
}

static gboolean
write_word (gpointer user_data)
{
  Stream *stream = user_data;
  AskgAnswer *answer = askg_turn_get_answer (stream->turn);
  g_autofree char *word = g_strdup_printf ("%u ", stream->n_written++);

  askg_answer_append (answer, word);
  if (!stream->is_trash)
    say ("SHOWN %s %" G_GSIZE_FORMAT " %" G_GINT64_FORMAT "\n", stream->nonce, askg_answer_get_length (answer),
         g_get_monotonic_time ());
  if (stream->n_written < stream->n_words)
    {
      askg_store_checkpoint_turn (stream->asker->store, stream->turn);
      return G_SOURCE_CONTINUE;
    }
  askg_answer_finish (answer, NULL);
  askg_store_end_turn_async (stream->asker->store, stream->turn, NULL, on_ended, stream);

  return G_SOURCE_REMOVE;
}

static void
on_begun (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_begin_turn_finish (ASKG_STORE (object), result, &error))
    fail ("begin", error);
  if (!stream->is_trash && !stream->asker->says_early)
    say ("BEGUN %s\n", stream->nonce);
  g_timeout_add (BETWEEN_WORDS_MS, write_word, stream);
}

/* Of noise, so that it takes some pages. */
static AskgAttachment *
new_picture (void)
{
  const gsize n = 96 * 64;
  guint32 *words = g_new (guint32, n);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (gsize i = 0; i < n; i++)
    words[i] = g_random_int ();
  pixels = g_bytes_new_take (words, n * sizeof *words);
  frame = askg_frame_new (pixels, 96, 64, 96 * sizeof *words, TRUE, 0);

  return askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "noise", "asker");
}

static void
ask (Asker *asker)
{
  Stream *stream = g_new0 (Stream, 1);
  g_autofree char *words = NULL;
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgAttachment) picture = NULL;
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = askg_answer_new ("asker", "Asker");

  stream->asker = asker;
  stream->is_trash = g_random_int_range (0, 8) == 0;
  stream->nonce = g_strdup_printf ("%s%08x%08x", stream->is_trash ? "t" : "n", g_random_int (), g_random_int ());
  stream->n_words = g_random_int_range (WORDS_LEAST, WORDS_MOST);
  words = g_strdup_printf ("%s what is this", stream->nonce);
  if (g_random_boolean ())
    {
      picture = new_picture ();
      g_list_store_append (attachments, picture);
    }
  question = askg_question_new (words, G_LIST_MODEL (attachments));
  stream->conversation = askg_conversation_new ();
  stream->turn = askg_turn_new (question, answer);
  if (asker->says_early && !stream->is_trash)
    say ("BEGUN %s\n", stream->nonce);
  askg_store_begin_turn_async (asker->store, stream->conversation, stream->turn, NULL, on_begun, stream);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) conversation = askg_store_load_finish (ASKG_STORE (object), result, &error);

  if (conversation == NULL)
    fail ("load", error);
  for (guint i = 0; i < askg_conversation_get_n_turns (conversation); i++)
    {
      AskgTurn *turn = askg_conversation_get_turn (conversation, i);
      g_auto(GStrv) words = g_strsplit (askg_question_get_text (askg_turn_get_question (turn)), " ", 2);
      AskgAnswer *answer = askg_turn_get_answer (turn);

      say ("FOUND %s %d %" G_GSIZE_FORMAT "\n", words[0], askg_answer_get_state (answer), askg_answer_get_length (answer));
    }
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!askg_store_close_finish (ASKG_STORE (object), result, &error))
    fail ("close", error);
  g_main_loop_quit (((Asker *) user_data)->loop);
}

/* Everything is loaded through the store itself; the calls are worked through in their order. */
static void
on_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asker *asker = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = askg_store_list_finish (asker->store, result, &error);

  if (list == NULL)
    fail ("list", error);
  for (guint i = 0; i < list->len; i++)
    askg_store_load_async (asker->store, ((const AskgConversationSummary *) g_ptr_array_index (list, i))->id,
                           NULL, on_loaded, NULL);
  askg_store_close_async (asker->store, on_closed, asker);
}

static void
on_open (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asker *asker = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_open_finish (asker->store, result, &error))
    fail ("open", error);
  if (askg_store_get_notice (asker->store) != NULL)
    g_printerr ("notice: %s\n", askg_store_get_notice (asker->store));
  if (!asker->says_early)
    say ("OPEN %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  for (guint i = 0; i < N_STREAMS; i++)
    ask (asker);
}

static void
on_open_to_check (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asker *asker = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_open_finish (asker->store, result, &error))
    fail ("open", error);
  askg_store_list_async (asker->store, G_MAXUINT, NULL, on_listed, asker);
}

int
main (int argc, char **argv)
{
  Asker asker = { NULL };
  g_autoptr(AskgOwnerLock) lock = NULL;
  g_autoptr(GError) error = NULL;
  const char *folder = argv[argc - 1];
  const gboolean is_check = argc > 2 && strcmp (argv[1], "--check") == 0;

  if (argc < 2)
    {
      g_printerr ("asker [--early | --check] FOLDER\n");
      return 2;
    }
  (void) signal (SIGXFSZ, SIG_IGN);
  asker.says_early = argc > 2 && strcmp (argv[1], "--early") == 0;
  lock = askg_owner_lock_take (folder, &error);
  if (lock == NULL)
    fail ("lock", error);
  asker.store = askg_store_new (folder);
  asker.loop = g_main_loop_new (NULL, FALSE);
  askg_store_open_async (asker.store, NULL, is_check ? on_open_to_check : on_open, &asker);
  g_main_loop_run (asker.loop);
  g_main_loop_unref (asker.loop);
  g_object_unref (asker.store);

  return 0;
}
