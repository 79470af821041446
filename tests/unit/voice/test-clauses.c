/* test-clauses.c: what is said of an answer, and when. */
#include "engine/voice/askg-clauses.h"

#include <locale.h>
#include <string.h>

/* The clauses of @text fed in pieces of these sizes, a line each: "en: Hello." */
static char *
speak (const char *text,
       const char *language,
       gsize       n_first,
       gsize       n_more)
{
  g_autoptr(AskgClauses) clauses = askg_clauses_new (language);
  GString *out = g_string_new (NULL);
  const gsize n = strlen (text);

  for (gsize at = 0; at < n;)
    {
      const gsize n_now = MIN (at == 0 ? n_first : n_more, n - at);

      askg_clauses_feed (clauses, text + at, n_now);
      at += n_now;
      if (n_now == 0)
        n_first = 1;
    }
  askg_clauses_end (clauses);
  for (;;)
    {
      g_autoptr(AskgClause) clause = askg_clauses_pop (clauses);

      if (clause == NULL)
        break;
      g_string_append_printf (out, "%s: %s\n", clause->language, clause->text);
    }

  return g_string_free (out, FALSE);
}

static const struct { const char *text; const char *language; const char *said; } rows[] = {
  /* sentences */
  { "Hello there. It works!", "en", "en: Hello there.\nen: It works!\n" },
  { "Use tools, e.g. a hammer. Then rest.", "en", "en: Use tools, e.g. a hammer.\nen: Then rest.\n" },
  { "Pi is 3.14159, and v2.0 of it came at 10:30 today. Fine.", "en",
    "en: Pi is 3.14159, and v2.0 of it came at 10:30 today.\nen: Fine.\n" },
  { "Dr. Smith and J. Doe agree (they said \"yes.\") Good for all.", "en",
    "en: Dr. Smith and J. Doe agree (they said \"yes.\")\nen: Good for all.\n" },
  { "Ask at 5 p.m. or so, cats, dogs etc. and more. End of it.", "en",
    "en: Ask at 5 p.m. or so, cats, dogs etc. and more.\nen: End of it.\n" },
  { "Es ist der 3. Mai und die Sonne scheint z. B. nicht. Das ist gut.", "de",
    "de: Es ist der 3. Mai und die Sonne scheint z. B. nicht.\nde: Das ist gut.\n" },
  { "설정을 여세요. 그리고 네트워크를 고르세요.", "ko", "ko: 설정을 여세요.\nko: 그리고 네트워크를 고르세요.\n" },
  { "設定を開きます。「はい。」と答えてください。", "ja", "ja: 設定を開きます。\nja: 「はい。」と答えてください。\n" },
  { "请打开设置。然后选择网络！", "zh", "zh: 请打开设置。\nzh: 然后选择网络！\n" },
  /* whose language */
  { "Docker 컨테이너를 다시 시작하세요. It is the only way to do this.", "ko",
    "ko: Docker 컨테이너를 다시 시작하세요.\nen: It is the only way to do this.\n" },
  { "ネットワークを選択します。東京。", "en", "ja: ネットワークを選択します。\nja: 東京。\n" },
  { "Откройте настройки. Готово.", "en", "ru: Откройте настройки.\nru: Готово.\n" },
  { "Das ist nicht die Datei, die Sie suchen. The file is in the folder of the user.", "de",
    "de: Das ist nicht die Datei, die Sie suchen.\nen: The file is in the folder of the user.\n" },
  { "Guten Tag. Das ist ein Satz und er geht weiter. Danke sehr.", "en",
    "en: Guten Tag.\nde: Das ist ein Satz und er geht weiter.\nde: Danke sehr.\n" },
  { "Das ist nicht die Datei. The file is in the folder. Look there.", "de",
    "de: Das ist nicht die Datei.\nen: The file is in the folder.\nen: Look there.\n" },
  /* Markdown */
  { "# Title\n\nFirst **bold and *both*** words. Then `code`.\n", "en", "en: Title.\nen: First bold and both words.\nen: Then code.\n" },
  { "- one thing\n- another thing\n\n1. first step\n2. second step\n", "en",
    "en: one thing.\nen: another thing.\nen: 1. first step.\nen: 2. second step.\n" },
  { "Try this:\n```c\nint main (void)\n{\n}\n```\nDone now.\n", "en", "en: Try this:\nen: Code, 3 lines of C.\nen: Done now.\n" },
  { "```\none\n```\n", "en", "en: Code, 1 line.\n" },
  { "See [the page](https://example.com/a?b=c) for more.", "en", "en: See the page for more.\n" },
  { "See [the page](https://example.com/a?b=c).", "en", "en: See the page.\n" },
  { "| Name | Size |\n|---|---|\n| disk | 12 GB |\n| card | 8 GB |\n\nThat is all.\n", "en",
    "en: Name, Size.\nen: disk, 12 gigabytes.\nen: card, 8 gigabytes.\nen: That is all.\n" },
  { "Before.\n\n---\n\nAfter it all.", "en", "en: Before.\nen: After it all.\n" },
  { "![a red cat](https://example.com/cat.png)\n\nNice cat.", "en", "en: Picture: a red cat.\nen: Nice cat.\n" },
  { "Good [page][1] to read.\n\n[1]: https://example.com/x\n", "en", "en: Good page to read.\n" },
  { "This is ~~wrong~~ right.", "en", "en: This is right.\n" },
  /* what is not words */
  { "Call `askg_speaker_sayAsync()` or getElementById now.", "en", "en: Call askg speaker say Async or get Element By Id now.\n" },
  { "Run `ninja -C build && app --version | wc -l` if `a != b`.", "en",
    "en: Run ninja dash C build and app dash version pipe wc dash l if a is not b.\n" },
  { "The flag `-v` or -v, and a - b.", "en", "en: The flag dash v or -v, and a - b.\n" },
  { "It is at https://user:pass@www.example.com/x/y?z=1 today.", "en", "en: It is at example.com today.\n" },
  { "Edit /home/me/.config/foo_bar.conf and ~/x/notes.txt please.", "en", "en: Edit foo bar.conf and notes.txt please.\n" },
  { "It takes 5–10 ms, 12MB or 3 µs (at 2.5 GHz).", "en",
    "en: It takes 5 to 10 milliseconds, 12 megabytes or 3 microseconds (at 2.5 gigahertz).\n" },
  { "램은 16GB이고 8 GB 남았습니다.", "ko", "ko: 램은 16GB이고 8 기가바이트 남았습니다.\n" },
  { "Great 🎉👩‍💻 work ✅ done ❌.", "en", "en: Great work yes done no.\n" },
  { "🎉🎉🎉\n\nHi.", "en", "en: Hi.\n" },
  { "Open Settings → Network — then wait…", "en", "en: Open Settings, Network, then wait…\n" },
  { "Your key is [api key 1], keep [password 12] safe.", "en", "en: Your key is api key 1, keep password 12 safe.\n" },
  { "a\xe2\x80\xae b \xf3\xa0\x81\xa1\xf3\xa0\x81\xa2 c\x01\x1b[31m d.", "en", "en: a b c 31m d.\n" },
  { "", "en", "" },
  { "...\n\n---\n", "en", "" },
  { "**unclosed bold. And more.\n\nNext one.", "en", "en: unclosed bold.\nen: And more.\nen: Next one.\n" },
  { "**Closed late. All of it.** After it.", "en", "en: Closed late.\nen: All of it. After it.\n" },
  { "C# and F# are languages.", "en", "en: C# and F# are languages.\n" },
};

