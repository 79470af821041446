/* askg-web-upgrade.c: RFC 6455, section 4.1. One thread at a time. */
#include "engine/transport/askg-web-upgrade.h"

#include <string.h>
#include <sys/random.h>

#define MAX_HEAD_BYTES 65536u
#define MAX_BODY_BYTES 65536u /* of a refusal: enough for its words */
#define KEY_BYTES      16u
#define MAGIC          "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

struct _AskgWebUpgrade
{
  char             *key;
  GByteArray       *head;    /* as far as it has come; then the body of a refusal */
  GHashTable       *headers; /* lower-case name -> value; a second of a name is joined by a comma */
  gsize             n_looked; /* of @head: no head ends there */
  guint             status;
  gsize             n_body;  /* that its head promises; G_MAXSIZE when it does not say */
  AskgUpgradeState  state;
  gboolean          is_refused; /* and its body is being read */
};

/* @key: see askg_web_upgrade_new_key() */
AskgWebUpgrade *
askg_web_upgrade_new (const char *key)
{
  AskgWebUpgrade *self = g_new0 (AskgWebUpgrade, 1);

  self->key = g_strdup (key);
  self->head = g_byte_array_new ();
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
askg_web_upgrade_free (AskgWebUpgrade *self)
{
  g_free (self->key);
  g_byte_array_unref (self->head);
  g_hash_table_unref (self->headers);
  g_free (self);
}

/* Returns: (transfer full): another each time */
char *
askg_web_upgrade_new_key (void)
{
  guint8 bytes[KEY_BYTES];

  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes)
    g_error ("The system has no random bytes");

  return g_base64_encode (bytes, sizeof bytes);
}

/* Appends the lines that ask for it. */
void
askg_web_upgrade_ask (AskgWebUpgrade *self,
                      GString        *request)
{
  g_string_append_printf (request, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n",
                          self->key);
}

/* -- The answer --------------------------------------------------------------- */

static gboolean
is_accepted (AskgWebUpgrade *self)
{
  const char *told = askg_web_upgrade_get_header (self, "sec-websocket-accept");
  g_autoptr(GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *expected = NULL;
  guint8 digest[20];
  gsize n_digest = sizeof digest;

  g_checksum_update (sha1, (const guchar *) self->key, -1);
  g_checksum_update (sha1, (const guchar *) MAGIC, -1);
  g_checksum_get_digest (sha1, digest, &n_digest);
  expected = g_base64_encode (digest, n_digest);

  return g_strcmp0 (told, expected) == 0;
}

static gboolean
has_token (AskgWebUpgrade *self,
           const char     *header,
           const char     *token)
{
  const char *value = askg_web_upgrade_get_header (self, header);
  g_auto(GStrv) tokens = value != NULL ? g_strsplit (value, ",", 32) : NULL;

  for (gsize i = 0; tokens != NULL && tokens[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (tokens[i]), token) == 0)
      return TRUE;

  return FALSE;
}

/* Nothing but the plain protocol was asked for. */
static AskgUpgradeState
judge_switch (AskgWebUpgrade *self)
{
  return has_token (self, "upgrade", "websocket") && has_token (self, "connection", "upgrade") && is_accepted (self) &&
         askg_web_upgrade_get_header (self, "sec-websocket-extensions") == NULL &&
         askg_web_upgrade_get_header (self, "sec-websocket-protocol") == NULL ? ASKG_UPGRADE_DONE : ASKG_UPGRADE_STRANGE;
}

static void
take_line (AskgWebUpgrade *self,
           const char     *line)
{
  const char *colon = strchr (line, ':');
  char *name = colon != NULL ? g_ascii_strdown (line, colon - line) : NULL;
  g_autofree char *valid = NULL;
  const char *before;

  if (name == NULL)
    return;
  valid = g_strstrip (g_utf8_make_valid (colon + 1, -1));
  before = g_hash_table_lookup (self->headers, name);
  g_hash_table_replace (self->headers, name, before != NULL ? g_strconcat (before, ", ", valid, NULL) : g_steal_pointer (&valid));
}

static gboolean
read_status (AskgWebUpgrade *self,
             const char     *line)
{
  if (!g_str_has_prefix (line, "HTTP/1.") || strlen (line) < strlen ("HTTP/1.1 200") || line[8] != ' ' ||
      !g_ascii_isdigit (line[9]) || !g_ascii_isdigit (line[10]) || !g_ascii_isdigit (line[11]))
    return FALSE;
  self->status = (guint) g_ascii_strtoull (line + 9, NULL, 10);

  return self->status >= 100 && self->status < 600;
}

static void
begin_refusal (AskgWebUpgrade *self)
{
  const char *length = askg_web_upgrade_get_header (self, "content-length");
  guint64 n_body = G_MAXSIZE;

  if (length != NULL)
    g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &n_body, NULL);
  self->n_body = (gsize) MIN (n_body, MAX_BODY_BYTES);
  self->is_refused = TRUE;
}

