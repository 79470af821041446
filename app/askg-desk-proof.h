/* askg-desk-proof.h: runs `askglass doctor --prove-local` beside the window, and tells how far it is. Main thread.
 *
 * Signals: "step" (const char *step, guint n_done, guint n_steps); "over" (gboolean is_proven, const char *line,
 * const char *text): once; the text is "" where nothing was seen. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_PROOF (askg_desk_proof_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskProof, askg_desk_proof, ASKG, DESK_PROOF, GObject)

AskgDeskProof *askg_desk_proof_new  (void);
void           askg_desk_proof_stop (AskgDeskProof *self);

G_END_DECLS
