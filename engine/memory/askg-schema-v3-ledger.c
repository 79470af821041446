/* askg-schema-v3-ledger.c: part of version 3: what was sent, and the bytes of it that are kept for a while. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_ledger[] = "";
