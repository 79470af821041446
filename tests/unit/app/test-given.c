/* test-given.c: text is known as text in the encodings people have, and never called a damaged picture. */
#include <string.h>

#include "app/askg-given.h"
#include "engine/base/askg-error.h"

static char *
read_as_text (const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr(GBytes) given = g_bytes_new (bytes, n_bytes);

  return askg_given_to_text (given, "notes.txt", error);
}

#define CHECK_TEXT(bytes, text) check_text (bytes, sizeof bytes - 1, text)

static void
check_text (const char *bytes, gsize n_bytes, const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *read = read_as_text (bytes, n_bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, text);
}

static void
test_unicode (void)
{
  CHECK_TEXT ("plain\n", "plain\n");
  CHECK_TEXT ("RIFF is a format", "RIFF is a format");
  CHECK_TEXT ("\xef\xbb\xbf" "marked", "marked");
  CHECK_TEXT ("커널 오류", "커널 오류");
  CHECK_TEXT ("\xff\xfe" "e\0r\0r\0\xb4\xc6", "err운");
  CHECK_TEXT ("\xfe\xff" "\0e\0r\0r", "err");
  CHECK_TEXT ("e\0r\0r\0o\0r\0\r\0\n\0", "error\r\n");
  CHECK_TEXT ("\0e\0r\0r\0o\0r", "error");
  CHECK_TEXT ("\033[31mred\033[0m caf\xc3\xa9", "\033[31mred\033[0m café");
}

static void
test_older_encodings (void)
{
  CHECK_TEXT ("d\xe9j\xe0 vu: le fichier n'existe pas, \x80 5", "déjà vu: le fichier n'existe pas, € 5");
  CHECK_TEXT ("\xc6\xc4\xc0\xcf\xc0\xbb \xc3\xa3\xc0\xbb \xbc\xf6 \xbe\xf8\xbd\xc0\xb4\xcf\xb4\xd9 (make)",
              "파일을 찾을 수 없습니다 (make)");
}

static void
test_a_log_that_was_cut (void)
{
  CHECK_TEXT ("\x84\xeb\x84\x90 커널 오류가 있습니다, 다시 시도하세요", "\xef\xbf\xbd" "널 커널 오류가 있습니다, 다시 시도하세요");
}

static void
test_an_encoding_that_is_not_known (void)
{
  const char *cyrillic = "\xcf\xd8\xc8\xc2\xcb\xc1 \xde\xd4\xc5\xce\xc9\xd1 \xc6\xc1\xca\xcc\xc1"; /* KOI8-R */
  g_autoptr(GError) error = NULL;

  g_assert_null (read_as_text (cyrillic, strlen (cyrillic), &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_nonnull (strstr (error->message, "notes.txt"));
  g_assert_nonnull (strstr (error->message, "iconv"));
}

static void
test_what_is_no_text (void)
{
  const char all[] = "\x01\x02\x03\x04\x05\xfe\x00\x10\x11";
  const char *pictures[] = { "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0", "RIFFxxxxWEBP" };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_as_text (pictures[i], strlen (pictures[i]), &error));
      g_assert_no_error (error);
    }
  g_assert_null (read_as_text (all, sizeof all, NULL));
}

static void
test_too_much_text (void)
{
  g_autoptr(GString) much = g_string_new (NULL);
  g_autoptr(GError) utf8_error = NULL;
  g_autoptr(GError) latin_error = NULL;

  while (much->len < 1300000)
    g_string_append (much, "une erreur \xc3\xa9trange\n");
  g_assert_null (read_as_text (much->str, much->len, &utf8_error));
  g_assert_error (utf8_error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);

  g_string_truncate (much, 0);
  while (much->len < 1300000)
    g_string_append (much, "une erreur \xe9trange\n");
  g_assert_null (read_as_text (much->str, much->len, &latin_error));
  g_assert_error (latin_error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
}

/* Whatever it is, cut anywhere: an answer, and never bytes that are no UTF-8. */
static void
test_cut_at_every_byte (void)
{
  const char text[] = "\xff\xfe" "e\0r\0r\0\xb4\xc6" "d\xe9j\xe0 \xc6\xc4\xc0\xcf \x89PNG \xef\xbb\xbf 커널";

  for (gsize from = 0; from < sizeof text; from++)
    for (gsize to = from + 1; to <= sizeof text; to++)
      {
        g_autofree char *read = read_as_text (text + from, to - from, NULL);

        g_assert_true (read == NULL || g_utf8_validate (read, -1, NULL));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/given/unicode", test_unicode);
  g_test_add_func ("/app/given/older-encodings", test_older_encodings);
  g_test_add_func ("/app/given/a-log-that-was-cut", test_a_log_that_was_cut);
  g_test_add_func ("/app/given/an-encoding-that-is-not-known", test_an_encoding_that_is_not_known);
  g_test_add_func ("/app/given/what-is-no-text", test_what_is_no_text);
  g_test_add_func ("/app/given/too-much-text", test_too_much_text);
  g_test_add_func ("/app/given/cut-at-every-byte", test_cut_at_every_byte);

  return g_test_run ();
}
