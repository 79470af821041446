/* test-rect.c: places are put together. */
#include <glib.h>

#include "engine/base/askg-rect.h"

static const struct
{
  AskgRect rect, more, both;
} cases[] = {
  { { 0, 0, 10, 10 }, { 5, 5, 10, 10 }, { 0, 0, 15, 15 } },
  { { 5, 5, 10, 10 }, { 0, 0, 10, 10 }, { 0, 0, 15, 15 } },
  { { 0, 0, 30, 30 }, { 5, 5, 10, 10 }, { 0, 0, 30, 30 } },
  { { -1920, 0, 1920, 1080 }, { 0, 200, 1280, 720 }, { -1920, 0, 3200, 1080 } }, /* a monitor to the left */
  { { 0, 0, 0, 0 }, { 5, 6, 7, 8 }, { 5, 6, 7, 8 } },                            /* nothing so far */
};

static void
test_both_are_held (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AskgRect rect = cases[i].rect;

      askg_rect_unite (&rect, &cases[i].more);
      g_assert_cmpmem (&rect, sizeof rect, &cases[i].both, sizeof cases[i].both);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rect/both-are-held", test_both_are_held);

  return g_test_run ();
}
