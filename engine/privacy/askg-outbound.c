/* askg-outbound.c: any thread, but askg_outbound_new() reads the policy: main thread. */
#include "engine/privacy/askg-outbound.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgOutbound
{
  AskgOrigin *origin;
  char       *method;
  char       *target;
  char      **headers;
  GBytes     *body;    /* (nullable) */
  GArray     *pieces;  /* of AskgOutboundPiece, owning */
  char       *window_title;
  char       *engine_id;
  char       *engine_name;
  gboolean    is_always_shown;
  AskgKey    *key;     /* (nullable) */
  GOnce       hashed;  /* the body's SHA-256, made when first asked for */
};

/* What the transport writes itself, and what would carry a secret past AskgKey. */
static const char * const reserved_headers[] = {
  "accept-encoding", "api-key", "authorization", "connection", "content-length", "cookie", "expect", "host",
  "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "x-api-key", "x-goog-api-key",
};
static const char * const methods[] = { "GET", "HEAD", "POST", "DELETE", NULL };

static void
clear_piece (gpointer data)
{
  AskgOutboundPiece *piece = data;

  g_free ((char *) piece->mime);
  g_bytes_unref (piece->bytes);
}

static gboolean
is_header_fine (const char *line)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL || colon == line || strpbrk (line, "\r\n") != NULL)
    return FALSE;
  for (const char *p = line; p < colon; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (reserved_headers); i++)
    if (strlen (reserved_headers[i]) == (gsize) (colon - line) &&
        g_ascii_strncasecmp (reserved_headers[i], line, colon - line) == 0)
      return FALSE;

  return TRUE;
}

static gboolean
take_headers (AskgOutbound             *self,
              const AskgOutboundParts  *parts,
              GError                  **error)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  for (gsize i = 0; parts->headers != NULL && parts->headers[i] != NULL; i++)
    {
      if (!is_header_fine (parts->headers[i]))
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("The request to %s was not sent: one of its extra headers is not like “Name: value”, or is one that Askglass writes itself. Correct the engine’s settings."),
                       askg_origin_get_label (self->origin));
          return FALSE;
        }
      g_strv_builder_add (lines, parts->headers[i]);
    }
  if (parts->content_type != NULL)
    {
      g_autofree char *line = g_strconcat ("Content-Type: ", parts->content_type, NULL);

      g_strv_builder_add (lines, line);
    }
  self->headers = g_strv_builder_end (lines);

  return TRUE;
}

static gboolean
take_key (AskgOutbound             *self,
          const AskgOutboundParts  *parts,
          GError                  **error)
{
  if (parts->key == NULL)
    return TRUE;
  if (!askg_key_fits (parts->key, self->origin))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                   _("The key was not sent to %s: it was given for another address. Enter the key again for this one in the preferences."),
                   askg_origin_get_label (self->origin));
      return FALSE;
    }
  self->key = askg_key_ref (parts->key);

  return TRUE;
}

static void
take_pieces (AskgOutbound            *self,
             const AskgOutboundParts *parts)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (AskgOutboundPiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  for (gsize i = 0; i < parts->n_pieces; i++)
    {
      const AskgOutboundPiece copy = { parts->pieces[i].kind, g_strdup (parts->pieces[i].mime),
                                       g_bytes_ref (parts->pieces[i].bytes) };

      g_array_append_val (self->pieces, copy);
    }
}

static void
askg_outbound_clear (AskgOutbound *self)
{
  g_clear_pointer (&self->origin, askg_origin_unref);
  g_free (self->method);
  g_free (self->target);
  g_strfreev (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self->window_title);
  g_free (self->engine_id);
  g_free (self->engine_name);
  g_clear_pointer (&self->key, askg_key_unref);
  g_free (self->hashed.retval);
}

/**
 * askg_outbound_new:
 * @policy: asked whether anything may go there at all
 *
 * The one way to make a request that the transport takes.
 *
 * Errors: %ASKG_ERROR_ADDRESS; %ASKG_ERROR_LOCAL_ONLY; %ASKG_ERROR_NOT_SENT when the key is for another
 *   address; %ASKG_ERROR_USAGE for a header that cannot be sent.
 *
 * Returns: (transfer full): the request, or %NULL with @error set
 */
AskgOutbound *
askg_outbound_new (AskgPolicy               *policy,
                   const AskgOutboundParts  *parts,
                   GError                  **error)
{
  g_autoptr(AskgOutbound) self = g_atomic_rc_box_new0 (AskgOutbound);

  g_return_val_if_fail (ASKG_IS_POLICY (policy), NULL);
  g_return_val_if_fail (parts != NULL && parts->url != NULL && parts->engine_id != NULL, NULL);
  g_return_val_if_fail (g_strv_contains (methods, parts->method), NULL);
  g_return_val_if_fail (parts->n_pieces == 0 || parts->body != NULL, NULL);

  self->hashed = (GOnce) G_ONCE_INIT;
  self->origin = askg_origin_new (parts->url, parts->socket_path, &self->target, error);
  if (self->origin == NULL || !askg_policy_check_origin (policy, self->origin, error) ||
      !take_headers (self, parts, error) || !take_key (self, parts, error))
    return NULL;

  take_pieces (self, parts);
  self->method = g_strdup (parts->method);
  self->body = parts->body != NULL ? g_bytes_ref (parts->body) : NULL;
  self->window_title = g_strdup (parts->window_title);
  self->engine_id = g_strdup (parts->engine_id);
  self->is_always_shown = parts->is_always_shown;
  self->engine_name = g_strdup (parts->engine_name != NULL ? parts->engine_name : parts->engine_id);

  return g_steal_pointer (&self);
}

