/* replay-result.h: results as JSON. */
#pragma once

#include <jansson.h>

#include "engine/dialect/askg-reply-parser.h"

G_BEGIN_DECLS

json_t *replay_result_to_json (AskgDialect            dialect,
                               const AskgReplyResult *result,
                               gboolean               is_stream);
json_t *replay_usage_to_json  (const AskgUsage       *usage,
                               double                 seconds);
json_t *replay_models_to_json (const char            *json,
                               gsize                  n_bytes);
json_t *replay_files_to_json  (const char            *json,
                               gsize                  n_bytes);
json_t *replay_live_to_json   (const char            *text,
                               gsize                  n_bytes);
json_t *replay_json_or_null   (const char            *text);

G_END_DECLS
