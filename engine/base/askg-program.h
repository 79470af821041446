/* askg-program.h: where this program's own files are, installed or not. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_APP_ID "org.askglass.Askglass"

gboolean  askg_program_is_installed  (void);
char     *askg_program_find_helper   (const char *name);
char     *askg_program_find_data     (const char *name);
char     *askg_program_front_door    (void);
const char *askg_program_locale_dir  (void);

char     *askg_program_data_folder   (GError **error);
char     *askg_program_runtime_folder (GError **error);
char     *askg_program_config_folder (GError **error);
char     *askg_program_cache_folder  (GError **error);

void      askg_program_stay_private  (void);
gboolean  askg_program_make_private  (const char *folder,
                                      GError    **error);

G_END_DECLS
