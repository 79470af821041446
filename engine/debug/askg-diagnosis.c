/* askg-diagnosis.c: any thread.
 *
 * bytes -> lines of a terminal, reports told as lines -> those of a flood that matter -> streams, by what stands before each -> the readers, one after the other -> findings -> the
 * root first */
#include "engine/debug/askg-diagnosis.h"

#include <string.h>

#include "engine/debug/askg-error-scan.h"
#include "engine/debug/askg-line-json.h"
#include "engine/debug/askg-line-prefix.h"
#include "engine/debug/askg-line-sieve.h"
#include "engine/debug/askg-output-reader.h"
#include "engine/debug/askg-output-window.h"
#include "engine/debug/askg-report-gather.h"
#include "engine/debug/askg-terminal-text.h"

/* Those beyond are read as one. */
#define MAX_STREAMS 16u

#define MOST_WEIGHT ((int) ASKG_STANDING_CAUSE + 1)

/* The lines of one tool among those of others. */
typedef struct
{
  char     *label;   /* empty: nothing is set before them */
  gsize     n_label;
  gpointer *states;  /* one a reader */
  guint     n_lines;
} Stream;

struct _AskgDiagnosis
{
  GObject           parent_instance;

  /* Owned */
  AskgTerminalText *terminal;  /* (nullable): while it is read */
  AskgReportGather *gather;
  AskgLineSieve    *sieve;
  AskgDiagnosticList     *findings;
  AskgOutputWindow *window;    /* around the root so far */
  GPtrArray        *streams;   /* of Stream */

  int               weight;    /* of the root so far; -1 while there is none */
  AskgDiagnostic   *cause;     /* (nullable): the root so far, where nothing can stand higher */
};

G_DEFINE_FINAL_TYPE (AskgDiagnosis, askg_diagnosis, G_TYPE_OBJECT)

static void
stream_free (Stream *self)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    {
      if (readers[i]->clear != NULL)
        readers[i]->clear (self->states[i]);
      g_free (self->states[i]);
    }
  g_free (self->states);
  g_free (self->label);
  g_free (self);
}

static Stream *
stream_new (const char *label,
            gsize       n_label)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);
  Stream *self = g_new0 (Stream, 1);

  self->label = g_strndup (label, n_label);
  self->n_label = n_label;
  self->states = g_new0 (gpointer, n_readers);
  for (gsize i = 0; i < n_readers; i++)
    self->states[i] = g_malloc0 (readers[i]->n_state);

  return self;
}

static void
askg_diagnosis_finalize (GObject *object)
{
  AskgDiagnosis *self = ASKG_DIAGNOSIS (object);

  g_ptr_array_unref (self->streams);
  askg_terminal_text_free (self->terminal);
  askg_report_gather_free (self->gather);
  askg_line_sieve_free (self->sieve);
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
  self->findings = askg_diagnostic_list_new ();
  self->window = askg_output_window_new ();
  self->weight = -1;
  self->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) stream_free);
  g_ptr_array_add (self->streams, stream_new ("", 0));
}

/* -- Lines ----------------------------------------------------------------------- */

/* An error by its standing, from 1; a warning weighs nothing, and less what only remarks. */
static int
weigh (const AskgDiagnostic *diagnostic)
{
  if (diagnostic->severity == ASKG_SEVERITY_ERROR)
    return (int) diagnostic->standing + 1;

  return diagnostic->severity == ASKG_SEVERITY_WARNING ? 0 : -1;
}

static Stream *
find_stream (AskgDiagnosis        *self,
             const AskgLinePrefix *prefix)
{
  Stream *stream = NULL;

  for (guint i = 0; i < self->streams->len; i++)
    {
      stream = g_ptr_array_index (self->streams, i);
      if (stream->n_label == prefix->n_label && (prefix->n_label == 0 || memcmp (stream->label, prefix->label, prefix->n_label) == 0))
        return stream;
    }
  if (self->streams->len == MAX_STREAMS)
    return g_ptr_array_index (self->streams, 0);
  stream = stream_new (prefix->label, prefix->n_label);
  g_ptr_array_add (self->streams, stream);

  return stream;
}

static void
offer (Stream               *self,
       const AskgOutputLine *line,
       AskgDiagnosticList   *findings)
{
  gsize n_readers;
  const AskgOutputReader *const *readers = askg_output_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    if (readers[i]->holds != NULL && readers[i]->holds (self->states[i]) && readers[i]->take (self->states[i], line, findings))
      return;
  for (gsize i = 0; i < n_readers; i++)
    if (readers[i]->take (self->states[i], line, findings))
      return;
}

static void
take_line (AskgDiagnosis *self,
           const char    *text,
           gsize          n_bytes)
{
  const AskgLinePrefix prefix = askg_line_prefix_read (text);
  Stream *stream = find_stream (self, &prefix);
  AskgOutputLine line = { text + prefix.n_bytes, n_bytes - prefix.n_bytes, 0, stream->n_lines++ };

  line.n_indent = strspn (line.text, " ");
  offer (stream, &line, self->findings);
}

