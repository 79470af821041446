/* askg-schema-v3-search.c: part of version 3: by what words a turn is found. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_search[] = "";
