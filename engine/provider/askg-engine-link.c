/* askg-engine-link.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engine-link-private.h"

#include <string.h>

#include "engine/provider/askg-engine-sentences.h"

#define ANTHROPIC_VERSION "anthropic-version: 2023-06-01"

G_DEFINE_FINAL_TYPE (AskgEngineLink, askg_engine_link, G_TYPE_OBJECT)

static void
askg_engine_link_finalize (GObject *object)
{
  AskgEngineLink *self = ASKG_ENGINE_LINK (object);

  askg_engine_link_close (self);
  g_clear_object (&self->profile);
  g_clear_object (&self->http);
  g_clear_object (&self->keys);
  g_clear_object (&self->servers);

  G_OBJECT_CLASS (askg_engine_link_parent_class)->finalize (object);
}

static void
askg_engine_link_class_init (AskgEngineLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_engine_link_finalize;
}

static void
askg_engine_link_init (AskgEngineLink *self)
{
}

/* What was learnt at the old address is not so at the new one. */
static void
move (AskgEngineLink *self)
{
  askg_engine_link_close (self);
  g_object_set (self->profile, "base-path", NULL, "probed-at", (gint64) 0, "tried", 0, NULL);
}

/* What the server, or an answer, showed of one model is not so of the next; what the person said of it stays. */
static void
forget_model (AskgEngineLink *self)
{
  const AskgCapabilities senses = ASKG_CAN_TAKE_IMAGE | ASKG_CAN_TAKE_AUDIO | ASKG_CAN_GIVE_IMAGE | ASKG_CAN_GIVE_AUDIO |
                                  ASKG_CAN_CALL_TOOLS;

  askg_profile_unlearn (self->profile, senses, ASKG_KNOWN_BY_PROBE);
  askg_profile_unlearn (self->profile, senses, ASKG_KNOWN_BY_SERVER);
  g_object_set (self->profile, "probed-at", (gint64) 0, "tried", 0, NULL);
}

