/* askg-failure.c: any thread.
 *
 * Its text is all that the history keeps of it, and is read back when it is shown again:
 *     FOLDER$ COMMAND
 *     what it wrote
 *     [exit status N after N.N s, N errors]     how many there were, where what it wrote is shortened
 *     FILE:LINE in FUNCTION
 *     >    87  the line, and others around it
 * and the parts, see askg-failure-part.h */
#include "engine/debug/askg-failure.h"

#include <string.h>

#include "engine/debug/askg-command-diagnosis.h"
#include "engine/debug/askg-command-text.h"
#include "engine/debug/askg-signature.h"
#include "engine/debug/askg-failure-context.h"
#include "engine/debug/askg-source-finder.h"

#define MOST_OTHERS 20u
#define MAX_TOOK_S 1e6
#define EXIT_LINE "[exit status "

static AskgFailure *
failure_new (void)
{
  AskgFailure *self = g_new0 (AskgFailure, 1);

  self->source = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_source_line_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_failure_part_free);
  self->others = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
askg_failure_free (AskgFailure *self)
{
  if (self == NULL)
    return;
  g_free (self->command);
  g_free (self->folder);
  g_free (self->message);
  g_free (self->file);
  g_free (self->function);
  g_ptr_array_unref (self->source);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->others);
  g_free (self->text);
  g_free (self->signature);
  g_free (self->words);
  g_free (self);
}

/* -- What is wrong ---------------------------------------------------------------------------- */

static char *
tell_other (const AskgDiagnostic *diagnostic,
            const char           *file)
{
  if (file == NULL)
    return g_strdup (diagnostic->message);
  if (diagnostic->line == 0)
    return g_strdup_printf ("%s  %s", file, diagnostic->message);

  return g_strdup_printf ("%s:%u  %s", file, diagnostic->line, diagnostic->message);
}

/* @finder: (nullable): else names stay as they were printed */
static void
take_diagnosis (AskgFailure      *self,
                AskgDiagnosis    *diagnosis,
                AskgSourceFinder *finder)
{
  const AskgDiagnostic *root = askg_diagnosis_get_lead (diagnosis);
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);

  if (root == NULL)
    return;
  self->message = g_strdup (root->message);
  self->file = finder != NULL ? askg_source_finder_resolve (finder, root) : g_strdup (root->file);
  self->line = root->line;
  self->n_more = askg_diagnosis_get_n_more (diagnosis);
  for (guint i = 0; i < all->len; i++)
    {
      const AskgDiagnostic *other = g_ptr_array_index (all, i);
      g_autofree char *file = NULL;

      if (other == root || other->severity != root->severity || other->standing != root->standing)
        continue;
      if (self->others->len == MOST_OTHERS)
        {
          self->n_more++;
          continue;
        }
      file = finder != NULL ? askg_source_finder_resolve (finder, other) : g_strdup (other->file);
      g_ptr_array_add (self->others, tell_other (other, file));
    }
}

/* The last one: what the command wrote may hold such a line, too. Returns: (nullable) */
static const char *
find_exit (const char *output)
{
  const char *at = g_str_has_prefix (output, EXIT_LINE) ? output : NULL;
  const char *next = output;

  while ((next = strstr (next, "\n" EXIT_LINE)) != NULL)
    at = ++next;

  return at;
}

/* By what is kept of it, so that another day's is read from the same. Returns: (transfer full): finished */
static AskgDiagnosis *
take_signature (AskgFailure *self,
                const char  *output,
                gsize        n_bytes)
{
  AskgDiagnosis *diagnosis = askg_diagnosis_new (0);
  const AskgDiagnostic *root;

  askg_diagnosis_feed (diagnosis, output, n_bytes);
  askg_diagnosis_finish (diagnosis);
  root = askg_diagnosis_get_lead (diagnosis);
  if (root != NULL)
    {
      self->signature = askg_signature_of (root);
      self->words = askg_signature_words (root);
    }

  return diagnosis;
}

/* @ran: as askg_command_text() tells it */
static void
sign (AskgFailure *self,
      const char  *ran)
{
  const char *output = strchr (ran, '\n') + 1;
  g_autoptr(AskgDiagnosis) diagnosis = take_signature (self, output, (gsize) (find_exit (output) - output));
}

