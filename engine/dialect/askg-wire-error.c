/* askg-wire-error.c: five shapes of JSON, pages, and plain text, into one. */
#include "engine/dialect/askg-wire-error-private.h"

#include <string.h>


#define MAX_RETRY_AFTER_MS (120 * 1000) /* longer than that nobody waits */

G_DEFINE_ENUM_TYPE (AskgWireErrorKind, askg_wire_error_kind,
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_KEY_REFUSED, "key-refused"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_NO_CREDIT, "no-credit"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_FORBIDDEN, "forbidden"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_NOT_FOUND_MODEL, "not-found-model"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS, "not-found-address"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_TOO_LONG, "too-long"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_BAD_REQUEST, "bad-request"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE, "unsupported-image"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO, "unsupported-audio"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_RATE_LIMIT, "rate-limit"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_QUOTA, "quota"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_NOT_AN_ENGINE, "not-an-engine"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_OTHER_PROTOCOL, "other-protocol"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_REDIRECT, "redirect"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_TRUNCATED, "truncated"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_TOO_BIG_ANSWER, "too-big-answer"),
                    G_DEFINE_ENUM_VALUE (ASKG_WIRE_ERROR_REFUSED_BY_FILTER, "refused-by-filter"))

static gboolean
may_retry (AskgWireErrorKind kind,
           guint             status)
{
  switch (kind)
    {
    case ASKG_WIRE_ERROR_RATE_LIMIT:
    case ASKG_WIRE_ERROR_LOADING:
    case ASKG_WIRE_ERROR_SERVER:
    case ASKG_WIRE_ERROR_NETWORK:
    case ASKG_WIRE_ERROR_EMPTY:
      return TRUE;
    case ASKG_WIRE_ERROR_UNKNOWN:
      return status >= 500;
    case ASKG_WIRE_ERROR_KEY_REFUSED:
    case ASKG_WIRE_ERROR_NO_CREDIT:
    case ASKG_WIRE_ERROR_FORBIDDEN:
    case ASKG_WIRE_ERROR_NOT_FOUND_MODEL:
    case ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS:
    case ASKG_WIRE_ERROR_TOO_LONG:
    case ASKG_WIRE_ERROR_TOO_LARGE:
    case ASKG_WIRE_ERROR_BAD_REQUEST:
    case ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE:
    case ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO:
    case ASKG_WIRE_ERROR_QUOTA:
    case ASKG_WIRE_ERROR_NOT_AN_ENGINE:
    case ASKG_WIRE_ERROR_OTHER_PROTOCOL:
    case ASKG_WIRE_ERROR_REDIRECT:
    case ASKG_WIRE_ERROR_TRUNCATED:
    case ASKG_WIRE_ERROR_TOO_BIG_ANSWER:
    case ASKG_WIRE_ERROR_REFUSED_BY_FILTER:
    default:
      return FALSE;
    }
}

static void
settle (AskgWireError *self)
{
  self->kind = askg_wire_error_classify (self);
  self->may_retry = may_retry (self->kind, self->http_status);
  askg_wire_error_find_tokens (self);
}

/**
 * askg_wire_error_new:
 * @message: (nullable): in words that may be shown
 *
 * Returns: (transfer full): an error of which the kind is known already
 */
AskgWireError *
askg_wire_error_new (AskgWireErrorKind  kind,
                     const char        *message)
{
  AskgWireError *self = g_new0 (AskgWireError, 1);

  self->kind = kind;
  self->message = g_strdup (message != NULL ? message : "");
  self->retry_after_ms = self->n_prompt_tokens = self->n_context_tokens = -1;
  self->may_retry = may_retry (kind, 0);

  return self;
}

AskgWireError *
askg_wire_error_copy (const AskgWireError *self)
{
  AskgWireError *copy = g_memdup2 (self, sizeof *self);

  copy->message = g_strdup (self->message);
  copy->code = g_strdup (self->code);
  copy->type = g_strdup (self->type);
  copy->param = g_strdup (self->param);
  copy->title = g_strdup (self->title);

  return copy;
}

void
askg_wire_error_free (AskgWireError *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->code);
  g_free (self->type);
  g_free (self->param);
  g_free (self->title);
  g_free (self);
}

static char *
dump (json_t *value)
{
  char *text = json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY);
  char *copy = g_strdup (text != NULL ? text : "");

  free (text);

  return copy;
}

/* FastAPI: [{"loc":["body","messages"],"msg":"Field required"}] becomes "body.messages: Field required". */
static char *
tell_detail (json_t *detail)
{
  g_autoptr(GString) told = NULL;
  json_t *item;
  gsize i;

  if (json_is_string (detail))
    return g_strdup (json_string_value (detail));
  if (!json_is_array (detail))
    return dump (detail);

  told = g_string_new (NULL);
  json_array_foreach (detail, i, item)
    {
      json_t *place;
      gsize j;

      if (askg_wire_json_get_string (item, "msg") == NULL || told->len > ASKG_WIRE_ERROR_MAX_CHARS)
        continue;
      g_string_append (told, told->len > 0 ? "; " : "");
      json_array_foreach (askg_wire_json_get_array (item, "loc"), j, place)
        if (json_is_string (place))
          g_string_append_printf (told, "%s%s", j > 0 ? "." : "", json_string_value (place));
      g_string_append_printf (told, ": %s", askg_wire_json_get_string (item, "msg"));
    }

  return told->len > 0 ? g_string_free (g_steal_pointer (&told), FALSE) : dump (detail);
}

