/* test-markdown.c: an answer reads the same however it arrives, and nothing in it acts or hides. */
#include "tests/unit/model/markdown-dump.h"

#include <string.h>
#include <time.h>

static const struct
{
  const char *what;
  const char *text;
  const char *blocks;
} texts[] = {
  { "empty", "", "" },
  { "words", "Line 87 calls it.", "p:Line 87 calls it.\n" },
  { "looks", "**Line 87** calls `session_resume()`, *not* ~~that~~.",
    "p:{b|Line 87} calls {m|session_resume()}, {i|not} {l|that}.\n" },
  { "bold-code", "**a `b` c**", "p:{b|a }{bm|b}{b| c}\n" },
  { "two-paragraphs", "a\nb\n\n\nc", "p:a b\np:c\n" },
  { "hard-break", "a  \nb\\\nc", "p:a\nb\nc\n" },
  { "headings", "# One\ntext\n## Two ##\n\nUnder\n===\n", "h1:One\np:text\nh2:Two\nh1:Under\n" },
  { "bullets", "Causes:\n- a\n- b\n  c\n\n- d\n", "p:Causes:\n-*p:a\n-*p:b c\n-*p:d\n" },
  { "numbers", "1. a\n1. b\n\n1. c\n", "-#1p:a\n-#2p:b\n-#3p:c\n" },
  { "numbers-from-seven", "7) a\n8) b\n", "-#7p:a\n-#8p:b\n" },
  { "two-lists", "1. a\n\ntext\n\n1. b\n", "-#1p:a\np:text\n-#1p:b\n" },
  { "nested", "- a\n  - b\n    1. c\n- d", "-*p:a\n--*p:b\n---#1p:c\n-*p:d\n" },
  { "item-of-two-paragraphs", "- a\n\n  b\n\nc", "-*p:a\n-p:b\np:c\n" },
  { "item-with-code", "1. Do:\n\n   ```sh\n   make\n\n   make check\n   ```\n2. Done",
    "-#1p:Do:\n-code sh:make\n\nmake check\n-#2p:Done\n" },
  { "fence-at-the-margin-of-an-item", "1. Do:\n```sh\nmake\n\n- x\n```\n2. Done",
    "-#1p:Do:\ncode sh:make\n\n- x\n-#2p:Done\n" },
  { "tasks", "- [ ] a\n- [x] b", "-[ ]p:a\n-[x]p:b\n" },
  { "empty-item", "-\n- a", "-*p:\n-*p:a\n" },
  { "quote", "> a\n> > b\n\nc", ">p:a\n>>p:b\np:c\n" },
  { "quoted-list", "> - a\n> - b", ">-*p:a\n>-*p:b\n" },
  { "code", "```c\nint a;\n\n# b\n```\nafter", "code c:int a;\n\n# b\np:after\n" },
  { "code-without-end", "~~~\n```\na", "code:```\na\n" },
  { "code-of-a-file", "```c src/session.c\na\n```\n```c title=\"x.c\"\n```\n```src/y.py\n```",
    "code c @src/session.c:a\ncode c @x.c:\ncode @src/y.py:\n" },
  { "code-by-indent", "    a\n\n      b\nc", "code:a\n\n  b\np:c\n" },
  { "indented-fence", "  ```\n    a\n  b\n  ```", "code:  a\nb\n" },
  { "rule", "a\n\n---\n* * *\nb", "p:a\nrule:\nrule:\np:b\n" },
  { "table", "| File | Errors |\n|---|--:|\n| `a.c` | 13 |\n| b |\n\nend",
    "table:/File|Errors/{m|a.c}|13/b|\np:end\n" },
  { "html-is-words", "<b>a</b> <script src=//x.example>", "p:<b>a</b> <script src=//x.example>\n" },
  { "markup-is-words", "<span size=\"2147483647\">BIG</span>", "p:<span size=\"2147483647\">BIG</span>\n" },
  { "entities-once", "&amp;lt; &lt;b&gt; &#65; &#x202e;x &nope; &#0;", "p:&lt; <b> A x &nope; \xef\xbf\xbd\n" },
  { "link", "See [GCC, *C* dialects](https://gcc.gnu.org/x?y=1#z).",
    "p:See {L=https://gcc.gnu.org/x?y=1#z|GCC, }{iL=https://gcc.gnu.org/x?y=1#z|C}"
    "{L=https://gcc.gnu.org/x?y=1#z| dialects} {h|(gcc.gnu.org)}.\n" },
  { "link-after-bold", "**a [b](https://x.example/) c**",
    "p:{b|a }{bL=https://x.example/|b} {h|(x.example)}{b| c}\n" },
  { "link-told", "<https://x.example/a> [x.example](https://x.example/b)",
    "p:{L=https://x.example/a|https://x.example/a} {L=https://x.example/b|x.example}\n" },
  { "address", "Open https://x.example/a?b=(c), or (http://y.example).",
    "p:Open {L=https://x.example/a?b=(c)|https://x.example/a?b=(c)}, or ({L=http://y.example|http://y.example}).\n" },
  { "address-in-code", "`https://x.example/`", "p:{m|https://x.example/}\n" },
  { "link-that-lies", "[https://bank.example/login](https://elsewhere.example/)",
    "p:{L=https://elsewhere.example/!|https://bank.example/login} {h|(elsewhere.example)}\n" },
  { "link-to-a-file-of-a-host", "[main.rs](https://x.example/main.rs)",
    "p:{L=https://x.example/main.rs|main.rs} {h|(x.example)}\n" },
  { "link-with-user", "[sign in](https://bank.example@elsewhere.example/)",
    "p:{L=https://elsewhere.example/|sign in} {h|(elsewhere.example)}\n" },
  { "address-with-user", "https://bank.example@elsewhere.example/", "p:https://bank.example@elsewhere.example/\n" },
  { "link-nobody-sees", "a[\xe2\x80\x8b](https://x.example/) [](https://y.example/)",
    "p:a{L=https://x.example/|x.example} {L=https://y.example/|y.example}\n" },
  { "link-of-another-scheme", "[a](javascript:x) [b](file:///etc/passwd) [c](askglass://x) [d](rel/path)", "p:a b c d\n" },
  { "link-of-letters-that-look-alike", "[a](https://\xd0\xb0pple.example/)",
    "p:{L=https://xn--pple-43d.example/|a} {h|(xn--pple-43d.example)}\n" },
  { "mail", "[write](mailto:a@x.example?attach=/etc/passwd)", "p:{L=mailto:a@x.example|write} {h|(a@x.example)}\n" },
  { "reference", "See [the update][ref].\n\n[ref]: https://x.example/u 'title'\n",
    "p:See {L=https://x.example/u|the update} {h|(x.example)}.\np:[ref]: https://x.example/u 'title'\n" },
  { "reference-in-a-list", "- [a]\n- b\n\n[A]: <https://x.example/>\n[a]: https://y.example/\n",
    "-*p:{L=https://x.example/|a} {h|(x.example)}\n-*p:b\np:[A]: <https://x.example/>\np:[a]: https://y.example/\n" },
  { "picture", "![chart](https://x.example/p.png?d=1)", "picture @x.example:chart\n" },
  { "picture-of-a-file", "![p](file:///etc/passwd)", "picture:p\n" },
  { "picture-in-a-line", "a ![b](https://x.example/p.png) c", "p:a {P|b (picture at x.example, not fetched)} c\n" },
  { "two-pictures", "![a](b) ![](c)", "p:{P|a (picture, not fetched)} {P|(picture, not fetched)}\n" },
  { "picture-in-a-link", "[![ok](https://a.example/a.png)](https://b.example/)",
    "p:{LP=https://b.example/|ok (picture at a.example, not fetched)} {h|(b.example)}\n" },
  { "pointers", "1. [1] The error\n2. **[2]** and [12], not a[3], `[4]` or [123]",
    "-#1p:{p1|[1]} The error\n-#2p:{bp2|[2]} and {p12|[12]}, not a[3], {m|[4]} or [123]\n" },
  { "places", "See src/main.c:12, `lib/a-b.py:3:7` and Makefile:4; **x.rs:9**.",
    "p:See {f|src/main.c:12}, {mf|lib/a-b.py:3:7} and {f|Makefile:4}; {bf|x.rs:9}.\n" },
  { "places-in-code", "`gcc -c main.c:12 x`", "p:{m|gcc -c }{mf|main.c:12}{m| x}\n" },
  { "no-places", "at 10:30, x.example:8080, v1.2:3, main.c:0, main.c:12a, main.c, :12, a.c:99999999, C:\\x.c:3, 가.c:",
    "p:at 10:30, x.example:8080, v1.2:3, main.c:0, main.c:12a, main.c, :12, a.c:99999999, C:\\x.c:3, 가.c:\n" },
  { "places-of-addresses", "https://x.example/main.c:12 [main.c:3](https://x.example/)",
    "p:{L=https://x.example/main.c:12|https://x.example/main.c:12} {L=https://x.example/!|main.c:3} {h|(x.example)}\n" },
  { "line-ends", "a\r\nb\r\rc", "p:a b\np:c\n" },
  { "nothing-is-cut-off", "before\xef\xbf\xbe" "after \xf0\x9f\x98", "p:before\xef\xbf\xbd" "after \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n" },
  { "override-in-words", "\xe2\x80\xaeyllaunam\xe2\x80\xac sent", "p:yllaunam sent\n" },
  { "override-in-code", "```\na\xe2\x80\xae b\n```\n`\xe2\x81\xa6`", "code:a<U+202E> b\np:{m|<U+2066>}\n" },
  { "escape-sequence", "\033[31mred", "p:<U+001B>[31mred\n" },
  { "marks", "Z\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5ok",
    "p:Z\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5\xcc\xb5ok\n" },
  { "korean", "**컴파일러가** 보기 전에", "p:{b|컴파일러가} 보기 전에\n" },
};

