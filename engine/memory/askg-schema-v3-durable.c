/* askg-schema-v3-durable.c: part of version 3: how what is kept is locked away. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_durable[] = "";
