/* Where the lens, the size and the hint stand; and which pixels a window or a monitor has. */
#include "ui/region/askg-region-hints.h"
#include "ui/region/askg-region-layout.h"

#define LENS_WIDTH  138
#define LENS_HEIGHT 158

static const AskgRect screen = { 0, 0, 1400, 875 };

static gboolean
meet (const AskgRect *a,
      const AskgRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
is_on_screen (const AskgRect *a)
{
  return a->x >= 0 && a->y >= 0 && a->x + a->width <= screen.width && a->y + a->height <= screen.height;
}

/* Every corner of every selection on a coarse grid. */
static void
test_lens_never_covers (void)
{
  AskgRect place;
  guint shown = 0, hidden = 0;

  for (int x = 0; x <= 1400; x += 100)
    for (int y = 0; y <= 875; y += 125)
      for (int w = 5; x + w <= 1400; w += 230)
        for (int h = 5; y + h <= 875; h += 145)
          for (int corner = 0; corner < 4; corner++)
            {
              const AskgRect selection = { x, y, w, h };
              const int right = corner & 1, foot = corner >> 1;
              const AskgRegionSpot spot = { right ? x + w : x, foot ? y + h : y, right ? 1 : -1, foot ? 1 : -1 };

              if (!askg_region_layout_lens (&screen, &spot, &selection, LENS_WIDTH, LENS_HEIGHT, &place))
                {
                  hidden++;
                  continue;
                }
              shown++;
              g_assert_false (meet (&place, &selection));
              g_assert_true (is_on_screen (&place));
            }
  g_assert_cmpuint (shown, >, 10 * hidden);
}

static void
test_lens_hides_when_all_is_selected (void)
{
  const AskgRegionSpot spot = { 1400, 875, 1, 1 };
  AskgRect place;

  g_assert_false (askg_region_layout_lens (&screen, &spot, &screen, LENS_WIDTH, LENS_HEIGHT, &place));
}

static void
test_size_stands_above_below_or_inside (void)
{
  const AskgRect free = { 575, 511, 490, 106 }, at_top = { 575, 0, 490, 106 };
  AskgRect place;

  askg_region_layout_pill (&screen, &free, TRUE, 86, 28, &place);
  g_assert_cmpint (place.x + 86, ==, 575 + 490);
  g_assert_cmpint (place.y + 28, <, 511);
  askg_region_layout_pill (&screen, &at_top, FALSE, 86, 28, &place);
  g_assert_cmpint (place.x, ==, 575);
  g_assert_cmpint (place.y, >, 106);
  askg_region_layout_pill (&screen, &screen, FALSE, 86, 28, &place);
  g_assert_true (is_on_screen (&place));
}

static void
test_hint_flees_the_pointer (void)
{
  AskgRect place;

  askg_region_layout_hint (&screen, 100, 400, 28, &place);
  g_assert_cmpint (place.y, >, 800);
  askg_region_layout_hint (&screen, -1, 400, 28, &place);
  g_assert_cmpint (place.y, >, 800);
  askg_region_layout_hint (&screen, 830, 400, 28, &place);
  g_assert_cmpint (place.y, <, 50);
  askg_region_layout_hint (&screen, 100, 4000, 28, &place);
  g_assert_true (is_on_screen (&place));
}

static void
test_windows_in_pixels (void)
{
  const AskgRect frame = { -640, 0, 640, 360 }, whole = { 0, 0, 960, 540 }; /* at 1.5 */
  const struct { AskgRect window, px; gboolean is_seen; } rows[] = {
    { { -640, 0, 640, 360 }, { 0, 0, 960, 540 }, TRUE },
    { { -540, 100, 100, 50 }, { 150, 150, 150, 75 }, TRUE },
    { { -539, 101, 1, 1 }, { 151, 151, 2, 2 }, TRUE }, /* outwards: no part of it is lost */
    { { -100, 300, 500, 500 }, { 810, 450, 150, 90 }, TRUE },
    { { 0, 0, 100, 100 }, { 960, 0, 0, 150 }, FALSE },
    { { -700, 0, 60, 60 }, { 0, 0, 0, 90 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AskgRect px;

      g_assert_cmpint (askg_region_layout_window (&frame, 960, 540, &whole, &rows[i].window, &px), ==, rows[i].is_seen);
      g_assert_cmpmem (&px, sizeof px, &rows[i].px, sizeof px);
    }
}

static void
test_part_of_the_whole_desktop (void)
{
  const AskgRect desktop = { -1280, 0, 3200, 1080 }, right = { 0, 0, 1920, 1080 }, elsewhere = { 5000, 0, 800, 600 };
  const AskgRect wanted = { 1280, 0, 1920, 1080 };
  AskgRect part;

  g_assert_true (askg_region_layout_part (&desktop, 3200, 1080, &right, &part));
  g_assert_cmpmem (&part, sizeof part, &wanted, sizeof wanted);
  g_assert_false (askg_region_layout_part (&desktop, 3200, 1080, &elsewhere, &part));
}

/* "Let go: take it" must not stand there while there is nothing to take. */
static void
test_hint_says_only_what_works (void)
{
  AskgRegionHint hints[ASKG_REGION_MAX_HINTS];
  AskgRegionDrag drag;
  guint n;

  askg_region_drag_init (&drag, 1000, 800, 8, NULL, 0);
  for (int state = 0; state < ASKG_REGION_N_STATES; state++)
    for (int by_tab = 0; by_tab <= 1; by_tab++)
      {
        drag.state = state;
        drag.by_tab = by_tab;
        n = askg_region_hints_list (&drag, hints);
        g_assert_cmpuint (n, >=, 2);
        g_assert_cmpstr (hints[n - 1].key, ==, "Esc");
        for (guint i = 0; i < n; i++)
          {
            g_assert_cmpstr (hints[i].words, !=, "this window");
            if (state == ASKG_REGION_DRAWING || state == ASKG_REGION_STRETCHING)
              g_assert_cmpstr (hints[i].words, !=, "take it");
          }
      }
}

/* Numbers are not turned round in a language that is. */
static void
test_size_in_words (void)
{
  g_autofree char *plain = askg_region_hints_size (490, 106, NULL);
  g_autofree char *titled = askg_region_hints_size (790, 430, "make");

  g_assert_cmpstr (plain, ==, "\u2066490 × 106\u2069");
  g_assert_cmpstr (titled, ==, "\u2068make\u2069 — \u2066790 × 430\u2069");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-layout/lens-never-covers", test_lens_never_covers);
  g_test_add_func ("/region-layout/lens-hides-when-all-is-selected", test_lens_hides_when_all_is_selected);
  g_test_add_func ("/region-layout/size-stands-above-below-or-inside", test_size_stands_above_below_or_inside);
  g_test_add_func ("/region-layout/hint-flees-the-pointer", test_hint_flees_the_pointer);
  g_test_add_func ("/region-layout/windows-in-pixels", test_windows_in_pixels);
  g_test_add_func ("/region-layout/part-of-the-whole-desktop", test_part_of_the_whole_desktop);
  g_test_add_func ("/region-layout/hint-says-only-what-works", test_hint_says_only_what_works);
  g_test_add_func ("/region-layout/size-in-words", test_size_in_words);

  return g_test_run ();
}