/* Where the view would stand that did as it was told. */
static void
follow (GPtrArray                *shown,
        AskgMarkdown             *markdown,
        const AskgMarkdownChange *change)
{
  g_assert_cmpuint (change->first + change->n_removed, <=, shown->len);
  if (change->n_removed > 0)
    g_ptr_array_remove_range (shown, change->first, change->n_removed);
  for (guint i = 0; i < change->n_added; i++)
    g_ptr_array_insert (shown, change->first + i, (gpointer) askg_markdown_get_block (markdown, change->first + i));

  g_assert_cmpuint (shown->len, ==, askg_markdown_get_n_blocks (markdown));
  for (guint i = 0; i < shown->len; i++)
    g_assert_true (shown->pdata[i] == askg_markdown_get_block (markdown, i));
}

static char *
dump_pieces (const char *text,
             gsize       n_bytes,
             gsize       n_step,
             gsize       first)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  AskgMarkdownChange change;

  for (gsize at = 0, n = first; at < n_bytes; at += n, n = n_step)
    {
      n = MIN (n, n_bytes - at);
      askg_markdown_append (markdown, text + at, n, &change);
      follow (shown, markdown, &change);
    }
  askg_markdown_end (markdown, &change);
  follow (shown, markdown, &change);

  return dump_markdown (markdown);
}

