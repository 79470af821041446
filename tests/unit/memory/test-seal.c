/* test-seal.c: a value that is locked away opens in its own place with its own key, and nowhere else. */
#include "engine/memory/askg-seal.h"

#include <string.h>

static AskgSeal *
new_seal (const char *secret)
{
  AskgSeal *seal = askg_seal_new ();

  askg_seal_set_key_id (seal, "history-00c0ffee");
  g_assert_true (askg_seal_take_secret (seal, secret));
  askg_seal_set_state (seal, ASKG_SEAL_ON);

  return seal;
}

static char *
close_text (AskgSeal *seal, GBytes *place, const char *text, gsize *out_n)
{
  return askg_seal_close (seal, place, text, strlen (text), TRUE, out_n);
}

static void
test_what_is_sealed_opens_in_its_place_alone (void)
{
  g_autofree char *secret = askg_seal_make_secret ();
  g_autofree char *other_secret = askg_seal_make_secret ();
  g_autoptr(AskgSeal) seal = new_seal (secret);
  g_autoptr(AskgSeal) again = new_seal (secret);
  g_autoptr(AskgSeal) other = new_seal (other_secret);
  g_autoptr(AskgSeal) without = askg_seal_new ();
  g_autoptr(GBytes) here = g_bytes_new_static ("turn.answer\0\x01", 13);
  g_autoptr(GBytes) there = g_bytes_new_static ("turn.answer\0\x02", 13);
  static const char *const texts[] = { "a", "왜 안 되나요?", "\x1A" "sealed1:", "a much longer text that does not fit into one block of anything" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gboolean is_text = FALSE; is_text <= TRUE; is_text++)
      {
        gsize n, n_out;
        g_autofree char *sealed = askg_seal_close (seal, here, texts[i], strlen (texts[i]), is_text, &n);
        g_autofree char *opened = askg_seal_open (again, here, sealed, n, is_text, &n_out);
        g_autofree char *moved = askg_seal_open (seal, there, sealed, n, is_text, &n_out);
        g_autofree char *by_other = askg_seal_open (other, here, sealed, n, is_text, &n_out);
        g_autofree char *by_nobody = askg_seal_open (without, here, sealed, n, is_text, &n_out);

        g_autofree char *key_id = is_text ? askg_seal_dup_key_id (sealed) : g_strdup ("history-00c0ffee");

        g_assert_true (askg_seal_is_sealed (sealed, n));
        g_assert_cmpstr (key_id, ==, "history-00c0ffee");
        g_assert_cmpstr (opened, ==, texts[i]);
        g_assert_null (moved);
        g_assert_null (by_other);
        g_assert_null (by_nobody);
        g_assert_true (!is_text || g_utf8_validate (sealed, n, NULL));
      }
}

/* Changed or cut anywhere, it does not open; and nothing is read behind its end. */
static void
test_a_changed_value_does_not_open (void)
{
  g_autofree char *secret = askg_seal_make_secret ();
  g_autoptr(AskgSeal) seal = new_seal (secret);
  g_autoptr(GBytes) place = g_bytes_new_static ("turn.answer", 11);

  for (gboolean is_text = FALSE; is_text <= TRUE; is_text++)
    {
      gsize n, n_out;
      g_autofree char *sealed = askg_seal_close (seal, place, "the answer", 10, is_text, &n);

      for (gsize i = 0; i < n; i++)
        {
          g_autofree char *cut = g_memdup2 (sealed, i);
          g_autofree char *changed = g_memdup2 (sealed, n);
          g_autofree char *of_cut = NULL;
          g_autofree char *of_changed = NULL;

          changed[i] ^= 2;
          of_cut = askg_seal_open (seal, place, i > 0 ? cut : "", i, is_text, &n_out);
          g_assert_true (of_cut == NULL || strcmp (of_cut, "the answer") != 0);
          of_changed = askg_seal_open (seal, place, changed, n, is_text, &n_out);
          g_assert_true (of_changed == NULL || strcmp (of_changed, "the answer") != 0);
        }
    }
}

/* Also a text that looks as if it were sealed. */
static void
test_what_is_not_sealed_stays_as_it_is (void)
{
  g_autoptr(AskgSeal) off = askg_seal_new ();
  g_autoptr(GBytes) place = g_bytes_new_static ("turn.answer", 11);
  static const char *const texts[] = { "", "a", "\x1A", "\x1A\x1A", "\x1A" "sealed1:AAAA", "plain" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize n, n_out;
      g_autofree char *written = close_text (off, place, texts[i], &n);
      g_autofree char *read = askg_seal_open (off, place, written, n, TRUE, &n_out);

      g_assert_false (askg_seal_is_sealed (written, n));
      g_assert_cmpstr (read, ==, texts[i]);
    }
}

static void
test_equal_texts_look_different_and_equal_words_alike (void)
{
  g_autofree char *secret = askg_seal_make_secret ();
  g_autofree char *other_secret = askg_seal_make_secret ();
  g_autoptr(AskgSeal) seal = new_seal (secret);
  g_autoptr(AskgSeal) other = new_seal (other_secret);
  g_autoptr(GBytes) place = g_bytes_new_static ("turn.answer", 11);
  g_autoptr(GBytes) picture = g_bytes_new_static ("picture", 7);
  g_autoptr(GBytes) fingerprint = askg_seal_fingerprint (seal, picture);
  char one[ASKG_SEAL_WORD_CHARS + 1], two[ASKG_SEAL_WORD_CHARS + 1], three[ASKG_SEAL_WORD_CHARS + 1];
  gsize n;
  g_autofree char *first = close_text (seal, place, "the same", &n);
  g_autofree char *second = close_text (seal, place, "the same", &n);

  g_assert_cmpstr (first, !=, second);
  askg_seal_word (seal, "word", 4, one);
  askg_seal_word (seal, "word", 4, two);
  askg_seal_word (other, "word", 4, three);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, three);
  g_assert_cmpuint (strlen (one), ==, ASKG_SEAL_WORD_CHARS);
  g_assert_true (askg_seal_is_of (seal, fingerprint, picture));
  g_assert_false (askg_seal_is_of (other, fingerprint, picture));
}

static void
test_no_key_but_a_key_is_taken (void)
{
  g_autoptr(AskgSeal) seal = askg_seal_new ();

  g_assert_false (askg_seal_take_secret (seal, ""));
  g_assert_false (askg_seal_take_secret (seal, "short"));
  g_assert_false (askg_seal_take_secret (seal, "no base64 at all, but of a fine length !!!!!"));
  g_assert_false (askg_seal_has_key (seal));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/engine/seal/" name, func)
  ADD ("what-is-sealed-opens-in-its-place-alone", test_what_is_sealed_opens_in_its_place_alone);
  ADD ("a-changed-value-does-not-open", test_a_changed_value_does_not_open);
  ADD ("what-is-not-sealed-stays-as-it-is", test_what_is_not_sealed_stays_as_it_is);
  ADD ("equal-texts-look-different-and-equal-words-alike", test_equal_texts_look_different_and_equal_words_alike);
  ADD ("no-key-but-a-key-is-taken", test_no_key_but_a_key_is_taken);

  return g_test_run ();
}