/* -- Its lines ---------------------------------------------------------------------------------- */

/* As it is told from the project: its name alone is not enough to find it again. */
static gboolean
lies_outside (const char *file)
{
  return g_path_is_absolute (file) || g_str_has_prefix (file, "../");
}

static void
append_source (const AskgFailure *self,
               GString           *text)
{
  if (self->file == NULL || self->line == 0 || (self->source->len == 0 && !lies_outside (self->file)))
    return;
  g_string_append_printf (text, "%s:%u", self->file, self->line);
  if (self->function != NULL)
    g_string_append_printf (text, " in %s", self->function);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->source->len; i++)
    {
      const AskgSourceLine *line = g_ptr_array_index (self->source, i);

      g_string_append_printf (text, "%c%6u  %s\n", line->number == self->line ? '>' : ' ', line->number, line->text);
    }
  for (guint i = 0; i < self->parts->len; i++)
    askg_failure_part_append (g_ptr_array_index (self->parts, i), text);
}

/**
 * askg_failure_new_for_record:
 *
 * Reads the lines that its output names, out of the project it ran in and from nowhere else.
 *
 * Returns: (transfer full):
 */
AskgFailure *
askg_failure_new_for_record (const AskgCommandRecord *record)
{
  AskgFailure *self = failure_new ();
  g_autoptr(AskgDiagnosis) diagnosis = askg_command_diagnosis_new (record);
  g_autoptr(AskgSourceFinder) finder = askg_source_finder_new (record->folder);
  g_autofree char *ran = askg_command_text (record, diagnosis);
  GString *text = g_string_new (ran);

  self->command = askg_command_text_dup_line (record);
  self->folder = g_utf8_make_valid (record->folder, -1);
  self->status = record->status;
  self->took_us = record->ended_us - record->began_us;
  take_diagnosis (self, diagnosis, finder);
  if (self->file != NULL && self->line > 0)
    askg_failure_context_read (self, finder);
  append_source (self, text);
  self->text = g_string_free (text, FALSE);
  sign (self, ran);

  return self;
}

/* -- Reading it back ------------------------------------------------------------------------------ */

static gboolean
read_head (AskgFailure  *self,
           const char   *text,
           const char  **out_output)
{
  const gsize n = strcspn (text, "\n");
  const char *mark = g_strstr_len (text, (gssize) n, "$ ");

  if (*text != '/' || mark == NULL || text[n] == '\0')
    return FALSE;
  self->folder = g_strndup (text, (gsize) (mark - text));
  self->command = g_strndup (mark + 2, (gsize) (text + n - mark - 2));
  *out_output = text + n + 1;

  return TRUE;
}

static void
read_lines (AskgFailure *self,
            const char  *rest)
{
  g_auto(GStrv) lines = g_strsplit (rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '['; i++)
    {
      char *end;
      AskgSourceLine *line;
      guint64 number;

      if (strlen (lines[i]) < 9 || (*lines[i] != ' ' && *lines[i] != '>'))
        continue;
      number = g_ascii_strtoull (lines[i] + 1, &end, 10);
      if (number == 0 || number > G_MAXINT || !g_str_has_prefix (end, "  "))
        continue;
      line = g_new0 (AskgSourceLine, 1);
      line->number = (guint) number;
      line->text = g_strdup (end + 2);
      g_ptr_array_add (self->source, line);
    }
}

/* "[exit status 2 after 4.8 s, 49 errors]". @out_n_errors: (out): 0 where it does not tell */
static void
read_ending (AskgFailure *self,
             const char  *line,
             guint       *out_n_errors)
{
  char *end;

  self->status = (int) CLAMP (g_ascii_strtoll (line + strlen (EXIT_LINE), &end, 10), 0, 255);
  if (g_str_has_prefix (end, " after "))
    {
      const double took_s = g_ascii_strtod (end + strlen (" after "), &end);

      self->took_us = (gint64) (CLAMP (took_s, 0, MAX_TOOK_S) * G_USEC_PER_SEC);
      end += g_str_has_prefix (end, " s") ? 2 : 0;
    }
  *out_n_errors = g_str_has_prefix (end, ", ") ? (guint) MIN (g_ascii_strtoull (end + 2, NULL, 10), G_MAXINT) : 0;
}

