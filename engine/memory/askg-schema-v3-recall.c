/* askg-schema-v3-recall.c: part of version 3: what is looked up before a question is asked. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_recall[] = "";
