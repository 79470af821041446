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
};

AskgChatPutBack *
askg_chat_put_back_new (AskgCover *cover)
{
  AskgChatPutBack *self = g_new0 (AskgChatPutBack, 1);

  self->put_back = askg_put_back_new (cover);

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

/* Returns: (transfer full): what can be told so far */
char *
askg_chat_put_back_feed (AskgChatPutBack *self,
                         const char      *text)
{
  GString *out = g_string_new (NULL);
  const char *from = text;

  for (const char *at = text; *at != '\0'; at++)
    {
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
