/* askg-profiles-file.c: any thread. */
#include "engine/provider/askg-profiles-file.h"

#include <errno.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

#define MAX_FILE_BYTES (4u * 1024 * 1024)

/* Somebody's work, even if it cannot be read: it is kept under another name. */
static void
put_aside (const char  *path,
           GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, when);

  if (g_rename (path, aside) == 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("The list of engines was damaged, so it is empty now. What it held is in %s: mend it and name it "
                   "engines.json, or add the engines again."), aside);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("The list of engines in %s is damaged and cannot be put aside (%s). Move it away, then try again."),
                 path, g_strerror (errno));
}

static json_t *
read_document (const char  *text,
               gsize        n_bytes)
{
  json_t *document = n_bytes <= MAX_FILE_BYTES ? json_loadb (text, n_bytes, 0, NULL) : NULL;

  if (json_is_object (document) && json_is_integer (json_object_get (document, "version")) &&
      json_is_array (json_object_get (document, "engines")))
    return document;

  json_decref (document);

  return NULL;
}

/**
 * askg_profiles_file_read:
 *
 * Errors: %ASKG_ERROR_STORAGE: unreadable; damaged, and then put aside; or written by a newer Askglass,
 *   and then untouched.
 *
 * Returns: (transfer full): {"version", "engines":[…], …}, also where there is no file; %NULL with @error set
 */
json_t *
askg_profiles_file_read (const char  *path,
                         GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) trouble = NULL;
  json_t *document;
  gsize n_bytes;

  if (!g_file_get_contents (path, &text, &n_bytes, &trouble))
    {
      if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return json_pack ("{s:i, s:[]}", "version", ASKG_PROFILES_VERSION, "engines");
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("The list of engines in %s cannot be read (%s). Make it readable, then try again."), path,
                   g_strerror (errno));
      return NULL;
    }

  document = read_document (text, n_bytes);
  if (document == NULL)
    {
      put_aside (path, error);
    }
  else if (json_integer_value (json_object_get (document, "version")) > ASKG_PROFILES_VERSION)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("The list of engines in %s was written by a newer Askglass. Use that one, or move the file away."),
                   path);
      g_clear_pointer (&document, json_decref);
    }

  return document;
}

/**
 * askg_profiles_file_write:
 *
 * Replaces the file as a whole, for this person alone (0600); it is on the disk when this returns.
 *
 * Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL
 */
gboolean
askg_profiles_file_write (const char  *path,
                          json_t      *document,
                          GError     **error)
{
  char *text = json_dumps (document, JSON_INDENT (2));
  g_autofree char *lines = g_strconcat (text, "\n", NULL);
  g_autoptr(GError) trouble = NULL;

  free (text); /* jansson's allocator need not be GLib's */
  if (g_file_set_contents_full (path, lines, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &trouble))
    return TRUE;

  if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL,
                 _("%s could not be written because the disk is full. Free some space, then try again."), path);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("%s could not be written (%s). Make its folder writable, then try again."), path, trouble->message);

  return FALSE;
}
