/* askg-source-declared.c: any thread. */
#include "engine/debug/askg-source-declared.h"

#include <string.h>

#include "engine/debug/askg-source-includes.h"

#define N_AROUND     2u
#define MOST_FILES   60u
#define MOST_OTHERS  300u
#define MOST_LINES   20000u
#define MAX_TIME_US  (150 * G_TIME_SPAN_MILLISECOND)

/* One search. */
typedef struct
{
  /* Borrowed */
  AskgSourceFinder *finder;
  GPtrArray        *names;

  /* Owned */
  GPtrArray        *found;  /* of AskgSourceDeclared */
  GPtrArray        *queue;  /* of char *: files, whole paths; those before @at are read */
  GHashTable       *seen;   /* of char * */

  gint64            end_us; /* monotonic */
} Search;

static void
declared_free (gpointer data)
{
  AskgSourceDeclared *self = data;

  g_free (self->file);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* -- Lines ----------------------------------------------------------------------------- */

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

static const char *
find_word (const char *text,
           const char *name)
{
  const gsize n = strlen (name);

  for (const char *at = strstr (text, name); at != NULL; at = strstr (at + n, name))
    if ((at == text || !is_name_byte (at[-1])) && !is_name_byte (at[n]))
      return at;

  return NULL;
}

/* A word before it that makes it one, or a type before it and what follows a name that is declared. */
static gboolean
declares (const char *text,
          const char *name)
{
  static const char *const words[] = { "#define ", "def ", "class ", "struct ", "enum ", "union ", "fn ", "func ", "function ", "type ",
                                       "trait ", "interface ", "const ", "let ", "var ", "static ", "extern ", "typedef " };
  const char *at, *behind;

  text += strspn (text, " \t");
  at = find_word (text, name);
  if (at == NULL || g_str_has_prefix (text, "//") || g_str_has_prefix (text, "/*") || *text == '*' || g_str_has_prefix (text, "return"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *word = strstr (text, words[i]);

      if (word != NULL && word < at)
        return TRUE;
    }
  if (*text == '#')
    return FALSE;
  behind = at + strlen (name) + strspn (at + strlen (name), " \t");
  if (at == text) /* GNU style: the type stands in the line above; or an assignment */
    return *behind == '(' || (*behind == '=' && behind[1] != '=');

  return strchr ("(;[,", *behind) != NULL && *behind != '\0' && strchr (" *&\t", at[-1]) != NULL && memchr (text, '(', (gsize) (at - text)) == NULL &&
         memchr (text, '=', (gsize) (at - text)) == NULL;
}

static guint
find_line (GPtrArray *lines,
           GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    for (guint j = 0; j < lines->len; j++)
      {
        const AskgSourceLine *line = g_ptr_array_index (lines, j);

        if (declares (line->text, g_ptr_array_index (names, i)))
          return line->number;
      }

  return 0;
}

static void
look_into (Search     *self,
           GPtrArray  *lines,
           const char *path,
           gboolean    is_included)
{
  const guint line = find_line (lines, self->names);
  const char *project = askg_source_finder_get_project (self->finder);
  AskgSourceDeclared *one;

  if (line == 0 || self->found->len == ASKG_SOURCE_DECLARED_MOST)
    return;
  one = g_new0 (AskgSourceDeclared, 1);
  one->file = g_strdup (path + strlen (project) + strspn (path + strlen (project), "/"));
  one->line = line;
  one->is_included = is_included;
  one->lines = askg_source_finder_read (self->finder, path, line, N_AROUND);
  g_ptr_array_add (self->found, one);
}

/* -- Files ------------------------------------------------------------------------------- */

static gboolean
may_go_on (const Search *self)
{
  return self->found->len < ASKG_SOURCE_DECLARED_MOST && g_get_monotonic_time () < self->end_us;
}

static void
enqueue (Search    *self,
         GPtrArray *paths)
{
  for (guint i = 0; i < paths->len && self->queue->len < MOST_FILES; i++)
    if (g_hash_table_add (self->seen, g_strdup (g_ptr_array_index (paths, i))))
      g_ptr_array_add (self->queue, g_strdup (g_ptr_array_index (paths, i)));
}

static void
search_included (Search *self)
{
  for (guint at = 0; at < self->queue->len && may_go_on (self); at++)
    {
      const char *path = g_ptr_array_index (self->queue, at);
      g_autoptr(GPtrArray) lines = askg_source_finder_read (self->finder, path, 1, MOST_LINES);
      g_autoptr(GPtrArray) more = askg_source_includes_find (self->finder, path, lines);

      if (at > 0) /* the first is the file itself */
        look_into (self, lines, path, TRUE);
      enqueue (self, more);
    }
}

/* The likely error: the header is there, and nobody included it. */
static void
search_others (Search     *self,
               const char *path)
{
  g_autoptr(GPtrArray) headers = askg_source_includes_list_others (self->finder, path, MOST_OTHERS);

  for (guint i = 0; i < headers->len && may_go_on (self) && self->found->len == 0; i++)
    {
      const char *header = g_ptr_array_index (headers, i);
      g_autoptr(GPtrArray) lines = NULL;

      if (g_hash_table_contains (self->seen, header))
        continue;
      lines = askg_source_finder_read (self->finder, header, 1, MOST_LINES);
      look_into (self, lines, header, FALSE);
    }
}

/**
 * askg_source_declared_find:
 * @file: as askg_source_finder_resolve() gave it
 * @names: (element-type utf8): as askg_source_names() gave them
 *
 * Ends after 0.15 s with what there is.
 *
 * Returns: (transfer full) (element-type AskgSourceDeclared): at most %ASKG_SOURCE_DECLARED_MOST
 */
GPtrArray *
askg_source_declared_find (AskgSourceFinder *finder,
                           const char       *file,
                           GPtrArray        *names)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (declared_free);
  g_autofree char *name = askg_source_finder_find (finder, file);
  g_autofree char *path = name != NULL ? g_build_filename (askg_source_finder_get_project (finder), name, NULL) : NULL;
  g_autoptr(GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search self = { finder, names, found, queue, seen, g_get_monotonic_time () + MAX_TIME_US };

  if (path == NULL || names->len == 0)
    return found;
  g_hash_table_add (seen, g_strdup (path));
  g_ptr_array_add (queue, g_strdup (path));
  search_included (&self);
  if (found->len == 0)
    search_others (&self, path);

  return found;
}
