/* test-history-taken.c: with a history goes what it knows beside its questions and answers: what went along with them, and
 * what is remembered. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-export.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-store-facts.h"
#include "engine/model/askg-recalled.h"
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

static void
export_to (StoreRig *rig, const char *path, AskgExportForm form)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgExported exported;

  askg_export_async (rig->store, path, form, FALSE, 0, NULL, NULL, NULL, keep_result, &result);
  g_assert_true (askg_export_finish (wait_for (&result), &exported, &error));
  g_assert_no_error (error);
}

static void
import_from (StoreRig *rig, const char *path)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgImported imported;

  askg_import_async (rig->store, path, NULL, NULL, NULL, keep_result, &result);
  g_assert_true (askg_import_finish (wait_for (&result), &imported, &error));
  g_assert_no_error (error);
}

/* The lines of an export without what tells when it was made. */
static char *
read_lines (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return g_strdup (strchr (text, '\n') + 1);
}

/* @earlier_id: a turn that went along with it; 0 for none. Returns the turn's id. */
static gint64
ask (StoreRig *rig, const char *text, gint64 earlier_id)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new (text, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GPtrArray) recalled = askg_recalled_new_list ();
  g_autoptr(GError) error = NULL;

  if (earlier_id != 0)
    {
      AskgRecalled *one = g_new0 (AskgRecalled, 1);

      one->turn_id = earlier_id;
      one->title = g_strdup ("");
      one->text = g_strdup ("Earlier: what does 이것 mean?");
      g_ptr_array_add (recalled, one);
    }
  askg_question_set_recalled (question, recalled);
  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  askg_answer_append (answer, "so");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);

  return askg_turn_get_id (turn);
}

static void
test_what_went_along_comes_back (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *first = g_build_filename (rig->folder, "first.jsonl", NULL);
  g_autofree char *second = g_build_filename (rig->folder, "second.jsonl", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_rig_reopen (rig);
  (void) ask (rig, "and now?", ask (rig, "what does 이것 mean?", 0));
  export_to (rig, first, ASKG_EXPORT_LINES);
  g_assert_cmpint (life_rig_erase (rig, G_MAXINT64, TRUE), ==, 2);
  import_from (rig, first);
  export_to (rig, second, ASKG_EXPORT_LINES);
  before = read_lines (first);
  after = read_lines (second);
  g_assert_nonnull (strstr (before, "\"recalled\":[{"));
  g_assert_cmpstr (before, ==, after);
}

static void
empty (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_people_get_what_is_remembered (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (rig->folder, "people", NULL);
  g_autofree char *path = g_build_filename (folder, "Remembered.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GAsyncResult) kept = NULL;
  g_autoptr(GPtrArray) facts = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  (void) ask (rig, "what does 이것 mean?", 0);
  askg_store_keep_fact_async (rig->store, 0, "I use *Debian* 12", 1, NULL, keep_result, &kept);
  facts = askg_store_facts_finish (rig->store, wait_for (&kept), &error);
  g_assert_no_error (error);
  export_to (rig, folder, ASKG_EXPORT_MARKDOWN);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "- I use \\*Debian\\* 12\n"));
  empty (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/history-taken/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("what-went-along-comes-back", test_what_went_along_comes_back);
  ADD ("people-get-what-is-remembered", test_people_get_what_is_remembered);

  return g_test_run ();
}
