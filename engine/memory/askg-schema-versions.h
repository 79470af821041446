/* askg-schema-versions.h: the texts of each version of the tables, a file a text. A released one is never
 * changed; one that is not may have many authors, so it has a file a part. For askg-schema.c.
 *
 * Times are microseconds: "_at_us" by the wall clock since 1970, the others from the start of the answer.
 * Words for states and kinds are the nicks of the enumerations. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const char askg_schema_v1[];
extern const char askg_schema_v2[];

/* Of version 3, in the order in which they are run. */
extern const char askg_schema_v3_life[];
extern const char askg_schema_v3_search[];
extern const char askg_schema_v3_ledger[];
extern const char askg_schema_v3_durable[];

/* Of version 4, in the order in which they are run. */
extern const char askg_schema_v4_folding[];
extern const char askg_schema_v4_recall[];

G_END_DECLS
