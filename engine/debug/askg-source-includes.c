/* askg-source-includes.c: any thread. */
#include "engine/debug/askg-source-includes.h"

#include <string.h>

/* -- What a line asks for --------------------------------------------------------------- */

/* Returns: (nullable) (transfer full): what stands in the first quotes or pointed brackets behind @at */
static char *
quoted_behind (const char *at)
{
  const char *start = strpbrk (at, "\"'<"), *end;

  if (start == NULL)
    return NULL;
  end = strchr (start + 1, *start == '<' ? '>' : *start);

  return end != NULL && end > start + 1 ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;
}

/* "a.b" is a/b; ".a" lies beside. Returns: (transfer full) */
static char *
path_of_module (const char *word)
{
  const gsize n = strcspn (word, " \t,;#(");
  GString *path = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_c (path, word[i] == '.' ? '/' : word[i]);
  while (path->len > 0 && *path->str == '/')
    g_string_erase (path, 0, 1);

  return g_string_free (path, FALSE);
}

static char *
named_by_line (const char *text,
               gboolean    is_python,
               gboolean    is_script)
{
  text += strspn (text, " \t");
  if (*text == '#')
    {
      const char *word = text + 1 + strspn (text + 1, " \t");

      return g_str_has_prefix (word, "include") ? quoted_behind (word) : NULL;
    }
  if (is_python && g_str_has_prefix (text, "from "))
    return path_of_module (text + strlen ("from "));
  if (is_python && g_str_has_prefix (text, "import "))
    return path_of_module (text + strlen ("import "));
  if (is_script && (strstr (text, "require(") != NULL || strstr (text, " from ") != NULL || g_str_has_prefix (text, "import ")))
    {
      const char *from = strstr (text, " from ");
      const char *behind = from != NULL ? from : text;
      g_autofree char *name = quoted_behind (behind);

      return name != NULL && *name == '.' ? g_steal_pointer (&name) : NULL; /* the others are packages */
    }
  if (g_str_has_prefix (text, "mod ") || g_str_has_prefix (text, "pub mod "))
    return g_strndup (strstr (text, "mod ") + strlen ("mod "), strcspn (strstr (text, "mod ") + strlen ("mod "), "; {"));

  return NULL;
}

/* -- Where it lies ----------------------------------------------------------------------- */

static const char *const endings[] = { "", ".py", "/__init__.py", ".js", ".ts", ".tsx", ".jsx", ".mjs", "/index.js", "/index.ts", ".rs", "/mod.rs" };

static gboolean
add_if_there (AskgSourceFinder *finder,
              GPtrArray        *paths,
              const char       *wanted)
{
  g_autofree char *name = askg_source_finder_find (finder, wanted);

  if (name == NULL)
    return FALSE;
  g_ptr_array_add (paths, g_build_filename (askg_source_finder_get_project (finder), name, NULL));

  return TRUE;
}

static void
add_named (AskgSourceFinder *finder,
           GPtrArray        *paths,
           const char       *path,
           const char       *named)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const gsize n = strchr (named, '.') != NULL && *named != '.' ? 1 : G_N_ELEMENTS (endings);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *whole = g_strconcat (named, endings[i], NULL);
      g_autofree char *beside = g_canonicalize_filename (whole, folder);

      if (g_file_test (beside, G_FILE_TEST_IS_REGULAR) && add_if_there (finder, paths, beside))
        return;
    }
  if (n == 1)
    {
      add_if_there (finder, paths, named); /* by -I, or by its name */
      return;
    }
  for (gsize i = 1; i < n && *named != '.'; i++)
    {
      g_autofree char *whole = g_strconcat (named, endings[i], NULL);

      if (add_if_there (finder, paths, whole))
        return;
    }
}

/**
 * askg_source_includes_find:
 * @path: of the file, whole
 * @lines: (element-type AskgSourceLine): of it
 *
 * Returns: (transfer full) (element-type utf8): whole paths of files in the project
 */
GPtrArray *
askg_source_includes_find (AskgSourceFinder *finder,
                           const char       *path,
                           GPtrArray        *lines)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *dot = strrchr (path, '.');
  const gboolean is_python = g_strcmp0 (dot, ".py") == 0;
  const gboolean is_script = dot != NULL && (strstr (dot, "js") != NULL || strstr (dot, "ts") != NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgSourceLine *line = g_ptr_array_index (lines, i);
      g_autofree char *named = named_by_line (line->text, is_python, is_script);

      if (named != NULL && *named != '\0')
        add_named (finder, paths, path, named);
    }

  return paths;
}

/* -- Those it might have included ---------------------------------------------------------- */

/* How many characters at their beginnings are the same: what lies near comes first. */
static int
compare_near (gconstpointer a,
              gconstpointer b,
              gpointer      path)
{
  const char *one = *(const char *const *) a, *other = *(const char *const *) b, *near = path;
  gsize n_one = 0, n_other = 0;

  while (one[n_one] != '\0' && one[n_one] == near[n_one])
    n_one++;
  while (other[n_other] != '\0' && other[n_other] == near[n_other])
    n_other++;
  if (n_one != n_other)
    return n_one > n_other ? -1 : 1;

  return strcmp (one, other);
}

/**
 * askg_source_includes_list_others:
 * @path: of the file, whole
 *
 * Returns: (transfer full) (element-type utf8): whole paths of the project's files that one of its kind includes, near ones first
 */
GPtrArray *
askg_source_includes_list_others (AskgSourceFinder *finder,
                                  const char       *path,
                                  guint             most)
{
  static const char *const headers[] = { ".h", ".hh", ".hpp", ".hxx", NULL };
  static const char *const c_like[] = { ".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".m", NULL };
  const char *dot = strrchr (path, '.');
  const char *own[] = { dot, NULL };
  GPtrArray *paths;

  if (dot == NULL)
    return g_ptr_array_new_with_free_func (g_free);
  paths = askg_source_finder_list (finder, g_strv_contains (c_like, dot) ? headers : own);
  g_ptr_array_sort_with_data (paths, compare_near, (gpointer) path);
  if (paths->len > most)
    g_ptr_array_set_size (paths, (int) most);

  return paths;
}
