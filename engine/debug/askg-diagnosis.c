/* askg-diagnosis.c: any thread.
 *
 * bytes -> lines of a terminal -> the readers, one after the other -> findings -> the root first */
#include "engine/debug/askg-diagnosis.h"

#include "engine/debug/askg-output-reader.h"
#include "engine/debug/askg-output-window.h"
#include "engine/debug/askg-terminal-text.h"

struct _AskgDiagnosis
{
  GObject           parent_instance;

  /* Owned */
  AskgTerminalText *terminal;  /* (nullable): while it is read */
  AskgDiagnosticList     *findings;
  AskgOutputWindow *window;    /* around the root so far */
  gpointer         *states;    /* one a reader */

  guint             n_lines;
  int               weight;    /* of the root so far; -1 while there is none */
};

G_DEFINE_FINAL_TYPE (AskgDiagnosis, askg_diagnosis, G_TYPE_OBJECT)

static void
askg_diagnosis_finalize (GObject *object)
{
  AskgDiagnosis *self = ASKG_DIAGNOSIS (object);
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    {
      if (readers[i]->clear != NULL)
        readers[i]->clear (self->states[i]);
      g_free (self->states[i]);
    }
  g_free (self->states);
  askg_terminal_text_free (self->terminal);
  askg_diagnostic_list_free (self->findings);
  askg_output_window_free (self->window);

  G_OBJECT_CLASS (askg_diagnosis_parent_class)->finalize (object);
}

static void
askg_diagnosis_class_init (AskgDiagnosisClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_diagnosis_finalize;
}

static void
askg_diagnosis_init (AskgDiagnosis *self)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  self->findings = askg_diagnostic_list_new ();
  self->window = askg_output_window_new ();
  self->weight = -1;
  self->states = g_new0 (gpointer, n_readers);
  for (gsize i = 0; i < n_readers; i++)
    self->states[i] = g_malloc0 (readers[i]->n_state);
}

/* -- Lines ----------------------------------------------------------------------- */

static int
weigh (const AskgDiagnostic *diagnostic)
{
  return diagnostic->severity == ASKG_SEVERITY_ERROR ? (int) diagnostic->standing : -1;
}

static void
offer (AskgDiagnosis        *self,
       const AskgOutputLine *line)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    if (readers[i]->holds != NULL && readers[i]->holds (self->states[i]) && readers[i]->take (self->states[i], line, self->findings))
      return;
  for (gsize i = 0; i < n_readers; i++)
    if (readers[i]->take (self->states[i], line, self->findings))
      return;
}

static void
line_cb (const char *text,
         gsize       n_bytes,
         gpointer    user_data)
{
  AskgDiagnosis *self = user_data;
  AskgOutputLine line = { text, n_bytes, 0, self->n_lines++ };
  GPtrArray *found = askg_diagnostic_list_peek (self->findings);
  const guint n_found = found->len;

  while (text[line.n_indent] == ' ')
    line.n_indent++;
  askg_diagnostic_list_set_at (self->findings, line.at);
  askg_output_window_take (self->window, text, n_bytes);
  offer (self, &line);
  for (guint i = n_found > 3 ? n_found - 3 : 0; i < found->len; i++) /* guesses may have given way */
    if (weigh (g_ptr_array_index (found, i)) > self->weight)
      {
        self->weight = weigh (g_ptr_array_index (found, i));
        askg_output_window_hold (self->window);
      }
}

/**
 * askg_diagnosis_new:
 * @n_columns: the width of the terminal it was written to; 0 where nobody knows
 *
 * Returns: (transfer full): one of nothing yet
 */
AskgDiagnosis *
askg_diagnosis_new (guint n_columns)
{
  AskgDiagnosis *self = g_object_new (ASKG_TYPE_DIAGNOSIS, NULL);

  self->terminal = askg_terminal_text_new (n_columns, line_cb, self);

  return self;
}

/**
 * askg_diagnosis_feed:
 * @bytes: (array length=n_bytes): the next of the output, with its escape sequences; may end anywhere
 */
void
askg_diagnosis_feed (AskgDiagnosis *self,
                     const char    *bytes,
                     gsize          n_bytes)
{
  g_return_if_fail (ASKG_IS_DIAGNOSIS (self));
  g_return_if_fail (self->terminal != NULL);

  askg_terminal_text_feed (self->terminal, bytes, n_bytes);
}

void
askg_diagnosis_finish (AskgDiagnosis *self)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  g_return_if_fail (ASKG_IS_DIAGNOSIS (self));
  g_return_if_fail (self->terminal != NULL);

  askg_terminal_text_finish (self->terminal);
  g_clear_pointer (&self->terminal, askg_terminal_text_free);
  for (gsize i = 0; i < n_readers; i++)
    if (readers[i]->end != NULL)
      readers[i]->end (self->states[i], self->findings);
}

/* -- What was found ----------------------------------------------------------------- */

/* Returns: (transfer none) (element-type AskgDiagnostic): in the order of the output */
GPtrArray *
askg_diagnosis_get_all (AskgDiagnosis *self)
{
  g_return_val_if_fail (ASKG_IS_DIAGNOSIS (self), NULL);

  return askg_diagnostic_list_peek (self->findings);
}

/**
 * askg_diagnosis_get_root:
 *
 * Returns: (transfer none) (nullable): what is to be mended first; %NULL when nothing is wrong
 */
const AskgDiagnostic *
askg_diagnosis_get_root (AskgDiagnosis *self)
{
  const AskgDiagnostic *root = NULL;
  GPtrArray *all = askg_diagnosis_get_all (self);

  for (guint i = 0; i < all->len; i++)
    {
      const AskgDiagnostic *diagnostic = g_ptr_array_index (all, i);

      if (weigh (diagnostic) >= 0 && (root == NULL || weigh (diagnostic) > weigh (root)))
        root = diagnostic;
    }

  return root;
}

/* Returns: how many errors more there are than were kept */
guint
askg_diagnosis_get_n_more (AskgDiagnosis *self)
{
  g_return_val_if_fail (ASKG_IS_DIAGNOSIS (self), 0);

  return askg_diagnostic_list_get_n_more (self->findings);
}

/**
 * askg_diagnosis_dup_excerpt:
 * @out_root: (out): which of its lines the root is told in, from 0
 *
 * Returns: (transfer full): the output around the root, as a person would have read it
 */
char *
askg_diagnosis_dup_excerpt (AskgDiagnosis *self,
                            guint         *out_root)
{
  g_return_val_if_fail (ASKG_IS_DIAGNOSIS (self), NULL);

  return askg_output_window_dup_text (self->window, out_root);
}