/* Returns: (transfer full): not open yet */
AskgEngineLink *
askg_engine_link_new (AskgProfile *profile,
                      AskgHttp    *http,
                      AskgKeys    *keys)
{
  AskgEngineLink *self = g_object_new (ASKG_TYPE_ENGINE_LINK, NULL);

  self->profile = g_object_ref (profile);
  self->http = g_object_ref (http);
  self->keys = g_object_ref (keys);
  /* Another address or another key: what is known of them is opened anew. */
  g_signal_connect_object (profile, "notify::url", G_CALLBACK (move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::model", G_CALLBACK (forget_model), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::model-file", G_CALLBACK (move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::projector-file", G_CALLBACK (move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::key-place", G_CALLBACK (askg_engine_link_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::speaks", G_CALLBACK (askg_engine_link_close), self, G_CONNECT_SWAPPED);

  return self;
}

/* What serves it when it is a model file; else it cannot be opened then. */
void
askg_engine_link_set_servers (AskgEngineLink   *self,
                              AskgModelServers *servers)
{
  g_return_if_fail (ASKG_IS_ENGINE_LINK (self));

  g_set_object (&self->servers, servers);
}

/* (transfer none) */
AskgProfile *
askg_engine_link_get_profile (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  return self->profile;
}

/* (transfer none) */
AskgHttp *
askg_engine_link_get_http (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  return self->http;
}

/* How a sentence names where it is; "" before it was opened. */
const char *
askg_engine_link_get_place (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  return self->place != NULL ? self->place : "";
}

/**
 * askg_engine_link_tell:
 * @error: what the engine said instead of an answer
 * @model: (nullable): that was asked, where it is not the one the person chose
 *
 * Returns: (transfer full): one sentence for the person: see askg_engine_sentence_new()
 */
GError *
askg_engine_link_tell (AskgEngineLink      *self,
                       const AskgWireError *error,
                       const char          *model)
{
  AskgEngineSpeaker speaker;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  speaker = (AskgEngineSpeaker) {
    .name = askg_profile_get_name (self->profile),
    .place = askg_engine_link_get_place (self),
    .model = model != NULL ? model : askg_profile_get_model (self->profile),
    .has_key = askg_profile_get_key_place (self->profile) != ASKG_KEY_NONE,
  };

  return askg_engine_sentence_new (error, &speaker);
}

/* Whether nothing leaves this machine by it. */
gboolean
askg_engine_link_is_here (AskgEngineLink *self)
{
  const char *typed;
  g_autoptr(AskgEngineUrl) url = NULL;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), FALSE);

  if (self->url != NULL)
    return self->url->is_here;
  if (askg_profile_get_kind (self->profile) == ASKG_PROFILE_CHILD)
    return TRUE;

  typed = askg_profile_get_url (self->profile);
  url = typed != NULL ? askg_engine_url_parse (typed, NULL) : NULL;

  return url != NULL && url->is_here;
}

/* (nullable): what is asked for: the person's choice, else the one that the server names first, once that is known */
const char *
askg_engine_link_get_model (AskgEngineLink *self)
{
  const char *chosen;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  chosen = askg_profile_get_model (self->profile);

  return chosen != NULL ? chosen : self->found_model;
}

/* @model: (nullable): of an open link, until it is opened anew */
void
askg_engine_link_set_found_model (AskgEngineLink *self,
                                  const char     *model)
{
  g_return_if_fail (ASKG_IS_ENGINE_LINK (self));

  g_free (self->found_model);
  self->found_model = g_strdup (model);
}

/* -- Paths ---------------------------------------------------------------- */

/* Above "/v1": where servers have what is of their own. */
static char *
root_path (AskgEngineLink *self)
{
  const char *last = strrchr (self->url->path, '/');

  return askg_engine_url_is_versioned (self->url) ? g_strndup (self->url->path, last - self->url->path)
                                                  : g_strdup (self->url->path);
}

/* With or without "/v1": which it is the first answer tells. */
static char *
guess_path (AskgEngineLink *self,
            gboolean        other)
{
  const AskgSpeaks speaks = askg_profile_get_speaks (self->profile);
  const char *version = speaks == ASKG_SPEAKS_GEMINI ? "/v1beta" : "/v1";

  if (speaks == ASKG_SPEAKS_INFERENCE || speaks == ASKG_SPEAKS_OLLAMA)
    return g_strdup (self->url->path);
  if (!other)
    return askg_engine_url_is_versioned (self->url) ? g_strdup (self->url->path)
                                                    : g_strconcat (self->url->path, version, NULL);

  return root_path (self);
}

static char *
current_path (AskgEngineLink *self)
{
  const char *kept = askg_profile_get_text (self->profile, "base-path");

  if (self->other_path != NULL)
    return g_strdup (self->other_path);

  return kept != NULL ? g_strdup (kept) : guess_path (self, FALSE);
}

/**
 * askg_engine_link_try_other_path:
 *
 * There is nothing at the path: the next request takes the other way to write the address.
 *
 * Returns: %FALSE when that was tried already; then it is as at the beginning
 */
gboolean
askg_engine_link_try_other_path (AskgEngineLink *self)
{
  g_autofree char *current = NULL;
  g_autofree char *guess = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), FALSE);

  if (self->url == NULL || self->other_path != NULL)
    {
      g_clear_pointer (&self->other_path, g_free);
      return FALSE;
    }

  current = current_path (self);
  guess = guess_path (self, FALSE);
  other = guess_path (self, TRUE);
  self->other_path = g_strdup (g_str_equal (current, guess) ? other : guess);

  return !g_str_equal (current, self->other_path);
}

/* The path was right: it is remembered. */
void
askg_engine_link_keep_path (AskgEngineLink *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (ASKG_IS_ENGINE_LINK (self));

  if (self->other_path == NULL)
    return;

  path = g_steal_pointer (&self->other_path);
  g_object_set (self->profile, "base-path", path, NULL);
}

/* -- Requests ------------------------------------------------------------- */

/**
 * askg_engine_link_new_parcel:
 * @cover: (nullable): of the conversation; %NULL for what belongs to none
 *
 * Returns: (transfer full): to be filled; its secrets are found with the person's rules
 */
AskgParcel *
askg_engine_link_new_parcel (AskgEngineLink *self,
                             AskgCover      *cover,
                             AskgParcelMake  make,
                             gpointer        data,
                             GDestroyNotify  data_free)
{
  g_autoptr(AskgCover) own = cover != NULL ? askg_cover_ref (cover) : askg_cover_new ();

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  return askg_parcel_new (askg_policy_get_redactor (askg_http_get_policy (self->http)), own, make, data, data_free);
}

