/* test-history-file.c: a history goes into a file and comes back as it was; a file that is none, or damaged, or
 * meant to harm, does nothing. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-export-writer.h"
#include "engine/memory/askg-import-reader.h"
#include "engine/memory/askg-import.h"
#include "tests/unit/memory/life-rig.h"

#include <glib/gstdio.h>
#include <string.h>

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
export_to (StoreRig *rig, const char *path, AskgExportForm form, gint64 id, AskgExported *exported, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_export_async (rig->store, path, form, FALSE, id, NULL, NULL, NULL, keep_result, &result);
  return askg_export_finish (wait_for (&result), exported, error);
}

static gboolean
import_from (StoreRig *rig, const char *path, GCancellable *cancellable, AskgImported *imported, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_import_async (rig->store, path, NULL, NULL, cancellable, keep_result, &result);
  return askg_import_finish (wait_for (&result), imported, error);
}

/* Two conversations: one with a picture that was read and a sound and all parts, and a branch of it. */
static void
fill (StoreRig *rig)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgFrame) frame = store_rig_frame (0x336699);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "make", "xterm");
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(AskgQuestion) question = store_rig_question ("what does 이것 mean?", attachment);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;

  askg_page_text_builder_add_word (builder, "undefined", &(AskgRect) { 1, 2, 9, 4 }, 95);
  page = askg_page_text_builder_finish (builder);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  store_rig_give_parts (answer);
  askg_answer_append (answer, "**Link** it: `![x](y)` ![x](http://evil.example/x.png)");
  askg_answer_point (answer, 0, &(AskgRect) { 1, 2, 3, 4 }, "here");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);
  life_rig_pin (rig, askg_conversation_get_id (conversation), TRUE);
  g_assert_true (life_rig_rename (rig, askg_conversation_get_id (conversation), "The linker", &error));
  (void) life_rig_branch (rig, askg_conversation_get_id (conversation), askg_turn_get_id (turn), &error);
  g_assert_no_error (error);
}

static char *
file_in (StoreRig *rig, const char *name)
{
  return g_build_filename (rig->folder, name, NULL);
}

/* The lines of an export without what tells when it was made. */
static char *
read_lines (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return g_strdup (strchr (text, '\n') + 1);
}

