/* askg-diagnosis.h: what was understood of the output of a command: what is wrong, where, and which of it is the root.
 * Pure; one thread at a time, any when it is finished. */
#pragma once

#include "engine/debug/askg-diagnostic-list.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DIAGNOSIS (askg_diagnosis_get_type ())
G_DECLARE_FINAL_TYPE (AskgDiagnosis, askg_diagnosis, ASKG, DIAGNOSIS, GObject)

AskgDiagnosis        *askg_diagnosis_new            (guint          n_columns);
void                  askg_diagnosis_feed           (AskgDiagnosis *self,
                                                     const char    *bytes,
                                                     gsize          n_bytes);
void                  askg_diagnosis_finish         (AskgDiagnosis *self);
GPtrArray            *askg_diagnosis_get_all        (AskgDiagnosis *self);
const AskgDiagnostic *askg_diagnosis_get_lead       (AskgDiagnosis *self);
const AskgDiagnostic *askg_diagnosis_get_root       (AskgDiagnosis *self);
guint                 askg_diagnosis_get_n_more     (AskgDiagnosis *self);
guint                 askg_diagnosis_count_beside_lead (AskgDiagnosis *self);
char                 *askg_diagnosis_dup_excerpt    (AskgDiagnosis *self,
                                                     guint         *out_root);

G_END_DECLS
