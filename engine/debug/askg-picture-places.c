/* askg-picture-places.c: any thread.
 *
 * Who reads a picture puts blanks beside stops and colons, takes a colon for a semicolon and a one for an l. Where a place
 * stands it is plain what is meant: behind the name of a file there is a colon and a number. Only what stands there is mended, and
 * no letter of a name: whose name it was is told by the files there are. */
#include "engine/debug/askg-picture-places.h"

#include <string.h>

#include "engine/debug/askg-skeleton.h"

#define MAX_LINE_BYTES 4000u /* no tool tells its place behind so much; an expression would look for it */

#define NUMBER "[0-9lIiOoSBZ|]{1,6}"
#define ENDING                                                                                                                     \
  "(?:c|h|cc|cpp|cxx|c\\+\\+|hh|hpp|hxx|m|mm|S|s|py|pyi|rs|go|java|kt|kts|scala|groovy|gradle|js|mjs|cjs|jsx|ts|tsx|vue|rb|pl|"     \
  "pm|php|lua|sh|bash|zsh|fish|awk|sed|sql|cs|fs|vb|swift|vala|dart|hs|ml|ex|exs|erl|f90|adb|ads|zig|nim|tf|toml|yaml|yml|json|"   \
  "xml|ini|cfg|conf|cmake|txt|md|build|mk|y|l|proto|css|html)"
#define NAME "(?<name>[^\\s:;\"'()<>,|]*?[\\w+-] ?\\. ?" ENDING "|[^\\s:;\"'()<>,|]*?(?:Makefile|makefile|Dockerfile))"
#define QUOTE "[\"“”'‘’`]{0,2}"

typedef struct
{
  const char *pattern;
  const char *with;    /* {name}, {line}, {column}: the groups */
} Rule;

/* Each is tried on what the ones before have left. */
static const Rule rules[] = {
  { "\\bnode ?[:;] ?(?<name>internal/[\\w/]+) ?[:;] ?(?<line>" NUMBER ")(?=[: )]|$)", "node:{name}:{line}" },
  { "(?<![\\w.])" NAME " ?[:;] ?(?<line>" NUMBER ") ?[:;] ?(?<column>" NUMBER ")(?: ?[:;])(?= |$)", "{name}:{line}:{column}:" },
  { "(?<![\\w.])" NAME " ?[:;] ?(?<line>" NUMBER ") ?[:;] ?(?<column>" NUMBER ")(?=[ ),]|$)", "{name}:{line}:{column}" },
  { "(?<![\\w.])" NAME " ?[:;](?<line>" NUMBER ") ?[:;](?= |$)", "{name}:{line}:" },
  { "(?<![\\w.])" NAME " ?[:;] (?<line>" NUMBER ") ?[:;](?= |$)", "{name}: {line}:" },
  { "(?<![\\w.])" NAME " ?[:;] ?(?<line>" NUMBER ")(?=[ ),\\]]|$)", "{name}:{line}" },
  { "(?<![\\w.])" NAME " ?[:;] ?[lI1]ine (?<line>" NUMBER ") ?[:;]", "{name}: line {line}:" },
  { "\\bFile " QUOTE "(?<name>[^\"“”‘’`,]+?)" QUOTE " ?[,.] ?[lI1]ine (?<line>" NUMBER ")(?=[, ]|$)", "File \"{name}\", line {line}" },
};

/* Signs and words of tools that are read as others, and by which readers of outputs know what they have before them. */
static const Rule words[] = {
  { "(?<=in function |reference to |Assertion |definition of |could not compile |linking with |failed to get |could not find )"
    "[\"'“”‘’*~]+(?=[\\w:.])", "`" },
  { "(?<= )[$S5][C€](?=[0-9]{4} \\()", "SC" }, /* shellcheck's codes, which are no dollars */
  { "(?<=/bin/|error: )1d(?=:| returned )", "ld" },
  { "(?<=[\"'] )imported ?from(?= [/\"'])", "imported from" },
};

