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
  AskgCovered *content; /* (nullable) */
  char       *window_title;
  gboolean    is_off_record;
  char       *engine_id;
  char       *engine_name;
  AskgOutboundShow show;
  AskgKey    *key;     /* (nullable) */
  GOnce       hashed;  /* the body's SHA-256, made when first asked for */
};

/* What the transport writes itself, and what would carry a secret past AskgKey. */
static const char * const reserved_headers[] = {
  "accept-encoding", "api-key", "authorization", "connection", "content-length", "cookie", "expect", "host",
  "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "x-api-key", "x-goog-api-key",
};
static const char * const methods[] = { "GET", "HEAD", "POST", "DELETE", NULL };

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
  if (parts->content != NULL)
    {
      g_autofree char *line = g_strconcat ("Content-Type: ", askg_covered_get_content_type (parts->content), NULL);

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

/* What was made ready for this machine alone has its secrets in it. */
static gboolean
take_content (AskgOutbound             *self,
              const AskgOutboundParts  *parts,
              GError                  **error)
{
  if (parts->content != NULL && !askg_covered_may_leave (parts->content) && !askg_origin_is_this_machine (self->origin))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                   _("Nothing was sent to %s: it was made ready for an engine on this machine, with nothing covered in it. Ask again."),
                   askg_origin_get_label (self->origin));
      return FALSE;
    }
  self->content = parts->content != NULL ? askg_covered_ref (parts->content) : NULL;

  return TRUE;
}

static void
askg_outbound_clear (AskgOutbound *self)
{
  g_clear_pointer (&self->origin, askg_origin_unref);
  g_free (self->method);
  g_free (self->target);
  g_strfreev (self->headers);
  g_clear_pointer (&self->content, askg_covered_unref);
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
 *   address, or when nobody looked for secrets in what would leave; %ASKG_ERROR_USAGE for a header that cannot be sent.
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
  g_return_val_if_fail ((parts->origin == NULL) == (parts->target == NULL), NULL);
  g_return_val_if_fail (g_strv_contains (methods, parts->method), NULL);

  self->hashed = (GOnce) G_ONCE_INIT;
  if (parts->origin != NULL)
    {
      self->origin = askg_origin_ref (parts->origin);
      self->target = g_strdup (parts->target);
    }
  else
    self->origin = askg_origin_new (parts->url, parts->socket_path, &self->target, error);
  if (self->origin == NULL || !askg_policy_check_origin (policy, self->origin, error) ||
      !take_headers (self, parts, error) || !take_key (self, parts, error) || !take_content (self, parts, error))
    return NULL;

  self->method = g_strdup (parts->method);
  self->window_title = g_strdup (parts->window_title);
  self->is_off_record = parts->is_off_record;
  self->engine_id = g_strdup (parts->engine_id);
  self->show = parts->show;
  self->engine_name = g_strdup (parts->engine_name != NULL ? parts->engine_name : parts->engine_id);

  return g_steal_pointer (&self);
}

/**
 * askg_outbound_with_content:
 * @content: may leave
 *
 * Returns: (transfer full): the same request with another body: what the person uncovered is in it, or no more
 */
AskgOutbound *
askg_outbound_with_content (AskgOutbound *self,
                            AskgCovered  *content)
{
  AskgOutbound *other;

  g_return_val_if_fail (self->content != NULL &&
                        askg_covered_may_leave (content) == askg_covered_may_leave (self->content), NULL);

  other = g_atomic_rc_box_new0 (AskgOutbound);
  other->hashed = (GOnce) G_ONCE_INIT;
  other->origin = askg_origin_ref (self->origin);
  other->method = g_strdup (self->method);
  other->target = g_strdup (self->target);
  other->headers = g_strdupv (self->headers);
  other->content = askg_covered_ref (content);
  other->window_title = g_strdup (self->window_title);
  other->is_off_record = self->is_off_record;
  other->engine_id = g_strdup (self->engine_id);
  other->engine_name = g_strdup (self->engine_name);
  other->show = self->show;
  other->key = self->key != NULL ? askg_key_ref (self->key) : NULL;

  return other;
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
  return self->content != NULL ? askg_covered_get_body (self->content) : NULL;
}

