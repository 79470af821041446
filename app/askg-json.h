/* askg-json.h: the few JSON shapes that programs of Askglass say to each other and to scripts. */
#pragma once

#include <gio/gio.h>

#include "engine/base/askg-jansson.h"
#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

#define ASKG_JSON_MAX_LINE_BYTES (96u * 1024 * 1024)

json_t     *askg_json_parse      (const char   *line,
                                  gsize         n_bytes,
                                  GError      **error);
char       *askg_json_print      (json_t       *value);
const char *askg_json_get_string (json_t       *object,
                                  const char   *key);
json_t     *askg_json_for_error  (const GError *error);
json_t     *askg_json_for_turn   (AskgTurn     *turn,
                                  gint64        conversation_id);
json_t     *askg_json_for_stage  (AskgAnswer   *answer);
void        askg_json_add_parts  (json_t       *turn,
                                  AskgAnswer   *answer);
AskgSearch *askg_json_read_search (json_t      *request);
json_t     *askg_json_for_hits   (GPtrArray    *hits);

G_END_DECLS
