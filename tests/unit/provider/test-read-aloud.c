/* test-read-aloud.c: an answer is read aloud clause by clause, in order, not far ahead of what is heard, until stop. */
#include <string.h>

#include "engine/local/askg-read-aloud.h"
#include "engine/provider/askg-engine-speaker.h"
#include "engine/provider/askg-mouth.h"
#include "tests/unit/own-folder.h"
#include "tests/unit/provider/chat-rig.h"

static WireRig wire;

/* 4 samples at 24 kHz. */
#define WAV(sample) \
  "send HTTP/1.1 200 OK\\r\\nContent-Type: audio/wav\\r\\nConnection: close\\r\\n\\r\\n\n" \
  "send RIFF\\xff\\xff\\xff\\xffWAVEfmt \\x10\\0\\0\\0\\x01\\0\\x01\\0\\xc0\\x5d\\0\\0\\x80\\xbb\\0\\0\\x02\\0\\x10\\0data" \
  "\\xff\\xff\\xff\\xff" sample sample sample sample "\nclose"
#define NEXT "\nnext\n"

typedef struct
{
  GByteArray   *sound;
  GError       *error;
  GCancellable *cancellable;
  gint64        waiting_us; /* to be told */
  guint         n_done;
} Heard;

static gint64
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_cmpuint (rate_hz, ==, 24000);
  g_assert_false (g_cancellable_is_cancelled (heard->cancellable));
  g_byte_array_append (heard->sound, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));

  return heard->waiting_us;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Heard *heard = user_data;

  askg_read_aloud_run_finish (ASKG_READ_ALOUD (object), result, &heard->error);
  heard->n_done++;
}

static void
read_with (Heard            *heard,
           AskgEngineLink   *link,
           AskgConversation *conversation,
           const char       *markdown)
{
  g_autoptr(AskgSpeaker) speaker = askg_engine_speaker_new (link, conversation, markdown);
  g_autoptr(AskgReadAloud) reading = askg_read_aloud_new (speaker, sound_cb, NULL, heard);

  askg_read_aloud_feed (reading, markdown, strlen (markdown));
  askg_read_aloud_end (reading);
  askg_read_aloud_run_async (reading, heard->cancellable, read_cb, heard);
}

static void
begin (Heard          *heard,
       AskgEngineLink *link,
       const char     *markdown,
       gint64          waiting_us)
{
  *heard = (Heard) { .sound = g_byte_array_new (), .cancellable = g_cancellable_new (), .waiting_us = waiting_us };
  read_with (heard, link, NULL, markdown);
  g_assert_cmpuint (heard->n_done, ==, 0);
}

static void
finish (Heard *heard)
{
  while (heard->n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  wire_rig_turn_loop (20);
  g_assert_cmpuint (heard->n_done, ==, 1);
}

static void
heard_clear (Heard *heard)
{
  g_byte_array_unref (heard->sound);
  g_clear_object (&heard->cancellable);
  g_clear_error (&heard->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static void
test_clauses_are_heard_in_order (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WAV ("\\x01\\0") NEXT WAV ("\\x02\\0") NEXT WAV ("\\x03\\0"));
  g_auto(Heard) heard = { 0 };

  begin (&heard, asked->link, "The first sentence. The second sentence.\n\n```\nno\n```", 0);
  finish (&heard);
  g_assert_no_error (heard.error);
  g_assert_cmpmem (heard.sound->data, heard.sound->len, "\1\0\1\0\1\0\1\0\2\0\2\0\2\0\2\0\3\0\3\0\3\0\3\0", 24);
}

/* Not all of a long answer is made when somebody may say stop after its first words. */
static void
test_it_does_not_run_far_ahead (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WAV ("\\x01\\0"));
  g_auto(Heard) heard = { 0 };

  begin (&heard, asked->link, "The first sentence. The second sentence.", 60 * G_USEC_PER_SEC);
  wire_rig_turn_loop (300);
  g_assert_cmpuint (heard.n_done, ==, 0);
  g_assert_cmpuint (heard.sound->len, ==, 8);
  g_cancellable_cancel (heard.cancellable);
  finish (&heard);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_is_silence (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, "stall");
  g_auto(Heard) heard = { 0 };

  begin (&heard, asked->link, "The first sentence.", 0);
  wire_rig_turn_loop (50);
  g_cancellable_cancel (heard.cancellable);
  finish (&heard);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heard.sound->len, ==, 0);
}

/* Whether @value is in what was sent since @first. */
static gboolean
was_sent (const char *value,
          guint       first)
{
  gboolean is_there = FALSE;

  for (guint i = first; i < wire.ledger->rows->len; i++)
    {
      const AskgLedgerRow *row = g_ptr_array_index (wire.ledger->rows, i);
      gsize n_bytes;
      const char *bytes = g_bytes_get_data (row->body, &n_bytes);

      is_there = is_there || memmem (bytes, n_bytes, value, strlen (value)) != NULL;
    }

  return is_there;
}

