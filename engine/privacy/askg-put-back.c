/* askg-put-back.c: one thread at a time. */
#include "engine/privacy/askg-put-back.h"

#include <string.h>

struct _AskgPutBack
{
  AskgCover *cover;   /* owned */
  gboolean   is_json; /* values are written as within its strings */
  GString   *held;    /* what may become a placeholder: empty, or it begins with '[' */
};

AskgPutBack *
askg_put_back_new (AskgCover *cover)
{
  AskgPutBack *self = g_new0 (AskgPutBack, 1);

  self->cover = askg_cover_ref (cover);
  self->held = g_string_new (NULL);

  return self;
}

/**
 * askg_put_back_new_in_json:
 *
 * For what an engine writes as JSON: a value with a quote or a line break in it must not end the string that its placeholder
 * stands in.
 *
 * Returns: (transfer full): as askg_put_back_new()
 */
AskgPutBack *
askg_put_back_new_in_json (AskgCover *cover)
{
  AskgPutBack *self = askg_put_back_new (cover);

  self->is_json = TRUE;

  return self;
}

void
askg_put_back_free (AskgPutBack *self)
{
  askg_cover_unref (self->cover);
  g_string_free (self->held, TRUE);
  g_free (self);
}

static gboolean
is_placeholder_byte (char byte)
{
  return g_ascii_islower (byte) || g_ascii_isdigit (byte) || byte == ' ' || byte == '-';
}

static void
let_go (AskgPutBack *self,
        GString     *out)
{
  g_string_append_len (out, self->held->str, self->held->len);
  g_string_truncate (self->held, 0);
}

static void
append_in_json (GString    *out,
                const char *value,
                gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (value[i] == '"' || value[i] == '\\')
      g_string_append_printf (out, "\\%c", value[i]);
    else if (value[i] == '\n')
      g_string_append (out, "\\n");
    else if (g_ascii_iscntrl (value[i]))
      g_string_append_printf (out, "\\u%04x", (guint8) value[i]);
    else
      g_string_append_c (out, value[i]);
}

/* No placeholder has a '[' within, so the last one seen is where it would begin. */
static void
feed_byte (AskgPutBack *self,
           char         byte,
           gsize        max_bytes,
           GString     *out)
{
  const char *value;
  gsize n_bytes;

  if (byte == '[')
    {
      let_go (self, out);
      g_string_append_c (self->held, byte);
    }
  else if (self->held->len == 0)
    g_string_append_c (out, byte);
  else
    {
      g_string_append_c (self->held, byte);
      value = byte == ']' ? askg_cover_lookup (self->cover, self->held->str, self->held->len, &n_bytes) : NULL;
      if (value != NULL)
        {
          if (self->is_json)
            append_in_json (out, value, n_bytes);
          else
            g_string_append_len (out, value, n_bytes);
          g_string_truncate (self->held, 0);
        }
      else if (!is_placeholder_byte (byte))
        let_go (self, out);
    }

  if (self->held->len >= max_bytes)
    let_go (self, out);
}

/**
 * askg_put_back_feed:
 * @text: (array length=n_bytes): the next piece of an answer, cut anywhere, also within a character
 * @n_bytes: its length, or -1 when it ends in NUL
 * @out: what can be told so far is appended. At most one placeholder's length stays behind until the next call.
 */
void
askg_put_back_feed (AskgPutBack *self,
                    const char  *text,
                    gssize       n_bytes,
                    GString     *out)
{
  const gsize n = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  const gsize max_bytes = askg_cover_get_max_bytes (self->cover);

  for (gsize i = 0; i < n; i++)
    feed_byte (self, text[i], max_bytes, out);
}

/**
 * askg_put_back_end:
 * @out: what was held back is appended: the answer ends here
 */
void
askg_put_back_end (AskgPutBack *self,
                   GString     *out)
{
  let_go (self, out);
}

/**
 * askg_put_back_all:
 * @text: (array length=n_bytes): a whole answer
 *
 * Returns: (transfer full): it with the values in their places
 */
char *
askg_put_back_all (AskgCover  *cover,
                   const char *text,
                   gssize      n_bytes)
{
  g_autoptr(AskgPutBack) self = askg_put_back_new (cover);
  GString *out = g_string_new (NULL);

  askg_put_back_feed (self, text, n_bytes, out);
  askg_put_back_end (self, out);

  return g_string_free (out, FALSE);
}
