/* askg-think.c */
#include "engine/dialect/askg-think.h"

#include <string.h>

/* Of servers that do not part the thinking from the answer. */
static const struct
{
  const char *opening;
  const char *closing;
} tags[] = {
  { "<think>", "</think>" },
  { "<thinking>", "</thinking>" },
  { "◁think▷", "◁/think▷" },
  { "<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>" },
};

/* Thinking that begins after so much blank is none: else a reply of nothing but spaces, one by one, is read from
 * its beginning each time. */
#define MAX_BLANK_BYTES 256

/* Whether all is said about the pending text. */
static gboolean
look_at_start (AskgThink *self)
{
  const char *start = self->pending->str;
  gboolean may_become = FALSE;

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  if (*start == '\0')
    {
      if (start - self->pending->str > MAX_BLANK_BYTES)
        self->state = ASKG_THINK_OVER;
      return self->state != ASKG_THINK_OVER;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (g_str_has_prefix (start, tags[i].opening))
        {
          g_string_erase (self->pending, 0, start + strlen (tags[i].opening) - self->pending->str);
          self->closing = tags[i].closing;
          self->state = ASKG_THINK_INSIDE;
          return FALSE;
        }
      may_become |= g_str_has_prefix (tags[i].opening, start);
    }
  if (!may_become)
    self->state = ASKG_THINK_OVER;

  return may_become;
}

/* How many bytes at the end of @text may be the beginning of @tag. */
static gsize
length_of_begun (const GString *text,
                 const char    *tag)
{
  for (gsize n = MIN (strlen (tag) - 1, text->len); n > 0; n--)
    if (strncmp (text->str + text->len - n, tag, n) == 0)
      return n;

  return 0;
}

static gboolean
look_inside (AskgThink *self,
             GString   *reasoning)
{
  const char *closing = strstr (self->pending->str, self->closing);
  gsize n_told;

  if (closing == NULL)
    {
      n_told = self->pending->len - length_of_begun (self->pending, self->closing);
      g_string_append_len (reasoning, self->pending->str, n_told);
      g_string_erase (self->pending, 0, n_told);
      return TRUE;
    }

  g_string_append_len (reasoning, self->pending->str, closing - self->pending->str);
  n_told = closing + strlen (self->closing) - self->pending->str;
  n_told += strspn (self->pending->str + n_told, "\n");
  g_string_erase (self->pending, 0, n_told);
  self->state = ASKG_THINK_OVER;

  return self->pending->len == 0;
}

/**
 * askg_think_feed:
 * @piece: the next of what the model wrote; whole characters
 * @text: what of it is answer is appended
 * @reasoning: what of it is thinking is appended
 */
void
askg_think_feed (AskgThink  *self,
                 const char *piece,
                 GString    *text,
                 GString    *reasoning)
{
  gboolean is_done = FALSE;

  if (self->state == ASKG_THINK_OVER)
    {
      g_string_append (text, piece);
      return;
    }
  if (self->pending == NULL)
    self->pending = g_string_new (NULL);
  g_string_append (self->pending, piece);

  while (!is_done && self->pending->len > 0)
    switch (self->state)
      {
      case ASKG_THINK_START:
        is_done = look_at_start (self);
        break;
      case ASKG_THINK_INSIDE:
        is_done = look_inside (self, reasoning);
        break;
      case ASKG_THINK_OVER:
      default:
        g_string_append_len (text, self->pending->str, self->pending->len);
        g_string_truncate (self->pending, 0);
      }
}

/* Nothing more comes: what was pending is what it looks like. */
void
askg_think_end (AskgThink *self,
                GString   *text,
                GString   *reasoning)
{
  if (self->pending == NULL)
    return;
  g_string_append_len (self->state == ASKG_THINK_INSIDE ? reasoning : text, self->pending->str, self->pending->len);
  g_string_truncate (self->pending, 0);
}

void
askg_think_clear (AskgThink *self)
{
  if (self->pending != NULL)
    g_string_free (self->pending, TRUE);
  *self = (AskgThink) { ASKG_THINK_START, NULL, NULL };
}
