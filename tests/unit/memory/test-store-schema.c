/* test-store-schema.c: a history of an older Askglass opens, and none is changed without a copy.
 *
 * history-v1.db, -v2.db, -v3.db and -v4.db are what those versions of the schema wrote. A new version of the schema adds a fixture
 * of its own (ASKG_MAKE_FIXTURE=FILE makes one) and leaves the old ones as they are. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-schema.h"
#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-title.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

static const char *const next_step[] = { "ALTER TABLE turn ADD COLUMN mood TEXT;", "CREATE TABLE extra (id INTEGER PRIMARY KEY);", NULL };
static const char *const bad_step[] = { "DROP TABLE pointer;", "ALTER TABLE turn ADD COLUMN mood TEXT;", "NONSENSE;", NULL };

static void
make_history (StoreRig *rig)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0x336699);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "make", "xterm");
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(AskgQuestion) question = store_rig_question ("what does this mean?", attachment);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) first = NULL;
  g_autoptr(AskgTurn) second = NULL;

  askg_page_text_builder_add_word (builder, "undefined", &(AskgRect) { 1, 2, 9, 4 }, 95);
  askg_page_text_builder_add_word (builder, "reference", &(AskgRect) { 11, 2, 9, 4 }, 85);
  page = askg_page_text_builder_finish (builder);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  store_rig_reopen (rig);
  first = store_rig_ask (rig, conversation, question, "The **linker** misses it.");
  second = store_rig_ask_words (rig, conversation, "링커 옵션은?", "`-lm`");
  (void) store_rig_close (rig, NULL);
}

static guint
count_copies (StoreRig *rig)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "askglass.db.before-"))
      {
        g_autofree char *path = g_build_filename (rig->folder, name, NULL);
        struct stat info;

        g_assert_cmpint (g_stat (path, &info), ==, 0);
        g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
        n++;
      }

  return n;
}

static void
take_fixture (StoreRig *rig, const char *name)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "unit", "memory", name, NULL);
  g_autoptr(GBytes) bytes = store_rig_read_file (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (bytes);
  (void) g_file_set_contents (rig->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static void
test_version_1_opens (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GPtrArray) seen = NULL;
  g_autoptr(GPtrArray) korean = NULL;
  g_autoptr(GError) error = NULL;
  AskgAttachment *attachment;
  const guint8 *pixels;

  take_fixture (rig, "history-v1.db");
  store_rig_reopen (rig);
  list = store_rig_list (rig);
  g_assert_cmpuint (list->len, ==, 1);
  loaded = store_rig_load (rig, ((const AskgConversationSummary *) g_ptr_array_index (list, 0))->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 2);
  attachment = askg_question_get_attachment (askg_turn_get_question (askg_conversation_get_turn (loaded, 0)), 0);
  pixels = g_bytes_get_data (askg_frame_get_pixels (askg_attachment_get_frame (attachment)), NULL);
  g_assert_cmpuint (*(const guint32 *) (const void *) pixels & 0xFFFFFF, ==, 0x336699);
  g_assert_cmpint (askg_page_text_get_word (askg_attachment_get_page (attachment), 1)->box.x, ==, 11);
  g_assert_cmpstr (askg_answer_get_text (askg_turn_get_answer (askg_conversation_get_turn (loaded, 0))), ==,
                   "The **linker** misses it.");
  seen = store_rig_search (rig, "undefined");
  g_assert_cmpuint (seen->len, ==, 1);
  korean = store_rig_search (rig, "커 옵");
  g_assert_cmpuint (korean->len, ==, 1);
  g_assert_null (askg_store_get_notice (rig->store));
  g_assert_cmpuint (count_copies (rig), ==, 1);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "PRAGMA user_version"), ==, askg_schema_n_steps);
}

static void
test_version_2_opens (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GError) error = NULL;
  AskgQuestion *spoken;

  take_fixture (rig, "history-v2.db");
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 3);
  spoken = askg_turn_get_question (askg_conversation_get_turn (loaded, 2));
  g_assert_cmpuint (askg_pcm_get_rate_hz (askg_attachment_get_sound (askg_question_get_attachment (spoken, 0))), ==, 16000);
  store_rig_check_parts (askg_answer_get_parts (askg_turn_get_answer (askg_conversation_get_turn (loaded, 2))));
  g_assert_null (askg_store_get_notice (rig->store));
}

static void
test_version_3_opens (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GError) error = NULL;

  take_fixture (rig, "history-v3.db");
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 3);
  store_rig_check_parts (askg_answer_get_parts (askg_turn_get_answer (askg_conversation_get_turn (loaded, 2))));
  g_assert_null (askg_store_get_notice (rig->store));
}

static void
test_version_4_opens (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GError) error = NULL;

  take_fixture (rig, "history-v4.db");
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 7);
  g_assert_cmpuint (askg_conversation_get_n_folded (loaded), ==, 5);
  g_assert_cmpstr (askg_fold_get_text (askg_conversation_get_fold (loaded)), ==,
                   "They spoke of ships: the pilot waits for the evening tide.");
  g_assert_null (askg_store_get_notice (rig->store));
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM fact"), ==, 2);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM recalled"), ==, 1);
}

/* Destroys each page but the first of a fixture; calls how often @sql gave @expected of what was saved. */
static guint
count_saved (StoreRig *rig, const char *name, const char *sql, gint64 expected, guint *out_n_pages)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "unit", "memory", name, NULL);
  g_autoptr(GBytes) whole = store_rig_read_file (fixture);
  guint n_saved = 0;

  *out_n_pages = g_bytes_get_size (whole) / 4096 - 1;
  for (guint page = 1; page <= *out_n_pages; page++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
      g_autoptr(AskgConversation) loaded = NULL;
      g_autoptr(GError) error = NULL;

      memset (copy + page * 4096, 0xA5, 4096);
      (void) g_file_set_contents (rig->path, copy, g_bytes_get_size (whole), &error);
      (void) store_rig_open (rig, &error);
      g_assert_no_error (error);
      loaded = store_rig_load (rig, 1, NULL); /* meets damage that the opening did not see, and mends it */
      (void) store_rig_close (rig, &error);
      g_assert_no_error (error);
      g_assert_cmpint (store_rig_count (rig, "PRAGMA user_version"), ==, askg_schema_n_steps);
      n_saved += store_rig_count (rig, sql) == expected;
    }
  g_test_message ("%s: %u pages destroyed, %u times all was saved", name, *out_n_pages, n_saved);

  return n_saved;
}

