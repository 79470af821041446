/* test-cast-streams.c: shared monitors find their places, and a damaged stream is not a picture. */
#include <string.h>

#include "capture/screen/askg-cast-streams.h"
#include "capture/screen/askg-cast-wire.h"

static GArray *
parse (const char *text)
{
  g_autoptr(GVariant) results = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);

  g_assert_nonnull (results);

  return askg_cast_streams_parse (results);
}

static void
test_what_start_returns (void)
{
  g_autoptr(GArray) two = parse ("{'streams': <[(uint32 41, {'size': <(1920, 1080)>, 'position': <(-1920, 0)>}),"
                                 " (uint32 42, @a{sv} {})]>}");
  g_autoptr(GArray) none = parse ("{'streams': <'no'>}");
  g_autoptr(GArray) mad = parse ("{'streams': <[(uint32 7, {'size': <(-5, 0)>, 'position': <(1, 1)>})]>}");
  const AskgCastStream *first = &g_array_index (two, AskgCastStream, 0);
  const AskgRect place = { -1920, 0, 1920, 1080 };

  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (first->node, ==, 41);
  g_assert_cmpmem (&first->place, sizeof place, &place, sizeof place);
  g_assert_cmpint (g_array_index (two, AskgCastStream, 1).place.width, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (g_array_index (mad, AskgCastStream, 0).place.width, ==, 0);
}

static GBytes *
new_wire (const AskgCastHead *heads, guint n_heads)
{
  GByteArray *wire = g_byte_array_new ();

  for (guint i = 0; i < n_heads; i++)
    {
      g_byte_array_append (wire, (const guint8 *) &heads[i], sizeof heads[i]);
      for (guint j = 0; j < heads[i].width_px * heads[i].height_px; j++)
        g_byte_array_append (wire, (const guint8 *) &(guint32) { i << 16 | j }, 4);
    }

  return g_byte_array_free_to_bytes (wire);
}

static GArray *
new_outputs (void)
{
  GArray *outputs = askg_output_layout_new ();

  askg_output_layout_add (outputs, "DP-1", &(AskgRect) { 0, 0, 8, 4 });
  askg_output_layout_add (outputs, "eDP-1", &(AskgRect) { -6, 0, 6, 4 });

  return outputs;
}

static void
test_streams_find_their_outputs (void)
{
  static const AskgCastHead heads[] = { { ASKG_CAST_MAGIC, 9, 6 }, { ASKG_CAST_MAGIC, 8, 4 }, { ASKG_CAST_MAGIC, 3, 3 } };
  g_autoptr(GArray) streams = parse ("{'streams': <[(uint32 1, {'size': <(9, 6)>, 'position': <(-6, 0)>}),"
                                     " (uint32 2, {'size': <(8, 4)>, 'position': <(0, 0)>}),"
                                     " (uint32 3, {'size': <(3, 3)>, 'position': <(0, 0)>})]>}");
  g_autoptr(GArray) outputs = new_outputs ();
  g_autoptr(GBytes) wire = new_wire (heads, G_N_ELEMENTS (heads));
  g_autoptr(GPtrArray) frames = askg_cast_streams_place (streams, wire, outputs);

  g_assert_cmpuint (frames->len, ==, 3);
  g_assert_cmpstr (askg_frame_get_output (g_ptr_array_index (frames, 0)), ==, "eDP-1");
  g_assert_cmpfloat (askg_frame_get_scale (g_ptr_array_index (frames, 0)), ==, 1.5);
  g_assert_cmpstr (askg_frame_get_output (g_ptr_array_index (frames, 1)), ==, "DP-1");
  g_assert_null (askg_frame_get_output (g_ptr_array_index (frames, 2))); /* of another shape than the output there */
}

static void
test_cut_anywhere_it_is_no_picture (void)
{
  static const AskgCastHead heads[] = { { ASKG_CAST_MAGIC, 2, 2 }, { ASKG_CAST_MAGIC, 1, 3 } };
  g_autoptr(GArray) streams = parse ("{'streams': <[(uint32 1, @a{sv} {}), (uint32 2, {})]>}");
  g_autoptr(GArray) outputs = new_outputs ();
  g_autoptr(GBytes) wire = new_wire (heads, G_N_ELEMENTS (heads));

  for (gsize cut = 0; cut < g_bytes_get_size (wire); cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (wire, 0, cut);

      g_assert_null (askg_cast_streams_place (streams, part, outputs));
    }
}

static void
test_a_size_that_lies_is_refused (void)
{
  static const AskgCastHead heads[] = {
    { 1, 2, 2 }, { ASKG_CAST_MAGIC, 0, 2 }, { ASKG_CAST_MAGIC, 2, 0 }, { ASKG_CAST_MAGIC, 16384, 16384 },
    { ASKG_CAST_MAGIC, 0x40000000, 4 }, { ASKG_CAST_MAGIC, 0xffffffff, 0xffffffff },
  };
  g_autoptr(GArray) streams = parse ("{'streams': <[(uint32 1, @a{sv} {})]>}");
  g_autoptr(GArray) outputs = new_outputs ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      guint8 bytes[sizeof (AskgCastHead) + 16] = { 0 };
      g_autoptr(GBytes) wire = NULL;

      memcpy (bytes, &heads[i], sizeof heads[i]);
      wire = g_bytes_new (bytes, sizeof bytes);
      g_assert_null (askg_cast_streams_place (streams, wire, outputs));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture/cast-streams/what-start-returns", test_what_start_returns);
  g_test_add_func ("/capture/cast-streams/streams-find-their-outputs", test_streams_find_their_outputs);
  g_test_add_func ("/capture/cast-streams/cut-anywhere-it-is-no-picture", test_cut_anywhere_it_is_no_picture);
  g_test_add_func ("/capture/cast-streams/a-size-that-lies-is-refused", test_a_size_that_lies_is_refused);

  return g_test_run ();
}