/* A message that was wrapped is read as if it had been printed. */
static gboolean
take_wrapped (AskgDiagnosis *self,
              const char    *text,
              gsize          n_bytes)
{
  g_autofree char *said = n_bytes > 0 ? askg_line_json_dup_text (text, n_bytes) : NULL;
  char *at = said;

  if (said == NULL)
    return FALSE;
  while (*at != '\0')
    {
      const gsize n = strcspn (at, "\n");
      const gboolean is_last = at[n] == '\0';

      at[n] = '\0';
      take_line (self, at, n);
      at += is_last ? n : n + 1;
    }

  return TRUE;
}

static void
passed_cb (const char *text,
           gsize       n_bytes,
           guint       at,
           gpointer    user_data)
{
  AskgDiagnosis *self = user_data;
  GPtrArray *found = askg_diagnostic_list_peek (self->findings);
  const guint n_found = found->len;

  if (askg_diagnostic_list_is_full (self->findings) && self->weight == MOST_WEIGHT) /* what comes is only counted */
    {
      if (askg_error_scan (text, n_bytes) >= 0)
        askg_diagnostic_list_count (self->findings);

      return;
    }
  askg_diagnostic_list_set_at (self->findings, at);
  askg_output_window_take (self->window, text, n_bytes);
  if (!take_wrapped (self, text, n_bytes))
    take_line (self, text, n_bytes);
  if (self->cause != NULL && weigh (self->cause) < self->weight) /* another was told to be its cause */
    self->weight = -1;
  for (guint i = n_found > 3 ? n_found - 3 : 0; i < found->len; i++) /* guesses may have given way */
    if (weigh (g_ptr_array_index (found, i)) > self->weight)
      {
        self->weight = weigh (g_ptr_array_index (found, i));
        self->cause = self->weight == MOST_WEIGHT ? g_ptr_array_index (found, i) : NULL;
        askg_output_window_hold (self->window);
      }
}

static void
told_cb (const char *text,
         gsize       n_bytes,
         gpointer    user_data)
{
  askg_line_sieve_take (((AskgDiagnosis *) user_data)->sieve, text, n_bytes);
}

static void
line_cb (const char *text,
         gsize       n_bytes,
         gpointer    user_data)
{
  askg_report_gather_take (((AskgDiagnosis *) user_data)->gather, text, n_bytes);
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
  self->gather = askg_report_gather_new (told_cb, self);
  self->sieve = askg_line_sieve_new (passed_cb, self);

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
  askg_report_gather_finish (self->gather);
  askg_line_sieve_finish (self->sieve);
  for (guint k = 0; k < self->streams->len; k++)
    for (gsize i = 0; i < n_readers; i++)
      if (readers[i]->end != NULL)
        readers[i]->end (((Stream *) g_ptr_array_index (self->streams, k))->states[i], self->findings);
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

      if (weigh (diagnostic) > 0 && (root == NULL || weigh (diagnostic) > weigh (root)))
        root = diagnostic;
    }

  return root;
}

/**
 * askg_diagnosis_get_lead:
 *
 * Returns: (transfer none) (nullable): the root; where nothing is wrong the first warning, or else the first remark with a place: some
 *   tools fail for no more than that
 */
const AskgDiagnostic *
askg_diagnosis_get_lead (AskgDiagnosis *self)
{
  const AskgDiagnostic *lead = askg_diagnosis_get_root (self);
  GPtrArray *all = askg_diagnosis_get_all (self);

  for (guint i = 0; i < all->len && (lead == NULL || lead->severity == ASKG_SEVERITY_NOTE); i++)
    {
      const AskgDiagnostic *diagnostic = g_ptr_array_index (all, i);

      if (diagnostic->severity == ASKG_SEVERITY_WARNING || (lead == NULL && diagnostic->severity == ASKG_SEVERITY_NOTE && diagnostic->file != NULL))
        lead = diagnostic;
    }

  return lead;
}

/* Returns: how many errors more there are than were kept */
guint
askg_diagnosis_get_n_more (AskgDiagnosis *self)
{
  g_return_val_if_fail (ASKG_IS_DIAGNOSIS (self), 0);

  return askg_diagnostic_list_get_n_more (self->findings);
}

/* Returns: how many stand beside the lead, itself among them, and so many more as were not kept; 0 where nothing leads */
guint
askg_diagnosis_count_beside_lead (AskgDiagnosis *self)
{
  const AskgDiagnostic *lead = askg_diagnosis_get_lead (self);
  GPtrArray *all = askg_diagnosis_get_all (self);
  guint n = askg_diagnosis_get_n_more (self);

  if (lead == NULL)
    return 0;
  for (guint i = 0; i < all->len; i++)
    {
      const AskgDiagnostic *other = g_ptr_array_index (all, i);

      n += other->severity == lead->severity && other->standing == lead->standing;
    }

  return n;
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