/* "src/session.c:87 in on_wake" */
static void
read_place (AskgFailure *self,
            const char  *head)
{
  g_autofree char *line = g_strndup (head, strcspn (head, "\n"));
  char *in = strstr (line, " in ");
  char *colon;

  if (in != NULL)
    {
      self->function = g_strdup (in + strlen (" in "));
      *in = '\0';
    }
  colon = strrchr (line, ':');
  if (colon == NULL)
    return;
  self->line = (guint) MIN (g_ascii_strtoull (colon + 1, NULL, 10), G_MAXINT);
  *colon = '\0';
  g_free (self->file);
  self->file = g_strdup (line);
}

/**
 * askg_failure_new_for_text:
 * @text: of one, as the history keeps it; nothing is read from the disk
 *
 * Returns: (nullable) (transfer full): %NULL where it is no such text
 */
AskgFailure *
askg_failure_new_for_text (const char *text)
{
  g_autoptr(AskgFailure) self = failure_new ();
  g_autoptr(AskgDiagnosis) diagnosis = NULL;
  const char *output, *ending, *rest;
  guint n_errors;

  if (!read_head (self, text, &output))
    return NULL;
  ending = find_exit (output);
  if (ending == NULL)
    return NULL;
  read_ending (self, ending, &n_errors);
  diagnosis = take_signature (self, output, (gsize) (ending - output));
  take_diagnosis (self, diagnosis, NULL);
  if (n_errors > 1 + self->others->len + self->n_more)
    self->n_more = n_errors - 1 - self->others->len;
  rest = ending + strcspn (ending, "\n");
  rest += *rest == '\n';
  if (*rest == '[')
    {
      g_ptr_array_unref (self->parts);
      self->parts = askg_failure_parts_read (rest);
    }
  else if (*rest != '\0')
    {
      read_place (self, rest);
      read_lines (self, rest + strcspn (rest, "\n") + (strchr (rest, '\n') != NULL));
      g_ptr_array_unref (self->parts);
      self->parts = askg_failure_parts_read (rest);
    }
  self->text = g_strdup (text);

  return g_steal_pointer (&self);
}

/* -- Parts ---------------------------------------------------------------------------------------- */

/* Returns: (nullable): of the text of a failure, what stands behind the line that tells how it ended */
static const char *
behind_ending (const char *text)
{
  const char *output = strchr (text, '\n');
  const char *ending = output != NULL ? find_exit (output + 1) : NULL;

  return ending != NULL ? ending + strcspn (ending, "\n") : NULL;
}

/* Returns: (nullable): where the parts begin in @text; %NULL where there are none */
const char *
askg_failure_find_parts (const char *text)
{
  const char *rest = behind_ending (text);

  return rest != NULL ? askg_failure_parts_find (rest) : NULL;
}

/**
 * askg_failure_without:
 * @part: its number
 *
 * Returns: (transfer full): its text without that part
 */
char *
askg_failure_without (const AskgFailure *self,
                      guint              part)
{
  const char *rest = behind_ending (self->text);
  g_autofree char *left = askg_failure_parts_drop (rest, part);

  return g_strdup_printf ("%.*s%s", (int) (rest - self->text), self->text, left);
}

/**
 * askg_failure_with_outside:
 * @text: of a failure
 * @path: of the file that the person wants along
 * @lines: (element-type AskgSourceLine): of it
 * @line: the one that is named
 *
 * Returns: (transfer full): @text with them as its last part
 */
char *
askg_failure_with_outside (const char *text,
                           const char *path,
                           GPtrArray  *lines,
                           guint       line)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", path, line);
  g_autoptr(GString) body = g_string_new (NULL), whole = g_string_new (text);
  g_autoptr(AskgFailurePart) part = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgSourceLine *one = g_ptr_array_index (lines, i);

      g_string_append_printf (body, "%c%6u  %s\n", one->number == line ? '>' : ' ', one->number, one->text);
    }
  if (!g_str_has_suffix (whole->str, "\n"))
    g_string_append_c (whole, '\n');
  part = askg_failure_part_new (ASKG_FAILURE_PART_OUTSIDE, place, body->str);
  askg_failure_part_append (part, whole);

  return g_strdup (whole->str);
}