/* A proxy says "Provider returned error", and has what it was told beside it; others put JSON into the words. */
static char *
find_words (json_t *error)
{
  const char *message = askg_wire_json_get_filled (error, "message");
  const char *raw = askg_wire_json_get_filled (askg_wire_json_get_object (error, "metadata"), "raw");
  AskgWireJsonTraits traits;

  if (raw != NULL && g_strcmp0 (message, "Provider returned error") == 0)
    message = raw;
  if (message != NULL && *message == '{')
    {
      g_autoptr(json_t) inner = askg_wire_json_load (message, strlen (message), &traits);
      json_t *nested = askg_wire_json_get_object (inner, "error");
      const char *told = askg_wire_json_get_filled (nested != NULL ? nested : inner, "message");

      if (told != NULL)
        return g_strdup (told);
    }
  if (message == NULL && json_object_get (json_object_get (error, "message"), "detail") != NULL)
    return tell_detail (json_object_get (json_object_get (error, "message"), "detail"));
  if (message == NULL && json_object_get (error, "message") != NULL && !json_is_null (json_object_get (error, "message")))
    return dump (json_object_get (error, "message"));

  return g_strdup (message != NULL ? message : "unknown error");
}

/**
 * askg_wire_error_new_from_member:
 * @error: the value of an "error" key: an object, or a text, or anything
 *
 * Returns: (transfer full):
 */
AskgWireError *
askg_wire_error_new_from_member (json_t *error)
{
  AskgWireError *self = askg_wire_error_new (ASKG_WIRE_ERROR_UNKNOWN, NULL);
  g_autofree char *words = json_is_string (error) ? g_strdup (json_string_value (error))
                           : json_is_object (error) ? find_words (error) : dump (error);
  const char *type = askg_wire_json_get_filled (error, "type");
  json_t *code = json_object_get (error, "code");

  g_free (self->message);
  self->message = askg_wire_error_clean (words, FALSE, ASKG_WIRE_ERROR_MAX_CHARS);
  if (type == NULL || strcmp (type, "error") == 0)
    type = askg_wire_json_get_filled (error, "status");
  self->type = g_strdup (type);
  self->param = g_strdup (askg_wire_json_get_string (error, "param"));
  self->is_code_number = json_is_integer (code);
  if (self->is_code_number)
    self->code = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (code));
  else
    self->code = g_strdup (json_string_value (code));
  self->n_prompt_tokens = askg_wire_json_get_count (error, "n_prompt_tokens");
  self->n_context_tokens = askg_wire_json_get_count (error, "n_ctx");
  settle (self);

  return self;
}

/* Some write the member whatever happens, with nothing in it. */
static gboolean
holds_error (json_t *error)
{
  if (json_is_string (error))
    return *json_string_value (error) != '\0';

  return error != NULL && !json_is_null (error) && !json_is_false (error) &&
         !(json_is_object (error) && json_object_size (error) == 0) && !(json_is_array (error) && json_array_size (error) == 0);
}

/**
 * askg_wire_error_new_from_json:
 * @root: a body, or an event of a stream
 *
 * Returns: (transfer full) (nullable): the error it tells, %NULL where it tells none
 */
AskgWireError *
askg_wire_error_new_from_json (json_t *root)
{
  json_t *error, *detail;

  if (json_is_array (root) && json_is_object (json_array_get (root, 0)))
    root = json_array_get (root, 0);
  error = json_object_get (root, "error");
  if (holds_error (error))
    return askg_wire_error_new_from_member (error);
  if (g_strcmp0 (askg_wire_json_get_string (root, "object"), "error") == 0 ||
      (g_strcmp0 (askg_wire_json_get_string (root, "type"), "error") == 0 && json_object_get (root, "message") != NULL))
    return askg_wire_error_new_from_member (root);

  detail = json_object_get (root, "detail");
  if (detail != NULL && json_object_get (root, "choices") == NULL)
    {
      g_autofree char *words = tell_detail (detail);
      g_autoptr(json_t) told = json_pack ("{s:s, s:s}", "message", words, "type", "validation");

      return askg_wire_error_new_from_member (told);
    }

  return NULL;
}

