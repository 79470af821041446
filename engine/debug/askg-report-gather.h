/* askg-report-gather.h: of the lines of an output, those that together are a report in JSON; all others pass as they are. Pure; one
 * thread at a time. */
#pragma once

#include "engine/debug/askg-terminal-screen.h"

G_BEGIN_DECLS

typedef struct _AskgReportGather AskgReportGather;

AskgReportGather *askg_report_gather_new    (AskgTerminalLineFunc  func,
                                             gpointer              user_data);
void              askg_report_gather_free   (AskgReportGather     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReportGather, askg_report_gather_free)
void              askg_report_gather_take   (AskgReportGather     *self,
                                             const char           *text,
                                             gsize                 n_bytes);
void              askg_report_gather_finish (AskgReportGather     *self);

G_END_DECLS