/* What is saved out of a damaged file of an older version fits the tables of this one. */
static void
test_a_damaged_version_1_is_saved_into_this_one (StoreRig *rig, gconstpointer unused)
{
  guint n_pages;
  const guint n_saved = count_saved (rig, "history-v1.db", "SELECT count(*) FROM turn NOT INDEXED", 2, &n_pages);

  g_assert_cmpuint (n_saved, >=, n_pages - 1); /* all but the page they stand on */
}

static void
test_all_tables_are_saved_out_of_a_damaged_file (StoreRig *rig, gconstpointer unused)
{
  guint n_pages;
  const guint n_saved =
    count_saved (rig, "history-v2.db",
                 "SELECT (SELECT count(*) FROM reply) + (SELECT count(*) FROM note) * 10 +"
                 " (SELECT count(*) FROM tool_call) * 100 + (SELECT count(*) FROM span) * 1000 +"
                 " (SELECT count(*) FROM given_picture NOT INDEXED) * 10000 + (SELECT count(*) FROM sound NOT INDEXED) * 100000 +"
                 " (SELECT count(*) FROM usage NOT INDEXED) * 1000000 + (SELECT count(*) FROM turn NOT INDEXED) * 10000000", 31212111, &n_pages);

  g_assert_cmpuint (n_saved, >=, n_pages - 12); /* each of these tables stands on a page, their names on two or three */
}

