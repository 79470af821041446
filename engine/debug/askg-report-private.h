/* askg-report-private.h: one function a form of report; each says nothing and returns %FALSE where the report is of another. */
#pragma once

#include "engine/base/askg-jansson.h"

G_BEGIN_DECLS

/* Where one thing is wrong, and what. Strings are borrowed from the report. */
typedef struct
{
  const char *file;    /* (nullable) */
  json_int_t  line;    /* from 1; 0: none */
  json_int_t  column;  /* the same */
  const char *level;   /* error, warning, note */
  const char *message;
  const char *code;    /* (nullable): of the rule */
} AskgReportItem;

const char *askg_report_string        (json_t               *object,
                                       const char           *key);
json_int_t  askg_report_number        (json_t               *object,
                                       const char           *key);
void        askg_report_say           (GString              *text,
                                       const AskgReportItem *item);
void        askg_report_append_line   (GString              *text,
                                       const char           *message);

gboolean    askg_report_read_sarif    (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_gcc      (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_mypy     (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_vet      (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_eslint   (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_ruff     (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_pylint   (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_shell    (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_pyright  (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_golangci (json_t  *root,
                                       GString *text);
gboolean    askg_report_read_jest     (json_t  *root,
                                       GString *text);

G_END_DECLS
