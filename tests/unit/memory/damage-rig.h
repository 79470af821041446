/* damage-rig.h: a history to be damaged, and what is left of it. For the tests of damages. */
#pragma once

#include <string.h>

#include "tests/unit/memory/store-rig.h"

#define N_TURNS 80

/* Closed, with N_TURNS questions in four conversations, one of them with a picture. */
static G_GNUC_UNUSED void
fill (StoreRig *rig)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0x123456);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "title", "app");
  g_autoptr(GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (conversations, askg_conversation_new ());
  store_rig_reopen (rig);
  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autofree char *words = g_strdup_printf ("question number%u of many", i);
      g_autofree char *reply = g_strnfill (700, 'a' + i % 26);
      g_autoptr(AskgQuestion) question = i == 40 ? store_rig_question (words, attachment) : askg_question_new (words, NULL);
      g_autoptr(AskgTurn) turn = store_rig_ask (rig, g_ptr_array_index (conversations, i % 4), question, reply);
    }
  (void) store_rig_close (rig, NULL);
}

/* The file that was put aside; NULL when none was. */
static G_GNUC_UNUSED char *
find_aside (StoreRig *rig)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "askglass.db.corrupt-") && !g_str_has_suffix (name, "-wal"))
      {
        g_assert_null (found);
        found = g_build_filename (rig->folder, name, NULL);
      }

  return found;
}

static G_GNUC_UNUSED guint
count_found (StoreRig *rig)
{
  g_autoptr(GPtrArray) list = store_rig_list (rig);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr(AskgConversation) conversation =
        store_rig_load (rig, ((const AskgConversationSummary *) g_ptr_array_index (list, i))->id, NULL);

      n += conversation != NULL ? askg_conversation_get_n_turns (conversation) : 0;
    }

  return n;
}

static G_GNUC_UNUSED void
check_works (StoreRig *rig)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, "afterwards", "yes");
  g_autoptr(GPtrArray) hits = store_rig_search (rig, "afterwards");

  g_assert_cmpuint (hits->len, ==, 1);
}

static G_GNUC_UNUSED void
write_over (StoreRig *rig, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GError) error = NULL;

  (void) g_file_set_contents_full (rig->path, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}
