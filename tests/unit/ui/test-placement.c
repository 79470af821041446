/* test-placement.c: the panel beside the region, whatever the desktop looks like. */
#include "ui/overlay/askg-placement.h"

#define PANEL_WIDTH  520
#define PANEL_HEIGHT 300

static const AskgRect laptop = { 0, 30, 1920, 1050 };
static const AskgRect left_of_it = { -1280, -56, 1280, 1024 };
static const AskgRect above_it = { 0, -1440, 2560, 1440 };

static gboolean
apart (const AskgRect *a,
       const AskgRect *b)
{
  return a->x + a->width <= b->x || b->x + b->width <= a->x || a->y + a->height <= b->y || b->y + b->height <= a->y;
}

static void
assert_inside (const AskgRect *panel,
               const AskgRect *area)
{
  g_assert_cmpint (panel->x, >=, area->x);
  g_assert_cmpint (panel->y, >=, area->y);
  g_assert_cmpint (panel->x + panel->width, <=, area->x + area->width);
  g_assert_cmpint (panel->y + panel->height, <=, area->y + area->height);
}

static const struct
{
  const char     *what;
  const AskgRect *area;
  AskgRect        region;
  int             x, y; /* of the panel */
} places[] = {
  { "right of it, level with it", &laptop, { 100, 200, 640, 150 }, 752, 200 },
  { "left when the right is full", &laptop, { 1200, 200, 640, 150 }, 668, 200 },
  { "below when both sides are full", &laptop, { 300, 30, 1400, 100 }, 300, 142 },
  { "above when the foot is full too", &laptop, { 300, 900, 1400, 180 }, 300, 56 },
  { "pushed up at the foot", &laptop, { 100, 1000, 640, 70 }, 752, 780 },
  { "pushed down under the top bar", &laptop, { 100, 0, 640, 70 }, 752, 30 },
  { "on an output left of 0", &left_of_it, { -1200, 10, 300, 100 }, -888, 10 },
  { "its left side there", &left_of_it, { -500, -40, 480, 100 }, -1032, -40 },
  { "on an output above 0", &above_it, { 2000, -1400, 500, 60 }, 1468, -1400 },
  { "a region wider than the output goes below", &left_of_it, { -1400, 0, 1400, 200 }, -1280, 212 },
};

static void
test_beside (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const AskgRect panel = askg_placement_beside (&places[i].region, PANEL_WIDTH, PANEL_HEIGHT, places[i].area);

      g_test_message ("%s: %d,%d", places[i].what, panel.x, panel.y);
      g_assert_cmpint (panel.x, ==, places[i].x);
      g_assert_cmpint (panel.y, ==, places[i].y);
      assert_inside (&panel, places[i].area);
      g_assert_true (apart (&panel, &places[i].region));
    }
}

static void
test_a_region_that_fills_the_screen_is_covered_least (void)
{
  const AskgRect whole = { 0, 0, 1920, 1080 };
  const AskgRect most = { 0, 30, 1700, 1050 };
  const AskgRect over_whole = askg_placement_beside (&whole, PANEL_WIDTH, PANEL_HEIGHT, &laptop);
  const AskgRect over_most = askg_placement_beside (&most, PANEL_WIDTH, PANEL_HEIGHT, &laptop);

  assert_inside (&over_whole, &laptop);
  assert_inside (&over_most, &laptop);
  g_assert_cmpint (over_most.x, ==, 1920 - PANEL_WIDTH);
}

static void
test_a_panel_that_will_grow_does_not_grow_over_the_region (void)
{
  const AskgRect screen = { 0, 0, 1440, 900 };
  const AskgRect region = { 44, 82, 870, 198 };
  const AskgRect panel = askg_placement_beside (&region, PANEL_WIDTH, 170, &screen);
  const AskgRect grown = { panel.x, panel.y, PANEL_WIDTH, PANEL_WIDTH };

  assert_inside (&grown, &screen);
  g_assert_true (apart (&grown, &region));
}

static void
test_without_a_region_it_is_in_the_upper_middle (void)
{
  const AskgRect panel = askg_placement_beside (NULL, PANEL_WIDTH, PANEL_HEIGHT, &laptop);

  g_assert_cmpint (panel.x, ==, (1920 - PANEL_WIDTH) / 2);
  g_assert_cmpint (panel.y, <, 400);
  assert_inside (&panel, &laptop);
}

static void
test_a_panel_larger_than_the_screen_shows_its_entry_and_title (void)
{
  const AskgRect region = { 10, 40, 50, 50 };
  const AskgRect small = { -800, 20, 400, 280 };
  const AskgRect panel = askg_placement_beside (&region, PANEL_WIDTH, PANEL_HEIGHT, &small);

  g_assert_cmpint (panel.x, ==, small.x);
  g_assert_cmpint (panel.y, ==, small.y);
}

static void
test_the_output_is_that_of_the_region (void)
{
  const AskgRect areas[] = { laptop, left_of_it, above_it };
  const AskgRect on_left = { -400, 100, 300, 100 };
  const AskgRect mostly_above = { 100, -90, 300, 100 };
  const AskgRect in_the_gap = { 2200, 300, 10, 10 };

  g_assert_cmpuint (askg_placement_pick_area (&on_left, areas, 3), ==, 1);
  g_assert_cmpuint (askg_placement_pick_area (&mostly_above, areas, 3), ==, 2);
  g_assert_cmpuint (askg_placement_pick_area (&in_the_gap, areas, 3), ==, 0);
  g_assert_cmpuint (askg_placement_pick_area (&in_the_gap, areas, 1), ==, 0);
}

static void
test_growing_at_the_foot_it_moves_up (void)
{
  const AskgRect grown = { 752, 700, PANEL_WIDTH, 600 };
  const AskgRect inside = askg_placement_inside (&grown, &laptop);

  g_assert_cmpint (inside.x, ==, 752);
  g_assert_cmpint (inside.y, ==, 480);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/placement/beside", test_beside);
  g_test_add_func ("/ui/placement/a-region-that-fills-the-screen-is-covered-least",
                   test_a_region_that_fills_the_screen_is_covered_least);
  g_test_add_func ("/ui/placement/a-panel-that-will-grow-does-not-grow-over-the-region",
                   test_a_panel_that_will_grow_does_not_grow_over_the_region);
  g_test_add_func ("/ui/placement/without-a-region-it-is-in-the-upper-middle",
                   test_without_a_region_it_is_in_the_upper_middle);
  g_test_add_func ("/ui/placement/a-panel-larger-than-the-screen-shows-its-entry-and-title",
                   test_a_panel_larger_than_the_screen_shows_its_entry_and_title);
  g_test_add_func ("/ui/placement/the-output-is-that-of-the-region", test_the_output_is_that_of_the_region);
  g_test_add_func ("/ui/placement/growing-at-the-foot-it-moves-up", test_growing_at_the_foot_it_moves_up);

  return g_test_run ();
}