/* @n_head: of the first head in what has come, with its empty line */
static AskgUpgradeState
take_head (AskgWebUpgrade *self,
           gsize           n_head)
{
  g_autofree char *text = g_strndup ((const char *) self->head->data, n_head);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_hash_table_remove_all (self->headers);
  g_byte_array_remove_range (self->head, 0, (guint) n_head);
  self->n_looked = 0;
  if (strlen (text) != n_head || !read_status (self, g_strchomp (lines[0])))
    return ASKG_UPGRADE_STRANGE;
  for (gsize i = 1; lines[i] != NULL; i++)
    take_line (self, g_strchomp (lines[i]));
  if (self->status == 101)
    return judge_switch (self);
  if (self->status >= 200)
    begin_refusal (self);

  return ASKG_UPGRADE_MORE; /* or "I am at it": another head follows */
}

/* Returns: how long the first head is, with its empty line; 0 when it is not whole */
static gsize
find_head (AskgWebUpgrade *self)
{
  const char *head = (const char *) self->head->data;

  for (gsize i = MAX (self->n_looked, 1); i < self->head->len; i++)
    if (head[i] == '\n' && (head[i - 1] == '\n' || (i >= 3 && head[i - 1] == '\r' && head[i - 2] == '\n')))
      return i + 1;
  self->n_looked = self->head->len;

  return 0;
}

static AskgUpgradeState
look (AskgWebUpgrade *self)
{
  gsize n_head;

  while (!self->is_refused && (n_head = find_head (self)) > 0)
    {
      const AskgUpgradeState state = take_head (self, n_head);

      if (state != ASKG_UPGRADE_MORE)
        return state;
    }
  if (self->is_refused)
    return self->head->len >= self->n_body ? ASKG_UPGRADE_REFUSED : ASKG_UPGRADE_MORE;

  return self->head->len > MAX_HEAD_BYTES ? ASKG_UPGRADE_STRANGE : ASKG_UPGRADE_MORE;
}

/**
 * askg_web_upgrade_feed:
 * @out_n_used: (out): how many of @bytes belong to the answer; what follows in them are frames
 *
 * Only while it says %ASKG_UPGRADE_MORE.
 */
AskgUpgradeState
askg_web_upgrade_feed (AskgWebUpgrade *self,
                       const guint8   *bytes,
                       gsize           n_bytes,
                       gsize          *out_n_used)
{
  g_return_val_if_fail (self->state == ASKG_UPGRADE_MORE, self->state);

  g_byte_array_append (self->head, bytes, (guint) MIN (n_bytes, G_MAXUINT));
  self->state = look (self);
  *out_n_used = n_bytes;
  if (self->state == ASKG_UPGRADE_DONE)
    {
      *out_n_used = n_bytes - self->head->len;
      g_byte_array_set_size (self->head, 0);
    }

  return self->state;
}

/* The connection is closed: what came is all. */
AskgUpgradeState
askg_web_upgrade_end (AskgWebUpgrade *self)
{
  if (self->state == ASKG_UPGRADE_MORE)
    self->state = self->is_refused ? ASKG_UPGRADE_REFUSED : ASKG_UPGRADE_STRANGE;

  return self->state;
}

/* 0 before a head has come */
guint
askg_web_upgrade_get_status (AskgWebUpgrade *self)
{
  return self->status;
}

/* @name: in lower case. Returns: (transfer none) (nullable) */
const char *
askg_web_upgrade_get_header (AskgWebUpgrade *self,
                             const char     *name)
{
  return g_hash_table_lookup (self->headers, name);
}

/* Returns: (transfer full): of a refusal, as far as it has come; at most 64 KiB */
GBytes *
askg_web_upgrade_get_body (AskgWebUpgrade *self)
{
  return g_bytes_new (self->head->data, self->is_refused ? MIN (self->head->len, MAX_BODY_BYTES) : 0);
}
