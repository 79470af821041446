/* test-hear-wire.c: what the helper that hears says is understood however it is cut, and nonsense is refused. */
#include <string.h>

#include "capture/audio/askg-hear-trouble.h"
#include "capture/audio/askg-hear-wire.h"

static void
append (GByteArray    *wire,
        AskgHearKind   kind,
        gint64         position,
        gconstpointer  bytes,
        guint32        n_bytes)
{
  const AskgHearHead head = { .kind = kind, .n_bytes = n_bytes, .position = position };

  g_byte_array_append (wire, (const guint8 *) &head, sizeof head);
  if (n_bytes > 0)
    g_byte_array_append (wire, bytes, n_bytes);
}

static gboolean
note_cb (const AskgHearHead *head,
         const guint8       *bytes,
         gpointer            user_data)
{
  g_string_append_printf (user_data, "%c%" G_GINT64_FORMAT ":%.*s ", (char) head->kind, head->position, (int) head->n_bytes,
                          (const char *) bytes);

  return TRUE;
}

static GByteArray *
new_wire (void)
{
  GByteArray *wire = g_byte_array_new ();

  append (wire, ASKG_HEAR_DEVICE, 0, "mic", 3);
  append (wire, ASKG_HEAR_SAMPLES, 0, "abcd", 4);
  append (wire, ASKG_HEAR_VOUCHED, 2, NULL, 0);
  append (wire, ASKG_HEAR_LOST, 2, "dead", 4);

  return wire;
}

static void
test_messages_are_whole_however_they_are_cut (void)
{
  g_autoptr(GByteArray) wire = new_wire ();

  for (guint cut = 0; cut <= wire->len; cut++)
    {
      g_autoptr(GByteArray) held = g_byte_array_new ();
      g_autoptr(GString) noted = g_string_new (NULL);

      g_assert_true (askg_hear_wire_read (held, wire->data, cut, note_cb, noted));
      g_assert_true (askg_hear_wire_read (held, wire->data + cut, wire->len - cut, note_cb, noted));
      g_assert_cmpstr (noted->str, ==, "D0:mic S0:abcd V2: L2:dead ");
      g_assert_cmpuint (held->len, ==, 0);
    }
}

static gboolean
enough_cb (const AskgHearHead *head,
           const guint8       *bytes,
           gpointer            user_data)
{
  g_byte_array_set_size (user_data, 0);

  return FALSE;
}

static void
test_whoever_wants_no_more_hears_no_more (void)
{
  g_autoptr(GByteArray) wire = new_wire ();
  g_autoptr(GByteArray) held = g_byte_array_new ();

  g_assert_false (askg_hear_wire_read (held, wire->data, wire->len, enough_cb, held));
  g_assert_cmpuint (held->len, ==, 0);
}

static void
test_nonsense_is_refused (void)
{
  static const struct
  {
    guint32 n_bytes;
    gint64  position;
  } heads[] = { { ASKG_HEAR_MAX_BYTES + 2, 0 }, { G_MAXUINT32, 0 }, { 3, 0 }, { 2, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const AskgHearHead head = { .kind = ASKG_HEAR_SAMPLES, .n_bytes = heads[i].n_bytes, .position = heads[i].position };
      g_autoptr(GByteArray) held = g_byte_array_new ();
      g_autoptr(GString) noted = g_string_new (NULL);

      g_assert_false (askg_hear_wire_read (held, (const guint8 *) &head, sizeof head, note_cb, noted));
      g_assert_cmpuint (noted->len, ==, 0);
    }
}

static void
test_every_trouble_comes_back_by_its_name (void)
{
  for (AskgHearTrouble trouble = ASKG_HEAR_NO_SERVER; trouble <= ASKG_HEAR_NO_PARTS; trouble++)
    {
      const char *name = askg_hear_trouble_get_name (trouble);

      g_assert_cmpint (askg_hear_trouble_parse ((const guint8 *) name, strlen (name)), ==, trouble);
    }
  g_assert_cmpint (askg_hear_trouble_parse ((const guint8 *) "?", 1), ==, ASKG_HEAR_DEAD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/hear-wire/messages-are-whole-however-they-are-cut", test_messages_are_whole_however_they_are_cut);
  g_test_add_func ("/capture/hear-wire/whoever-wants-no-more-hears-no-more", test_whoever_wants_no_more_hears_no_more);
  g_test_add_func ("/capture/hear-wire/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/capture/hear-wire/every-trouble-comes-back-by-its-name", test_every_trouble_comes_back_by_its_name);

  return g_test_run ();
}