AskgOutbound *
askg_outbound_ref (AskgOutbound *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
askg_outbound_unref (AskgOutbound *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_outbound_clear);
}

AskgOrigin *
askg_outbound_get_origin (AskgOutbound *self)
{
  return self->origin;
}

const char *
askg_outbound_get_method (AskgOutbound *self)
{
  return self->method;
}

/**
 * askg_outbound_get_target:
 *
 * Returns: (transfer none): path and query, beginning with a slash
 */
const char *
askg_outbound_get_target (AskgOutbound *self)
{
  return self->target;
}

/**
 * askg_outbound_get_headers:
 *
 * Returns: (transfer none) (array zero-terminated=1): "Name: value"; the key is not among them
 */
const char *const *
askg_outbound_get_headers (AskgOutbound *self)
{
  return (const char *const *) self->headers;
}

/**
 * askg_outbound_get_body:
 *
 * Returns: (transfer none) (nullable): what leaves, byte for byte
 */
GBytes *
askg_outbound_get_body (AskgOutbound *self)
{
  return self->body;
}

AskgKey *
askg_outbound_get_key (AskgOutbound *self)
{
  return self->key;
}

const char *
askg_outbound_get_engine_id (AskgOutbound *self)
{
  return self->engine_id;
}

const char *
askg_outbound_get_engine_name (AskgOutbound *self)
{
  return self->engine_name;
}

/* Whether it is shown each time, whatever was agreed to before. */
gboolean
askg_outbound_is_always_shown (AskgOutbound *self)
{
  return self->is_always_shown;
}

const char *
askg_outbound_get_window_title (AskgOutbound *self)
{
  return self->window_title;
}

AskgContentKinds
askg_outbound_get_kinds (AskgOutbound *self)
{
  AskgContentKinds kinds = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    kinds |= g_array_index (self->pieces, AskgOutboundPiece, i).kind;

  return kinds;
}

guint
askg_outbound_get_n_pieces (AskgOutbound *self)
{
  return self->pieces->len;
}

/**
 * askg_outbound_get_piece:
 *
 * Returns: (transfer none): what a preview shows
 */
const AskgOutboundPiece *
askg_outbound_get_piece (AskgOutbound *self,
                         guint         index)
{
  g_return_val_if_fail (index < self->pieces->len, NULL);

  return &g_array_index (self->pieces, AskgOutboundPiece, index);
}

static gpointer
hash_body (gpointer data)
{
  AskgOutbound *self = data;

  return self->body != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body)
                            : g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
}

/**
 * askg_outbound_get_sha256:
 *
 * Hashes the body when first called: some milliseconds a megabyte, so on a worker thread where it may be large.
 *
 * Returns: (transfer none): 64 hexadecimal digits
 */
const char *
askg_outbound_get_sha256 (AskgOutbound *self)
{
  return g_once (&self->hashed, hash_body, self);
}

static guint
count_kind (AskgOutbound     *self,
            AskgContentKinds  kind)
{
  guint n = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    n += g_array_index (self->pieces, AskgOutboundPiece, i).kind == kind;

  return n;
}

/**
 * askg_outbound_describe:
 *
 * Returns: (transfer full): one line for a preview or a log: "Text, 1 picture: 41.2 kB to api.example"
 */
char *
askg_outbound_describe (AskgOutbound *self)
{
  const guint n_pictures = count_kind (self, ASKG_CONTENT_PICTURE);
  const guint n_sounds = count_kind (self, ASKG_CONTENT_SOUND);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *size = g_format_size (self->body != NULL ? g_bytes_get_size (self->body) : 0);
  g_auto(GStrv) things = NULL;
  g_autofree char *pictures = NULL;
  g_autofree char *sounds = NULL;
  g_autofree char *what = NULL;

  if (count_kind (self, ASKG_CONTENT_TEXT) > 0)
    g_strv_builder_add (builder, _("Text"));
  pictures = g_strdup_printf (ngettext ("%u picture", "%u pictures", n_pictures), n_pictures);
  if (n_pictures > 0)
    g_strv_builder_add (builder, pictures);
  sounds = g_strdup_printf (ngettext ("%u recording", "%u recordings", n_sounds), n_sounds);
  if (n_sounds > 0)
    g_strv_builder_add (builder, sounds);
  if (self->pieces->len == 0)
    g_strv_builder_add (builder, _("Nothing of yours"));
  things = g_strv_builder_end (builder);
  what = g_strjoinv (", ", things);

  /* TRANSLATORS: "Text, 1 picture: 41.2 kB to api.example" */
  return g_strdup_printf (_("%s: %s to %s"), what, size, askg_origin_get_label (self->origin));
}

/**
 * askg_outbound_dup_row:
 *
 * Returns: (transfer full): what the ledger says about it, with the body; its hash may take a moment
 */
AskgLedgerRow *
askg_outbound_dup_row (AskgOutbound *self)
{
  AskgLedgerRow *row = g_new0 (AskgLedgerRow, 1);

  row->begun_at_us = g_get_real_time ();
  row->engine_id = g_strdup (self->engine_id);
  row->engine_name = g_strdup (self->engine_name);
  row->host = g_strdup (askg_origin_get_label (self->origin));
  row->is_this_machine = askg_origin_is_this_machine (self->origin);
  row->request = g_strdup_printf ("%s %s", self->method, self->target);
  row->kinds = askg_outbound_get_kinds (self);
  row->n_pictures = count_kind (self, ASKG_CONTENT_PICTURE);
  row->n_bytes = self->body != NULL ? g_bytes_get_size (self->body) : 0;
  row->sha256 = g_strdup (askg_outbound_get_sha256 (self));
  row->window_title = g_strdup (self->window_title);
  row->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;

  return row;
}
