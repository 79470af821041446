/* test-redactor-time.c: no text of a megabyte takes long to search, however it was made; a sanitizer watches an eighth of it. */
#include "engine/privacy/askg-redactor.h"

#include <string.h>
#include <time.h>

/* Of processor time, so that other tests at the same moment do not count. */
#ifdef __SANITIZE_ADDRESS__
#define N_BYTES (128 * 1024)
#define MAX_MS 750.
#else
#define N_BYTES (1024 * 1024)
#define MAX_MS 300.
#endif

static const char * const pieces[] = {
  "a", "1", " ", "\n", "\t", "[", "]", "(", ")", "{", "}", "<", ">", "\"", "'", "`", "=", ":", ";", ",", ".", "-", "_", "/", "\\", "@", "#", "$", "%", "&", "*", "+", "|", "~", "?", "!",
  "[api key ", "[api key 1]", "://", "http://a:", "a:b@", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "PRIVATE KEY ", "eyJ", "eyJhbGciOiJIUzI1NiJ9-",
  "eyJhbGciOiJIUzI1NiJ9.a", "password=", "password ", "password for the ", "pw ", "key ", "key = ", "token: ", "token abc ", "secret \"", "auth(", "code ", "use ", "try ",
  "unlock ", "admin/", "ID/PW = admin / ", "비밀번호 ", "비밀번호는", "계좌 ", "1 ", "1-", "11 ", "1a ", "010-", "4111 ", "+1 ", "seed ", "maple ", "a b ", "Cookie: ", "cookie:a=b;",
  "-u ", "mysql -p", "WIFI:", "1:2:", "sqlplus a/", "thin:", "GB", "P<", "A_", "a_", "a-", "ab12CD_", "AAAAA-", "Q~", "0x", "5KJ", "M1", "Private-Lines: 1\n", "MII", "a=b&", "\"a\":",
  "</", "x/", ". ", "a@b.", "\u200b", "\uff10", "sk-", "gh" "p_", "1//0", "AK" "IA", "xox" "b-", "is ", "a1B2", "abandon ability ", "abandon ability the ",
  "login(\"", "login(\"a\", ", "password | a\n", "password\ta\nb\tc\n", "password,a\n", "\"d\":\"", "\"d\":\"kty", "<D>", "<D>a ", "passwd <<< ", "send \"a\\r\"", "ab / ", "ab / Ab1!Ab1!\n", "a:b@c ", "%40", "=a%40b.cc",
  "\\\"", "%22", "&quot;", "<<< Ab12cd34 ", "[ x = \"Ab#12cd\" ", "<<< Ab1x ", "login a ", "login a Ab12cd34 ", "a/b: c/D1e2f3g4 ", "cat <<EOF\na\n", "a  b  c\n", "AUTH PLAIN ", " to log in", "\"a\".toCharArray(", "echo a > ", "-xp a ", "-n a:b ", "<password a=",
  "${KEY:-", "name=\"pw\"\n\n", "*:1:a:b:c ", "compass=", "xpass=", "I enter ", "I enter Ab1!Ab1! ", "root / a1b2c3 ", "-p Ab1 ", "login (\"a\", ", "* a * ", "pw:\n\n", "htpasswd -b a b ", "AK" "IAABCDEFGHIJKLMNOP ", "getenv(\"KEY\", ", "codes\n1. ", "ssh a@b.cc ", "backup codes: abcde-fghij ", "password is = ", "123456 is your ", "code ",
  "pass show a\n", "creds\na\n", "creds\nadmin\nAb12cd34!\n", "\"result\": \"", "BEGIN OpenVPN Static key ", " d: ", "a=b:c1d2e3@", "a\t*\tb", "recovery phrase ",
  "your ab code: 123 456 ", "gksrnrdls", "Abcde12", "cGFzc3dvcmQ9QWIxMmNkMzQK", "cGFzc3dvcmQ9QWIxMmNkMzQK ", "키를 복사하세요: ", "auth: a\n", "ENC[", "https://a b c1d2e3f4 ",
  "write(b\"a\\n\") ", "auth a:Ab12cd34 ", "{SSHA}", "A@A.AA ",
  "redis:/", "redis://a:b1", "%3a%2f%2fa:", "a, pw = \"b\", ", "wifi a / 1", "password=**",
  "users:\n a: b\n", "users:\n", "xdotool type a ", "was it a ", "was it Ab1!Ab1! or ", " KEY ", "ATTACH KEY ", "abcde-fghi1\nbackup codes\n", "1234 5678\n", "password\\n",
};

