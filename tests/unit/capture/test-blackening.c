/* test-blackening.c: what may not be seen is black, and nothing else is. */
#include "capture/screen/askg-blackening.h"
#include "engine/base/askg-window-place.h"

#define WHITE 0xffffffffu
#define BLACK 0xff000000u

static AskgFrame *
new_white (guint width_px, guint height_px, const AskgRect *place)
{
  guint32 *words = g_new (guint32, width_px * height_px);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (guint i = 0; i < width_px * height_px; i++)
    words[i] = WHITE;
  pixels = g_bytes_new_take (words, width_px * height_px * 4);
  frame = askg_frame_new (pixels, width_px, height_px, width_px * 4, TRUE, 7);

  return askg_frame_place (frame, "DP-1", place);
}

static guint32
pixel_of (AskgFrame *frame, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);

  return ((const guint32 *) (data + y * askg_frame_get_stride_bytes (frame)))[x];
}

static GPtrArray *
new_windows (const AskgRect *places, guint n)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_window_place_free);

  for (guint i = 0; i < n; i++)
    {
      AskgWindowPlace *window = g_new0 (AskgWindowPlace, 1);

      window->place = places[i];
      g_ptr_array_add (windows, window);
    }

  return windows;
}

/* Every point of a small desktop, against the plain rule: the topmost window there decides. */
static void
check_every_point (const AskgRect *places, const gboolean *is_hidden, guint n)
{
  g_autoptr(GPtrArray) windows = new_windows (places, n);
  g_autoptr(GArray) black = askg_blackening_find (windows, is_hidden);
  g_autoptr(AskgFrame) frame = new_white (64, 48, &(AskgRect) { -16, -8, 64, 48 });
  g_autoptr(AskgFrame) guarded = askg_blackening_apply (frame, black);

  for (int y = 0; y < 48; y++)
    for (int x = 0; x < 64; x++)
      {
        gboolean expected = FALSE;

        for (guint i = 0; i < n; i++)
          if (x - 16 >= places[i].x && x - 16 < places[i].x + places[i].width &&
              y - 8 >= places[i].y && y - 8 < places[i].y + places[i].height)
            {
              expected = is_hidden[i];
              break;
            }
        g_assert_cmphex (pixel_of (guarded, x, y), ==, expected ? BLACK : WHITE);
      }
}

static void
test_the_topmost_window_decides_at_every_point (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261121);

  for (guint round = 0; round < 300; round++)
    {
      AskgRect places[6];
      gboolean is_hidden[6];

      for (guint i = 0; i < 6; i++)
        {
          places[i] = (AskgRect) { g_rand_int_range (rand, -30, 50), g_rand_int_range (rand, -20, 40),
                                   g_rand_int_range (rand, 1, 40), g_rand_int_range (rand, 1, 30) };
          is_hidden[i] = g_rand_boolean (rand);
        }
      check_every_point (places, is_hidden, g_rand_int_range (rand, 0, 7));
    }
}

static void
test_at_every_scale_no_pixel_of_it_is_left (void)
{
  const AskgRect desktop = { 100, 50, 40, 30 }, secret = { 111, 61, 10, 7 };
  const double scales[] = { 1, 1.25, 1.5, 1.75, 2, 3 };
  g_autoptr(GArray) black = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  g_array_append_val (black, secret);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr(AskgFrame) frame = new_white ((guint) (40 * scales[i]), (guint) (30 * scales[i]), &desktop);
      g_autoptr(AskgFrame) guarded = askg_blackening_apply (frame, black);
      guint n_black = 0;

      for (guint y = 0; y < askg_frame_get_height_px (guarded); y++)
        for (guint x = 0; x < askg_frame_get_width_px (guarded); x++)
          n_black += pixel_of (guarded, x, y) == BLACK;
      g_assert_cmpuint (n_black, >=, (guint) (10 * scales[i] * 7 * scales[i]));
      g_assert_cmpuint (n_black, <=, (guint) ((10 * scales[i] + 2) * (7 * scales[i] + 2)));
      g_assert_cmpstr (askg_frame_get_output (guarded), ==, "DP-1");
      g_assert_cmpint (askg_frame_get_place (guarded)->x, ==, 100);
      g_assert_cmpint (askg_frame_get_captured_at_us (guarded), ==, 7);
    }
}

static void
test_a_picture_without_it_is_not_copied (void)
{
  const AskgRect desktop = { 0, 0, 16, 16 }, elsewhere = { 16, 0, 10, 10 };
  g_autoptr(GArray) black = g_array_new (FALSE, FALSE, sizeof (AskgRect));
  g_autoptr(AskgFrame) frame = new_white (16, 16, &desktop);
  g_autoptr(AskgFrame) same = NULL;

  g_array_append_val (black, elsewhere);
  same = askg_blackening_apply (frame, black);
  g_assert_true (same == frame);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/capture/blackening/" name, func)
  ADD ("the-topmost-window-decides-at-every-point", test_the_topmost_window_decides_at_every_point);
  ADD ("at-every-scale-no-pixel-of-it-is-left", test_at_every_scale_no_pixel_of_it_is_left);
  ADD ("a-picture-without-it-is-not-copied", test_a_picture_without_it_is_not_copied);
#undef ADD

  return g_test_run ();
}
