/* askg-compile-commands.c: any thread. */
#include "engine/debug/askg-compile-commands.h"

#include <string.h>

#include <gio/gio.h>

#include "engine/base/askg-jansson.h"

#define MAX_FILE_BYTES (32u * 1024 * 1024)
#define MOST_FILES     20000u
#define MOST_FOLDERS   64u

struct _AskgCompileCommands
{
  GPtrArray *files;   /* owned; of char *: sources, whole paths */
  GPtrArray *folders; /* owned; of char *: where compilers run and look for headers, whole paths */
};

static void
add_folder (AskgCompileCommands *self,
            const char          *folder,
            const char          *start)
{
  g_autofree char *whole = g_canonicalize_filename (folder, start);

  if (self->folders->len < MOST_FOLDERS && !g_ptr_array_find_with_equal_func (self->folders, whole, g_str_equal, NULL))
    g_ptr_array_add (self->folders, g_steal_pointer (&whole));
}

/* -Idir, -I dir, -iquote dir, -isystem dir */
static void
add_searched (AskgCompileCommands *self,
              char               **words,
              const char          *start)
{
  for (char **word = words; *word != NULL; word++)
    {
      const gboolean is_alone = strcmp (*word, "-I") == 0 || strcmp (*word, "-iquote") == 0 || strcmp (*word, "-isystem") == 0;

      if (is_alone && word[1] != NULL)
        add_folder (self, *++word, start);
      else if (!is_alone && g_str_has_prefix (*word, "-I"))
        add_folder (self, *word + 2, start);
    }
}

static GStrv
dup_words (json_t *entry)
{
  json_t *arguments = json_object_get (entry, "arguments");
  const char *command = json_string_value (json_object_get (entry, "command"));
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  GStrv parsed = NULL;
  json_t *word;
  gsize i;

  if (command != NULL && g_shell_parse_argv (command, NULL, &parsed, NULL))
    return parsed;
  json_array_foreach (arguments, i, word)
    if (json_is_string (word))
      g_strv_builder_add (words, json_string_value (word));

  return g_strv_builder_end (words);
}

static void
take_entry (AskgCompileCommands *self,
            json_t              *entry,
            const char          *folder)
{
  const char *directory = json_string_value (json_object_get (entry, "directory"));
  const char *file = json_string_value (json_object_get (entry, "file"));
  g_autofree char *start = g_canonicalize_filename (directory != NULL ? directory : ".", folder);
  g_auto(GStrv) words = NULL;

  if (file == NULL)
    return;
  g_ptr_array_add (self->files, g_canonicalize_filename (file, start));
  add_folder (self, start, folder);
  if (self->folders->len == MOST_FOLDERS)
    return;
  words = dup_words (entry);
  add_searched (self, words, start);
}

/**
 * askg_compile_commands_load:
 * @folder: that has such a file
 *
 * Returns: (nullable) (transfer full): %NULL where there is none, or it is none
 */
AskgCompileCommands *
askg_compile_commands_load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ASKG_COMPILE_COMMANDS_NAME, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr(json_t) entries = NULL;
  AskgCompileCommands *self;
  json_t *entry;
  gsize i;

  if (info == NULL || g_file_info_get_size (info) > MAX_FILE_BYTES)
    return NULL;
  entries = json_load_file (path, 0, NULL);
  if (!json_is_array (entries))
    return NULL;
  self = g_new0 (AskgCompileCommands, 1);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  json_array_foreach (entries, i, entry)
    if (self->files->len < MOST_FILES)
      take_entry (self, entry, folder);

  return self;
}

void
askg_compile_commands_free (AskgCompileCommands *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/* Returns: (transfer none) (element-type utf8): whole paths */
GPtrArray *
askg_compile_commands_get_files (const AskgCompileCommands *self)
{
  return self->files;
}

/* Returns: (transfer none) (element-type utf8): whole paths */
GPtrArray *
askg_compile_commands_get_folders (const AskgCompileCommands *self)
{
  return self->folders;
}
