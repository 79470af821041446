/* test-redactor.c: what a person would call a secret is covered whole, and what only looks like one is left alone. */
#include "engine/privacy/askg-redactor.h"

#include <string.h>

/* In the rows below a secret stands between « and »; its make is never in one piece in this file. */
#define OPEN "\u00ab"
#define SHUT "\u00bb"

static void
assert_found (AskgRedactor *redactor,
              const char   *marked)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GArray) spans = NULL;
  gsize at = 0;

  for (const char *p = marked; *p != '\0'; p++)
    {
      if (g_str_has_prefix (p, OPEN) || g_str_has_prefix (p, SHUT))
        p += strlen (OPEN) - 1;
      else
        g_string_append_c (text, *p);
    }

  spans = askg_redactor_find (redactor, text->str, text->len);
  for (guint i = 0; i < spans->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (spans, AskgSecretSpan, i);

      g_string_append_len (found, text->str + at, span->start - at);
      g_string_append (found, OPEN);
      g_string_append_len (found, text->str + span->start, span->length);
      g_string_append (found, SHUT);
      at = span->start + span->length;
    }
  g_string_append (found, text->str + at);
  g_assert_cmpstr (found->str, ==, marked);
}

static void
assert_rows (const char * const *rows,
             gsize               n_rows)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);

  for (gsize i = 0; i < n_rows; i++)
    assert_found (redactor, rows[i]);
}

#define LOT36 "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
#define HEX32 "5f2e9c01b7d84a63" "9e10f4c2a8b35d77"

