/* test-sway-tree.c: which windows are seen, and where, as sway tells it; what is cut short is no tree. */
#include "capture/screen/askg-sway-tree.h"

#include <string.h>

/* Two outputs; on one a window in tabs, one behind it, one that floats above both; on the other an X11 one; the scratchpad. */
static const char tree[] =
  "{\"id\":1,\"type\":\"root\",\"name\":\"root\",\"rect\":{\"x\":0,\"y\":0,\"width\":3200,\"height\":1080},\"floating_nodes\":[],\"nodes\":["
  "{\"id\":2147483647,\"type\":\"output\",\"name\":\"__i3\",\"rect\":{},\"floating_nodes\":[],\"nodes\":[{\"id\":3,\"type\":\"workspace\","
  "\"name\":\"__i3_scratch\",\"nodes\":[],\"floating_nodes\":[{\"id\":4,\"type\":\"floating_con\",\"name\":\"hidden\",\"pid\":9,\"visible\":false,"
  "\"app_id\":\"secret\",\"rect\":{\"x\":0,\"y\":0,\"width\":10,\"height\":10},\"nodes\":[],\"floating_nodes\":[]}]}]},"
  "{\"id\":5,\"type\":\"output\",\"name\":\"DP-1\",\"rect\":{},\"floating_nodes\":[],\"nodes\":[{\"id\":6,\"type\":\"workspace\",\"name\":\"1\","
  "\"nodes\":[{\"id\":7,\"type\":\"con\",\"layout\":\"tabbed\",\"name\":null,\"rect\":{},\"floating_nodes\":[],\"nodes\":["
  "{\"id\":8,\"type\":\"con\",\"name\":\"Passwords\",\"pid\":10,\"visible\":true,\"app_id\":\"org.keepassxc.KeePassXC\",\"deco_rect\":{\"x\":0,\"y\":0,"
  "\"width\":960,\"height\":20},\"rect\":{\"x\":0,\"y\":20,\"width\":1920,\"height\":1060},\"nodes\":[],\"floating_nodes\":[]},"
  "{\"id\":9,\"type\":\"con\",\"name\":\"behind\",\"pid\":11,\"visible\":false,\"app_id\":\"foot\",\"rect\":{\"x\":0,\"y\":20,\"width\":1920,"
  "\"height\":1060},\"nodes\":[],\"floating_nodes\":[]}]}],"
  "\"floating_nodes\":[{\"id\":10,\"type\":\"floating_con\",\"name\":\"이름\",\"pid\":12,\"visible\":true,\"app_id\":\"foot\",\"rect\":{\"x\":100,"
  "\"y\":200,\"width\":300,\"height\":400},\"nodes\":[],\"floating_nodes\":[]}]}]},"
  "{\"id\":11,\"type\":\"output\",\"name\":\"DP-2\",\"rect\":{},\"floating_nodes\":[],\"nodes\":[{\"id\":12,\"type\":\"workspace\",\"name\":\"2\","
  "\"floating_nodes\":[],\"nodes\":[{\"id\":13,\"type\":\"con\",\"name\":\"x\",\"pid\":13,\"visible\":true,\"app_id\":null,\"window_properties\":"
  "{\"class\":\"XTerm\"},\"rect\":{\"x\":1920,\"y\":0,\"width\":1280,\"height\":1080},\"nodes\":[],\"floating_nodes\":[]},"
  "{\"id\":14,\"type\":\"con\",\"name\":\"Askglass\",\"pid\":14,\"visible\":true,\"app_id\":\"org.askglass.Askglass\",\"rect\":{\"x\":0,\"y\":0,"
  "\"width\":10,\"height\":10},\"nodes\":[],\"floating_nodes\":[]}]}]}]}";

static void
assert_window (GPtrArray *windows, guint i, const char *app, const char *title, AskgRect place)
{
  const AskgWindowPlace *window = g_ptr_array_index (windows, i);

  g_assert_cmpstr (window->app, ==, app);
  g_assert_cmpstr (window->title, ==, title);
  g_assert_cmpmem (&window->place, sizeof place, &place, sizeof place);
}

static void
test_what_is_seen_is_told_topmost_first (void)
{
  g_autoptr(GPtrArray) windows = askg_sway_tree_read (tree, strlen (tree));

  g_assert_nonnull (windows);
  g_assert_cmpuint (windows->len, ==, 3);
  assert_window (windows, 0, "foot", "이름", (AskgRect) { 100, 200, 300, 400 });
  assert_window (windows, 1, "org.keepassxc.KeePassXC", "Passwords", (AskgRect) { 0, 0, 1920, 1080 });
  assert_window (windows, 2, "XTerm", "x", (AskgRect) { 1920, 0, 1280, 1080 });
}

static void
test_cut_at_every_byte_it_is_no_tree (void)
{
  for (gsize n = 0; n < strlen (tree); n++)
    {
      g_autofree char *cut = g_memdup2 (tree, n);

      g_assert_null (askg_sway_tree_read (cut, n));
    }
}

static void
test_what_nests_without_end_is_no_harm (void)
{
  GString *deep = g_string_new (NULL);

  for (guint i = 0; i < 500; i++)
    g_string_append (deep, "{\"floating_nodes\":[],\"nodes\":[");
  for (guint i = 0; i < 500; i++)
    g_string_append (deep, "]}");
  {
    g_autoptr(GPtrArray) windows = askg_sway_tree_read (deep->str, deep->len);

    g_assert_true (windows == NULL || windows->len == 0);
  }
  g_string_free (deep, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/sway-tree/what-is-seen-is-told-topmost-first", test_what_is_seen_is_told_topmost_first);
  g_test_add_func ("/capture/sway-tree/cut-at-every-byte-it-is-no-tree", test_cut_at_every_byte_it_is_no_tree);
  g_test_add_func ("/capture/sway-tree/what-nests-without-end-is-no-harm", test_what_nests_without_end_is_no_harm);

  return g_test_run ();
}
