/* askg-ssip.c: pure; any thread. */
#include "engine/local/askg-ssip.h"

#include <string.h>

static void
reply_clear (AskgSsipReply *reply)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reply->words); i++)
    g_free (reply->words[i]);
  g_free (reply->last);
  memset (reply, 0, sizeof *reply);
}

static AskgSsipKind
kind_of (guint code)
{
  if (code < 700)
    return ASKG_SSIP_ANSWER;

  switch (code)
    {
    case 700: return ASKG_SSIP_MARK;
    case 701: return ASKG_SSIP_BEGIN;
    case 702: return ASKG_SSIP_END;
    case 703: return ASKG_SSIP_STOPPED;
    default: return ASKG_SSIP_OTHER;
    }
}

/* "225-17": more of it follows; "225 OK": that was the last. Returns: whether it makes sense */
static gboolean
take_line (AskgSsipReader *self,
           gboolean       *is_whole)
{
  const char *line = self->line->str;

  if (self->line->len < 4 || !g_ascii_isdigit (line[0]) || !g_ascii_isdigit (line[1]) || !g_ascii_isdigit (line[2]) ||
      (line[3] != '-' && line[3] != ' '))
    return FALSE;
  if (line[3] == '-' && self->n_words < G_N_ELEMENTS (self->reply.words))
    self->reply.words[self->n_words++] = g_utf8_make_valid (line + 4, -1);
  else if (line[3] == ' ')
    {
      self->reply.code = g_ascii_digit_value (line[0]) * 100 + g_ascii_digit_value (line[1]) * 10 + g_ascii_digit_value (line[2]);
      self->reply.kind = kind_of (self->reply.code);
      self->reply.last = g_utf8_make_valid (line + 4, -1);
      *is_whole = TRUE;
    }
  g_string_truncate (self->line, 0);

  return TRUE;
}

/**
 * askg_ssip_feed:
 * @is_whole: (out): @self's reply is; take it, then call askg_ssip_next()
 *
 * Returns: %FALSE when this is no speech-dispatcher
 */
gboolean
askg_ssip_feed (AskgSsipReader *self,
                char            byte,
                gboolean       *is_whole)
{
  *is_whole = FALSE;
  if (self->line == NULL)
    self->line = g_string_new (NULL);
  if (byte == '\n')
    return take_line (self, is_whole);
  if (byte != '\r')
    g_string_append_c (self->line, byte);

  return self->line->len <= ASKG_SSIP_MAX_LINE;
}

void
askg_ssip_next (AskgSsipReader *self)
{
  reply_clear (&self->reply);
  self->n_words = 0;
}

void
askg_ssip_clear (AskgSsipReader *self)
{
  reply_clear (&self->reply);
  if (self->line != NULL)
    g_string_free (g_steal_pointer (&self->line), TRUE);
}

/**
 * askg_ssip_make_message:
 * @text: one line
 * @mark_bytes: (array length=n_marks): where marks named by their number stand, ascending
 *
 * Returns: (transfer full): what follows SPEAK, its last line included
 */
char *
askg_ssip_make_message (const char  *text,
                        const gsize *mark_bytes,
                        guint        n_marks)
{
  GString *message = g_string_new ("<speak>");
  gsize at = 0;

  for (guint i = 0; i <= n_marks; i++)
    {
      const gsize until = i < n_marks ? mark_bytes[i] : strlen (text);
      g_autofree char *escaped = g_markup_escape_text (text + at, until - at);

      g_string_append (message, escaped);
      if (i < n_marks)
        g_string_append_printf (message, "<mark name=\"%u\"/>", i);
      at = until;
    }
  g_string_append (message, "</speak>\r\n.\r\n");

  return g_string_free (message, FALSE);
}
