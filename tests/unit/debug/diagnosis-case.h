/* diagnosis-case.h: an output, and what of it is to be mended. */
#pragma once

#include <string.h>

#include "engine/debug/askg-diagnosis.h"

typedef struct
{
  const char         *name;
  const char         *output;
  const char         *file; /* (nullable): none is told */
  guint               line;
  guint               column;
  AskgDiagnosticKind  kind;
  const char         *message;
} Case;

static inline AskgDiagnosis *
understand (const char *output,
            gsize       n,
            gsize       cut)
{
  AskgDiagnosis *diagnosis = askg_diagnosis_new (0);

  askg_diagnosis_feed (diagnosis, output, MIN (cut, n));
  askg_diagnosis_feed (diagnosis, output + MIN (cut, n), n - MIN (cut, n));
  askg_diagnosis_finish (diagnosis);

  return diagnosis;
}

static inline void
test_the_root_leads_wherever_it_is_cut (gconstpointer data)
{
  const Case *a_case = data;
  const gsize n = strlen (a_case->output);

  for (gsize cut = 0; cut <= n; cut++)
    {
      g_autoptr(AskgDiagnosis) diagnosis = understand (a_case->output, n, cut);
      const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);

      g_assert_nonnull (root);
      g_assert_cmpstr (root->message, ==, a_case->message);
      g_assert_cmpstr (root->file, ==, a_case->file);
      g_assert_cmpuint (root->line, ==, a_case->line);
      g_assert_cmpuint (root->column, ==, a_case->column);
      g_assert_cmpstr (askg_diagnostic_kind_name (root->kind), ==, askg_diagnostic_kind_name (a_case->kind));
    }
}
