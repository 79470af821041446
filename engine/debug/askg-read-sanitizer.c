/* askg-read-sanitizer.c: any thread. Address, leak, thread and undefined-behaviour sanitizers, valgrind and gdb: a line that
 * says what, above frames that say where. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  AskgDiagnostic  *current;    /* (nullable): its frames are read; only the first stack counts */
  AskgFrameChoice  frame;
  char            *candidate;  /* (nullable) owned: what valgrind said before a frame */
} State;

static void
clear (gpointer state)
{
  State *self = state;

  g_clear_pointer (&self->candidate, g_free);
  askg_frame_choice_clear (&self->frame);
}

static void
begin (State              *self,
       const char         *tool,
       AskgDiagnosticKind  kind,
       const char         *message,
       gssize              n_bytes,
       AskgDiagnosticList *findings)
{
  self->current = askg_diagnostic_list_add (findings, askg_diagnostic_new (tool, kind, ASKG_SEVERITY_ERROR, message, n_bytes));
  askg_frame_choice_clear (&self->frame);
}

/* -- Heads ----------------------------------------------------------------------------------- */

/* "==1==ERROR: AddressSanitizer: MESSAGE on address …", "WARNING: ThreadSanitizer: data race (pid=1)", "Direct leak of …" */
static gboolean
take_head (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  static const char *const names[] = { "AddressSanitizer", "ThreadSanitizer", "MemorySanitizer", "LeakSanitizer", "HWAddressSanitizer" };
  const char *text = line->text;

  if (g_str_has_prefix (text, "SUMMARY: "))
    {
      self->current = NULL;

      return strstr (text, "Sanitizer") != NULL;
    }
  if (g_str_has_prefix (text, "Direct leak of ") || g_str_has_prefix (text, "Indirect leak of "))
    {
      const char *from = strstr (text, " allocated from:");

      begin (self, "LeakSanitizer", ASKG_DIAGNOSTIC_SANITIZER, text, from != NULL ? from - text : -1, findings);

      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = strstr (text, names[i]), *message, *address;

      if (name == NULL || name == text || !g_str_has_prefix (name + strlen (names[i]), ": ") ||
          (strstr (text, "ERROR: ") == NULL && strstr (text, "WARNING: ") == NULL))
        continue;
      message = name + strlen (names[i]) + 2;
      if (g_str_has_prefix (message, "detected memory leaks")) /* each is told below */
        return TRUE;
      address = strstr (message, " on address ");
      if (address == NULL)
        address = strstr (message, " on unknown address ");
      if (address == NULL)
        address = strstr (message, " (pid=");
      begin (self, names[i], ASKG_DIAGNOSTIC_SANITIZER, message, address != NULL ? address - message : -1, findings);

      return TRUE;
    }

  return FALSE;
}

/* "main.c:4:22: runtime error: MESSAGE" */
static gboolean
take_undefined (const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (!askg_place_read_head (line->text, &place) || !g_str_has_prefix (place.rest, "runtime error: "))
    return FALSE;
  diagnostic = askg_diagnostic_new ("UndefinedBehaviorSanitizer", ASKG_DIAGNOSTIC_SANITIZER, ASKG_SEVERITY_ERROR,
                                    place.rest + strlen ("runtime error: "), -1);
  askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* "Program received signal SIGSEGV, Segmentation fault." of gdb */
static gboolean
take_signal (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  const char *signal = strstr (line->text, " received signal ");

  if (signal == NULL || (!g_str_has_prefix (line->text, "Program ") && !g_str_has_prefix (line->text, "Thread ")))
    return FALSE;
  begin (self, "gdb", ASKG_DIAGNOSTIC_RUNTIME, signal + strlen (" received signal "), -1, findings);

  return TRUE;
}

/* -- Frames ---------------------------------------------------------------------------------- */

static gboolean
is_foreign (const AskgPlace *place)
{
  return askg_place_is_foreign (place->file, place->n_file) || g_str_has_prefix (place->file, "../csu/") ||
         g_str_has_prefix (place->file, "../../../../src/libsanitizer") || g_str_has_prefix (place->file, "vg_replace");
}

static gboolean
add_frame (State      *self,
           const char *at)
{
  AskgPlace place;

  if (self->current == NULL || !askg_place_read_head (at, &place))
    return FALSE;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, is_foreign (&place));
  if (!self->frame.is_foreign)
    askg_frame_choice_apply (&self->frame, self->current);

  return TRUE;
}

/* "    #0 0x… in main FILE:LINE", "#0  0x… in f (x=0) at FILE:LINE", "#0 f FILE:LINE (main+0x1)" */
static gboolean
take_numbered (State                *self,
               const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent, *at;

  if (text[0] == '#' && g_ascii_isdigit (text[1]))
    {
      text += 1 + strspn (text + 1, "0123456789");
      text += strspn (text, " ");
    }
  else if (self->current == NULL || strcmp (self->current->tool, "gdb") != 0 || self->frame.file != NULL)
    return FALSE;
  if (g_str_has_prefix (text, "0x") && (at = strstr (text, " in ")) != NULL)
    text = at + strlen (" in ") + strspn (at + strlen (" in "), " ");
  if ((at = strstr (text, ") at ")) != NULL)
    return add_frame (self, at + strlen (") at ")) || self->current != NULL;
  for (at = strchr (text, ' '); at != NULL; at = strchr (at + 1, ' '))
    if ((at[1] == '/' || at[1] == '.' || g_ascii_isalnum (at[1])) && add_frame (self, at + 1))
      return TRUE;

  return self->current != NULL && line->text[line->n_indent] == '#';
}

/* "==7== MESSAGE" above "==7==    at 0x…: main (main.c:5)" */
static gboolean
take_valgrind (State                *self,
               const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  const char *text = line->text, *frame, *open;

  if (!g_str_has_prefix (text, "==") || !g_ascii_isdigit (text[2]))
    return FALSE;
  text += 2 + strspn (text + 2, "0123456789");
  if (!g_str_has_prefix (text, "=="))
    return FALSE;
  text += 2;
  frame = text + strspn (text, " ");
  if (frame > text + 1 && (g_str_has_prefix (frame, "at 0x") || g_str_has_prefix (frame, "by 0x")))
    {
      if (*frame == 'a' && self->candidate != NULL)
        begin (self, "valgrind", ASKG_DIAGNOSTIC_SANITIZER, self->candidate, -1, findings);
      else if (*frame == 'a')
        self->current = NULL; /* where the memory came from, or what else there was */
      g_clear_pointer (&self->candidate, g_free);
      if ((open = strrchr (text, '(')) != NULL)
        add_frame (self, open + 1);

      return TRUE;
    }
  g_clear_pointer (&self->candidate, g_free);
  if (text[0] == ' ' && text[1] != ' ' && text[1] != '\0')
    self->candidate = g_strdup (text + 1);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  if (take_head (self, line, findings) || take_undefined (line, findings) || take_signal (self, line, findings))
    return TRUE;
  if (line->n_bytes == 0)
    {
      if (self->frame.file != NULL) /* the stacks below tell where the memory came from */
        self->current = NULL;

      return FALSE;
    }

  return take_numbered (self, line) || take_valgrind (self, line, findings);
}

const AskgOutputReader askg_sanitizer_reader = { "sanitizer", sizeof (State), take, NULL, NULL, clear };