/* Whether secrets are covered on the way to it. */
gboolean
askg_engine_link_must_cover (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), TRUE);

  return askg_policy_must_cover (askg_http_get_policy (self->http), askg_engine_link_is_here (self));
}

/**
 * askg_engine_link_cover_async:
 *
 * Makes @parcel ready for this engine: with its secrets covered, or as it is for one on this machine. To be ended with
 * askg_parcel_cover_finish().
 */
void
askg_engine_link_cover_async (AskgEngineLink      *self,
                              AskgParcel          *parcel,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  askg_parcel_cover_async (parcel, askg_engine_link_must_cover (self), cancellable, callback, user_data);
}

static AskgOutboundShow
when_shown (AskgEngineLink *self)
{
  AskgPreview preview;

  g_object_get (self->profile, "preview", &preview, NULL);

  return preview == ASKG_PREVIEW_ALWAYS ? ASKG_SHOW_ALWAYS
         : preview == ASKG_PREVIEW_NEVER ? ASKG_SHOW_NEVER : ASKG_SHOW_WHEN_FOUND;
}

/* Reads @url where it is another than the last. */
static gboolean
read_url (AskgEngineLink  *self,
          const char      *url,
          GError         **error)
{
  g_autoptr(AskgOrigin) origin = NULL;
  g_autofree char *target = NULL;

  if (g_strcmp0 (url, self->made_url) == 0)
    return TRUE;
  origin = askg_origin_new (url, self->url->socket, &target, error);
  if (origin == NULL)
    return FALSE;
  g_clear_pointer (&self->made_origin, askg_origin_unref);
  self->made_origin = g_steal_pointer (&origin);
  g_free (self->made_target);
  self->made_target = g_steal_pointer (&target);
  g_free (self->made_url);
  self->made_url = g_strdup (url);

  return TRUE;
}

/**
 * askg_engine_link_make:
 * @request: to an open link
 *
 * Errors: what askg_outbound_new() reports, such as %ASKG_ERROR_LOCAL_ONLY
 *
 * Returns: (transfer full): what may be given to askg_http_send()
 */
AskgOutbound *
askg_engine_link_make (AskgEngineLink         *self,
                       const AskgLinkRequest  *request,
                       GError                **error)
{
  const gboolean is_anthropic = askg_profile_get_speaks (self->profile) == ASKG_SPEAKS_ANTHROPIC;
  const char *const headers[] = { "Accept: text/event-stream, application/json", is_anthropic ? ANTHROPIC_VERSION : NULL, NULL };
  const gboolean is_below_address = request->endpoint[0] == '/';
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  AskgOutboundParts parts = { 0 };

  g_return_val_if_fail (self->origin != NULL, NULL);

  path = is_below_address ? root_path (self) : current_path (self);
  url = askg_engine_url_join (self->url, path, request->endpoint + (is_below_address ? 1 : 0));
  if (!read_url (self, url, error))
    return NULL;
  parts.method = request->method != NULL ? request->method : request->content != NULL ? "POST" : "GET";
  parts.url = url;
  parts.socket_path = self->url->socket;
  parts.origin = self->made_origin;
  parts.target = self->made_target;
  parts.headers = headers;
  parts.content = request->content;
  parts.window_title = request->window_title;
  parts.is_off_record = request->is_off_record;
  parts.engine_id = askg_profile_get_id (self->profile);
  parts.engine_name = askg_profile_get_name (self->profile);
  parts.key = self->key;
  parts.show = request->is_spoken ? ASKG_SHOW_NEVER : when_shown (self);

  return askg_outbound_new (askg_http_get_policy (self->http), &parts, error);
}

/* The usual limits, but where the person set others. */
void
askg_engine_link_set_limits (AskgEngineLink     *self,
                             AskgOutbound       *outbound,
                             AskgExchangeLimits *limits)
{
  const gint64 connect_ms = askg_profile_get_number (self->profile, "connect-timeout-ms");
  const gint64 first_byte_ms = askg_profile_get_number (self->profile, "first-byte-timeout-ms");
  const gint64 silence_ms = askg_profile_get_number (self->profile, "silence-timeout-ms");

  askg_exchange_limits_init (limits, outbound);
  if (connect_ms > 0)
    limits->connect_ms = connect_ms;
  if (first_byte_ms > 0)
    limits->first_byte_ms = first_byte_ms;
  if (silence_ms > 0)
    limits->quiet_ms = silence_ms;
}