static void
test_what_is_said (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = speak (rows[i].text, rows[i].language, strlen (rows[i].text), 1);

      if (g_strcmp0 (said, rows[i].said) != 0)
        {
          g_test_message ("of: %s\nsaid: %s", rows[i].text, said);
          g_test_fail ();
        }
    }
}

static void
test_however_it_is_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gsize n = strlen (rows[i].text);

      for (gsize cut = 0; cut <= n; cut++)
        {
          g_autofree char *said = speak (rows[i].text, rows[i].language, cut, n);

          g_assert_cmpstr (said, ==, rows[i].said);
        }
      for (gsize size = 1; size < 8; size++)
        {
          g_autofree char *said = speak (rows[i].text, rows[i].language, size, size);

          g_assert_cmpstr (said, ==, rows[i].said);
        }
    }
}

static void
test_it_is_said_as_soon_as_it_is_whole (void)
{
  static const struct { const char *so_far; guint n_clauses; } steps[] = {
    { "Hello there", 0 }, { ". ", 1 }, { "Now **all of it is bold. ", 1 }, { "Really so.** ", 2 }, { "Some `co. ", 2 }, { "de` here. ", 3 },
    { "\n\n", 3 }, { "```sh\nls\n", 3 }, { "```\n", 4 }, { "| a | b |\n", 4 }, { "|---|---|\n", 5 }, { "| c | ", 5 }, { "d |\n", 6 },
    { "\nNo end", 6 }, { "\n\n", 7 }, { "## Heading\n", 8 }, { "はい、終わりです。", 9 }, { "Last", 9 },
  };
  g_autoptr(AskgClauses) clauses = askg_clauses_new ("en");
  guint n_clauses = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AskgClause *clause;

      askg_clauses_feed (clauses, steps[i].so_far, strlen (steps[i].so_far));
      while ((clause = askg_clauses_pop (clauses)) != NULL)
        {
          n_clauses++;
          askg_clause_unref (clause);
        }
      if (n_clauses != steps[i].n_clauses)
        g_test_message ("after: %s", steps[i].so_far);
      g_assert_cmpuint (n_clauses, ==, steps[i].n_clauses);
    }
}