/* From this version to one that is not there yet. */
static gboolean
upgrade_db (StoreRig *rig, AskgDb *db, AskgSchemaStep step, GError **error)
{
  g_autofree AskgSchemaStep *steps = g_new0 (AskgSchemaStep, askg_schema_n_steps + 1);

  memcpy (steps, askg_schema_steps, askg_schema_n_steps * sizeof *steps);
  steps[askg_schema_n_steps] = step;

  return askg_schema_upgrade (db, rig->path, steps, askg_schema_n_steps + 1, error);
}

static gboolean
upgrade (StoreRig *rig, AskgSchemaStep step, GError **error)
{
  g_autoptr(AskgDb) db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, NULL);

  return upgrade_db (rig, db, step, error);
}

static void
test_an_upgrade_is_copied_first (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  make_history (rig);
  g_assert_true (upgrade (rig, next_step, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_copies (rig), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "PRAGMA user_version"), ==, askg_schema_n_steps + 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE mood IS NULL"), ==, 2);

  g_assert_true (upgrade (rig, next_step, &error)); /* nothing to do, no copy */
  g_assert_cmpuint (count_copies (rig), ==, 1);
  g_assert_false (store_rig_open (rig, &error)); /* this Askglass is older than that */
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
}

static void
test_a_failed_upgrade_changes_nothing (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;

  make_history (rig);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (upgrade (rig, bad_step, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
    }
  g_assert_cmpuint (count_copies (rig), ==, 3); /* the newest */
  g_assert_cmpint (store_rig_count (rig, "PRAGMA user_version"), ==, askg_schema_n_steps);
  store_rig_reopen (rig);
  turn = store_rig_ask_words (rig, conversation, "still", "works");
}

static void
test_a_damaged_history_is_not_upgraded (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  g_autoptr(AskgDb) db = NULL;
  g_autoptr(GError) error = NULL;

  make_history (rig);
  bytes = store_rig_read_file (rig->path);
  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  memset (copy + 5 * 4096, 0xA5, 4096);
  (void) g_file_set_contents (rig->path, (const char *) copy, g_bytes_get_size (bytes), &error);
  db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (upgrade_db (rig, db, next_step, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_assert_true (askg_db_met_damage (db));
  g_assert_cmpuint (count_copies (rig), ==, 0);
}

/* Words come from the database, which may be damaged: cut and changed anywhere they are read. */
static void
test_page_words_cut_and_changed_anywhere (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(AskgPageText) again = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  askg_page_text_builder_add_word (builder, "error:", &(AskgRect) { -1, 2, 9, 4 }, 95);
  askg_page_text_builder_add_word (builder, "한글", &(AskgRect) { 11, 2, 8, 4 }, 0);
  askg_page_text_builder_end_line (builder, 3, 4);
  askg_page_text_builder_add_word (builder, "x", &(AskgRect) { 3, 10, 4, 4 }, 100);
  page = askg_page_text_builder_finish (builder);
  bytes = askg_page_blob_write (page);
  again = askg_page_blob_read (bytes);
  g_assert_cmpstr (askg_page_text_get_text (again), ==, "    error: 한글\nx");
  g_assert_cmpint (askg_page_text_get_word (again, 0)->box.x, ==, -1);

  data = g_bytes_get_data (bytes, &size);
  for (gsize at = 0; at < size; at++)
    for (guint change = 0; change < 3; change++)
      {
        g_autofree guint8 *copy = g_memdup2 (data, size);
        g_autoptr(GBytes) damaged = NULL;
        g_autoptr(AskgPageText) read = NULL;

        copy[at] = change == 0 ? 0 : change == 1 ? 0xFF : copy[at] ^ 0x10;
        damaged = g_bytes_new (copy, change == 0 ? at : size);
        read = askg_page_blob_read (damaged);
        g_assert_true (g_utf8_validate (askg_page_text_get_text (read), -1, NULL));
      }
}

static const struct
{
  const char *text;
  const char *title;
} titles[] = {
  { "what does this mean?", "what does this mean?" },
  { "  two\n\tlines  ", "two lines" },
  { "", "" },
  { "one two three four five six seven eight nine ten eleven twelve",
    "one two three four five six seven eight nine ten eleven…" },
  { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" },
  { "123456789 123456789 123456789 123456789 123456789 1234567890",
    "123456789 123456789 123456789 123456789 123456789 1234567890" },
  { "123456789 123456789 123456789 123456789 123456789 12345678901",
    "123456789 123456789 123456789 123456789 123456789…" },
};

static void
test_titles_end_with_a_word (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = askg_title_cut (titles[i].text);

      g_assert_cmpstr (title, ==, titles[i].title);
    }
}

static void
test_without_words_the_window_names_it (void)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0);
  g_autoptr(AskgAttachment) named = askg_attachment_new_picture (ASKG_ATTACHMENT_WINDOW, frame, "deploy.log", NULL);
  g_autoptr(AskgAttachment) text = askg_attachment_new_text (ASKG_ATTACHMENT_CLIPBOARD, "make: *** [all] Error 2", NULL);
  g_autoptr(AskgAttachment) nothing = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  AskgAttachment *const attachments[] = { named, text, nothing };
  static const char *const expected[] = { "deploy.log", "make: *** [all] Error 2", "A question without words" };

  for (gsize i = 0; i < G_N_ELEMENTS (attachments); i++)
    {
      g_autoptr(AskgQuestion) question = store_rig_question (" \n", attachments[i]);
      g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
      g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
      g_autoptr(AskgTurnRecord) record = askg_turn_record_take (turn, NULL);
      g_autofree char *title = askg_title_make (record);

      g_assert_cmpstr (title, ==, expected[i]);
    }
}

/* A third turn with all that version 2 knows. */
static void
make_spoken_turn (StoreRig *rig)
{
  const guint8 tone[] = { 0x00, 0x10, 0x00, 0xF0 };
  g_autoptr(GBytes) samples = g_bytes_new_static (tone, sizeof tone);
  g_autoptr(AskgPcm) pcm = askg_pcm_new (samples, 16000, 1);
  g_autoptr(AskgAttachment) sound = askg_attachment_new_sound (ASKG_ATTACHMENT_FILE, pcm, "talk.wav");
  g_autoptr(AskgQuestion) question = store_rig_question ("what is said?", sound);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(AskgConversation) conversation = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  conversation = store_rig_load (rig, 1, &error);
  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  store_rig_give_parts (answer);
  askg_answer_append (answer, "**Restart** it.");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  (void) store_rig_close (rig, &error);
  g_assert_no_error (error);
}

static void
make_fixture (const char *path)
{
  StoreRig rig = { NULL };
  g_autoptr(GBytes) bytes = NULL;

  store_rig_set_up (&rig, NULL);
  make_history (&rig);
  make_spoken_turn (&rig);
  bytes = store_rig_read_file (rig.path);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  store_rig_tear_down (&rig, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("ASKG_MAKE_FIXTURE") != NULL)
    {
      make_fixture (g_getenv ("ASKG_MAKE_FIXTURE"));
      return 0;
    }
#define ADD(name, func) g_test_add ("/engine/schema/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("version-1-opens", test_version_1_opens);
  ADD ("version-2-opens", test_version_2_opens);
  ADD ("version-3-opens", test_version_3_opens);
  ADD ("version-4-opens", test_version_4_opens);
  ADD ("a-damaged-version-1-is-saved-into-this-one", test_a_damaged_version_1_is_saved_into_this_one);
  ADD ("all-tables-are-saved-out-of-a-damaged-file", test_all_tables_are_saved_out_of_a_damaged_file);
  ADD ("an-upgrade-is-copied-first", test_an_upgrade_is_copied_first);
  ADD ("a-failed-upgrade-changes-nothing", test_a_failed_upgrade_changes_nothing);
  ADD ("a-damaged-history-is-not-upgraded", test_a_damaged_history_is_not_upgraded);
  g_test_add_func ("/engine/page-blob/cut-and-changed-anywhere", test_page_words_cut_and_changed_anywhere);
  g_test_add_func ("/engine/title/ends-with-a-word", test_titles_end_with_a_word);
  g_test_add_func ("/engine/title/without-words-the-window-names-it", test_without_words_the_window_names_it);

  return g_test_run ();
}
