/* askg-wire-error-private.h: errors as JSON values, for the readers of dialects. */
#pragma once

#include "engine/dialect/askg-wire-error.h"
#include "engine/dialect/askg-wire-json.h"

G_BEGIN_DECLS

AskgWireError     *askg_wire_error_new_from_json   (json_t              *root);
AskgWireError     *askg_wire_error_new_from_loose  (json_t              *root);
AskgWireError     *askg_wire_error_new_from_member (json_t              *error);
AskgWireErrorKind  askg_wire_error_classify        (const AskgWireError *self);
void               askg_wire_error_find_tokens     (AskgWireError       *self);

/* Copies own their strings. */
void               askg_wire_head_copy             (const AskgWireHead  *self,
                                                    AskgWireHead        *out_copy);
void               askg_wire_head_clear            (AskgWireHead        *copy);

G_END_DECLS
