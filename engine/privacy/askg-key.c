/* askg-key.c: any thread. */
#include "engine/privacy/askg-key.h"

#include <string.h>
#include <sys/mman.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* Pages of their own: what is locked and left out of core files is counted in pages. */
#define ROOM_BYTES (ASKG_KEY_MAX_BYTES + 1)

struct _AskgKey
{
  char         *secret; /* ROOM_BYTES, mapped */
  AskgOrigin   *origin;
  AskgKeyStyle  style;
};

static const char * const prefixes[] = {
  [ASKG_KEY_BEARER] = "Authorization: Bearer ",
  [ASKG_KEY_X_API_KEY] = "x-api-key: ",
  [ASKG_KEY_API_KEY] = "api-key: ",
  [ASKG_KEY_X_GOOG_API_KEY] = "x-goog-api-key: ",
};

/* Where locking is not allowed (a small RLIMIT_MEMLOCK) the key is still kept out of core files. */
static char *
secret_new (void)
{
  char *room = mmap (NULL, ROOM_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (room == MAP_FAILED)
    g_error ("No memory for a key"); /* as GLib does for any other */
  (void) mlock (room, ROOM_BYTES);
  (void) madvise (room, ROOM_BYTES, MADV_DONTDUMP);

  return room;
}

static gboolean
check_secret (const char  *secret,
              gsize        n_bytes,
              GError     **error)
{
  if (n_bytes == 0 || n_bytes > ASKG_KEY_MAX_BYTES)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_KEY_REFUSED,
                   _("The key is empty or longer than %d characters, so it is no key. Copy it again from where it was made."),
                   ASKG_KEY_MAX_BYTES);
      return FALSE;
    }
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isgraph (secret[i]))
      {
        g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_KEY_REFUSED,
                             _("The key has a space, a line break or a letter with an accent in it, which no key has. Copy it again from where it was made."));
        return FALSE;
      }

  return TRUE;
}

/**
 * askg_key_new:
 * @secret: copied; space around it is left out, as it comes with a paste or a file's last line
 * @n_bytes: its length, or -1 when it ends in NUL. The caller wipes its own copy.
 * @origin: the only place it will ever be sent to
 *
 * Errors: %ASKG_ERROR_KEY_REFUSED; the message does not repeat it.
 *
 * Returns: (transfer full): the key, or %NULL with @error set
 */
AskgKey *
askg_key_new (const char    *secret,
              gssize         n_bytes,
              AskgKeyStyle   style,
              AskgOrigin    *origin,
              GError       **error)
{
  gsize n = n_bytes < 0 ? strlen (secret) : (gsize) n_bytes;
  AskgKey *self;

  g_return_val_if_fail (origin != NULL, NULL);

  for (; n > 0 && g_ascii_isspace (*secret); n--)
    secret++;
  while (n > 0 && g_ascii_isspace (secret[n - 1]))
    n--;
  if (!check_secret (secret, n, error))
    return NULL;

  self = g_atomic_rc_box_new0 (AskgKey);
  self->secret = secret_new ();
  memcpy (self->secret, secret, n);
  self->style = style;
  self->origin = askg_origin_ref (origin);

  return self;
}

AskgKey *
askg_key_ref (AskgKey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
askg_key_clear (AskgKey *self)
{
  explicit_bzero (self->secret, ROOM_BYTES);
  munmap (self->secret, ROOM_BYTES);
  askg_origin_unref (self->origin);
}

void
askg_key_unref (AskgKey *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_key_clear);
}

/**
 * askg_key_fits:
 *
 * Returns: whether it may be shown to @origin: the same scheme, host and port it was made for
 */
gboolean
askg_key_fits (AskgKey    *self,
               AskgOrigin *origin)
{
  return askg_origin_equal (self->origin, origin);
}

/**
 * askg_key_dup_header:
 *
 * For engine/transport/ alone, at the moment of sending.
 *
 * Returns: (transfer full): the header line with the key in it; free with askg_key_wipe()
 */
char *
askg_key_dup_header (AskgKey *self)
{
  const char *prefix = prefixes[self->style];
  const gsize n_prefix = strlen (prefix);
  char *header = g_malloc (n_prefix + strlen (self->secret) + 1);

  memcpy (header, prefix, n_prefix);
  strcpy (header + n_prefix, self->secret);

  return header;
}

/**
 * askg_key_wipe:
 * @header: (nullable) (transfer full): overwritten, then freed
 */
void
askg_key_wipe (char *header)
{
  if (header != NULL)
    explicit_bzero (header, strlen (header));
  g_free (header);
}
