/* askg-gate.h: nothing goes to a host for the first time before somebody has seen it and agreed; nor later, where
 * there is something in it that they want to see. Main thread. */
#pragma once

#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

#define ASKG_TYPE_GATE (askg_gate_get_type ())
G_DECLARE_FINAL_TYPE (AskgGate, askg_gate, ASKG, GATE, GObject)

typedef enum
{
  ASKG_GATE_DECLINE,
  ASKG_GATE_SEND_ONCE,
  ASKG_GATE_SEND_ALWAYS, /* this engine to this host */
  ASKG_GATE_NOBODY,      /* nobody can be asked; sends nothing */
} AskgGateReply;

/**
 * AskgGateAskFunc:
 * @outbound: what would be sent
 * @ticket: to be given to askg_gate_reply(), once, now or later; the signal
 *   "withdrawn" says when it is no longer waited for
 *
 * Shows @outbound to the person and asks.
 */
typedef void (*AskgGateAskFunc) (AskgGate     *gate,
                                 AskgOutbound *outbound,
                                 guint         ticket,
                                 gpointer      user_data);

AskgGate          *askg_gate_new         (void);
void               askg_gate_set_asker   (AskgGate             *self,
                                          AskgGateAskFunc       asker,
                                          gpointer              user_data);
void               askg_gate_set_passed  (AskgGate             *self,
                                          const char *const    *passed);
const char *const *askg_gate_get_passed  (AskgGate             *self);
gboolean           askg_gate_is_open_for (AskgGate             *self,
                                          AskgOutbound         *outbound);
gboolean           askg_gate_has_agreed  (AskgGate             *self,
                                          AskgOutbound         *outbound);
gboolean           askg_gate_pass_now    (AskgGate             *self,
                                          AskgOutbound         *outbound);
void               askg_gate_pass_async  (AskgGate             *self,
                                          AskgOutbound         *outbound,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
AskgOutbound      *askg_gate_pass_finish (AskgGate             *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void               askg_gate_reply       (AskgGate             *self,
                                          guint                 ticket,
                                          AskgGateReply         reply);
void               askg_gate_reply_with  (AskgGate             *self,
                                          guint                 ticket,
                                          AskgGateReply         reply,
                                          AskgOutbound         *changed);

G_END_DECLS
