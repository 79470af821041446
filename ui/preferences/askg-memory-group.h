/* askg-memory-group.h: what questions take along from earlier conversations; rows of the page of privacy. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_MEMORY_GROUP (askg_memory_group_get_type ())
G_DECLARE_FINAL_TYPE (AskgMemoryGroup, askg_memory_group, ASKG, MEMORY_GROUP, AdwPreferencesGroup)

void askg_memory_group_bind (AskgMemoryGroup *self,
                             GSettings       *settings);

G_END_DECLS
