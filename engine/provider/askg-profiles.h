/* askg-profiles.h: the engines a person connected, in the order in which one steps in for another; kept
 * in a file. Main thread. */
#pragma once

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PROFILES (askg_profiles_get_type ())
G_DECLARE_FINAL_TYPE (AskgProfiles, askg_profiles, ASKG, PROFILES, GObject)

AskgProfiles *askg_profiles_new          (const char           *path);
gboolean      askg_profiles_load         (AskgProfiles         *self,
                                          GError              **error);
AskgProfile  *askg_profiles_find         (AskgProfiles         *self,
                                          const char           *id_or_name);
gboolean      askg_profiles_add          (AskgProfiles         *self,
                                          AskgProfile          *profile,
                                          GError              **error);
void          askg_profiles_remove       (AskgProfiles         *self,
                                          AskgProfile          *profile);
void          askg_profiles_move         (AskgProfiles         *self,
                                          guint                 from,
                                          guint                 to);
gboolean      askg_profiles_is_saved     (AskgProfiles         *self);
void          askg_profiles_save_async   (AskgProfiles         *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean      askg_profiles_save_finish  (AskgProfiles         *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
