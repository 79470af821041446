/* askg-output-window.c: any thread. */
#include "engine/debug/askg-output-window.h"

struct _AskgOutputWindow
{
  GQueue   *lines;   /* owned: of char *; the last of them came last, unless @n_after is full */
  guint     held;    /* which of them matters */
  guint     n_after; /* so many came after it */
  gboolean  is_held;
};

AskgOutputWindow *
askg_output_window_new (void)
{
  AskgOutputWindow *self = g_new0 (AskgOutputWindow, 1);

  self->lines = g_queue_new ();

  return self;
}

void
askg_output_window_free (AskgOutputWindow *self)
{
  if (self == NULL)
    return;
  g_queue_free_full (self->lines, g_free);
  g_free (self);
}

/* The next line of the output; of a long one its beginning is kept. */
void
askg_output_window_take (AskgOutputWindow *self,
                         const char       *line,
                         gsize             n_bytes)
{
  gsize n = MIN (n_bytes, ASKG_OUTPUT_WINDOW_MAX_LINE_BYTES);

  while (n < n_bytes && n > 0 && ((guchar) line[n] & 0xc0) == 0x80)
    n--;
  g_queue_push_tail (self->lines, g_strndup (line, n));
  if (self->is_held && self->n_after < ASKG_OUTPUT_WINDOW_AFTER)
    self->n_after++;
  else if (self->is_held) /* the ring begins behind what is held: a later line may matter more */
    {
      const guint n_held = self->held + 1 + ASKG_OUTPUT_WINDOW_AFTER;

      if (self->lines->length > n_held + ASKG_OUTPUT_WINDOW_BEFORE + 1)
        g_free (g_queue_pop_nth (self->lines, n_held));
    }
  else if (self->lines->length > ASKG_OUTPUT_WINDOW_BEFORE + 1)
    g_free (g_queue_pop_head (self->lines));
}

/* The line that was taken last is the one that matters. */
void
askg_output_window_hold (AskgOutputWindow *self)
{
  while (self->lines->length > ASKG_OUTPUT_WINDOW_BEFORE + 1)
    g_free (g_queue_pop_head (self->lines));
  self->is_held = TRUE;
  self->held = self->lines->length > 0 ? self->lines->length - 1 : 0;
  self->n_after = 0;
}

/**
 * askg_output_window_dup_text:
 * @out_held: (out): which of its lines matters, from 0
 *
 * Returns: (transfer full): the lines around the one that matters, or the last ones where none does
 */
char *
askg_output_window_dup_text (AskgOutputWindow *self,
                             guint            *out_held)
{
  GString *text = g_string_new (NULL);
  const guint limit = self->is_held ? self->held + 1 + self->n_after : G_MAXUINT;
  guint n = 0;

  for (GList *link = self->lines->head; link != NULL && n < limit; link = link->next, n++)
    g_string_append_printf (text, "%s\n", (const char *) link->data);
  *out_held = self->held;

  return g_string_free (text, FALSE);
}