/* (transfer none) (nullable): what of the person's is in it, and what was covered there */
AskgCovered *
askg_outbound_get_content (AskgOutbound *self)
{
  return self->content;
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

AskgOutboundShow
askg_outbound_get_show (AskgOutbound *self)
{
  return self->show;
}

const char *
askg_outbound_get_window_title (AskgOutbound *self)
{
  return self->window_title;
}

static guint
count_kind (AskgOutbound     *self,
            AskgContentKinds  kind)
{
  return self->content != NULL ? askg_covered_count_kind (self->content, kind) : 0;
}

AskgContentKinds
askg_outbound_get_kinds (AskgOutbound *self)
{
  AskgContentKinds kinds = 0;

  for (AskgContentKinds kind = ASKG_CONTENT_TEXT; kind <= ASKG_CONTENT_SOUND; kind <<= 1)
    kinds |= count_kind (self, kind) > 0 ? kind : 0;

  return kinds;
}

/* How many things of the person's are in it; 0: nobody need be asked. */
guint
askg_outbound_get_n_pieces (AskgOutbound *self)
{
  return self->content != NULL ? askg_covered_get_n_pieces (self->content) : 0;
}

static gpointer
hash_body (gpointer data)
{
  GBytes *body = askg_outbound_get_body (data);

  return body != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body)
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

static void
add_words (GStrvBuilder *things,
           char         *words,
           guint         n)
{
  g_autofree char *owned = words;

  if (n > 0)
    g_strv_builder_add (things, owned);
}

/* (transfer full): such as "2 secrets hidden", "text", "1 picture" */
static char **
list_things (AskgOutbound *self)
{
  const guint n_hidden = self->content != NULL ? askg_covered_count_hidden (self->content) : 0;
  const guint n_pictures = count_kind (self, ASKG_CONTENT_PICTURE);
  const guint n_sounds = count_kind (self, ASKG_CONTENT_SOUND);
  g_autoptr(GStrvBuilder) things = g_strv_builder_new ();

  add_words (things, g_strdup_printf (ngettext ("%u secret hidden", "%u secrets hidden", n_hidden), n_hidden), n_hidden);
  add_words (things, g_strdup (_("Text")), count_kind (self, ASKG_CONTENT_TEXT));
  add_words (things, g_strdup_printf (ngettext ("%u picture", "%u pictures", n_pictures), n_pictures), n_pictures);
  if (self->content != NULL && askg_covered_has_unread (self->content))
    g_strv_builder_add (things, _("a picture that could not be read, and is covered"));
  add_words (things, g_strdup_printf (ngettext ("%u recording", "%u recordings", n_sounds), n_sounds), n_sounds);
  if (askg_outbound_get_n_pieces (self) == 0)
    g_strv_builder_add (things, _("Nothing of yours"));

  return g_strv_builder_end (things);
}

/**
 * askg_outbound_describe:
 *
 * Returns: (transfer full): one line for a question or a log: "2 secrets hidden, Text, 1 picture: 41.2 kB to api.example"
 */
char *
askg_outbound_describe (AskgOutbound *self)
{
  GBytes *body = askg_outbound_get_body (self);
  g_autofree char *size = g_format_size (body != NULL ? g_bytes_get_size (body) : 0);
  g_auto(GStrv) things = list_things (self);
  g_autofree char *what = g_strjoinv (", ", things);

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
  GBytes *body = askg_outbound_get_body (self);

  row->begun_at_us = g_get_real_time ();
  row->engine_id = g_strdup (self->engine_id);
  row->engine_name = g_strdup (self->engine_name);
  row->host = g_strdup (askg_origin_get_label (self->origin));
  row->is_this_machine = askg_origin_is_this_machine (self->origin);
  row->request = g_strdup_printf ("%s %s", self->method, self->target);
  row->kinds = askg_outbound_get_kinds (self);
  row->n_pictures = count_kind (self, ASKG_CONTENT_PICTURE);
  row->n_bytes = body != NULL ? g_bytes_get_size (body) : 0;
  row->sha256 = g_strdup (askg_outbound_get_sha256 (self));
  row->is_off_record = self->is_off_record;
  row->window_title = g_strdup (self->window_title);
  row->n_hidden = self->content != NULL ? askg_covered_count_hidden (self->content) : 0;
  row->body = body != NULL ? g_bytes_ref (body) : NULL;

  return row;
}
