/* askg-diagnostic.c: any thread. */
#include "engine/debug/askg-diagnostic.h"

#include <string.h>

/**
 * askg_diagnostic_new:
 * @tool: static: who said it
 * @n_bytes: of @message; -1 up to its end
 *
 * Returns: (transfer full): one that may lead, without a place
 */
AskgDiagnostic *
askg_diagnostic_new (const char         *tool,
                     AskgDiagnosticKind  kind,
                     AskgSeverity        severity,
                     const char         *message,
                     gssize              n_bytes)
{
  AskgDiagnostic *self = g_new0 (AskgDiagnostic, 1);

  self->tool = tool;
  self->kind = kind;
  self->severity = severity;
  self->standing = ASKG_STANDING_CAUSE;
  self->message = g_strstrip (n_bytes < 0 ? g_strdup (message) : g_strndup (message, (gsize) n_bytes));

  return self;
}

AskgDiagnostic *
askg_diagnostic_copy (const AskgDiagnostic *self)
{
  AskgDiagnostic *copy = g_memdup2 (self, sizeof *self);

  copy->file = g_strdup (self->file);
  copy->folder = g_strdup (self->folder);
  copy->message = g_strdup (self->message);

  return copy;
}

void
askg_diagnostic_free (AskgDiagnostic *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->folder);
  g_free (self->message);
  g_free (self);
}

/**
 * askg_diagnostic_set_place:
 * @file: (nullable): none
 * @n_bytes: of @file; -1 up to its end
 */
void
askg_diagnostic_set_place (AskgDiagnostic *self,
                           const char     *file,
                           gssize          n_bytes,
                           guint           line,
                           guint           column)
{
  g_free (self->file);
  self->file = file == NULL ? NULL : g_strndup (file, n_bytes < 0 ? strlen (file) : (gsize) n_bytes);
  self->line = line;
  self->column = column;
}

/**
 * askg_diagnostic_kind_name:
 *
 * Returns: (transfer none): as it stands in JSON
 */
const char *
askg_diagnostic_kind_name (AskgDiagnosticKind kind)
{
  static const char *const names[ASKG_DIAGNOSTIC_N_KINDS] = { "compile", "link", "test", "runtime", "config", "dependency",
                                                              "sanitizer", "shell", "sql", "git", "io" };

  g_return_val_if_fail (kind < ASKG_DIAGNOSTIC_N_KINDS, NULL);

  return names[kind];
}

const char *
askg_severity_name (AskgSeverity severity)
{
  return severity == ASKG_SEVERITY_ERROR ? "error" : severity == ASKG_SEVERITY_WARNING ? "warning" : "note";
}
