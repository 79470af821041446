/* askg-read-cmake.c: any thread. "CMake Error at FILE:LINE (COMMAND):" above an indented message that CMake has wrapped. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  AskgDiagnostic  *current;  /* (nullable): its message is read */
  GString         *message;  /* (nullable) owned: the first paragraph so far */
  gboolean         is_stack; /* the calls that led to it are read */
  AskgFrameChoice  frame;
} State;

static void
clear (gpointer state)
{
  State *self = state;

  if (self->message != NULL)
    g_string_free (self->message, TRUE);
  self->message = NULL;
  askg_frame_choice_clear (&self->frame);
}

static gboolean
tells_missing (const char *message)
{
  return strstr (message, "Could NOT find") != NULL ||
         strstr (message, "Could not find") != NULL ||
         strstr (message, "required packages were not found") != NULL ||
         strstr (message, "required package was not found") != NULL ||
         strstr (message, "package configuration file") != NULL ||
         strstr (message, "No package '") != NULL;
}

static void
finish_message (State *self)
{
  if (self->current != NULL && self->message != NULL && self->message->len > 0)
    {
      g_free (self->current->message);
      self->current->message = g_strdup (self->message->str);
      if (tells_missing (self->current->message))
        self->current->kind = ASKG_DIAGNOSTIC_DEPENDENCY;
    }
  if (self->message != NULL)
    g_string_free (self->message, TRUE);
  self->message = NULL;
}

static gboolean
take_head (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  static const char *const heads[] = { "CMake Error", "CMake Warning", "CMake Deprecation Warning" };
  AskgDiagnostic *diagnostic;
  AskgPlace place;
  guint which = 0;
  const char *at;

  while (which < G_N_ELEMENTS (heads) && !g_str_has_prefix (line->text, heads[which]))
    which++;
  if (which == G_N_ELEMENTS (heads))
    return FALSE;
  finish_message (self);
  askg_frame_choice_clear (&self->frame);
  self->is_stack = FALSE;
  at = strstr (line->text, " at ");
  diagnostic = askg_diagnostic_new ("cmake", ASKG_DIAGNOSTIC_CONFIG, which == 0 ? ASKG_SEVERITY_ERROR : ASKG_SEVERITY_WARNING,
                                    strchr (line->text, ':') != NULL ? strchr (line->text, ':') + 1 : line->text, -1);
  self->current = askg_diagnostic_list_add (findings, diagnostic);
  if (self->current == NULL || at == NULL || !askg_place_read_head (at + strlen (" at "), &place))
    return TRUE;
  self->message = g_string_new (NULL);
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
  askg_frame_choice_apply (&self->frame, self->current);

  return TRUE;
}

/* Indented lines are one paragraph up to an empty one. */
static gboolean
take_message (State                *self,
              const AskgOutputLine *line)
{
  if (self->current == NULL)
    return FALSE;
  if (line->n_bytes == 0)
    {
      if (self->message != NULL && self->message->len > 0 && self->message->str[self->message->len - 1] != ':') /* what it announces belongs to it */
        finish_message (self);

      return TRUE;
    }
  if (line->n_indent < 2)
    return FALSE;
  if (self->message != NULL)
    g_string_append_printf (self->message, "%s%s", self->message->len > 0 ? " " : "", line->text + line->n_indent);
  else if (!self->is_stack && tells_missing (line->text))
    self->current->kind = ASKG_DIAGNOSTIC_DEPENDENCY;

  return TRUE;
}

static gboolean
take_stack (State                *self,
            const AskgOutputLine *line)
{
  AskgPlace place;

  if (self->current != NULL && g_str_has_prefix (line->text, "Call Stack (most recent call first)"))
    {
      finish_message (self);
      self->is_stack = TRUE;

      return TRUE;
    }
  if (!self->is_stack || line->n_indent < 2 || !askg_place_read_head (line->text + line->n_indent, &place))
    return FALSE;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
  askg_frame_choice_apply (&self->frame, self->current);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  if (take_head (self, line, findings) || take_stack (self, line) || take_message (self, line))
    return TRUE;
  finish_message (self);
  self->current = NULL;
  self->is_stack = FALSE;
  if (!g_str_has_prefix (line->text, "-- Configuring incomplete") && !g_str_has_prefix (line->text, "See also \""))
    return FALSE;

  return TRUE;
}

static void
end (gpointer            state,
     AskgDiagnosticList *findings G_GNUC_UNUSED)
{
  finish_message (state);
}

static gboolean
holds (gpointer state)
{
  return ((State *) state)->current != NULL;
}

const AskgOutputReader askg_cmake_reader = { "cmake", sizeof (State), take, holds, end, clear };