static void
test_keys_are_known_by_their_marks (void)
{
  static const char * const rows[] = {
    "export T=" OPEN "gh" "p_" LOT36 SHUT " # mine",
    "key " OPEN "AK" "IAQ3EGRKJ7N2WZLM5X" SHUT " was found",
    "x " OPEN "sk" "-ant-api03-" LOT36 "Zz" SHUT "\n",
    "glab: " OPEN "gl" "pat-Ab3dEf6hIj9lMn2pQr5t" SHUT,
    "//r.example/:_authToken=" OPEN "np" "m_" LOT36 SHUT,
    "stripe " OPEN "sk" "_live_4eC39HqLyjWDarjtT1zdp7dc" SHUT " is live",
    "(" OPEN "xo" "xb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx" SHUT ")",
    "acme says " OPEN "acme_live_Q7w2E9r4T6y8U1i3O5p0AsDf" SHUT,
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_a_key_in_a_wrapped_terminal_line_is_covered_whole (void)
{
  static const char * const rows[] = {
    "token: " OPEN "gh" "p_a1B2c3D4e5F6g7H8i9J0\nk1L2m3N4o5P6q7R8" SHUT "\n$ ls",
    "k=" OPEN "sk" "-proj-a1B2c3D4e5F6g7H8i9J0k1L2m3N4\nq1W2e3R4t5Y6u7I8o9P0" SHUT,
    "read as " OPEN "AK" "IAQ3EGRKJ7 N2WZLM5X" SHUT " by the eye of a machine",
    "read as " OPEN "AK" "lAQ3EGRKJ7N2WZLM5X" SHUT,
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_structures_are_covered (void)
{
  static const char * const rows[] = {
    "postgres://app:" OPEN "tundra%217437" SHUT "@db/x",
    "redis://:" OPEN "p/w#d9" SHUT "@cache:6379/0",
    "Cookie: theme=dark; session=" OPEN "Zk3n8Qw1Lx7Vb2Mt9Rf4Hs6Y" SHUT "; lang=ko",
    "Authorization: Basic " OPEN "dXNlcjpoZWxsbzEyM3dvcmxk" SHUT,
    "Authorization: Bearer " OPEN "Zk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5g" SHUT,
    "-u bot:" OPEN "hunter22x" SHUT " https://x.example",
    "db1:5432:orders:app:" OPEN "zebra77Q" SHUT,
    "WIFI:T:WPA;S:home;P:" OPEN "zebra77Q" SHUT ";;",
    OPEN "ey" "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.Zk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5g" SHUT " ok",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

#define LINE64 "Zk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5gZk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5gAB"

static void
test_private_keys_are_covered_whole_torn_or_in_one_line (void)
{
  static const char * const rows[] = {
    "a\n" OPEN "-----BEGIN " "PRIVATE KEY-----\n" LINE64 "\n" LINE64 "\nab==\n-----END PRIVATE KEY-----" SHUT "\nb",
    "k=\"" OPEN "-----BEGIN EC " "PRIVATE KEY-----\\n" LINE64 "\\nab==\\n-----END EC PRIVATE KEY-----\\n" SHUT "\"",
    OPEN "-----BEGIN RSA " "PRIVATE KEY-----\n" LINE64 "\n" LINE64 SHUT "\n(cut off)",
    "-- scrolled --\n" OPEN LINE64 "\nab==\n-----END RSA " "PRIVATE KEY-----" SHUT,
    "-----BEGIN CERTIFICATE-----\n" LINE64 "\n-----END CERTIFICATE-----",
    "A PRIVATE KEY is never shared. BEGIN with a PUBLIC KEY.",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_named_values_are_covered (void)
{
  static const char * const rows[] = {
    "user, password := \"elin_b\", \"" OPEN "kelp-nectar89" SHUT "\"", "f(user, password=\"" OPEN "kelp-nectar89" SHUT "\", \"x\")",
    "c.User, c.Password = \"ada\", \"" OPEN "Mesa9016" SHUT "\"", "PASSWORD=" OPEN "**Kestrel99" SHUT, "PASSWORD=**" OPEN "Kestrel99**" SHUT,
    "my pasword is " OPEN "Kestrel99!" SHUT, "routing key: " OPEN HEX32 SHUT, "# user,password,role\nada," OPEN "Robin6960x" SHUT ",admin\n",
    "wifi: kestrel-5G / " OPEN "4917498738" SHUT, "와이파이: larch_5G / " OPEN "4917498738" SHUT,
    "rediss:/:" OPEN "Xk29fj2lfk20ab" SHUT "@cache:6380", "rediss ://default:" OPEN "Xk29fj2lfk20ab" SHUT "@cache.internal:6380/0",
    "\"redis:\\/\\/a:" OPEN "Xk29fj2lfk20ab" SHUT "@db.example.com:6380\"", "u=postgres%3A%2F%2Fapp%3A" OPEN "Xk29fj2lfk20ab" SHUT "%40db.example.com",
    "postgres://reporting/:" OPEN "euIw3DIb5Ro5E8" SHUT "@db-2:5432/orders", "git clone https://'svc:" OPEN "HAOjlZZQdw3NYU" SHUT "@git.corp.example/m.git",
    "DB_PASSWORD=" OPEN "qlalfqjsgh!8977" SHUT,
    "\"password\": \"" OPEN "Violet-falcon472" SHUT "\", \"x\": 1",
    "Server=a;Pwd=" OPEN "Violet472x" SHUT ";Encrypt=1",
    "<password>" OPEN "Violet472x" SHUT "</password>",
    "- name: DB_PASSWORD\n  value: " OPEN "Violet472x" SHUT "\n",
    "IDENTIFIED BY '" OPEN "Violet472x" SHUT "';",
    "mysql -uroot -p" OPEN "Violet472x" SHUT " shop",
    "the wifi password is " OPEN "hunter22" SHUT ".",
    "passphrase for the disk is \"" OPEN "cactus pebble marble maple" SHUT "\"",
    "비밀번호는 " OPEN "qwer!1234" SHUT " 입니다",
    "사물함 92번 비밀번호 " OPEN "1357" SHUT,
    "API 키: " OPEN HEX32 SHUT,
    "X-Api-Key: " OPEN "LsfitxB7FAkakvoihMo9CUg1HRXXkba5" SHUT,
    "\"log\": \"x\\ntoken: " OPEN "Zk3n8Qw1Lx7Vb2Mt9Rf4" SHUT "\\npw=" OPEN "hunter22x" SHUT "\\nuser: bob\"",
    "q=%22" OPEN "gh" "p_" LOT36 SHUT "%22",
    "비밀번호\n" OPEN "Hunter!22x" SHUT "\n로그인",
    "admin/" OPEN "rqh$XfFWwJI=10" SHUT,
    "unlock it with " OPEN "MoiIySc33Wy83YymrfM5" SHUT " and go",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_codes_are_covered (void)
{
  static const char * const rows[] = {
    "Your verification code is " OPEN "956070" SHUT ". It expires soon.",
    OPEN "G-609065" SHUT " is your verification code.",
    "[x] 인증번호 [" OPEN "274559" SHUT "]를 입력해 주세요.",
    "Backup codes:\n" OPEN "a1b2-c3d4" SHUT "\n" OPEN "e5f6-g7h8" SHUT "\n",
    "Enter this key: " OPEN "cwjd ba4b nrvg 4hgl 7nhy jm2v 6vkv paah" SHUT,
    "제품 키: " OPEN "3Y60N-KPDUM-GN0P3-9C2PU-KAT5U" SHUT,
    "Use code " OPEN "464166" SHUT " to verify your email",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_numbers_prove_themselves (void)
{
  static const char * const rows[] = {
    "카드번호 " OPEN "4000-0534-8825-6323" SHUT " 유효기간 09/27",
    "Amex " OPEN "3714 496533 88447" SHUT " (corporate)",
    "IBAN: " OPEN "CH87 0000 0286 2769 9749 6" SHUT,
    "주민등록번호 : " OPEN "700325-1974236" SHUT,
    "국민은행 " OPEN "335-9560-3255-70" SHUT,
    "SSN " OPEN "987-65-4326" SHUT,
    "면허번호: " OPEN "11-76-768235-51" SHUT " (1종보통)",
    "여권 " OPEN "M123A4567" SHUT,
    "연락처 " OPEN "010-1405-3589" SHUT,
    "call " OPEN "+1 (415) 555-0132" SHUT " now",
    "휴대 전화 " OPEN "０１０－１９９１－８６８８" SHUT,
    "mail " OPEN "leo+billing@example.com" SHUT ".",
    "phrase: " OPEN "acoustic arctic anger adjust acquire august bronze awesome auction ankle almost addict" SHUT,
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_what_only_looks_like_one_is_left_alone (void)
{
  static const char * const rows[] = {
    "wifi channel 11 / 40 MHz", "routing key: orders.created.eu", "see https://medium.com/@user and ftp //notes and redis / memcached", "redis://cache:6379/0",
    "u=https%3A%2F%2Fexample.com%2Fa%3Ab%2F%40c", "a, b = \"password\", \"token\"", "mysql: // see the manual, mail me at a:b",
    "commit a1c8547ac3f624fcabd58b5217c437aa6f8b1611",
    "request id 27d8e126-f2e7-431f-a88b-91559e0209ae took 812 ms",
    "risk-assessment-and-task-force-integration-20260101 passed",
    "password: ${DB_PASSWORD}", "password: \"********\"", "OPENAI_API_KEY=sk-...", "Bearer YOUR_TOKEN_HERE", "password = config.get('db', 'password')",
    "postgresql://user:password@localhost/db", "git clone git@git.example:a/b.git",
    "오늘 비번이라 쉽니다", "primary_key = id, sort key: created_at", "암호화 방식은 AES-256 입니다", "인증번호 6자리를 입력하세요",
    "password incorrect, 98 attempts remaining", "API_KEY_HEADER=X-Api-Key", "TOKEN_TTL=3600", "pw = 40us pulse width",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMgMt5X3HB4cBQjL59jX+pgmkF7fLpOau4+D4HlEqzt4 me@host",
    "2021-10-21T02:54:31.968Z INFO", "offset 010-2048-4096 in page table", "serial 4000050161796981", "사업자등록번호 788-62-51433",
    "random 16 digits that fail the checksum: 2223001843140408", "법인 110111-0997286", "order #8359248771655066 shipped",
    "integrity sha512-fCPa+lgsfzo0ZQUU/gBAdtainDvHiSAggCaIRgO9wwWeNm2qVeNa8sEfbGPIQ4XL+WkMCcfHr1A6dez2BzalB5==",
    "contract 0x841156b7b5376761623cdef7913c16f74467f320 verified", "icon@2x.png", "[api key 1] and [password 2]", "password=[password 1]",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_nothing_hides_behind_what_cannot_be_seen (void)
{
  static const char * const rows[] = {
    "T=" OPEN "gh" "p_a1B2c3D4\u200be5F6g7H8i9J0k1L2m3N4o5P6q7R8" SHUT,
    "T=" OPEN "ｇｈｐ＿ａ１Ｂ２ｃ３Ｄ４ｅ５Ｆ６ｇ７Ｈ８ｉ９Ｊ０ｋ１Ｌ２ｍ３Ｎ４ｏ５Ｐ６ｑ７Ｒ８" SHUT,
    "card\u00a0" OPEN "4000\u20110534\u20118825\u20116323" SHUT,
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_your_own_rules_come_first (void)
{
  static const char * const rules[] = { "Project Heron", "ACME-\?\?\?\?-*", "password_prose:letmein*", "", "***", NULL };
  static const char * const allowed[] = { "010-1405-*", "email_address", "github_token", NULL };
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (rules, allowed);
  g_autoptr(GArray) spans = NULL;

  assert_found (redactor, "about " OPEN "project heron" SHUT ", not Project Herons");
  assert_found (redactor, "ticket " OPEN "ACME-2026-x9:7" SHUT " xACME-2026-1 ACME-20-");
  assert_found (redactor, "한글 " OPEN "acme-가나다라-마" SHUT " 끝");
  assert_found (redactor, "tel 010-1405-3589, mail a.b@example.com");
  assert_found (redactor, "still " OPEN "gh" "p_" LOT36 SHUT); /* what is critical is not left out by its kind */

  spans = askg_redactor_find (redactor, "letmeinplease", -1);
  g_assert_cmpuint (spans->len, ==, 1);
  g_assert_cmpint (g_array_index (spans, AskgSecretSpan, 0).category, ==, ASKG_SECRET_PASSWORD_PROSE);
}

static void
test_passwords_are_known_by_how_they_are_made (void)
{
  static const char * const rows[] = {
    "connect(\"esp\", \"ada\", \"" OPEN "gksrnrdls47" SHUT "\")",
    "비밀번호: " OPEN "rladudgml" SHUT,
    OPEN "vodxuk-7myhbo-Wirqef" SHUT,
    "mysql -uroot -p" OPEN "vodxuk-7myhbo-Wirqef" SHUT,
    "password " OPEN "Piripazi71Dopevifa57" SHUT,
    "password: " OPEN "Vanilla.Compass.3" SHUT,
    "DSN=ada:" OPEN "gksrnrdls15" SHUT "@tcp(db01:3306)/shop",
    "sunset-garden-Window9 is a street",
    "host,port,user,pass\ndb01,22,ada," OPEN "Cricket7843" SHUT,
    "http_auth=('elastic', '" OPEN "WER0Pb57ZI-Iat4ZesI" SHUT "')",
    "username ada privilege 15 secret 0 " OPEN "cricket_helium_71" SHUT,
    "use password " OPEN "21f55aa900a0f8a5" SHUT " for now",
    "stats auth ada:" OPEN "gksrnrdls97" SHUT,
    "telnet.write(b\"" OPEN "Jigubezu59Tilerone79" SHUT "\\n\")",
    "userPassword: {SSHA}UCYxa3x0xxbwLk7EOolOvmwbK6E5OZkA",
    "set passwd ENC Ex2XMCtFdJyXqbLtltB2tmwUjqI4vgBI",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_what_a_command_tells_is_covered (void)
{
  static const char * const rows[] = {
    "$ pass show mail/ada\n" OPEN "Kettle00!" SHUT "\nurl: https://mail.example",
    "kubectl get secret db -o jsonpath='{.data.password}' | base64 -d\n" OPEN "ladle_compass_13" SHUT,
    "pass show mail/ada\nError: mail/ada is not in the password store.",
    "here are the creds\nadmin\n" OPEN "RNBijmvPS^EON+36pR4Hcl" SHUT,
    "data:\n  .env: " OPEN "REJfUEFTU1dPUkQ9" "OTc3OThjOTgzMDQxYjk1ZAo=" SHUT,
    "data:\n  motd: V2VsY29tZSB0byB0aGUgbWFjaGluZSByb29tLCBwbGVhc2UgbG9jayB0aGUgZG9vcg==",
    "{\"result\": \"" OPEN "9GC?!Ar=WVqboeefLDaA" SHUT "\", \"special\": true, \"length\": 20}",
    "{\"result\": \"9GC?!Ar=WVqboeefLDaA\", \"length\": 20}",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_what_stands_below_a_head_or_behind_a_lead_is_covered (void)
{
  static const char * const rows[] = {
    "basic_auth_users:\n  ada: " OPEN "Cricket7843" SHUT "\n  bram: " OPEN "ladle_compass_13" SHUT,
    "[users]\nada = " OPEN "gksrnrdls97" SHUT ", admin",
    "users:\n  - name: web-front02\n    shell: /bin/bash",
    "password=" OPEN "Sparrow2019." SHUT,
    "password: " OPEN "*falcon2019" SHUT,
    "password: " OPEN "~falcon2019" SHUT,
    "ATTACH DATABASE 'e.db' AS e KEY '" OPEN "Lichen!2023" SHUT "';",
    "ATTACH DATABASE 'e.db' AS e",
    "Authorization: `Bearer ${\"" OPEN "2f0e6a51-93b4-4c1d-8e77-0a5d6b1c9f42" SHUT "\"}`",
    "child.sendline('" OPEN "q1w2e3r4" SHUT "')",
    "child.sendline('ls -la')",
    "xdotool type '" OPEN "Harbor4821" SHUT "' && xdotool key Return",
    "was it " OPEN "Cinder1987!" SHUT " or " OPEN "Cinder2023!" SHUT "?",
    "was it Tuesday or Thursday?",
    "{\"body\":\"login: ada\\npassword\\n" OPEN "Cricket7843" SHUT "\\nmore\"}",
    OPEN "3f2a1-bb09c" SHUT "\n" OPEN "90ae1-7c31d" SHUT "\nKeep these recovery codes somewhere safe.",
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_every_category_has_its_names (void)
{
  for (AskgSecretCategory i = 0; i < ASKG_SECRET_N_CATEGORIES; i++)
    {
      const char *nick = askg_secret_category_get_nick (i);
      AskgSecretCategory same;

      g_assert_true (askg_secret_category_from_nick (nick, strlen (nick), &same));
      g_assert_cmpint (same, ==, i);
      g_assert_nonnull (askg_secret_category_get_name (i));
      g_assert_cmpuint (strspn (askg_secret_category_get_word (i), "abcdefghijklmnopqrstuvwxyz -"), ==, strlen (askg_secret_category_get_word (i)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/privacy/redactor/keys-are-known-by-their-marks", test_keys_are_known_by_their_marks);
  g_test_add_func ("/privacy/redactor/a-key-in-a-wrapped-line-is-covered-whole", test_a_key_in_a_wrapped_terminal_line_is_covered_whole);
  g_test_add_func ("/privacy/redactor/structures-are-covered", test_structures_are_covered);
  g_test_add_func ("/privacy/redactor/private-keys-are-covered-torn-too", test_private_keys_are_covered_whole_torn_or_in_one_line);
  g_test_add_func ("/privacy/redactor/named-values-are-covered", test_named_values_are_covered);
  g_test_add_func ("/privacy/redactor/codes-are-covered", test_codes_are_covered);
  g_test_add_func ("/privacy/redactor/numbers-prove-themselves", test_numbers_prove_themselves);
  g_test_add_func ("/privacy/redactor/look-alikes-are-left-alone", test_what_only_looks_like_one_is_left_alone);
  g_test_add_func ("/privacy/redactor/nothing-hides-behind-the-unseen", test_nothing_hides_behind_what_cannot_be_seen);
  g_test_add_func ("/privacy/redactor/your-own-rules-come-first", test_your_own_rules_come_first);
  g_test_add_func ("/privacy/redactor/passwords-are-known-by-their-making", test_passwords_are_known_by_how_they_are_made);
  g_test_add_func ("/privacy/redactor/what-a-command-tells-is-covered", test_what_a_command_tells_is_covered);
  g_test_add_func ("/privacy/redactor/below-a-head-or-behind-a-lead", test_what_stands_below_a_head_or_behind_a_lead_is_covered);
  g_test_add_func ("/privacy/redactor/every-category-has-its-names", test_every_category_has_its_names);

  return g_test_run ();
}