static double
find_ms (const char *text)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  g_autoptr(GArray) spans = NULL;
  clock_t start = clock ();

  spans = askg_redactor_find (redactor, text, -1);

  return (clock () - start) * 1000. / CLOCKS_PER_SEC;
}

static char *
repeat (const char *piece)
{
  GString *text = g_string_sized_new (N_BYTES + 64);

  while (text->len < N_BYTES)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

static char *
draw (const char *alphabet)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  const gsize n = strlen (alphabet);
  char *text = g_malloc (N_BYTES + 1);

  for (gsize i = 0; i < N_BYTES; i++)
    text[i] = alphabet[g_rand_int_range (rand, 0, n)];
  text[N_BYTES] = '\0';

  return text;
}

static void
check (const char *name,
       const char *text)
{
  double ms = find_ms (text);

  if (ms > MAX_MS) /* once more: the machine may have been busy with its caches */
    ms = MIN (ms, find_ms (text));
  g_test_message ("%d KiB of %s: %.0f ms", N_BYTES / 1024, name, ms);
  g_assert_cmpfloat (ms, <=, MAX_MS);
}

static void
test_the_same_again_and_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i]);
      g_autofree char *name = g_strescape (pieces[i], NULL);

      check (name, text);
    }
}

static void
test_drawn_by_lot (void)
{
  static const char * const alphabets[][2] = {
    { "digits", "0123456789" },
    { "base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" },
    { "letters and spaces", "abcdefghijklmnopqrstuvwxyz      " },
    { "mixed", "ABCDEFghijkl0123456789   \n\"'=:;,.-_@#[](){}<>/\\" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (alphabets); i++)
    {
      g_autofree char *text = draw (alphabets[i][1]);

      check (alphabets[i][0], text);
    }
}

/* Twice the text takes about twice the time. */
static void
test_time_grows_with_the_text_alone (void)
{
  g_autofree char *once = repeat ("user bob, password for the disk: x; key = sk-a_b, 010-1 [a] \"q\" ");
  g_autofree char *four_times = g_strconcat (once, once, once, once, NULL);
  const double one = find_ms (once), four = find_ms (four_times);

  g_test_message ("once: %.0f ms, four times: %.0f ms", one, four);
  g_assert_cmpfloat (four, <, one * 10 + 50);
}

/* A person's own rules are patterns, not programs: the worst of them is slow, but ends. */
static void
test_no_rule_of_the_person_takes_for_ever (void)
{
  static const char * const pieces_of_rules[] = { "a*", "*a", "?a", "a?", "aa" };
  g_autofree char *text = repeat ("a");

  for (gsize i = 0; i < G_N_ELEMENTS (pieces_of_rules); i++)
    {
      g_autoptr(GString) rule = g_string_new (NULL);
      const char *rules[] = { NULL, NULL };
      g_autoptr(AskgRedactor) redactor = NULL;
      g_autoptr(GArray) spans = NULL;
      clock_t start;
      double ms;

      while (rule->len < 250)
        g_string_append (rule, pieces_of_rules[i]);
      g_string_append (rule, "b");
      rules[0] = rule->str;
      redactor = askg_redactor_new (rules, rules);
      start = clock ();
      spans = askg_redactor_find (redactor, text, -1);
      ms = (clock () - start) * 1000. / CLOCKS_PER_SEC;
      g_test_message ("a rule of %s: %.0f ms", pieces_of_rules[i], ms);
      g_assert_cmpfloat (ms, <=, 8 * MAX_MS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/privacy/redactor-time/the-same-again-and-again", test_the_same_again_and_again);
  g_test_add_func ("/privacy/redactor-time/drawn-by-lot", test_drawn_by_lot);
  g_test_add_func ("/privacy/redactor-time/grows-with-the-text-alone", test_time_grows_with_the_text_alone);

  g_test_add_func ("/privacy/redactor-time/no-rule-takes-for-ever", test_no_rule_of_the_person_takes_for_ever);

  return g_test_run ();
}