/* Where else words are: {"message"}, {"msg"}, {"errors":[{"message"}]}, {"base_resp":{"status_msg"}}. (nullable) */
static const char *
find_loose_words (json_t *root)
{
  static const char *const names[] = { "message", "msg", "error_message", "error_msg", "Message", "reason", "title" };
  json_t *first = json_array_get (askg_wire_json_get_array (root, "errors"), 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (askg_wire_json_get_filled (root, names[i]) != NULL)
      return askg_wire_json_get_filled (root, names[i]);

  if (json_is_string (first) || askg_wire_json_get_filled (first, "message") != NULL)
    return json_is_string (first) ? json_string_value (first) : askg_wire_json_get_filled (first, "message");

  return askg_wire_json_get_filled (askg_wire_json_get_object (root, "base_resp"), "status_msg");
}

static gboolean
holds_nothing (json_t *root)
{
  const char *name;
  json_t *value;

  json_object_foreach (root, name, value)
    if (!json_is_null (value))
      return FALSE;

  return json_is_object (root) || (json_is_array (root) && json_array_size (root) == 0);
}

/**
 * askg_wire_error_new_from_loose:
 * @root: what is no answer, and no error as anybody else writes it
 *
 * Returns: (transfer full) (nullable): in the words there are, %NULL where there are none
 */
AskgWireError *
askg_wire_error_new_from_loose (json_t *root)
{
  const char *words = find_loose_words (root);
  g_autoptr(json_t) told = words != NULL ? json_pack ("{s:s}", "message", words) : NULL;

  return told != NULL ? askg_wire_error_new_from_member (told) : NULL;
}

/**
 * askg_wire_error_new_from_body:
 * @http_status: 0 where there was none
 * @body: (nullable): of a reply that is no answer
 *
 * Returns: (transfer full): what it says, or at least its status
 */
AskgWireError *
askg_wire_error_new_from_body (guint       http_status,
                               const char *body,
                               gsize       n_bytes)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = n_bytes > 0 ? askg_wire_json_load (body, n_bytes, &traits) : NULL;
  AskgWireError *self = root != NULL ? askg_wire_error_new_from_json (root) : NULL;

  if (self == NULL)
    self = askg_wire_error_new_from_loose (root);
  if (self == NULL)
    {
      g_autofree char *page = g_strndup (n_bytes > 0 ? body : "", holds_nothing (root) ? 0 : MIN (n_bytes, 256 * 1024));

      self = askg_wire_error_new (ASKG_WIRE_ERROR_UNKNOWN, NULL);
      g_free (self->message);
      self->message = askg_wire_error_clean (page, TRUE, ASKG_WIRE_ERROR_MAX_PAGE_CHARS);
      self->is_page = root == NULL;
      self->title = self->is_page ? askg_wire_error_find_title (page) : NULL;
      if (*self->message == '\0')
        {
          g_free (self->message);
          self->message = g_strdup_printf ("HTTP %u", http_status);
        }
    }
  self->http_status = http_status;
  settle (self);

  return self;
}

/**
 * askg_wire_error_take_head:
 * @http_status: of the reply that brought the error
 * @head: its headers
 *
 * Works in what they say about trying again.
 */
void
askg_wire_error_take_head (AskgWireError      *self,
                           guint               http_status,
                           const AskgWireHead *head)
{
  if (self->http_status == 0)
    self->http_status = http_status;
  if (self->kind == ASKG_WIRE_ERROR_UNKNOWN)
    settle (self);
  if (self->kind == ASKG_WIRE_ERROR_UNKNOWN)
    self->kind = ASKG_WIRE_ERROR_SERVER; /* an error it is; which one, only the server knows */
  self->retry_after_ms = askg_wire_head_get_retry_after_ms (head);
  if (g_strcmp0 (head->should_retry, "true") == 0)
    self->may_retry = TRUE;
  else if (g_strcmp0 (head->should_retry, "false") == 0 || self->retry_after_ms > MAX_RETRY_AFTER_MS)
    self->may_retry = FALSE;
}

/**
 * askg_wire_error_blame:
 * @sent_images: whether the question held any
 * @sent_sounds: as above
 *
 * Servers that cannot hear say "invalid message format" or dump a validation. What was sent tells what they mean.
 */
void
askg_wire_error_blame (AskgWireError *self,
                       gboolean       sent_images,
                       gboolean       sent_sounds)
{
  static const char *const of_parts[] = { "message format", "content", "audio", "validation", "union", "variant" };
  const gboolean is_of_kind = self->http_status == 415 || self->http_status == 501; /* none of these, not here */
  const gboolean names_both = strstr (self->message, "image or audio") != NULL;
  gboolean is_of_parts = self->type != NULL && strcmp (self->type, "validation") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (of_parts); i++)
    is_of_parts |= strstr (self->message, of_parts[i]) != NULL;

  if (self->kind == ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE && !sent_images && sent_sounds)
    self->kind = ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO;
  else if (self->kind == ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE && names_both && sent_sounds && sent_images)
    self->kind = ASKG_WIRE_ERROR_BAD_REQUEST;
  else if (self->kind == ASKG_WIRE_ERROR_BAD_REQUEST && is_of_parts && sent_sounds)
    self->kind = ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO;
  else if (self->kind == ASKG_WIRE_ERROR_BAD_REQUEST && is_of_parts && sent_images)
    self->kind = ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE;
  else if (self->kind == ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS && is_of_kind && (sent_sounds || sent_images))
    self->kind = sent_sounds ? ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO : ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE;
}
