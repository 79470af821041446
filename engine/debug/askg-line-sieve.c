/* askg-line-sieve.c: any thread. What fits on some hundred screens passes whole. Of more, the lines around whatever sounds like an
 * error pass, and the last ones: the rest is only glanced at, since to understand a line costs fifty times as much. */
#include "engine/debug/askg-line-sieve.h"

#include <string.h>

#include "engine/debug/askg-error-scan.h"

#define WHOLE_BYTES (256u * 1024u)
#define N_BEFORE 30u
#define N_AFTER 60u

struct _AskgLineSieve
{
  AskgLineSieveFunc  func;
  gpointer           user_data;
  gsize              n_bytes;          /* taken so far, up to WHOLE_BYTES */
  guint              n_lines;
  guint              n_near;           /* so many more pass, since something was near */
  GString           *held[N_BEFORE];   /* owned: a ring of lines that wait; made when first needed */
  guint              n_held;
  guint              first;            /* of the ring, which came first */
};

/**
 * askg_line_sieve_new:
 * @func: is given the lines that pass, in their order
 */
AskgLineSieve *
askg_line_sieve_new (AskgLineSieveFunc func,
                     gpointer          user_data)
{
  AskgLineSieve *self = g_new0 (AskgLineSieve, 1);

  self->func = func;
  self->user_data = user_data;

  return self;
}

void
askg_line_sieve_free (AskgLineSieve *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_BEFORE && self->held[i] != NULL; i++)
    g_string_free (self->held[i], TRUE);
  g_free (self);
}

static void
hold (AskgLineSieve *self,
      const char    *text,
      gsize          n_bytes)
{
  const guint at = (self->first + self->n_held) % N_BEFORE;

  if (self->held[at] == NULL)
    self->held[at] = g_string_new_len (text, (gssize) n_bytes);
  else
    g_string_append_len (g_string_truncate (self->held[at], 0), text, (gssize) n_bytes);
  if (self->n_held < N_BEFORE)
    self->n_held++;
  else
    self->first = (self->first + 1) % N_BEFORE;
}

static void
pass_held (AskgLineSieve *self)
{
  const guint at = self->n_lines - self->n_held;

  for (guint i = 0; i < self->n_held; i++)
    {
      const GString *line = self->held[(self->first + i) % N_BEFORE];

      self->func (line->str, line->len, at + i, self->user_data);
    }
  self->first = self->n_held = 0;
}

/* Paths start from the folder that make and ninja enter, however far above. */
static gboolean
matters (const char *text,
         gsize       n_bytes)
{
  return askg_error_scan (text, n_bytes) >= 0 || g_str_has_prefix (text, "make") || g_str_has_prefix (text, "gmake") ||
         g_str_has_prefix (text, "ninja: ") || strstr (text, "FAIL") != NULL;
}

/* @text: ends with NUL */
void
askg_line_sieve_take (AskgLineSieve *self,
                      const char    *text,
                      gsize          n_bytes)
{
  const gboolean is_whole = self->n_bytes < WHOLE_BYTES;

  if (is_whole)
    self->n_bytes += n_bytes + 1;
  else if (matters (text, n_bytes))
    {
      pass_held (self);
      self->n_near = N_AFTER;
    }
  if (is_whole || self->n_near > 0)
    {
      self->func (text, n_bytes, self->n_lines, self->user_data);
      self->n_near -= self->n_near > 0;
    }
  else
    hold (self, text, n_bytes);
  self->n_lines++;
}

/* Nothing more comes: the last lines often tell how it ended. */
void
askg_line_sieve_finish (AskgLineSieve *self)
{
  pass_held (self);
}