static void
test_text (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse (texts[i].text);
  g_autofree char *blocks = dump_markdown (markdown);

  g_assert_cmpstr (blocks, ==, texts[i].blocks);
}

static void
test_every_cut (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  const gsize n_bytes = strlen (texts[i].text);

  for (gsize cut = 1; cut <= n_bytes; cut++)
    {
      g_autofree char *blocks = dump_pieces (texts[i].text, n_bytes, n_bytes, cut);

      g_assert_cmpstr (blocks, ==, texts[i].blocks);
    }
  for (gsize step = 1; step <= 3; step++)
    {
      g_autofree char *blocks = dump_pieces (texts[i].text, n_bytes, step, step);

      g_assert_cmpstr (blocks, ==, texts[i].blocks);
    }
}

/* Everything at once, in an order of its own each time, cut at random. */
static void
test_random_cuts (void)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *whole = NULL;
      g_autofree char *pieces = NULL;

      for (int i = 0; i < 8; i++)
        {
          g_string_append (text, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))].text);
          g_string_append (text, g_test_rand_bit () ? "\n" : "\n\n");
        }
      whole = dump_pieces (text->str, text->len, text->len, text->len);
      pieces = dump_pieces (text->str, text->len, g_test_rand_int_range (1, 40), g_test_rand_int_range (1, 40));
      g_assert_cmpstr (pieces, ==, whole);
    }
}

