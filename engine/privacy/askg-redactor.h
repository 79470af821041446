/* askg-redactor.h: finds secrets in text, in time that grows with the text and nothing else. Immutable; any thread. */
#pragma once

#include "engine/privacy/askg-secret.h"

G_BEGIN_DECLS

typedef struct _AskgRedactor AskgRedactor;

AskgRedactor *askg_redactor_new   (const char *const *rules,
                                   const char *const *allowed);
AskgRedactor *askg_redactor_ref   (AskgRedactor      *self);
void          askg_redactor_unref (AskgRedactor      *self);
GArray       *askg_redactor_find  (AskgRedactor      *self,
                                   const char        *text,
                                   gssize             n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgRedactor, askg_redactor_unref)

G_END_DECLS
