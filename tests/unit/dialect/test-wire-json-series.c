/* test-wire-json-series.c: a document of a stream is understood as if it had come alone. */
#include "engine/dialect/askg-wire-json-series.h"

#include <string.h>

static void
check (AskgWireJsonSeries *series,
       const char         *text,
       gsize               n_bytes)
{
  AskgWireJsonTraits alone_traits, traits;
  g_autoptr(json_t) alone = askg_wire_json_load (text, n_bytes, &alone_traits);
  g_autoptr(json_t) root = askg_wire_json_series_load (series, text, n_bytes, &traits);

  if ((alone == NULL) != (root == NULL) || (alone != NULL && !json_equal (alone, root)))
    g_error ("another document: %.*s", (int) n_bytes, text);
  g_assert_cmpint (traits.has_halves, ==, alone_traits.has_halves);
  g_assert_cmpint (traits.was_repaired, ==, alone_traits.was_repaired);
}

static void
test_each_is_as_if_it_came_alone (void)
{
  static const char *const texts[] = {
    "{\"c\":[{\"d\":{\"t\":\"\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"Good\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\" day\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"안녕 👋\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"\\n\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"a\\\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"\\ud83d\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"\\ude00\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"tab\tand\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"not \xff UTF-8\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"\",\"u\":\"x\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"a\"},\"f\":\"b\"},{\"d\":{\"t\":\"c\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"again\"},\"f\":null}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"again\"},\"f\":\"stop\"}],\"n\":1}",
    "{\"c\":[{\"d\":{\"t\":\"again\"},\"f\":null}],\"n\":2}",
    "{\"c\":[{\"d\":{\"t\":\"askg-here\"},\"f\":null}],\"n\":2}",
    "{\"c\":[{\"d\":{\"t\":\"askg-here too\"},\"f\":null}],\"n\":2}",
    "{\"c\":[{\"d\":{\"t\":\"NaN\"},\"f\":null}],\"n\":2",
    "{\"c\":[{\"d\":{\"t\":\"NaN\"},\"f\":null}],\"n\":2}",
    "{\"c\":[{\"d\":{\"t\":\"\U0010f83d\"},\"f\":null}],\"n\":2}",
    "{\"one\":\"a\"}", "{\"two\":\"a\"}", "{\"three\":\"a\"}",                                  /* a name */
    "{\"t\":\"a\",\"t\":\"z\"}", "{\"t\":\"b\",\"t\":\"z\"}", "{\"t\":\"c\",\"t\":\"z\"}",     /* one that is replaced */
    "{\"t\":\"z\",\"t\":\"a\"}", "{\"t\":\"z\",\"t\":\"b\"}", "{\"t\":\"z\",\"t\":\"c\"}",
    "\"a\"", "\"b\"", "\"c\"", "\"\"", "\"", "", "null", "[]", "[\"a\"]", "[\"b\"]", "[\"c\",\"d\"]",
    "[\"b\\\"]", "[\"b\\\\\"]", "[\"b\\\\\\\"]", "[\"\\\\\"]", "[\"\\\\\",\"\\\\\"]",
  };
  AskgWireJsonSeries *series = askg_wire_json_series_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        check (series, texts[i], strlen (texts[i]));
        check (series, texts[j], strlen (texts[j]));
        for (gsize n = strlen (texts[j]); n > 0; n /= 2)
          check (series, texts[j], n);
      }
  askg_wire_json_series_free (series);
}

static void
test_whatever_comes_is_as_if_it_came_alone (void)
{
  static const char *const pieces[] = { "{\"a\":\"", "\",\"b\":[\"", "\"]}", "x", "yy", "\\n", "\"", "\\", "\"}", "{\"b\":\"", "7" };
  AskgWireJsonSeries *series = askg_wire_json_series_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40000; i++)
    {
      /* Most are good and differ in words; some are anything. */
      if (g_rand_int_range (rand, 0, 4) > 0)
        g_string_printf (text, "{\"a\":\"%s\",\"b\":[\"%s\"]}", pieces[g_rand_int_range (rand, 3, 6)],
                         pieces[g_rand_int_range (rand, 3, 4 + (int) (i % 3))]);
      else
        {
          g_string_truncate (text, 0);
          for (gint32 n = g_rand_int_range (rand, 1, 8); n > 0; n--)
            g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        }
      check (series, text->str, text->len);
    }
  askg_wire_json_series_free (series);
}

static void
test_words_of_any_length_are_whole (void)
{
  AskgWireJsonSeries *series = askg_wire_json_series_new ();

  for (gsize n = 0; n < 20000; n = n * 2 + 1)
    {
      g_autofree char *words = g_strnfill (n, 'w');
      g_autofree char *text = g_strdup_printf ("{\"t\":\"%s\",\"u\":\"%s\"}", words, n > 5000 ? words : "");

      check (series, text, strlen (text));
    }
  askg_wire_json_series_free (series);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/json-series/each-is-as-if-it-came-alone", test_each_is_as_if_it_came_alone);
  g_test_add_func ("/dialect/json-series/whatever-comes-is-as-if-it-came-alone", test_whatever_comes_is_as_if_it_came_alone);
  g_test_add_func ("/dialect/json-series/words-of-any-length-are-whole", test_words_of_any_length_are_whole);

  return g_test_run ();
}
