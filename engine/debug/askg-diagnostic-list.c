/* askg-diagnostic-list.c: any thread. */
#include "engine/debug/askg-diagnostic-list.h"

#include <string.h>

#define MAX_FOLDERS 64u

/* So many that cannot lead: what can, and comes late, has to find room. */
#define MAX_LESSER (ASKG_DIAGNOSTIC_LIST_MAX / 4)

struct _AskgDiagnosticList
{
  GPtrArray *diagnostics; /* owned: of AskgDiagnostic */
  GPtrArray *folders;     /* owned: of char *, entered and not left; builds side by side leave them in any order */
  guint      n_more;
  guint      n_lesser[ASKG_STANDING_CAUSE + 1]; /* by standing; those that are no errors are counted as %ASKG_STANDING_CAUSE */
  guint      at;
  gboolean   is_test;
};

static guint *
get_lesser (AskgDiagnosticList   *self,
            const AskgDiagnostic *diagnostic)
{
  if (diagnostic->severity != ASKG_SEVERITY_ERROR)
    return &self->n_lesser[ASKG_STANDING_CAUSE];

  return diagnostic->standing != ASKG_STANDING_CAUSE ? &self->n_lesser[diagnostic->standing] : NULL;
}

AskgDiagnosticList *
askg_diagnostic_list_new (void)
{
  AskgDiagnosticList *self = g_new0 (AskgDiagnosticList, 1);

  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_diagnostic_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
askg_diagnostic_list_free (AskgDiagnosticList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->diagnostics);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/* From here on it is tests that run: what dies is a test that failed. */
void
askg_diagnostic_list_set_test (AskgDiagnosticList *self,
                               gboolean            is_test)
{
  self->is_test = is_test;
}

gboolean
askg_diagnostic_list_is_test (AskgDiagnosticList *self)
{
  return self->is_test;
}

/* Which line of the output is being read. */
void
askg_diagnostic_list_set_at (AskgDiagnosticList *self,
                      guint         at)
{
  self->at = at;
}

/**
 * askg_diagnostic_list_add:
 * @diagnostic: (transfer full): found in the line that is being read
 *
 * Returns: (transfer none) (nullable): it, to be completed from lines that follow; %NULL when there are too many, and it
 * was only counted
 */
AskgDiagnostic *
askg_diagnostic_list_add (AskgDiagnosticList   *self,
                   AskgDiagnostic *diagnostic)
{
  guint *n_lesser = get_lesser (self, diagnostic);

  diagnostic->at = self->at;
  if (self->is_test && diagnostic->kind == ASKG_DIAGNOSTIC_RUNTIME)
    diagnostic->kind = ASKG_DIAGNOSTIC_TEST;
  if (diagnostic->folder == NULL && self->folders->len > 0)
    diagnostic->folder = g_strdup (g_ptr_array_index (self->folders, self->folders->len - 1));
  if (self->diagnostics->len == ASKG_DIAGNOSTIC_LIST_MAX || (n_lesser != NULL && *n_lesser == MAX_LESSER))
    {
      self->n_more += diagnostic->severity == ASKG_SEVERITY_ERROR;
      askg_diagnostic_free (diagnostic);

      return NULL;
    }
  if (n_lesser != NULL)
    ++*n_lesser;
  g_ptr_array_add (self->diagnostics, diagnostic);

  return diagnostic;
}

/* The same of an error without a place. Returns: (transfer none) (nullable) */
AskgDiagnostic *
askg_diagnostic_list_add_error (AskgDiagnosticList *self,
                                const char         *tool,
                                AskgDiagnosticKind  kind,
                                AskgStanding        standing,
                                const char         *message,
                                gssize              n_bytes)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new (tool, kind, ASKG_SEVERITY_ERROR, message, n_bytes);

  diagnostic->standing = standing;

  return askg_diagnostic_list_add (self, diagnostic);
}

/* What was guessed of the last lines is known better now. */
void
askg_diagnostic_list_drop_guess (AskgDiagnosticList *self)
{
  while (self->diagnostics->len > 0)
    {
      const AskgDiagnostic *last = g_ptr_array_index (self->diagnostics, self->diagnostics->len - 1);
      guint *n_lesser = get_lesser (self, last);

      if (*last->tool != '\0' || last->at + 3 < self->at)
        return;
      if (n_lesser != NULL)
        --*n_lesser;
      g_ptr_array_set_size (self->diagnostics, (int) self->diagnostics->len - 1);
    }
}

/* From here on paths start from @folder. */
void
askg_diagnostic_list_enter (AskgDiagnosticList *self,
                     const char   *folder,
                     gsize         n_bytes)
{
  if (self->folders->len == MAX_FOLDERS)
    g_ptr_array_remove_index (self->folders, 0);
  g_ptr_array_add (self->folders, g_strndup (folder, n_bytes));
}

void
askg_diagnostic_list_leave (AskgDiagnosticList *self,
                     const char   *folder,
                     gsize         n_bytes)
{
  for (guint i = self->folders->len; i > 0; i--)
    {
      const char *entered = g_ptr_array_index (self->folders, i - 1);

      if (strlen (entered) == n_bytes && memcmp (entered, folder, n_bytes) == 0)
        {
          g_ptr_array_remove_index (self->folders, i - 1);
          return;
        }
    }
}

/* Returns: (transfer none) (element-type AskgDiagnostic): in the order of the output */
GPtrArray *
askg_diagnostic_list_peek (AskgDiagnosticList *self)
{
  return self->diagnostics;
}

/* Whether even what could lead is only counted. */
gboolean
askg_diagnostic_list_is_full (AskgDiagnosticList *self)
{
  return self->diagnostics->len == ASKG_DIAGNOSTIC_LIST_MAX;
}

/* One more that nobody looked into. */
void
askg_diagnostic_list_count (AskgDiagnosticList *self)
{
  self->n_more++;
}

guint
askg_diagnostic_list_get_n_more (AskgDiagnosticList *self)
{
  return self->n_more;
}
