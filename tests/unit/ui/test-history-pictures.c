/* test-history-pictures.c: a list that is made anew shows the pictures it had, and a hidden one keeps none. */
#include <adwaita.h>

#include "engine/memory/askg-store.h"
#include "ui/history/askg-history-pictures.h"
#include "ui/history/askg-history-item.h"
#include "ui/history/askg-history-window.h"

#define N_ROWS 3

static void
settle (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GdkTexture *
make_picture (int side_px)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 ((gsize) side_px * (gsize) side_px * 4), (gsize) side_px * (gsize) side_px * 4);

  return gdk_memory_texture_new (side_px, side_px, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, (gsize) side_px * 4);
}

static void
test_no_more_than_a_list_has_rows_are_kept (void)
{
  g_autoptr(AskgHistoryPictures) pictures = askg_history_pictures_new ();
  g_autoptr(GdkTexture) picture = make_picture (8);
  g_autoptr(GdkTexture) other = make_picture (8);

  for (guint i = 0; i <= ASKG_HISTORY_PICTURES_MOST; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      askg_history_pictures_keep (pictures, key, picture);
    }
  g_assert_null (askg_history_pictures_find (pictures, "0", 8));
  g_assert_true (askg_history_pictures_find (pictures, "1", 8) == picture);
  g_assert_null (askg_history_pictures_find (pictures, "1", 16)); /* too small by now */
  askg_history_pictures_keep (pictures, "1", other);
  g_assert_true (askg_history_pictures_find (pictures, "1", 8) == other);
  g_assert_true (askg_history_pictures_find (pictures, "2", 8) == picture);

  askg_history_pictures_drop (pictures);
  g_assert_null (askg_history_pictures_find (pictures, "1", 8));
  askg_history_pictures_keep (pictures, "1", other);
  g_assert_true (askg_history_pictures_find (pictures, "1", 8) == other);
}

static void
give_picture (AskgHistoryWindow *window,
              AskgHistoryItem   *item,
              GCancellable      *cancellable,
              guint             *n_wanted)
{
  static const guint32 pixels[4];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr(AskgFrame) frame = askg_frame_new (bytes, 2, 2, 8, TRUE, 0);

  (*n_wanted)++;
  askg_history_item_give_picture (item, frame);
}

/* @changed_at_us: of the first; the others are older */
static void
show_list (AskgHistoryWindow *window,
           gint64             changed_at_us)
{
  g_autoptr(GPtrArray) summaries = g_ptr_array_new_with_free_func (g_free);
  char title[] = "What is this?";

  for (int i = 0; i < N_ROWS; i++)
    {
      AskgConversationSummary *summary = g_new0 (AskgConversationSummary, 1);

      summary->id = i + 1;
      summary->title = title;
      summary->changed_at_us = i == 0 ? changed_at_us : 1000 - i;
      summary->n_turns = 1;
      summary->has_picture = TRUE;
      g_ptr_array_add (summaries, summary);
    }
  askg_history_window_show_all (window, summaries);
  settle (150);
}

static void
test_a_list_that_is_made_anew_asks_for_no_picture_it_has (void)
{
  AskgHistoryWindow *window = askg_history_window_new (NULL);
  guint n_wanted = 0;

  g_signal_connect (window, "picture-wanted", G_CALLBACK (give_picture), &n_wanted);
  gtk_window_present (GTK_WINDOW (window));
  show_list (window, 5000);
  g_assert_cmpuint (n_wanted, ==, N_ROWS);
  show_list (window, 5000);
  g_assert_cmpuint (n_wanted, ==, N_ROWS);

  /* Asked on, its first picture may be another one. */
  show_list (window, 6000);
  g_assert_cmpuint (n_wanted, ==, N_ROWS + 1);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  show_list (window, 6000);
  g_assert_cmpuint (n_wanted, ==, 2 * N_ROWS + 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/history-pictures/no-more-than-a-list-has-rows-are-kept", test_no_more_than_a_list_has_rows_are_kept);
  g_test_add_func ("/ui/history-pictures/a-list-that-is-made-anew-asks-for-no-picture-it-has",
                   test_a_list_that_is_made_anew_asks_for_no_picture_it_has);

  return g_test_run ();
}
