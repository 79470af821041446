/* askg-wire-json-series.h: the documents of one stream, which are alike but for one string in them. One thread. */
#pragma once

#include "engine/dialect/askg-wire-json.h"

G_BEGIN_DECLS

typedef struct _AskgWireJsonSeries AskgWireJsonSeries;

AskgWireJsonSeries *askg_wire_json_series_new  (void);
void                askg_wire_json_series_free (AskgWireJsonSeries *self);
json_t             *askg_wire_json_series_load (AskgWireJsonSeries *self,
                                                const char         *text,
                                                gsize               n_bytes,
                                                AskgWireJsonTraits *out_traits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
