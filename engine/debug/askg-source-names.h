/* askg-source-names.h: the names of a program that a message is about. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SOURCE_NAMES_MOST 4u

GPtrArray *askg_source_names (const char *message);

G_END_DECLS