/* What is being written does not jump: marks that may yet become something else wait a little. */
static void
test_half_a_mark_is_not_shown (void)
{
  static const char *const halves[] = { "-", "1.", "#", "``", "```c", "|", "---" };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();
      g_autofree char *blocks = NULL;

      askg_markdown_append (markdown, "Causes:\n", 8, NULL);
      askg_markdown_append (markdown, halves[i], strlen (halves[i]), NULL);
      blocks = dump_markdown (markdown);
      g_assert_cmpstr (blocks, ==, "p:Causes:\n");
    }
}

static void
test_finished_blocks_stay (void)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();
  AskgMarkdownChange change;
  const AskgMarkdownBlock *first;

  askg_markdown_append (markdown, "a\n\nb", 4, &change);
  g_assert_cmpuint (change.first, ==, 0);
  g_assert_cmpuint (change.n_added, ==, 2);
  first = askg_markdown_get_block (markdown, 0);

  askg_markdown_append (markdown, " c", 2, &change);
  g_assert_cmpuint (change.first, ==, 1);
  g_assert_cmpuint (change.n_removed, ==, 1);
  g_assert_cmpuint (change.n_added, ==, 1);
  g_assert_true (askg_markdown_get_block (markdown, 0) == first);

  askg_markdown_append (markdown, "\n\n", 2, &change);
  g_assert_cmpuint (change.n_removed + change.n_added, ==, 0);
}

static void
test_long_answers_come_in_pages (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AskgMarkdown) markdown = NULL;
  AskgMarkdownChange change;
  guint n_before;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (text, "Paragraph %d has a few words in it.\n\n", i);
  markdown = askg_markdown_parse (text->str);
  n_before = askg_markdown_get_n_blocks (markdown);
  g_assert_true (askg_markdown_has_more (markdown));
  g_assert_cmpuint (n_before, <, 2000);

  askg_markdown_show_more (markdown, &change);
  g_assert_false (askg_markdown_has_more (markdown));
  g_assert_cmpuint (change.first, ==, n_before);
  g_assert_cmpuint (askg_markdown_get_n_blocks (markdown), ==, 3000);
}

static void
test_too_much_is_shown_as_it_is (void)
{
  g_autoptr(GString) wide = g_string_new (NULL);
  g_autofree char *deep = g_strnfill (500, '>');
  g_autoptr(AskgMarkdown) nested = askg_markdown_parse (deep);
  g_autoptr(AskgMarkdown) table = NULL;

  g_assert_cmpuint (askg_markdown_get_n_blocks (nested), ==, 1);
  g_assert_cmpstr (askg_markdown_get_block (nested, 0)->body.text, ==, deep);

  for (int i = 0; i < 40; i++)
    g_string_append (wide, "|a");
  g_string_append (wide, "|\n");
  for (int i = 0; i < 40; i++)
    g_string_append (wide, "|---");
  g_string_append (wide, "|");
  table = askg_markdown_parse (wide->str);
  g_assert_cmpstr (askg_markdown_get_block (table, 0)->body.text, ==, wide->str);
}

static void
test_long_lines_are_cut (void)
{
  g_autofree char *line = g_strnfill (40000, 'A');
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse (line);
  gsize n_bytes = 0;

  for (guint i = 0; i < askg_markdown_get_n_blocks (markdown); i++)
    {
      const char *text = askg_markdown_get_block (markdown, i)->body.text;

      g_assert_cmpuint (strlen (text), <=, ASKG_MARKDOWN_MAX_PARAGRAPH);
      n_bytes += strlen (text);
    }
  g_assert_cmpuint (n_bytes, ==, 40000);
}

static void
test_hidden_characters_are_counted (void)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse ("a\xe2\x80\x8b\n\n`b\xe2\x80\xae`\n\n```\n\xe2\x81\xa6\n```");

  g_assert_cmpuint (askg_markdown_get_n_hidden (markdown), ==, 3);
}

