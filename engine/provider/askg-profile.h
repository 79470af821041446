/* askg-profile.h: one engine a person connected: where it is, what it can, what was learnt about it.
 * A change is told by "notify" of the property, and once more by "changed". Main thread. */
#pragma once

#include "engine/provider/askg-engine.h"
#include "engine/provider/askg-profile-types.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PROFILE (askg_profile_get_type ())
G_DECLARE_FINAL_TYPE (AskgProfile, askg_profile, ASKG, PROFILE, GObject)

AskgProfile     *askg_profile_new               (const char       *id,
                                                 const char       *name,
                                                 const char       *url);
const char      *askg_profile_get_id            (AskgProfile      *self);
const char      *askg_profile_get_name          (AskgProfile      *self);
const char      *askg_profile_get_url           (AskgProfile      *self);
const char      *askg_profile_get_model         (AskgProfile      *self);
AskgProfileKind  askg_profile_get_kind          (AskgProfile      *self);
AskgSpeaks       askg_profile_get_speaks        (AskgProfile      *self);
AskgKeyPlace     askg_profile_get_key_place     (AskgProfile      *self);
AskgQuirks       askg_profile_get_quirks        (AskgProfile      *self);
void             askg_profile_add_quirk         (AskgProfile      *self,
                                                 AskgQuirks        quirk);
const char      *askg_profile_get_text          (AskgProfile      *self,
                                                 const char       *property);
char           **askg_profile_dup_list         (AskgProfile      *self,
                                                const char       *property);
gint64           askg_profile_get_number        (AskgProfile      *self,
                                                 const char       *property);
gboolean         askg_profile_get_flag          (AskgProfile      *self,
                                                 const char       *property);
AskgCapabilities askg_profile_get_tried        (AskgProfile      *self);
void             askg_profile_note_tried       (AskgProfile      *self,
                                                AskgCapabilities  capability);
double           askg_profile_get_price         (AskgProfile      *self,
                                                 const char       *property);

void             askg_profile_learn             (AskgProfile      *self,
                                                 AskgCapabilities  capability,
                                                 gboolean          can,
                                                 AskgKnownBy       by);
void             askg_profile_unlearn           (AskgProfile      *self,
                                                 AskgCapabilities  capabilities,
                                                 AskgKnownBy       by);
AskgKnownBy      askg_profile_find_out          (AskgProfile      *self,
                                                 AskgCapabilities  capability,
                                                 gboolean         *out_can);
gboolean         askg_profile_can               (AskgProfile      *self,
                                                 AskgCapabilities  capability);
void             askg_profile_get_known         (AskgProfile      *self,
                                                 AskgKnownBy       by,
                                                 AskgCapabilities *out_can,
                                                 AskgCapabilities *out_cannot);

G_END_DECLS
