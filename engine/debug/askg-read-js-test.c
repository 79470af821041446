/* askg-read-js-test.c: any thread. jest, vitest, mocha, playwright, jasmine and rspec: a block a failed test, in which the message comes first
 * and the place far below it, after what was expected, what came and the code. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef enum
{
  BLOCK_NONE,
  BLOCK_JEST,
  BLOCK_VITEST,
  BLOCK_NUMBERED, /* mocha, playwright, jasmine: "  1) NAME" */
} Block;

typedef struct
{
  Block            block;
  gboolean         is_suite;      /* it could not even be loaded */
  gboolean         may_number;    /* numbered blocks follow */
  gboolean         has_name;      /* of a numbered block, the end of its name was seen */
  AskgDiagnostic  *current;       /* (nullable): of this block */
  AskgFrameChoice  frame;
  char            *file;          /* (nullable) owned: the tests that are told about */
  guint            excerpt_line;  /* that the code above the frames is marked at; 0: none */
} State;

static void
clear (gpointer state)
{
  State *self = state;

  askg_frame_choice_clear (&self->frame);
  g_clear_pointer (&self->file, g_free);
}

/* -- Blocks ------------------------------------------------------------------------------------ */

/* A block without a frame: the code was shown, and whose it is, above. */
static void
close_block (State *self)
{
  if (self->current != NULL && self->current->file == NULL && self->file != NULL)
    askg_diagnostic_set_place (self->current, self->file, -1, self->excerpt_line, 0);
  self->current = NULL;
  self->block = BLOCK_NONE;
}

static gboolean
open_block (State *self,
            Block  block)
{
  close_block (self);
  askg_frame_choice_clear (&self->frame);
  self->block = block;
  self->is_suite = self->has_name = FALSE;
  self->excerpt_line = 0;

  return TRUE;
}

static void
keep_file (State      *self,
           const char *name)
{
  if (g_str_has_prefix (name, "./"))
    name += 2;
  g_free (self->file);
  self->file = g_strndup (name, strcspn (name, " "));
}

/* Returns: (nullable): behind "  1) " */
static const char *
skip_number (const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent;
  const gsize n = strspn (text, "0123456789");

  return n > 0 && text[n] == ')' && text[n + 1] == ' ' ? text + n + 2 : NULL;
}

/* What stands at the head of a block, or between blocks. */
static gboolean
take_head (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent, *name;
  const gsize n_digits = strspn (text, "0123456789");

  if (g_str_has_prefix (text, "● ") && !g_str_has_prefix (text, "● Console"))
    {
      askg_diagnostic_list_set_test (findings, TRUE);
      open_block (self, BLOCK_JEST);
      self->is_suite = strstr (text, "Test suite failed to run") != NULL;

      return TRUE;
    }
  if (g_str_has_prefix (text, "FAIL ") && line->n_indent <= 1)
    {
      name = text + strlen ("FAIL ");
      name += strspn (name, " ");
      if (*name == '|') /* the project's name between bars */
        name += strcspn (name + 1, "|") + 2;
      name += strspn (name, " ");
      if (strchr (name, '.') == NULL)
        return FALSE;
      askg_diagnostic_list_set_test (findings, TRUE);
      keep_file (self, name);
      if (strstr (name, " > ") != NULL || strstr (name, " [ ") != NULL)
        return open_block (self, BLOCK_VITEST);
      close_block (self);

      return TRUE;
    }
  if (n_digits > 0 && (strcmp (text + n_digits, " failing") == 0 || strcmp (line->text, "Failures:") == 0))
    {
      askg_diagnostic_list_set_test (findings, TRUE);

      return self->may_number = TRUE;
    }
  if (strcmp (line->text, "Failures: ") == 0 || strcmp (line->text, "Failures:") == 0)
    self->may_number = TRUE;
  name = skip_number (line);
  if (name == NULL || !(self->may_number || strstr (name, " › ") != NULL))
    return FALSE;
  askg_diagnostic_list_set_test (findings, TRUE);
  open_block (self, BLOCK_NUMBERED);
  self->has_name = strstr (name, " › ") != NULL || g_str_has_suffix (name, ":");

  return TRUE;
}

/* -- Inside a block ---------------------------------------------------------------------------- */

static AskgDiagnosticKind
kind_of (const State *self,
         const char  *message)
{
  if (strstr (message, "Cannot find module") != NULL || strstr (message, "Cannot find package") != NULL ||
      strstr (message, "Failed to resolve import") != NULL)
    return ASKG_DIAGNOSTIC_DEPENDENCY;

  return self->is_suite && strstr (message, "SyntaxError") != NULL ? ASKG_DIAGNOSTIC_COMPILE : ASKG_DIAGNOSTIC_TEST;
}