static void
test_plain_text_is_what_is_seen (void)
{
  g_autoptr(AskgMarkdown) markdown =
    askg_markdown_parse ("# Why\n**Line 87**\n\n1. a\n2. b\n   - c\n\n```c\nint a;\n```\n> q\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
  g_autofree char *plain = askg_markdown_to_plain (markdown);

  g_assert_cmpstr (plain, ==, "Why\n\nLine 87\n\n1. a\n2. b\n  • c\n\nint a;\n\n> q\n\nx\ty\n1\t2\n");
}

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec / 1e9;
}

/* Twice the text may take about twice the time; a quadratic step takes four times as much. */
static void
test_time_grows_with_the_text (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  double seconds[2];

  for (int half = 0; half < 2; half++)
    {
      g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();

      while (text->len < (half + 1) * 30000u)
        g_string_append (text, "Some **words** and `code` of an answer, a line of it.\n- item\n\n");
      seconds[half] = -cpu_seconds ();
      for (gsize at = 0; at < text->len; at += 4)
        askg_markdown_append (markdown, text->str + at, MIN (4, text->len - at), NULL);
      seconds[half] += cpu_seconds ();
    }
  g_test_message ("30 kB: %.0f ms, 60 kB: %.0f ms", seconds[0] * 1e3, seconds[1] * 1e3);
  g_assert_cmpfloat (seconds[1], <, seconds[0] * 3.2 + 0.02);
}

static double
append_bytes (AskgMarkdown *markdown,
              gsize         n_bytes)
{
  const double start = cpu_seconds ();

  for (gsize i = 0; i < n_bytes; i++)
    askg_markdown_append (markdown, "A", 1, NULL);

  return cpu_seconds () - start;
}

/* A line of a megabyte, byte by byte: a byte on the page costs a paragraph, one behind it next to nothing. */
static void
test_what_comes_behind_a_full_page_costs_nothing (void)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();
  g_autofree char *most = g_strnfill (12 * 1024, 'A');
  g_autofree char *rest = g_strnfill (2 * ASKG_MARKDOWN_PAGE_BYTES, 'A');
  double on_page, behind[2];

  askg_markdown_append (markdown, most, strlen (most), NULL);
  on_page = append_bytes (markdown, 1000);
  askg_markdown_append (markdown, rest, strlen (rest), NULL);
  g_assert_true (askg_markdown_has_more (markdown));
  behind[0] = append_bytes (markdown, 256 * 1024);
  behind[1] = append_bytes (markdown, 512 * 1024);
  g_test_message ("1 kB on the page: %.0f ms; behind it 256 kB: %.0f ms, 512 kB: %.0f ms", on_page * 1e3, behind[0] * 1e3,
                  behind[1] * 1e3);
  g_assert_cmpfloat (behind[0], <, on_page + 0.02);
  g_assert_cmpfloat (behind[1], <, behind[0] * 3.2 + 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/markdown/text/", texts[i].what, NULL);
      g_autofree char *cut_path = g_strconcat ("/engine/markdown/every-cut/", texts[i].what, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_text);
      g_test_add_data_func (cut_path, GSIZE_TO_POINTER (i), test_every_cut);
    }
  g_test_add_func ("/engine/markdown/random-cuts", test_random_cuts);
  g_test_add_func ("/engine/markdown/half-a-mark-is-not-shown", test_half_a_mark_is_not_shown);
  g_test_add_func ("/engine/markdown/finished-blocks-stay", test_finished_blocks_stay);
  g_test_add_func ("/engine/markdown/long-answers-come-in-pages", test_long_answers_come_in_pages);
  g_test_add_func ("/engine/markdown/too-much-is-shown-as-it-is", test_too_much_is_shown_as_it_is);
  g_test_add_func ("/engine/markdown/long-lines-are-cut", test_long_lines_are_cut);
  g_test_add_func ("/engine/markdown/hidden-characters-are-counted", test_hidden_characters_are_counted);
  g_test_add_func ("/engine/markdown/plain-text-is-what-is-seen", test_plain_text_is_what_is_seen);
  g_test_add_func ("/engine/markdown/time-grows-with-the-text", test_time_grows_with_the_text);
  g_test_add_func ("/engine/markdown/what-comes-behind-a-full-page-costs-nothing", test_what_comes_behind_a_full_page_costs_nothing);

  return g_test_run ();
}
