/* askg-proof-home.h: a home of its own for commands that are proven: nothing of the person's is touched. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgProofHome AskgProofHome;

AskgProofHome *askg_proof_home_new            (GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void           askg_proof_home_free           (AskgProofHome   *self);
char          *askg_proof_home_path           (AskgProofHome   *self,
                                               const char      *name);
char          *askg_proof_home_write          (AskgProofHome   *self,
                                               const char      *name,
                                               const void      *bytes,
                                               gsize            n_bytes);
gboolean       askg_proof_home_take_engines   (AskgProofHome   *self);
gboolean       askg_proof_home_set_local_only (AskgProofHome   *self,
                                               gboolean         local_only,
                                               const char      *agreed);
char         **askg_proof_home_environment    (AskgProofHome   *self,
                                               gboolean         with_proxy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgProofHome, askg_proof_home_free)

G_END_DECLS
