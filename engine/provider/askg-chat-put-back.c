/* askg-chat-put-back.c: one thread at a time. */
#include "engine/provider/askg-chat-put-back.h"

#include <string.h>

#include "engine/privacy/askg-put-back.h"

#define MAX_HEAD_BYTES 8 /* of "https://" */

struct _AskgChatPutBack
{
  AskgPutBack *put_back;              /* owned */
  char         head[MAX_HEAD_BYTES];  /* the last bytes of the word so far, in lower case */
  gsize        n_head;
  gboolean     is_link;               /* the word so far is one */
  gboolean     is_json;
  guint        n_escape;              /* of JSON: bytes of an escape so far, its backslash too */
  guint        escaped;               /* the character that its hexadecimal digits name */
};

AskgChatPutBack *
askg_chat_put_back_new (AskgCover *cover)
{
  AskgChatPutBack *self = g_new0 (AskgChatPutBack, 1);

  self->put_back = askg_put_back_new (cover);

  return self;
}

/* For what a tool is given: JSON. A link must not hide behind its escapes, nor a value end the string it stands in. */
AskgChatPutBack *
askg_chat_put_back_new_in_json (AskgCover *cover)
{
  AskgChatPutBack *self = g_new0 (AskgChatPutBack, 1);

  self->put_back = askg_put_back_new_in_json (cover);
  self->is_json = TRUE;

  return self;
}

void
askg_chat_put_back_free (AskgChatPutBack *self)
{
  if (self == NULL)
    return;

  askg_put_back_free (self->put_back);
  g_free (self);
}

static gboolean
head_ends_with (AskgChatPutBack *self,
                const char      *end)
{
  const gsize n_end = strlen (end);

  return self->n_head >= n_end && memcmp (self->head + self->n_head - n_end, end, n_end) == 0;
}

static void
look_at (AskgChatPutBack *self,
         char             byte)
{
  if (g_ascii_isspace (byte))
    {
      self->n_head = 0;
      self->is_link = FALSE;
      return;
    }
  if (self->n_head == MAX_HEAD_BYTES)
    memmove (self->head, self->head + 1, --self->n_head);
  self->head[self->n_head++] = g_ascii_tolower (byte);
  self->is_link |= head_ends_with (self, "http://") || head_ends_with (self, "https://") || head_ends_with (self, "mailto:");
}

/* One byte of JSON: of an escape, the character it stands for is looked at. A quote that is none ends a string, so also a link. */
static void
look_at_json (AskgChatPutBack *self,
              char             byte)
{
  const int digit = g_ascii_xdigit_value (byte);

  if (self->n_escape == 0)
    {
      if (byte == '\\')
        self->n_escape = 1;
      else
        look_at (self, byte == '"' ? ' ' : byte);
    }
  else if (self->n_escape == 1 && byte == 'u')
    {
      self->n_escape = 2;
      self->escaped = 0;
    }
  else if (self->n_escape == 1)
    {
      self->n_escape = 0;
      look_at (self, strchr ("nrtbf", byte) != NULL ? ' ' : byte);
    }
  else
    {
      self->escaped = self->escaped * 16 + (guint) MAX (digit, 0);
      if (++self->n_escape < 6 && digit >= 0)
        return;
      self->n_escape = 0;
      look_at (self, self->escaped < 0x80 ? (char) self->escaped : '?');
    }
}

/* Returns: (transfer full): what can be told so far */
char *
askg_chat_put_back_feed (AskgChatPutBack *self,
                         const char      *text)
{
  GString *out = g_string_new (NULL);
  const char *from = text;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (self->is_json)
        look_at_json (self, *at);
      else
        look_at (self, *at);
      if (*at != '[' || !self->is_link)
        continue;
      /* What is told already is the beginning of no mark any more. */
      askg_put_back_feed (self->put_back, from, at + 1 - from, out);
      askg_put_back_end (self->put_back, out);
      from = at + 1;
    }
  askg_put_back_feed (self->put_back, from, -1, out);

  return g_string_free (out, FALSE);
}

/* Returns: (transfer full): what was held back; nothing more comes */
char *
askg_chat_put_back_end (AskgChatPutBack *self)
{
  GString *out = g_string_new (NULL);

  askg_put_back_end (self->put_back, out);

  return g_string_free (out, FALSE);
}

/* Returns: (transfer full): a whole text */
char *
askg_chat_put_back_all (AskgCover  *cover,
                        const char *text)
{
  g_autoptr(AskgChatPutBack) self = askg_chat_put_back_new (cover);
  g_autofree char *most = askg_chat_put_back_feed (self, text);
  g_autofree char *rest = askg_chat_put_back_end (self);

  return g_strconcat (most, rest, NULL);
}
