/* askg-export-writer.h: where an export is written to. One thread at a time, not the main one. */
#pragma once

#include "engine/memory/askg-transfer-sql.h"

G_BEGIN_DECLS

typedef struct _AskgExportWriter AskgExportWriter;

/* Errors: %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE; what was written is removed by @free unless it is finished. */
struct _AskgExportWriter
{
  gboolean (*facts)  (AskgExportWriter *self, GPtrArray *facts, GError **error); /* (nullable): first, of AskgFact */
  gboolean (*begin)  (AskgExportWriter *self, const AskgConversationHead *head, GError **error);
  gboolean (*turn)   (AskgExportWriter *self, const AskgTurnRecord *turn, GError **error);
  gboolean (*end)    (AskgExportWriter *self, GError **error);
  gboolean (*finish) (AskgExportWriter *self, GError **error);
  void     (*free)   (AskgExportWriter *self);
};

AskgExportWriter *askg_export_lines_new    (const char  *path,
                                            gboolean     may_replace,
                                            GError     **error);
AskgExportWriter *askg_export_markdown_new (const char  *path,
                                            GError     **error);
char             *askg_export_markdown_calm (const char *text);

G_END_DECLS
