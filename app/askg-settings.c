/* askg-settings.c: main thread. */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/askg-settings.h"

#include <gio/gsettingsbackend.h>

#include "engine/base/askg-program.h"

#define SCHEMA_ID ASKG_APP_ID
#define SCHEMA_PATH "/org/askglass/Askglass/"

static GSettingsSchema *
find_schema (void)
{
  g_autofree char *folder = askg_program_is_installed ()
                              ? g_strdup (ASKG_DATA_DIR "/../glib-2.0/schemas")
                              : g_strdup (ASKG_BUILD_DIR "/data");
  g_autoptr(GSettingsSchemaSource) source =
    g_settings_schema_source_new_from_directory (folder, g_settings_schema_source_get_default (), TRUE, NULL);

  if (source == NULL && g_settings_schema_source_get_default () != NULL)
    source = g_settings_schema_source_ref (g_settings_schema_source_get_default ());

  return source != NULL ? g_settings_schema_source_lookup (source, SCHEMA_ID, FALSE) : NULL;
}

/**
 * askg_settings_new:
 *
 * One for the whole program: two that write the same file would undo each other's changes.
 *
 * Returns: (nullable) (transfer full): the settings; they live in memory where the folder of
 *   settings cannot be written; %NULL when the schema is not installed
 */
GSettings *
askg_settings_new (void)
{
  static GSettings *shared; /* weak */
  g_autoptr(GSettingsSchema) schema = shared == NULL ? find_schema () : NULL;
  g_autofree char *folder = askg_program_config_folder (NULL);
  g_autofree char *path = NULL;
  g_autoptr(GSettingsBackend) backend = NULL;

  if (shared != NULL)
    return g_object_ref (shared);
  if (schema == NULL)
    return NULL;
  if (folder == NULL)
    backend = g_memory_settings_backend_new ();
  else
    {
      path = g_build_filename (folder, "settings.ini", NULL);
      backend = g_keyfile_settings_backend_new (path, SCHEMA_PATH, "Askglass");
    }

  g_set_weak_pointer (&shared, g_settings_new_full (schema, backend, NULL));

  return shared; /* the weak pointer holds nothing: the caller does */
}
