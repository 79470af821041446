/* test-pattern.c: what a pattern takes, what it leaves, and what it refuses to be. */
#include "engine/debug/askg-pattern.h"

#include <string.h>

/* "name=value|name=value", or %NULL when @source does not fit @text. */
static char *
matched (const char    *source,
         const char    *text,
         AskgMatchMode  mode)
{
  g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_pattern_free);
  g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (text);
  g_autoptr(AskgPatternScratch) scratch = askg_pattern_scratch_new ();
  g_autoptr(GError) error = NULL;
  const AskgSpan window = { 0, skeleton->folded->len };

  askg_pattern_compile (source, patterns, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < patterns->len; i++)
    {
      const AskgPattern *pattern = g_ptr_array_index (patterns, i);
      g_autoptr(GString) told = g_string_new (NULL);
      AskgPatternMatch match;

      if (!askg_pattern_match (pattern, skeleton, window, 0, mode, scratch, &match))
        continue;
      for (guint j = 0; j < askg_pattern_get_n_names (pattern); j++)
        {
          g_autofree char *value = askg_skeleton_slice (skeleton, match.captures[j].start, match.captures[j].end,
                                                        askg_pattern_keeps_spaces (pattern, j));

          g_string_append_printf (told, "%s%s=%s", j > 0 ? "|" : "", askg_pattern_get_name (pattern, j), value);
        }
      return g_strdup (told->str);
    }

  return NULL;
}

static void
test_captures_take_what_is_theirs (void)
{
  static const struct
  {
    const char    *source;
    const char    *text;
    AskgMatchMode  mode;
    const char    *told;
  } cases[] = {
    { "{place} {level}: '{name}' undeclared", "  src/a b/x.c:3:14: error: ‘n’ undeclared here", ASKG_MATCH_STRICT,
      "file=b/x.c|line=3|column=14|level=error|name=n" },
    { "{place} {level}: '{name}' undeclared", "x.c:3: error: 'struct foo' undeclared", ASKG_MATCH_STRICT,
      "file=x.c|line=3|level=error|name=struct foo" },
    { "{place} {level}: '{name}' undeclared", "C:\\src\\x.c:3:9: fatal error: 'n' undeclared", ASKG_MATCH_STRICT,
      "file=C:\\src\\x.c|line=3|column=9|level=fatal error|name=n" },
    { "{place} {level}: '{name}' undeclared", "main .c : 3 : 14 : error : n undeclared", ASKG_MATCH_STRICT, NULL },
    { "{place} {level}: '{name}' undeclared", "main .c : 3 : 14 : error : n undeclared", ASKG_MATCH_TOLERANT,
      "file=main.c|line=3|column=14|level=error|name=n" },
    { "{file:path}({line},{column}): error TS{number}: {message:rest}", "src/app.ts(10,5): error TS2304: Cannot find name 'x'.",
      ASKG_MATCH_STRICT, "file=src/app.ts|line=10|column=5|number=2304|message=Cannot find name 'x'." },
    { "No module named '{name}'", "ImportError: No module named requests", ASKG_MATCH_STRICT, NULL },
    { "No module named '{name}'", "ImportError: No module named requests.", ASKG_MATCH_TOLERANT, "name=requests" },
    { "{cmd:word}: command not found", "bash: kubctl: command not found", ASKG_MATCH_STRICT, "cmd=kubctl" },
    { "^{cmd:word}: command not found", "bash: kubctl: command not found", ASKG_MATCH_STRICT, NULL },
    { "Permission denied$", "rm: x: Permission denied", ASKG_MATCH_STRICT, "" },
    { "Permission denied$", "Permission denied (publickey).", ASKG_MATCH_STRICT, NULL },
    { "error: {what:text} failed", "terror: x failed", ASKG_MATCH_STRICT, NULL },
    { "cannot open {path}", "cannot open /etc/passwd: Permission denied", ASKG_MATCH_STRICT, "path=/etc/passwd" },
    { "relation \"{name}\" does not exist", "ERROR:  relation “orders” does not exist", ASKG_MATCH_STRICT, "name=orders" },
    { "undefined symbol: {name}", "undefned symbol: foo", ASKG_MATCH_TOLERANT, NULL },
    { "undefined symbol: {name}", "undetined symbol: foo", ASKG_MATCH_TOLERANT, "name=foo" },
    { "json {} in {name}", "json {} in body", ASKG_MATCH_STRICT, "name=body" },
    { "찾을 수 없음: {name}", "명령을 찾을 수 없음: gti", ASKG_MATCH_STRICT, "name=gti" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = matched (cases[i].source, cases[i].text, cases[i].mode);

      g_test_message ("%s in %s", cases[i].source, cases[i].text);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

static void
test_a_source_that_says_too_little_is_refused (void)
{
  static const char *const sources[] = {
    "", "{name}", "{a}{b} is wrong", "{name:colour} is wrong", "{NAME} is wrong",
    "{a} one {b} two {c} three {d} four {e} five {f} six {g} seven {h} eight {i} nine",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_pattern_free);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", sources[i]);
      g_assert_false (askg_pattern_compile (sources[i], patterns, &error));
      g_assert_nonnull (error);
    }
}

/* Takes back as often as it can: without its memory this would take longer than the universe lasts. */
static void
test_a_hostile_line_takes_linear_time (void)
{
  g_autofree char *as = g_strnfill (4000, 'a');
  g_autoptr(GTimer) timer = g_timer_new ();
  g_autofree char *told = matched ("{a:text}a{b:text}a{c:text}a{d:text}a{e:text}a{f:text}a{g:text}aaab", as, ASKG_MATCH_TOLERANT);

  g_assert_null (told);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debug/pattern/captures", test_captures_take_what_is_theirs);
  g_test_add_func ("/debug/pattern/refused", test_a_source_that_says_too_little_is_refused);
  g_test_add_func ("/debug/pattern/linear", test_a_hostile_line_takes_linear_time);

  return g_test_run ();
}
