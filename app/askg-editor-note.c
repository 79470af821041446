/* askg-editor-note.c: any thread.
 *
 * Its text is as compilers write, so that whoever reads such understands it. */
#include "app/askg-editor-note.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-jansson.h"
#include "engine/debug/askg-source-secret.h"

#define MOST_DIAGNOSTICS 50u

static const char *
get_string (json_t     *object,
            const char *key)
{
  const char *text = json_string_value (json_object_get (object, key));

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
append_place (GString    *text,
              const char *file,
              json_t     *at)
{
  const json_int_t line = json_integer_value (json_object_get (at, "line")), column = json_integer_value (json_object_get (at, "column"));

  g_string_append (text, file);
  if (line > 0)
    g_string_append_printf (text, ":%" JSON_INTEGER_FORMAT, line);
  if (line > 0 && column > 0)
    g_string_append_printf (text, ":%" JSON_INTEGER_FORMAT, column);
}

static void
append_diagnostics (GString    *text,
                    json_t     *all,
                    const char *file)
{
  json_t *one;
  gsize i;

  json_array_foreach (all, i, one)
    {
      const char *message = get_string (one, "message"), *severity = get_string (one, "severity"), *source = get_string (one, "source");
      const char *where = get_string (one, "file");

      if (message == NULL || i >= MOST_DIAGNOSTICS)
        continue;
      append_place (text, where != NULL ? where : file, one);
      g_string_append_printf (text, ": %s: %s", severity != NULL ? severity : "error", message);
      if (source != NULL)
        g_string_append_printf (text, " [%s]", source);
      g_string_append_c (text, '\n');
    }
}

/* What lies in the project is told from there. */
static const char *
shorten (const char *file,
         const char *project)
{
  const gsize n = project != NULL ? strlen (project) : 0;

  if (n > 1 && strncmp (file, project, n) == 0 && (file[n] == '/' || project[n - 1] == '/'))
    return file + n + strspn (file + n, "/");

  return file;
}

/**
 * askg_editor_note_read:
 * @out_title: (out): such as "src/main.c:6"
 *
 * Errors: %ASKG_ERROR_USAGE where it is no such object, holds nothing, or comes out of a file that holds secrets
 *
 * Returns: (transfer full): the text that goes along
 */
char *
askg_editor_note_read (const char  *json,
                       char       **out_title,
                       GError     **error)
{
  g_autoptr(json_t) note = json_loads (json, 0, NULL);
  const char *whole = get_string (note, "file"), *project = get_string (note, "project"), *selection = get_string (note, "selection");
  const char *file = whole != NULL ? shorten (whole, project) : _("Unnamed file");
  json_t *diagnostics = json_object_get (note, "diagnostics");
  g_autoptr(GString) text = g_string_new (NULL), title = g_string_new (NULL);

  if (!json_is_object (note) || (whole == NULL && selection == NULL && json_array_size (diagnostics) == 0))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("What the editor sent is not understood. A JSON object is wanted, with file, line, selection or diagnostics."));
      return NULL;
    }
  if (whole != NULL && askg_source_is_secret (whole))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("“%s” may hold passwords or keys: nothing of it is taken."), file);
      return NULL;
    }
  append_place (title, file, note);
  g_string_append_printf (text, "%s\n", title->str);
  append_diagnostics (text, diagnostics, file);
  if (selection != NULL)
    g_string_append_printf (text, "\n%s%s", selection, g_str_has_suffix (selection, "\n") ? "" : "\n");
  if (out_title != NULL)
    *out_title = g_strdup (title->str);

  return g_strdup (text->str);
}
