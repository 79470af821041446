/* test-languages.c: on which side of the interpreter a sentence stands. */
#include "ui/voice/askg-languages.h"

static void
test_a_sentence_is_told_by_its_letters (void)
{
  static const struct
  {
    const char *code;
    const char *text;
    gboolean    is_so;
  } cases[] = {
    { "ko", "타이머가 두 번 시작되는 것 같습니다.", TRUE },
    { "ko", "session_resume을 부르는 줄이 어디에 있습니까?", TRUE }, /* with a name in it */
    { "en", "session_resume을 부르는 줄이 어디에 있습니까?", FALSE },
    { "ko", "I think the timer is started twice.", FALSE },
    { "en", "I think the timer is started twice.", TRUE },
    { "en", "タイマーが二回始まります。", FALSE },
    { "ja", "タイマーが二回始まります。", TRUE },
    { "zh", "计时器启动了两次。", TRUE },
    { "ja", "计时器启动了两次。", FALSE },
    { "ru", "Таймер запускается дважды.", TRUE },
    { "en", "", FALSE },
    { "en", "42 + 1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (askg_languages_is_written_in (cases[i].code, cases[i].text), ==, cases[i].is_so);
}

/* Whose side it stands on. */
static void
test_of_two_languages_the_spoken_one_is_told (void)
{
  static const struct
  {
    const char *one;
    const char *other;
    const char *text;
    const char *told; /* (nullable) */
  } cases[] = {
    { "ko", "en", "세션이 깨어날 때마다 연결이 끊깁니다.", "ko" },
    { "ko", "en", "The connection drops every time the session wakes up.", "en" },
    { "en", "ko", "session_resume을 부르는 줄이 어디에 있습니까?", "ko" },
    { "en", "de", "Where is the line that calls session_resume?", "en" },
    { "en", "de", "Wo ist die Zeile, die das aufruft?", "de" },
    { "de", "en", "I think it is started twice.", "en" },
    { "en", "fr", "Je ne sais pas où il est.", "fr" },
    { "es", "pt", "¿Dónde está el error? No lo sé.", "es" },
    { "pt", "es", "Não sei onde está o erro, mas obrigado.", "pt" },
    { "it", "en", "Non so perché, ma questo è un errore.", "it" },
    { "en", "de", "OK.", NULL },
    { "en", "de", "", NULL },
    { "ja", "zh", "计时器启动了两次。", "zh" },
    { "ja", "zh", "タイマーが二回始まります。", "ja" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (askg_languages_tell (cases[i].one, cases[i].other, cases[i].text), ==, cases[i].told);
}

static void
test_a_language_is_found_by_its_letters_or_a_locale (void)
{
  guint position = 99;

  g_assert_cmpstr (askg_languages_find ("ko", &position)->name, ==, "한국어");
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpstr (askg_languages_find ("en_GB.UTF-8", NULL)->code, ==, "en");
  g_assert_null (askg_languages_find ("xx", NULL));
  g_assert_null (askg_languages_find ("", NULL));
  g_assert_null (askg_languages_find (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/languages/a-sentence-is-told-by-its-letters", test_a_sentence_is_told_by_its_letters);
  g_test_add_func ("/languages/a-language-is-found-by-its-letters-or-a-locale", test_a_language_is_found_by_its_letters_or_a_locale);

  g_test_add_func ("/languages/of-two-languages-the-spoken-one-is-told", test_of_two_languages_the_spoken_one_is_told);

  return g_test_run ();
}
