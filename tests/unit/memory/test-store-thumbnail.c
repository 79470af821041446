/* test-store-thumbnail.c: a row of the history shows the picture that was asked about. */
#include "engine/base/askg-error.h"
#include "tests/unit/memory/store-rig.h"

/* The rig's pictures are 32 by 24. */
#define LONGEST_SIDE_PX 8

typedef struct
{
  GMainLoop *loop;
  AskgFrame *frame;
  GError    *error;
} Got;

static void
got_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Got *got = user_data;

  got->frame = askg_store_load_thumbnail_finish (ASKG_STORE (object), result, &got->error);
  g_main_loop_quit (got->loop);
}

static AskgFrame *
load (StoreRig      *rig,
      gint64         conversation_id,
      gint64         turn_id,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Got got = { loop, NULL, NULL };

  askg_store_load_thumbnail_async (rig->store, conversation_id, turn_id, LONGEST_SIDE_PX, cancellable, got_cb, &got);
  g_main_loop_run (loop);
  if (got.error != NULL)
    g_propagate_error (error, got.error);

  return got.frame;
}

static AskgTurn *
ask_about (StoreRig         *rig,
           AskgConversation *conversation,
           guint32           colour)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (colour);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  g_autoptr(AskgQuestion) question = store_rig_question ("what is this?", attachment);

  return store_rig_ask (rig, conversation, question, "a colour");
}

static void
check_colour (AskgFrame *frame,
              guint32    colour)
{
  const guint32 *pixels;

  g_assert_nonnull (frame);
  g_assert_cmpuint (askg_frame_get_width_px (frame), ==, 8);
  g_assert_cmpuint (askg_frame_get_height_px (frame), ==, 6);
  pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  g_assert_cmpuint (pixels[0] & 0xFFFFFF, ==, colour);
}

static void
test_the_first_picture_stands_for_the_conversation (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) words = NULL;
  g_autoptr(AskgTurn) red = NULL;
  g_autoptr(AskgTurn) blue = NULL;
  g_autoptr(AskgFrame) first = NULL;
  g_autoptr(AskgFrame) of_the_hit = NULL;
  g_autoptr(AskgFrame) none = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  store_rig_reopen (rig);
  words = store_rig_ask_words (rig, conversation, "hello", "hello");
  red = ask_about (rig, conversation, 0xAA0000);
  blue = ask_about (rig, conversation, 0x0000AA);
  id = askg_conversation_get_id (conversation);

  first = load (rig, id, 0, NULL, &error);
  g_assert_no_error (error);
  check_colour (first, 0xAA0000);
  of_the_hit = load (rig, id, askg_turn_get_id (blue), NULL, &error);
  g_assert_no_error (error);
  check_colour (of_the_hit, 0x0000AA);
  none = load (rig, id, askg_turn_get_id (words), NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_a_damaged_picture_is_none (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  turn = ask_about (rig, conversation, 0x336699);
  g_assert_true (store_rig_close (rig, NULL));
  store_rig_exec (rig, "UPDATE picture SET png = zeroblob (100)");
  store_rig_reopen (rig);

  frame = load (rig, askg_conversation_get_id (conversation), 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (frame);
}

static void
test_a_row_that_went_gets_nothing (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  turn = ask_about (rig, conversation, 0x336699);
  g_cancellable_cancel (cancellable);

  frame = load (rig, askg_conversation_get_id (conversation), 0, cancellable, &error);
  g_assert_null (frame);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/store/thumbnail/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("the-first-picture-stands-for-the-conversation", test_the_first_picture_stands_for_the_conversation);
  ADD ("a-damaged-picture-is-none", test_a_damaged_picture_is_none);
  ADD ("a-row-that-went-gets-nothing", test_a_row_that_went_gets_nothing);

  return g_test_run ();
}