/* Every word that is spoken lights one that is shown. */
static void
test_words_are_found_in_the_transcript (void)
{
  static const struct { const char *spoken; const char *shown; } words[] = {
    { "Call", "Call" }, { "sayAsync", NULL }, { "speaker", "askg_speaker_sayAsync()" }, { "now", "now" }, { "example.com", "https://example.com/x" },
    { "gigabytes", "GB" }, { "card", "card" }, { "page", "page" }, { "12", "12" },
  };
  g_autoptr(AskgClauses) clauses = askg_clauses_new ("en");
  static const char text[] = "# Head\n\nCall `askg_speaker_sayAsync()` now, or **see https://example.com/x** and the [page](https://a.b).\n\n"
                             "| disk | size |\n|---|---|\n| card | 12 GB |\n";
  g_autofree char *transcript = NULL;
  guint n_found = 0;
  AskgClause *clause;

  askg_clauses_feed (clauses, text, strlen (text));
  askg_clauses_end (clauses);
  transcript = askg_markdown_to_transcript (askg_clauses_get_markdown (clauses));
  while ((clause = askg_clauses_pop (clauses)) != NULL)
    {
      g_assert_cmpuint (clause->end_byte, <=, strlen (transcript));
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        {
          const char *at = strstr (clause->text, words[i].spoken);
          g_autofree char *shown = NULL;
          gsize start, end;

          if (at == NULL)
            continue;
          g_assert_true (askg_clause_find_shown (clause, at - clause->text, at - clause->text + strlen (words[i].spoken), &start, &end));
          shown = g_strndup (transcript + start, end - start);
          g_assert_cmpstr (shown, ==, words[i].shown);
          n_found++;
        }
      askg_clause_unref (clause);
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (words) - 1);
}

static void
test_a_long_one_without_end_is_cut (void)
{
  g_autoptr(GString) endless = g_string_new (NULL);
  g_autofree char *said = NULL;
  g_auto(GStrv) lines = NULL;

  for (int i = 0; i < 2000; i++)
    g_string_append (endless, "word ");
  said = speak (endless->str, "en", 7, 7);
  lines = g_strsplit (said, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 20);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <, 700);
}

/* All of a long answer, not its first page. */
static void
test_nothing_of_a_long_answer_is_left_out (void)
{
  g_autoptr(AskgClauses) clauses = askg_clauses_new ("en");
  guint n_clauses = 0;
  AskgClause *clause;

  for (int i = 0; i < 4000; i++)
    {
      g_autofree char *line = g_strdup_printf ("This is the sentence number %d of many.\n\n", i);

      askg_clauses_feed (clauses, line, strlen (line));
    }
  askg_clauses_end (clauses);
  for (; (clause = askg_clauses_pop (clauses)) != NULL; n_clauses++)
    askg_clause_unref (clause);
  g_assert_cmpuint (n_clauses, ==, 4000);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/clauses/what-is-said", test_what_is_said);
  g_test_add_func ("/voice/clauses/however-it-is-cut", test_however_it_is_cut);
  g_test_add_func ("/voice/clauses/as-soon-as-it-is-whole", test_it_is_said_as_soon_as_it_is_whole);
  g_test_add_func ("/voice/clauses/words-are-found-in-the-transcript", test_words_are_found_in_the_transcript);
  g_test_add_func ("/voice/clauses/a-long-one-without-end-is-cut", test_a_long_one_without_end_is_cut);
  g_test_add_func ("/voice/clauses/nothing-of-a-long-answer-is-left-out", test_nothing_of_a_long_answer_is_left_out);

  return g_test_run ();
}