static gboolean
take_message (State                *self,
              const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;

  if (self->current != NULL || line->n_bytes == 0)
    return FALSE;
  if (self->block == BLOCK_NUMBERED && !self->has_name)
    {
      self->has_name = g_str_has_suffix (text, ":") || g_str_has_prefix (text, "Failure/Error: ");

      return TRUE;
    }
  if (g_str_has_prefix (text, "Failure/Error: ") || strcmp (text, "Message:") == 0 || g_str_has_prefix (text, "Jest encountered an unexpected token"))
    return TRUE;
  askg_diagnostic_list_drop_guess (findings);
  self->current = askg_diagnostic_list_add (findings, askg_diagnostic_new ("node", kind_of (self, text), ASKG_SEVERITY_ERROR, text, -1));

  return TRUE;
}

/* "at NAME (FILE:5:31)", "at FILE:5:31", "❯ NAME FILE:5:31" */
static gboolean
take_frame (State                *self,
            const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent, *open;
  AskgPlace place;

  if (g_str_has_prefix (text, "at "))
    {
      text += 3;
      if ((open = strrchr (text, '(')) != NULL && g_str_has_suffix (text, ")"))
        text = open + 1;
    }
  else if (g_str_has_prefix (text, "❯ "))
    {
      text += strlen ("❯ ");
      if ((open = strrchr (text, ' ')) != NULL)
        text = open + 1;
    }
  else if (g_str_has_prefix (text, "File: "))
    text += strlen ("File: ");
  else if (g_str_has_prefix (text, "# ./")) /* rspec */
    text += strlen ("# ./");
  else
    return FALSE;
  if (g_str_has_prefix (text, "file://"))
    text += strlen ("file://");
  if (!askg_place_read_head (text, &place))
    return TRUE;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
  if (self->current != NULL && !self->frame.is_foreign)
    askg_frame_choice_apply (&self->frame, self->current);

  return TRUE;
}

/* "SyntaxError: /w/cart.js: Unexpected token (3:5)" below what jest says about it */
static void
take_syntax (State                *self,
             const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent, *file = strstr (text, "SyntaxError: /"), *said, *open = strrchr (text, '(');
  guint number, column;
  char *end;

  if (file == NULL || open == NULL || self->current == NULL || (said = strstr (file += strlen ("SyntaxError: "), ": ")) == NULL)
    return;
  number = (guint) g_ascii_strtoull (open + 1, &end, 10);
  if (*end != ':')
    return;
  column = (guint) g_ascii_strtoull (end + 1, NULL, 10);
  g_free (self->current->message);
  self->current->message = g_strdup (text);
  self->current->kind = ASKG_DIAGNOSTIC_COMPILE;
  askg_diagnostic_set_place (self->current, file, said - file, number, column);
}

/* "> 5 |   expect(x)" */
static gboolean
take_excerpt (State                *self,
              const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent;
  const gboolean is_marked = g_str_has_prefix (text, "> ");
  const gsize n_space = is_marked ? 2 + strspn (text + 2, " ") : 0, n_digits = strspn (text + n_space, "0123456789");
  const char *bar = text + n_space + n_digits;

  bar += strspn (bar, " ");
  if (*bar != '|')
    return FALSE;
  if (is_marked && n_digits > 0)
    self->excerpt_line = (guint) g_ascii_strtoull (text + n_space, NULL, 10);

  return TRUE;
}

static gboolean
is_over (const State          *self,
         const AskgOutputLine *line)
{
  if (g_str_has_prefix (line->text, "⎯⎯⎯⎯"))
    return TRUE;
  if (line->n_indent > 0 || line->n_bytes == 0)
    return FALSE;

  return self->block == BLOCK_JEST || g_str_has_prefix (line->text, "npm ");
}

/* What is only counted: " ❯ sum.test.mjs (1 test | 1 failed)", "Test Suites: 1 failed", "   × adds 9ms" */
static gboolean
take_count (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  static const char *const heads[] = { "Test Suites: ", "Tests: ", "Test Files ", "❯ ", "× ", "→ ", "✕ ", "Snapshots: ", "RUNS " };
  const char *text = line->text + line->n_indent;
  AskgDiagnostic *diagnostic;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (text, heads[i]))
      {
        if (strstr (text, "failed") == NULL)
          return i != 1 && i != 3 && i != 5;
        diagnostic = askg_diagnostic_new ("node", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, text, -1);
        diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
        askg_diagnostic_list_add (findings, diagnostic);

        return TRUE;
      }

  return FALSE;
}

static gboolean
holds (gpointer state)
{
  return ((State *) state)->block != BLOCK_NONE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  if (take_head (self, line, findings))
    return TRUE;
  if (self->block == BLOCK_NONE)
    return take_count (line, findings);
  if (is_over (self, line))
    {
      close_block (self);

      return take_count (line, findings);
    }
  if (take_message (self, line, findings))
    return TRUE;
  take_syntax (self, line);

  return take_frame (self, line) || take_excerpt (self, line) || TRUE;
}

static void
end (gpointer            state,
     AskgDiagnosticList *findings G_GNUC_UNUSED)
{
  close_block (state);
}

const AskgOutputReader askg_js_test_reader = { "js-test", sizeof (State), take, holds, end, clear };
