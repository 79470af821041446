/* askg-profile-name.c: main thread. */
#include "engine/provider/askg-profile-name.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-reader.h"

/**
 * askg_profile_name_to_id:
 * @profiles: the engines there are
 * @name: what a person would call a new one
 *
 * Errors: %ASKG_ERROR_USAGE when it gives no id, or one that is taken.
 *
 * Returns: (transfer full): the id of an engine of that name
 */
char *
askg_profile_name_to_id (AskgProfiles  *profiles,
                         const char    *name,
                         GError       **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (ASKG_IS_PROFILES (profiles), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  id = askg_profile_make_id (name);
  if (*id == '\0')
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("That name holds no letter and no figure. Give the engine a name to ask it by."));
  else if (g_str_equal (id, ASKG_READER_ID) || askg_profiles_find (profiles, id) != NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                 _("There is already an engine “%s”. Give another name, or remove that one first."), id);
  else
    return g_steal_pointer (&id);

  return NULL;
}