static GRegex *compiled[G_N_ELEMENTS (rules)];
static GRegex *compiled_words[G_N_ELEMENTS (words)];

static GRegex *
compile (const Rule *rule)
{
  g_autoptr(GError) error = NULL;
  GRegex *regex = g_regex_new (rule->pattern, G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);

  return regex;
}

static void
prepare (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    compiled[i] = compile (&rules[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    compiled_words[i] = compile (&words[i]);
  g_once_init_leave (&once, 1);
}

/* Returns: (nullable) (transfer full): in digits; %NULL where it is no number */
static char *
read_number (const char *text)
{
  g_autofree char *digits = g_strdup (text);

  if (text[strspn (text, "0123456789")] == '\0')
    return g_steal_pointer (&digits);
  g_strdelimit (digits, "lIi|", '1');
  g_strdelimit (digits, "Oo", '0');
  if (strpbrk (text, "0123456789") != NULL) /* beside digits alone: S.B: is no place */
    {
      g_strdelimit (digits, "S", '5');
      g_strdelimit (digits, "B", '8');
      g_strdelimit (digits, "Z", '2');
    }

  return digits[strspn (digits, "0123456789")] == '\0' ? g_steal_pointer (&digits) : NULL;
}

/* Of a folder that every system has: by it is told whose file it is. */
static const char *
known_folder (const char *name)
{
  static const char *const known[] = { "lib", "lib64", "local", "include", "usr", "share", "node_modules", "site-packages", "dist-packages" };
  g_autoptr(GByteArray) look = g_byte_array_new ();

  askg_skeleton_fold (name, look);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr(GByteArray) other = g_byte_array_new ();

      askg_skeleton_fold (known[i], other);
      if (look->len == other->len && memcmp (look->data, other->data, look->len) == 0)
        return known[i];
    }

  return name;
}

/* Returns: (transfer full): without blanks; in a whole path the system's folders have their names */
static char *
mend_path (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *path = g_strjoinv ("", parts);
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  g_autoptr(GPtrArray) mended = g_ptr_array_new ();

  if (*path != '/')
    return g_steal_pointer (&path);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (mended, (gpointer) (names[i + 1] != NULL ? known_folder (names[i]) : names[i]));
  g_ptr_array_add (mended, NULL);

  return g_strjoinv ("/", (char **) mended->pdata);
}

static gboolean
replace_cb (const GMatchInfo *match,
            GString          *result,
            gpointer          with)
{
  g_autofree char *name = g_match_info_fetch_named (match, "name"), *file = mend_path (name);
  g_autofree char *line = g_match_info_fetch_named (match, "line"), *number = read_number (line);
  g_autofree char *column = strstr (with, "{column}") != NULL ? g_match_info_fetch_named (match, "column") : NULL;
  g_autofree char *at = column != NULL ? read_number (column) : NULL;
  g_autoptr(GString) place = g_string_new (with);

  if (number == NULL || (column != NULL && at == NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, 0);

      g_string_append (result, whole);
      return FALSE;
    }
  g_string_replace (place, "{line}", number, 1);
  if (at != NULL)
    g_string_replace (place, "{column}", at, 1);
  g_string_replace (place, "{name}", file, 1);
  g_string_append (result, place->str);

  return FALSE;
}

/* @next: (transfer full) (nullable): where a line was too much for an expression */
static void
take (char **line,
      char  *next)
{
  if (next == NULL)
    return;
  g_free (*line);
  *line = next;
}

/**
 * askg_picture_places_mend:
 * @line: as it was read
 *
 * Returns: (transfer full): with its places as a tool would have written them
 */
char *
askg_picture_places_mend (const char *line)
{
  char *mended = g_strdup (line);

  if (strlen (line) > MAX_LINE_BYTES)
    return mended;
  prepare ();
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    take (&mended, g_regex_replace_literal (compiled_words[i], mended, -1, 0, words[i].with, 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    take (&mended, g_regex_replace_eval (compiled[i], mended, -1, 0, 0, replace_cb, (gpointer) rules[i].with, NULL));

  return mended;
}
