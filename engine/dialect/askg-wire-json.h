/* askg-wire-json.h: JSON from strangers: bounded, repaired where a repair loses nothing, never trusted in its
 * types. Pure; any thread. */
#pragma once

#include "engine/base/askg-jansson.h"

G_BEGIN_DECLS

#define ASKG_WIRE_JSON_MAX_DEPTH 96

/* A lone half of a surrogate pair, whose other half may come with the next delta, is kept as
 * U+10F800 + (half - U+D800); only in documents that hold no such character of their own. */
#define ASKG_WIRE_JSON_FIRST_HALF 0x10f800u

typedef struct
{
  gboolean has_halves;  /* strings may hold mapped halves: read them through #AskgWireText */
  gboolean was_repaired; /* something was not JSON, or a number was beyond every measure */
} AskgWireJsonTraits;

json_t     *askg_wire_json_load       (const char         *text,
                                       gsize               n_bytes,
                                       AskgWireJsonTraits *out_traits) G_GNUC_WARN_UNUSED_RESULT;

/* Each takes anything for @object, also %NULL, and gives %NULL (or -1, NAN) for what is not there or of another
 * type. What is given back belongs to @object. */
json_t     *askg_wire_json_get_object (json_t             *object,
                                       const char         *key);
json_t     *askg_wire_json_get_array  (json_t             *object,
                                       const char         *key);
const char *askg_wire_json_get_string (json_t             *object,
                                       const char         *key);
const char *askg_wire_json_get_filled (json_t             *object,
                                       const char         *key);
gint64      askg_wire_json_get_count  (json_t             *object,
                                       const char         *key);
double      askg_wire_json_get_number (json_t             *object,
                                       const char         *key);

G_END_DECLS