static void
test_all_comes_back (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *first = file_in (rig, "first.jsonl");
  g_autofree char *second = file_in (rig, "second.jsonl");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;
  AskgExported exported;
  AskgImported imported;

  store_rig_reopen (rig);
  fill (rig);
  g_assert_true (export_to (rig, first, ASKG_EXPORT_LINES, 0, &exported, &error));
  g_assert_cmpuint (exported.n_conversations, ==, 2);
  g_assert_cmpuint (exported.n_turns, ==, 2);
  g_assert_cmpint (life_rig_erase (rig, G_MAXINT64, TRUE), ==, 2);
  g_assert_true (import_from (rig, first, NULL, &imported, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (imported.n_conversations, ==, 2);
  g_assert_cmpuint (imported.n_turns, ==, 2);
  g_assert_cmpuint (imported.n_pictures_lost, ==, 0);
  g_assert_true (export_to (rig, second, ASKG_EXPORT_LINES, 0, &exported, &error));
  before = read_lines (first);
  after = read_lines (second);
  g_assert_cmpstr (before, ==, after);
  hits = store_rig_search (rig, "undefined");
  g_assert_cmpuint (hits->len, ==, 2);

  /* Not a second time. */
  g_assert_true (import_from (rig, first, NULL, &imported, &error));
  g_assert_cmpuint (imported.n_conversations, ==, 0);
  g_assert_cmpuint (imported.n_already_there, ==, 2);
  g_assert_false (export_to (rig, first, ASKG_EXPORT_LINES, 0, &exported, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
}

/* -- What is no export ------------------------------------------------------ */

/* How many things stand in it until it ends; 0 with an error where it does not end well. */
static guint
read_all (const char *text, gsize n_bytes, GError **error)
{
  g_autoptr(GInputStream) input = g_memory_input_stream_new_from_data (text, (gssize) n_bytes, NULL);
  g_autoptr(AskgImportReader) reader = askg_import_reader_new (input);

  for (guint n = 1; ; n++)
    {
      g_autoptr(AskgImportItem) item = askg_import_reader_next (reader, NULL, error);

      if (item == NULL)
        return 0;
      if (item->kind == ASKG_IMPORT_DONE)
        return n;
    }
}

static void
test_cut_at_every_byte_it_is_none (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *path = file_in (rig, "whole.jsonl");
  g_autofree char *text = NULL;
  AskgExported exported;
  gsize n_bytes;

  store_rig_reopen (rig);
  fill (rig);
  g_assert_true (export_to (rig, path, ASKG_EXPORT_LINES, 0, &exported, NULL));
  g_assert_true (g_file_get_contents (path, &text, &n_bytes, NULL));
  g_assert_cmpuint (read_all (text, n_bytes, NULL), ==, 7);
  for (gsize n = 0; n < n_bytes; n++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (read_all (text, n, &error), ==, 0);
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
      g_assert_cmpuint (g_utf8_strlen (error->message, -1), <=, 400);
    }
  /* Changed anywhere it is refused, or something else is read, but never beyond it. */
  for (gsize n = 0; n < n_bytes; n++)
    {
      const char was = text[n];

      text[n] ^= 1 << (n % 7);
      (void) read_all (text, n_bytes, NULL);
      text[n] = was;
    }
  g_test_message ("%" G_GSIZE_FORMAT " cuts, as many changes", n_bytes);
}

#define BEGINNING "{\"askglass\":\"history\",\"version\":1}\n"
#define UID "00112233445566778899aabbccddeeff"
#define CONVERSATION BEGINNING "{\"conversation\":{\"uid\":\"" UID "\",\"title\":\"t\"}}\n"

static const struct
{
  const char *what;
  const char *text;
} bad[] = {
  { "nothing", "" },
  { "a line feed", "\n" },
  { "no JSON", "PK\003\004 this is a zip\n" },
  { "another JSON", "{\"name\":\"package\",\"version\":1}\n" },
  { "an array", "[1]\n" },
  { "a newer one", "{\"askglass\":\"history\",\"version\":3}\n" },
  { "a version of words", "{\"askglass\":\"history\",\"version\":\"1\"}\n" },
  { "no end", BEGINNING },
  { "a turn outside", BEGINNING "{\"turn\":{\"question\":\"q\"}}\n" },
  { "bytes outside", BEGINNING "{\"bytes\":\"00\",\"base64\":\"\"}\n" },
  { "an end outside", BEGINNING "{\"end\":{\"turns\":0}}\n" },
  { "done too early", CONVERSATION "{\"done\":{\"conversations\":0}}\n" },
  { "a conversation in another", CONVERSATION "{\"conversation\":{\"uid\":\"" UID "\",\"title\":\"t\"}}\n" },
  { "a path for a name", BEGINNING "{\"conversation\":{\"uid\":\"../../../../etc/passwd\",\"title\":\"t\"}}\n" },
  { "no title", BEGINNING "{\"conversation\":{\"uid\":\"" UID "\"}}\n" },
  { "the wrong count", CONVERSATION "{\"end\":{\"turns\":1}}\n" },
  { "a wrong hash", CONVERSATION "{\"bytes\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b856\",\"base64\":\"AAAA\"}\n" },
  { "a path for a hash", CONVERSATION "{\"bytes\":\"/etc/passwd\",\"base64\":\"\"}\n" },
  { "bytes that never end", CONVERSATION "{\"bytes\":\"00\",\"more\":true,\"base64\":\"AAAA\"}\n{\"turn\":{\"question\":\"q\"}}\n" },
  { "bytes in bytes", CONVERSATION "{\"bytes\":\"00\",\"more\":true,\"base64\":\"AAAA\"}\n{\"bytes\":\"01\",\"base64\":\"AAAA\"}\n" },
  { "a picture by path", CONVERSATION "{\"turn\":{\"question\":\"q\",\"attachments\":[{\"picture\":\"/etc/shadow\"}]}}\n" },
  { "a sound by path", CONVERSATION "{\"turn\":{\"question\":\"q\",\"attachments\":[{\"sound\":\"../x.wav\"}]}}\n" },
  { "a question of numbers", CONVERSATION "{\"turn\":{\"question\":7}}\n" },
  { "an answer of lists", CONVERSATION "{\"turn\":{\"question\":\"q\",\"answer\":[]}}\n" },
  { "an attachment of words", CONVERSATION "{\"turn\":{\"question\":\"q\",\"attachments\":[\"x\"]}}\n" },
  { "a key twice", CONVERSATION "{\"turn\":{\"question\":\"q\"},\"turn\":{\"question\":\"r\"}}\n" },
};

static void
test_what_is_no_export_is_told_so (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i].what);
      g_assert_cmpuint (read_all (bad[i].text, strlen (bad[i].text), &error), ==, 0);
      g_assert_true (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE) ||
                     g_error_matches (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* A million brackets; and a line that never ends, from a stream that gives as much as is taken. */
static void
test_depth_and_length_have_limits (void)
{
  g_autoptr(GString) deep = g_string_new (CONVERSATION "{\"turn\":{\"question\":\"q\",\"attachments\":");
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) long_error = NULL;
  g_autoptr(GFile) zero = g_file_new_for_path ("/dev/zero");
  g_autoptr(GFileInputStream) endless = NULL;
  g_autoptr(AskgImportReader) reader = NULL;
  g_autoptr(AskgImportItem) item = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  g_string_append_c (deep, '\n');
  g_assert_cmpuint (read_all (deep->str, deep->len, &error), ==, 0);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  endless = g_file_read (zero, NULL, NULL);
  reader = askg_import_reader_new (G_INPUT_STREAM (endless));
  item = askg_import_reader_next (reader, NULL, &long_error);
  g_assert_null (item);
  g_assert_error (long_error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_cmpuint (askg_import_reader_get_place (reader), <=, ASKG_IMPORT_MAX_LINE_BYTES + 128 * 1024);
}

static void
test_whole_conversations_of_a_cut_file_come_in (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *path = file_in (rig, "cut.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;
  g_autoptr(GError) error = NULL;
  AskgExported exported;
  AskgImported imported;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "one");
  (void) life_rig_ask (rig, "two");
  (void) life_rig_ask (rig, "canarybird");
  g_assert_true (export_to (rig, path, ASKG_EXPORT_LINES, 0, &exported, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *strstr (strstr (text, "\"question\":\"canarybird"), "\n") = '\0';
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  (void) life_rig_erase (rig, G_MAXINT64, TRUE);
  g_assert_false (import_from (rig, path, NULL, &imported, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_cmpuint (imported.n_conversations, ==, 2);
  left = life_rig_titles (rig, &all);
  g_assert_cmpstr (left, ==, "two one");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_false (life_rig_is_on_disk (rig, "canarybird"));
}

/* Killed in the middle: what was coming in is not there after the next start. */
static void
test_a_kill_in_the_middle_leaves_nothing (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *none = NULL;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "canarybird");
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE conversation SET deleted_at_us = 9223372036854775807");
  store_rig_reopen (rig);
  none = life_rig_titles (rig, &all);
  g_assert_cmpstr (none, ==, "");
  g_assert_false (life_rig_is_on_disk (rig, "canarybird"));
}

static void
test_cancelled_it_changes_nothing (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *path = file_in (rig, "x.jsonl");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgExported exported;
  AskgImported imported;

  store_rig_reopen (rig);
  fill (rig);
  g_cancellable_cancel (cancellable);
  askg_export_async (rig->store, path, ASKG_EXPORT_LINES, FALSE, 0, NULL, NULL, cancellable, keep_result, &result);
  g_assert_false (askg_export_finish (wait_for (&result), &exported, &error));
  g_assert_true (askg_error_is_cancelled (error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (export_to (rig, path, ASKG_EXPORT_LINES, 0, &exported, NULL));
  (void) life_rig_erase (rig, G_MAXINT64, TRUE);
  g_assert_false (import_from (rig, path, cancellable, &imported, &error));
  g_assert_true (askg_error_is_cancelled (error));
  g_assert_cmpuint (imported.n_conversations, ==, 0);
}

/* A picture that is none is lost; the words that were read in it are not. */
static void
test_a_picture_that_is_none_is_not_believed (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *path = file_in (rig, "x.jsonl");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "no picture", -1);
  g_autofree char *text = g_strdup_printf (CONVERSATION "{\"bytes\":\"%s\",\"base64\":\"bm8gcGljdHVyZQ==\"}\n"
                                           "{\"turn\":{\"question\":\"q\",\"attachments\":[{\"kind\":\"region\",\"text\":\"words\",\"picture\":\"%s\"}]}}\n"
                                           "{\"end\":{\"turns\":1}}\n{\"done\":{\"conversations\":1}}\n", sha256, sha256);
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;
  AskgImported imported;

  store_rig_reopen (rig);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (import_from (rig, path, NULL, &imported, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (imported.n_pictures_lost, ==, 1);
  hits = store_rig_search (rig, "words");
  g_assert_cmpuint (hits->len, ==, 1);
}

/* -- Markdown --------------------------------------------------------------- */

static const struct
{
  const char *text;
  const char *calm;
} calmed[] = {
  { "plain **bold**", "plain **bold**" },
  { "![x](http://e/x.png)", "\\![x](http://e/x.png)" },
  { "<img src=http://e>", "\\<img src=http://e>" },
  { "`<b>` <b>", "`<b>` \\<b>" },
  { "`` a`<b> `` <b>", "`` a`<b> `` \\<b>" },
  { "` <b>", "` \\<b>" },
  { "a ` b\nc ` <img> ` d", "a ` b\nc ` \\<img> ` d" },
  { "`a\n\n<img>`", "`a\n\n\\<img>`" },
  { "```c\n#include <x>\n```\n<x>", "```c\n#include <x>\n```\n\\<x>" },
  { "```a`b\n<img>\n```", "```a`b\n\\<img>\n```\n```\n" },
  { "~~~\n<x>", "~~~\n<x>\n~~~\n" },
  { "\\<img>", "\\<img>" },
  { "\\\\<img>", "\\\\\\<img>" },
  { "\\![x](y)", "\\![x](y)" },
};

static void
test_markdown_of_strangers_loads_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (calmed); i++)
    {
      g_autofree char *calm = askg_export_markdown_calm (calmed[i].text);

      g_assert_cmpstr (calm, ==, calmed[i].calm);
    }
}

static void
test_people_get_a_folder (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-markdown-XXXXXX", NULL);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GDir) inner = NULL;
  g_autoptr(GError) error = NULL;
  AskgExported exported;
  const char *name;
  guint n_documents = 0, n_files = 0;

  store_rig_reopen (rig);
  fill (rig);
  g_assert_true (export_to (rig, folder, ASKG_EXPORT_MARKDOWN, 0, &exported, &error));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".md"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;

        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        g_assert_nonnull (strstr (text, "# The linker\n"));
        g_assert_nonnull (strstr (text, "> what does 이것 mean?"));
        g_assert_nonnull (strstr (text, "![make](files/"));
        g_assert_nonnull (strstr (text, " \\![x](http://evil"));
        g_assert_cmpint (g_remove (path), ==, 0);
        n_documents++;
      }
  inner = g_dir_open (files, 0, NULL);
  while ((name = g_dir_read_name (inner)) != NULL)
    {
      g_autofree char *path = g_build_filename (files, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
      n_files++;
    }
  g_assert_cmpuint (n_documents, ==, 2);
  g_assert_cmpuint (n_files, ==, 1); /* of both */
  g_assert_cmpint (g_rmdir (files), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/history-file/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("all-comes-back", test_all_comes_back);
  ADD ("cut-at-every-byte-it-is-none", test_cut_at_every_byte_it_is_none);
  ADD ("whole-conversations-of-a-cut-file-come-in", test_whole_conversations_of_a_cut_file_come_in);
  ADD ("a-kill-in-the-middle-leaves-nothing", test_a_kill_in_the_middle_leaves_nothing);
  ADD ("cancelled-it-changes-nothing", test_cancelled_it_changes_nothing);
  ADD ("a-picture-that-is-none-is-not-believed", test_a_picture_that_is_none_is_not_believed);
  ADD ("people-get-a-folder", test_people_get_a_folder);
  g_test_add_func ("/engine/history-file/what-is-no-export-is-told-so", test_what_is_no_export_is_told_so);
  g_test_add_func ("/engine/history-file/depth-and-length-have-limits", test_depth_and_length_have_limits);
  g_test_add_func ("/engine/history-file/markdown-of-strangers-loads-nothing", test_markdown_of_strangers_loads_nothing);

  return g_test_run ();
}
