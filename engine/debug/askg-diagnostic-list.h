/* askg-diagnostic-list.h: what the readers of a tool's output found so far. Pure; one thread at a time. */
#pragma once

#include "engine/debug/askg-diagnostic.h"

G_BEGIN_DECLS

/* A million errors are told as the first of them, and how many more there are. */
#define ASKG_DIAGNOSTIC_LIST_MAX 2000u

typedef struct _AskgDiagnosticList AskgDiagnosticList;

AskgDiagnosticList *askg_diagnostic_list_new        (void);
void                askg_diagnostic_list_free       (AskgDiagnosticList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgDiagnosticList, askg_diagnostic_list_free)

AskgDiagnostic     *askg_diagnostic_list_add        (AskgDiagnosticList *self,
                                                     AskgDiagnostic     *diagnostic);
AskgDiagnostic     *askg_diagnostic_list_add_error  (AskgDiagnosticList *self,
                                                     const char         *tool,
                                                     AskgDiagnosticKind  kind,
                                                     AskgStanding        standing,
                                                     const char         *message,
                                                     gssize              n_bytes);
void                askg_diagnostic_list_drop_guess (AskgDiagnosticList *self);
void                askg_diagnostic_list_set_test   (AskgDiagnosticList *self,
                                                     gboolean            is_test);
gboolean            askg_diagnostic_list_is_test    (AskgDiagnosticList *self);
void                askg_diagnostic_list_set_at     (AskgDiagnosticList *self,
                                                     guint               at);
void                askg_diagnostic_list_enter      (AskgDiagnosticList *self,
                                                     const char         *folder,
                                                     gsize               n_bytes);
void                askg_diagnostic_list_leave      (AskgDiagnosticList *self,
                                                     const char         *folder,
                                                     gsize               n_bytes);
GPtrArray          *askg_diagnostic_list_peek       (AskgDiagnosticList *self);
guint               askg_diagnostic_list_get_n_more (AskgDiagnosticList *self);
gboolean            askg_diagnostic_list_is_full    (AskgDiagnosticList *self);
void                askg_diagnostic_list_count      (AskgDiagnosticList *self);

G_END_DECLS
