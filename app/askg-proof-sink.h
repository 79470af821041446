/* askg-proof-sink.h: sees every packet of the network it is started on, and answers questions for names. */
#pragma once

#include "app/askg-proof-packet.h"

G_BEGIN_DECLS

typedef struct _AskgProofSink AskgProofSink;

AskgProofSink *askg_proof_sink_new       (GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void           askg_proof_sink_free      (AskgProofSink   *self);
GPtrArray     *askg_proof_sink_take      (AskgProofSink   *self,
                                          guint           *out_n_loopback);
gboolean       askg_proof_sink_was_blind (AskgProofSink   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgProofSink, askg_proof_sink_free)

G_END_DECLS