static void
read_in (AskgConversation *conversation,
         const char       *markdown)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WAV ("\\x01\\0"));
  g_auto(Heard) heard = { .sound = g_byte_array_new (), .cancellable = g_cancellable_new () };

  g_object_set (wire.policy, "redact-local", TRUE, NULL);
  read_with (&heard, asked->link, conversation, markdown);
  finish (&heard);
  g_object_set (wire.policy, "redact-local", FALSE, NULL);
  g_assert_no_error (heard.error);
}

/* A clause alone does not tell that the value in it is one. */
static void
test_what_was_a_secret_is_one_aloud (void)
{
  const char *const answer = "Put quay7boat there.";
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = rig_question ("where does it go? password=quay7boat", NULL);
  g_autoptr(AskgAnswer) given = askg_answer_new ("wired", "Wired");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, given);
  guint first = wire.ledger->rows->len;

  askg_answer_append (given, answer);
  askg_conversation_append (conversation, turn);
  read_in (conversation, answer);
  g_assert_false (was_sent ("quay7boat", first));
  g_assert_true (was_sent ("[password 1]", first));

  first = wire.ledger->rows->len;
  read_in (NULL, "Put quay7boat there, now. The file says password=quay7boat just so.");
  g_assert_cmpuint (wire.ledger->rows->len - first, >=, 2);
  g_assert_false (was_sent ("quay7boat", first));
}

static void
test_what_is_off_the_record_is_so_aloud (void)
{
  const guint first = wire.ledger->rows->len;
  g_autoptr(AskgConversation) conversation = askg_conversation_new_off_record ();

  read_in (conversation, "Good day.");
  g_assert_cmpuint (wire.ledger->rows->len, ==, first + 1);
  g_assert_true (((AskgLedgerRow *) g_ptr_array_index (wire.ledger->rows, first))->is_off_record);
  read_in (NULL, "Good day.");
  g_assert_false (((AskgLedgerRow *) g_ptr_array_index (wire.ledger->rows, first + 1))->is_off_record);
}

static void
test_what_cannot_be_said_is_told (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WAV ("\\x01\\0") NEXT REFUSE ("500 Oh", "", "no voice"));
  g_auto(Heard) heard = { 0 };
  g_auto(Heard) nothing = { 0 };

  begin (&heard, asked->link, "The first sentence. The second sentence.", 0);
  finish (&heard);
  g_assert_error (heard.error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED);
  g_assert_cmpuint (heard.sound->len, ==, 8);

  begin (&nothing, asked->link, "---", 0);
  finish (&nothing);
  g_assert_error (nothing.error, ASKG_ERROR, ASKG_ERROR_NO_TEXT);
}

static void
test_who_answered_reads_it_if_it_can (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askglass-read-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "engines.json", NULL);
  g_autoptr(AskgProfiles) profiles = askg_profiles_new (file);
  g_autoptr(AskgProfile) plain = askg_profile_new ("plain", "Plain", "http://localhost:1");
  g_autoptr(AskgProfile) mouth = askg_profile_new ("mouth", "Mouth", "http://localhost:2/v1/audio/speech");
  g_autoptr(AskgProfile) both = askg_profile_new ("both", "Both", "http://localhost:3");

  g_assert_true (askg_profile_is_mouth (mouth));
  askg_profile_learn (both, ASKG_CAN_READ_ALOUD, TRUE, ASKG_KNOWN_BY_PERSON);
  g_assert_null (askg_mouth_find (profiles, NULL));
  g_assert_true (askg_profiles_add (profiles, plain, NULL));
  g_assert_null (askg_mouth_find (profiles, "plain"));
  g_assert_true (askg_profiles_add (profiles, mouth, NULL));
  g_assert_true (askg_profiles_add (profiles, both, NULL));
  g_assert_true (askg_mouth_find (profiles, "plain") == mouth);
  g_assert_true (askg_mouth_find (profiles, "both") == both);
  g_assert_true (askg_mouth_find (profiles, "reader") == mouth);
  own_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  static const char *const listeners[] = { "plain", NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, listeners);
  g_test_add_func ("/read-aloud/clauses-are-heard-in-order", test_clauses_are_heard_in_order);
  g_test_add_func ("/read-aloud/it-does-not-run-far-ahead", test_it_does_not_run_far_ahead);
  g_test_add_func ("/read-aloud/stop-is-silence", test_stop_is_silence);
  g_test_add_func ("/read-aloud/what-was-a-secret-is-one-aloud", test_what_was_a_secret_is_one_aloud);
  g_test_add_func ("/read-aloud/what-is-off-the-record-is-so-aloud", test_what_is_off_the_record_is_so_aloud);
  g_test_add_func ("/read-aloud/what-cannot-be-said-is-told", test_what_cannot_be_said_is_told);
  g_test_add_func ("/read-aloud/who-answered-reads-it-if-it-can", test_who_answered_reads_it_if_it_can);
  status = g_test_run ();
  wire_rig_tear_down (&wire);

  return status;
}
