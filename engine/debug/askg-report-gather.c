/* askg-report-gather.c: any thread. Each byte is looked at once: whether what was held so far can still be JSON is known at the end of
 * every line. */
#include "engine/debug/askg-report-gather.h"

#include <string.h>

#include "engine/debug/askg-report.h"

#define MAX_REPORT_BYTES (16u * 1024 * 1024)
#define MAX_DEPTH 32u

struct _AskgReportGather
{
  AskgTerminalLineFunc  func;
  gpointer              user_data;

  GString              *held;                 /* owned: whole lines that may be the beginning of a report */
  char                  open[MAX_DEPTH];      /* what closes each bracket that is open, the innermost last */
  guint                 n_open;
  gsize                 n_whole;              /* of what is held, up to the last object that was closed */
  char                  open_then[MAX_DEPTH]; /* the brackets that were open there */
  guint                 n_open_then;
};

/**
 * askg_report_gather_new:
 * @func: is given the lines that pass, in their order, and those in which a report is told
 */
AskgReportGather *
askg_report_gather_new (AskgTerminalLineFunc func,
                        gpointer             user_data)
{
  AskgReportGather *self = g_new0 (AskgReportGather, 1);

  self->func = func;
  self->user_data = user_data;
  self->held = g_string_new (NULL);

  return self;
}

void
askg_report_gather_free (AskgReportGather *self)
{
  if (self == NULL)
    return;
  g_string_free (self->held, TRUE);
  g_free (self);
}

static void
reset (AskgReportGather *self)
{
  g_string_truncate (self->held, 0);
  self->n_open = self->n_open_then = 0;
  self->n_whole = 0;
}

static void
pass_held (AskgReportGather *self)
{
  for (const char *line = self->held->str; *line != '\0';)
    {
      const gsize n = strcspn (line, "\n");

      self->held->str[line + n - self->held->str] = '\0';
      self->func (line, n, self->user_data);
      line += n + 1;
    }
  reset (self);
}

/* Returns: (nullable): behind the quote that closes it; %NULL where the line ends before */
static const char *
skip_string (const char *at)
{
  while (*at != '\0' && *at != '"')
    {
      at += strcspn (at, "\\\"");
      if (*at == '\\')
        at += at[1] != '\0' ? 2 : 1;
    }

  return *at == '"' ? at + 1 : NULL;
}

static gboolean
open_bracket (AskgReportGather *self,
              char              close)
{
  if (self->n_open == MAX_DEPTH)
    return FALSE;
  self->open[self->n_open++] = close;

  return TRUE;
}

static gboolean
close_bracket (AskgReportGather *self,
               char              close,
               gsize             n_up_to)
{
  if (self->n_open == 0 || self->open[self->n_open - 1] != close)
    return FALSE;
  self->n_open--;
  if (close == '}')
    {
      self->n_whole = n_up_to;
      memcpy (self->open_then, self->open, self->n_open);
      self->n_open_then = self->n_open;
    }

  return TRUE;
}

/* Outside of strings JSON has few letters: those of true, false, null and of numbers. Nothing stands behind the last bracket. */
static gboolean
may_go_on (AskgReportGather *self,
           const char       *line)
{
  const char *at = line;

  while (at != NULL && *at != '\0')
    {
      gboolean is_fine = TRUE;

      if (self->n_open == 0 && at > line && *at != ' ')
        return FALSE;
      switch (*at++)
        {
        case '{':
          is_fine = open_bracket (self, '}');
          break;
        case '[':
          is_fine = open_bracket (self, ']');
          break;
        case '}': case ']':
          is_fine = close_bracket (self, at[-1], self->held->len + (gsize) (at - line));
          break;
        case '"':
          at = skip_string (at);
          break;
        default:
          is_fine = strchr (" \t,:0123456789+-.eEtrufalsn", at[-1]) != NULL;
        }
      if (!is_fine)
        return FALSE;
    }

  return at != NULL;
}

/* A line so long that it lost its rest: what was whole is told. */
static gboolean
tell_beginning (AskgReportGather *self,
                const char       *text,
                gsize             n_bytes)
{
  g_autoptr(GString) whole = g_string_new_len (self->held->str, (gssize) self->held->len);

  if (n_bytes < ASKG_TERMINAL_MAX_LINE_CELLS || self->n_whole <= self->held->len)
    return FALSE;
  g_string_append_len (whole, text, (gssize) n_bytes);
  g_string_truncate (whole, self->n_whole);
  for (guint i = self->n_open_then; i > 0; i--)
    g_string_append_c (whole, self->open_then[i - 1]);

  return askg_report_tell (whole->str, whole->len, self->func, self->user_data);
}

/* A bracket alone, or before what may follow it in JSON. */
static gboolean
may_begin (const char *text)
{
  const char *next = text + 1 + strspn (text + (*text != '\0'), " ");

  return (*text == '{' && (*next == '\0' || *next == '"')) || (*text == '[' && (*next == '\0' || *next == '{'));
}

/* @text: ends with NUL, and holds no end of a line */
void
askg_report_gather_take (AskgReportGather *self,
                         const char       *text,
                         gsize             n_bytes)
{
  if (self->held->len == 0 && !may_begin (text))
    {
      self->func (text, n_bytes, self->user_data);
      return;
    }
  if (n_bytes > MAX_REPORT_BYTES - MIN (self->held->len, MAX_REPORT_BYTES))
    pass_held (self);
  else if (may_go_on (self, text) && (self->n_open == 0 || n_bytes < ASKG_TERMINAL_MAX_LINE_CELLS))
    {
      g_string_append_len (self->held, text, (gssize) n_bytes);
      g_string_append_c (self->held, '\n');
      if (self->n_open > 0)
        return;
      if (!askg_report_tell (self->held->str, self->held->len, self->func, self->user_data))
        pass_held (self);
      reset (self);
      return;
    }
  else if (tell_beginning (self, text, n_bytes))
    {
      reset (self);
      return;
    }
  else
    pass_held (self);
  self->func (text, n_bytes, self->user_data);
}

/* Nothing more comes: what is not whole is no report. */
void
askg_report_gather_finish (AskgReportGather *self)
{
  pass_held (self);
}
