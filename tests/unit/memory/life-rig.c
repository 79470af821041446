/* life-rig.c */
#include "tests/unit/memory/life-rig.h"

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

GPtrArray *
life_rig_list (StoreRig *rig, const AskgHistoryFilter *filter)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *rows;

  askg_store_list_history_async (rig->store, filter, 100, NULL, keep_result, &result);
  rows = askg_store_list_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return rows;
}

/* The titles in their order, "a b c". */
char *
life_rig_titles (StoreRig *rig, const AskgHistoryFilter *filter)
{
  g_autoptr(GPtrArray) rows = life_rig_list (rig, filter);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((const AskgConversationSummary *) g_ptr_array_index (rows, i))->title);

  return g_string_free (text, FALSE);
}

gboolean
life_rig_rename (StoreRig *rig, gint64 id, const char *title, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_rename_async (rig->store, id, title, NULL, keep_result, &result);
  return askg_store_change_finish (rig->store, wait_for (&result), error);
}

void
life_rig_pin (StoreRig *rig, gint64 id, gboolean pinned)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  askg_store_pin_async (rig->store, id, pinned, NULL, keep_result, &result);
  (void) askg_store_change_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

gint64
life_rig_branch (StoreRig *rig, gint64 id, gint64 turn, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_branch_async (rig->store, id, turn, NULL, keep_result, &result);
  return askg_store_branch_finish (rig->store, wait_for (&result), error);
}

gssize
life_rig_erase (StoreRig *rig, gint64 before_us, gboolean with_pinned)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gssize n;

  askg_store_erase_async (rig->store, before_us, with_pinned, NULL, keep_result, &result);
  n = askg_store_erase_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return n;
}

AskgRetained
life_rig_retain (StoreRig *rig, AskgRetention rule, gboolean only_plan)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgRetained retained;

  askg_store_retain_async (rig->store, &rule, only_plan, NULL, keep_result, &result);
  (void) askg_store_retain_finish (rig->store, wait_for (&result), &retained, &error);
  g_assert_no_error (error);

  return retained;
}

AskgHistoryCheck *
life_rig_check (StoreRig *rig)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgHistoryCheck *found;

  askg_store_check_async (rig->store, NULL, keep_result, &result);
  found = askg_store_check_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return found;
}

GPtrArray *
life_rig_find (StoreRig *rig, const AskgSearch *wanted)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *hits;

  askg_store_search_async (rig->store, wanted, NULL, keep_result, &result);
  hits = askg_store_search_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return hits;
}

/* One question, answered. Returns the conversation's id. */
gint64
life_rig_ask (StoreRig *rig, const char *words)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, words, "## Heading\n\nThe **answer**.");

  return askg_conversation_get_id (conversation);
}

gint64
life_rig_ask_about_picture (StoreRig *rig, AskgConversation *conversation, const char *words, guint32 colour)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (colour);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "make", "xterm");
  g_autoptr(AskgQuestion) question = store_rig_question (words, attachment);
  g_autoptr(AskgTurn) turn = store_rig_ask (rig, conversation, question, "error: no");

  return askg_turn_get_id (turn);
}

void
life_rig_make_older (StoreRig *rig, gint64 id, gint64 days)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE conversation SET changed_at_us = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
                                          g_get_real_time () - days * G_TIME_SPAN_DAY, id);

  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, sql);
  store_rig_reopen (rig);
}

/* In any file of the data folder. */
gboolean
life_rig_is_on_disk (StoreRig *rig, const char *canary)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);
      g_autoptr(GBytes) bytes = store_rig_read_file (path);

      if (bytes != NULL && memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), canary, strlen (canary)) != NULL)
        return TRUE;
    }

  return FALSE;
}

gboolean
life_rig_vacuum (StoreRig *rig, gint64 *before, gint64 *after)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  askg_store_vacuum_async (rig->store, NULL, keep_result, &result);
  (void) askg_store_vacuum_finish (rig->store, wait_for (&result), before, after, &error);
  g_assert_no_error (error);

  return error == NULL;
}
