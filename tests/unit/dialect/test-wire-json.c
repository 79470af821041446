/* test-wire-json.c: what strangers call JSON loses nothing that can be saved, and breaks nothing. */
#include "engine/dialect/askg-wire-json.h"

#include <math.h>
#include <string.h>

#include "engine/dialect/askg-wire-text.h"

static json_t *
load (const char         *text,
      AskgWireJsonTraits *out_traits)
{
  return askg_wire_json_load (text, strlen (text), out_traits);
}

static void
test_what_can_be_saved_is_saved (void)
{
  static const struct
  {
    const char *text;
    const char *told; /* of the key "t", with halves resolved */
  } cases[] = {
    { "{\"t\":\"plain\"}", "plain" },
    { "{\"t\":\"\\ud83d\\ude00\"}", "😀" },
    { "{\"t\":\"x\\u0000y\"}", "x�y" },
    { "{\"t\":\"x\\\\u0000y\"}", "x\\u0000y" },
    { "{\"t\":\"\\ud83d z\"}", "� z" },
    { "{\"t\":\"\\ud83d\\ud83d\\ude00\"}", "�😀" },
    { "{\"t\":\"\\ude00\"}", "�" },
    { "{\"t\":\"\\uD83D\\uDE00 \\uDBFF\\uDFFF\"}", "😀 \U0010ffff" },
    { "{\"t\":\"\U0010f83d \\ud83d\"}", "\U0010f83d �" },
    { "{\"t\":\"a\tb\"}", "a\tb" },
    { "{\"t\":\"\xff\"}", "�" },
    { "{\"t\":\"ok\",\"n\":9223372036854775808,\"m\":[1e400,-1e400,NaN,-Infinity]}", "ok" },
    { "{\"t\":\"first\",\"t\":\"last\"}", "last" },
    { "{\"t\":\"NaN 1e999 {[\"}", "NaN 1e999 {[" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AskgWireJsonTraits traits;
      g_autoptr(json_t) root = load (cases[i].text, &traits);
      g_auto(AskgWireText) text = { NULL, 0 };
      g_autofree char *begun = NULL;
      g_autofree char *told = NULL;

      g_assert_nonnull (root);
      begun = g_strdup (askg_wire_text_add (&text, askg_wire_json_get_string (root, "t"), traits.has_halves));
      told = g_strconcat (begun, askg_wire_text_end (&text), NULL);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

static void
test_what_is_not_json_is_refused (void)
{
  static const char *const cases[] = {
    "", " ", "{", "{\"a\":1}{\"a\":2}", "{'a':1}", "// x\n{}", "{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\u", "{\"a\":\"\\ud8",
    "{\"a\":\"\\u00g0\"}", "nul", "-", "[1,]", "\"\\ud83d\\",
  };
  AskgWireJsonTraits traits;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (load (cases[i], &traits));
}

static void
test_deep_nesting_is_refused_before_it_is_read (void)
{
  g_autofree char *open = g_strnfill (200000, '[');
  g_autofree char *close = g_strnfill (200000, ']');
  g_autofree char *deep = g_strconcat ("{\"choices\":", open, close, "}", NULL);
  g_autofree char *in_text = g_strconcat ("[\"", open, "\"]", NULL);
  AskgWireJsonTraits traits;
  g_autoptr(json_t) fine = load (in_text, &traits);

  g_assert_null (load (deep, &traits));
  g_assert_nonnull (fine);
}

static void
test_a_wrong_type_is_nothing (void)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = load ("{\"s\":\"x\",\"e\":\"\",\"n\":-1,\"f\":2.5,\"b\":true,\"o\":{},\"a\":[],\"z\":null,"
                                 "\"h\":1e17}", &traits);

  g_assert_null (askg_wire_json_get_string (root, "n"));
  g_assert_null (askg_wire_json_get_filled (root, "e"));
  g_assert_null (askg_wire_json_get_object (root, "a"));
  g_assert_null (askg_wire_json_get_array (root, "o"));
  g_assert_null (askg_wire_json_get_object (NULL, "o"));
  g_assert_cmpint (askg_wire_json_get_count (root, "n"), ==, -1);
  g_assert_cmpint (askg_wire_json_get_count (root, "h"), ==, -1);
  g_assert_cmpint (askg_wire_json_get_count (root, "s"), ==, -1);
  g_assert_cmpint (askg_wire_json_get_count (root, "f"), ==, 2);
  g_assert_true (isnan (askg_wire_json_get_number (root, "z")));
}

static void
test_a_character_cut_in_two_is_one (void)
{
  g_auto(AskgWireText) text = { NULL, 0 };
  AskgWireJsonTraits one, two;
  g_autoptr(json_t) first = load ("{\"t\":\"split \\ud83d\"}", &one);
  g_autoptr(json_t) second = load ("{\"t\":\"\\ude0a end\"}", &two);

  g_assert_cmpstr (askg_wire_text_add (&text, askg_wire_json_get_string (first, "t"), one.has_halves), ==, "split ");
  g_assert_cmpstr (askg_wire_text_add (&text, "", FALSE), ==, "");
  g_assert_cmpstr (askg_wire_text_add (&text, askg_wire_json_get_string (second, "t"), two.has_halves), ==, "😊 end");
  g_assert_cmpstr (askg_wire_text_add (&text, askg_wire_json_get_string (first, "t"), one.has_halves), ==, "split ");
  g_assert_cmpstr (askg_wire_text_add (&text, "other", FALSE), ==, "�other");
  g_assert_cmpstr (askg_wire_text_end (&text), ==, "");
}

static void
test_a_picture_in_a_document_is_whole (void)
{
  g_autofree char *picture = g_strnfill (300000, 'Q');
  g_autofree char *text = g_strdup_printf ("{\"a\":[\"%s\",\"askg-long-00000000-0\"],\"%s\":{\"t\":\"%s\\n\",\"u\":\"%s\"}}", picture,
                                           picture, picture, picture + 1);
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = load (text, &traits);
  g_autofree char *cut = g_strndup (text, 400000);
  json_t *list = askg_wire_json_get_array (root, "a");
  const char *key;
  json_t *inner = NULL, *value;

  g_assert_null (load (cut, &traits));
  g_assert_cmpstr (json_string_value (json_array_get (list, 0)), ==, picture);
  g_assert_cmpstr (json_string_value (json_array_get (list, 1)), ==, "askg-long-00000000-0");
  json_object_foreach (root, key, value)
    if (json_is_object (value))
      inner = value;
  g_assert_cmpint (strlen (askg_wire_json_get_string (inner, "t")), ==, 300001);
  g_assert_cmpstr (askg_wire_json_get_string (inner, "u"), ==, picture + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/json/what-can-be-saved-is-saved", test_what_can_be_saved_is_saved);
  g_test_add_func ("/dialect/json/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  g_test_add_func ("/dialect/json/deep-nesting-is-refused-before-it-is-read", test_deep_nesting_is_refused_before_it_is_read);
  g_test_add_func ("/dialect/json/a-wrong-type-is-nothing", test_a_wrong_type_is_nothing);
  g_test_add_func ("/dialect/json/a-character-cut-in-two-is-one", test_a_character_cut_in_two_is_one);

  g_test_add_func ("/dialect/json/a-picture-in-a-document-is-whole", test_a_picture_in_a_document_is_whole);

  return g_test_run ();
}
