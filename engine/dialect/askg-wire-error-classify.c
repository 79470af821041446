/* askg-wire-error-classify.c: what an engine's error means, by its code, its words, its status, in that order:
 * servers agree on none of them. */
#include "engine/dialect/askg-wire-error-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char        *words; /* all of them, parted by "&"; lower case */
  AskgWireErrorKind  kind;
} Rule;

/* Looked for in code and type. The first that fits. */
static const Rule token_rules[] = {
  { "insufficient_quota", ASKG_WIRE_ERROR_QUOTA },
  { "billing", ASKG_WIRE_ERROR_QUOTA },
  { "insufficient_credits", ASKG_WIRE_ERROR_NO_CREDIT },
  { "rate_limit", ASKG_WIRE_ERROR_RATE_LIMIT },
  { "resource_exhausted", ASKG_WIRE_ERROR_RATE_LIMIT },
  { "too_many_requests", ASKG_WIRE_ERROR_RATE_LIMIT },
  { "exceed_context_size", ASKG_WIRE_ERROR_TOO_LONG },
  { "context_length", ASKG_WIRE_ERROR_TOO_LONG },
  { "contextwindow", ASKG_WIRE_ERROR_TOO_LONG },
  { "invalid_api_key", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "authentication", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "unauthenticated", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "token_not_found_in_db", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "no_db_connection", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "auth_error", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "model_not_found", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model_not_validated", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model_deprecated", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model_decommissioned", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "content_filter", ASKG_WIRE_ERROR_REFUSED_BY_FILTER },
  { "content_policy", ASKG_WIRE_ERROR_REFUSED_BY_FILTER },
  { "moderation", ASKG_WIRE_ERROR_REFUSED_BY_FILTER },
  { "bio_policy", ASKG_WIRE_ERROR_REFUSED_BY_FILTER },
  { "image_too_large", ASKG_WIRE_ERROR_TOO_LARGE },
  { "image_file_too_large", ASKG_WIRE_ERROR_TOO_LARGE },
  { "request_too_large", ASKG_WIRE_ERROR_TOO_LARGE },
  { "invalid_image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "invalid_base64_image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "image_parse_error", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "image_too_small", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "empty_image_file", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "unsupported_image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "overloaded", ASKG_WIRE_ERROR_SERVER },
};

/* Looked for in the message. The first that fits. */
static const Rule message_rules[] = {
  { "fail&loading", ASKG_WIRE_ERROR_SERVER }, /* that is over, and no reason to wait */
  { "error loading", ASKG_WIRE_ERROR_SERVER },
  { "could not load", ASKG_WIRE_ERROR_SERVER },
  { "unable to load", ASKG_WIRE_ERROR_SERVER },
  { "loading model", ASKG_WIRE_ERROR_LOADING },
  { "model is loading", ASKG_WIRE_ERROR_LOADING },
  { "currently loading", ASKG_WIRE_ERROR_LOADING },
  { "no connected db", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "token&not found&db", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "unable to find token", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "authentication error", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "invalid proxy server token", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api key&invalid", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api key&incorrect", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api key&not valid", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api key&missing", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api key&expired", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "api_key&invalid", ASKG_WIRE_ERROR_KEY_REFUSED },
  { "exceeds&context", ASKG_WIRE_ERROR_TOO_LONG },
  { "maximum context length", ASKG_WIRE_ERROR_TOO_LONG },
  { "longer than the&context", ASKG_WIRE_ERROR_TOO_LONG },
  { "longer than the maximum model length", ASKG_WIRE_ERROR_TOO_LONG },
  { "context window", ASKG_WIRE_ERROR_TOO_LONG },
  { "context size&exceed", ASKG_WIRE_ERROR_TOO_LONG },
  { "prompt is too long", ASKG_WIRE_ERROR_TOO_LONG },
  { "context overflow", ASKG_WIRE_ERROR_TOO_LONG },
  { "max_new_tokens&must be <=", ASKG_WIRE_ERROR_TOO_LONG },
  { "inputs&must have less than&tokens", ASKG_WIRE_ERROR_TOO_LONG },
  { "image input is not supported", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "audio input is not supported", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "audio&not support", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "audio&unsupported", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "audio&at most 0", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "input_audio", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "support&input audio", ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO },
  { "image&not support", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "image&unsupported", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "image&at most 0", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "vision&not support", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "support image input", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "not a multimodal model", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "cannot identify image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "failed to load image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "failed to decode image", ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE },
  { "model&not found", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model&does not exist", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model&not exist", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "invalid model name", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "not a valid model", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model&been deprecated", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model&decommissioned", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model&been retired", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "no endpoints found", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "unknown model", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "no models loaded", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model name is missing", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "must provide a model", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model is required", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "model: field required", ASKG_WIRE_ERROR_NOT_FOUND_MODEL },
  { "insufficient credit", ASKG_WIRE_ERROR_NO_CREDIT },
  { "credit balance", ASKG_WIRE_ERROR_NO_CREDIT },
  { "exceeded your current quota", ASKG_WIRE_ERROR_QUOTA },
  { "out of memory", ASKG_WIRE_ERROR_SERVER },
  { "blocked:", ASKG_WIRE_ERROR_REFUSED_BY_FILTER },
};

static gboolean
holds_all (const char *text,
           const char *words)
{
  g_auto(GStrv) parts = NULL;

  if (strchr (words, '&') == NULL)
    return strstr (text, words) != NULL;
  parts = g_strsplit (words, "&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) == NULL)
      return FALSE;

  return TRUE;
}

static AskgWireErrorKind
find_rule (const char *text,
           const Rule *rules,
           gsize       n_rules)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (gsize i = 0; folded != NULL && i < n_rules; i++)
    if (holds_all (folded, rules[i].words))
      return rules[i].kind;

  return ASKG_WIRE_ERROR_UNKNOWN;
}

static AskgWireErrorKind
kind_of_status (guint status)
{
  switch (status)
    {
    case 400:
    case 422:
      return ASKG_WIRE_ERROR_BAD_REQUEST;
    case 401:
      return ASKG_WIRE_ERROR_KEY_REFUSED;
    case 402:
      return ASKG_WIRE_ERROR_NO_CREDIT;
    case 403:
      return ASKG_WIRE_ERROR_FORBIDDEN;
    case 404:
    case 405:
    case 410:
    case 415:
    case 501:
      return ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS;
    case 413:
      return ASKG_WIRE_ERROR_TOO_LARGE;
    case 429:
      return ASKG_WIRE_ERROR_RATE_LIMIT;
    default:
      return status >= 300 && status < 400 ? ASKG_WIRE_ERROR_REDIRECT
             : status >= 500 || status == 408 || status == 409 || status == 425 ? ASKG_WIRE_ERROR_SERVER
             : status >= 400 ? ASKG_WIRE_ERROR_BAD_REQUEST
                             : ASKG_WIRE_ERROR_UNKNOWN;
    }
}

/* What @self means, from all that is known of it. */
AskgWireErrorKind
askg_wire_error_classify (const AskgWireError *self)
{
  /* In the middle of a stream the status is long gone; the code then often is one. */
  const guint status = self->http_status >= 300 || !self->is_code_number ? self->http_status : (guint) atoi (self->code);
  AskgWireErrorKind kind = find_rule (self->code, token_rules, G_N_ELEMENTS (token_rules));

  if (kind == ASKG_WIRE_ERROR_UNKNOWN)
    kind = find_rule (self->type, token_rules, G_N_ELEMENTS (token_rules));
  /* A page's words are the proxy's, and speak of neither models nor pictures. */
  if (kind == ASKG_WIRE_ERROR_UNKNOWN && !(self->is_page && (status >= 500 || status == 413)))
    kind = find_rule (self->message, message_rules, G_N_ELEMENTS (message_rules));
  if (kind == ASKG_WIRE_ERROR_UNKNOWN)
    kind = kind_of_status (status);
  if (kind == ASKG_WIRE_ERROR_UNKNOWN && self->type != NULL && g_str_has_prefix (self->type, "invalid_request"))
    kind = ASKG_WIRE_ERROR_BAD_REQUEST;
  if (kind == ASKG_WIRE_ERROR_UNKNOWN && self->is_page)
    kind = ASKG_WIRE_ERROR_NOT_AN_ENGINE;

  return kind;
}

/* The first number from @at on that can count the tokens of a context; -1 where there is none. */
static gint64
next_count (const char **at)
{
  while (**at != '\0')
    {
      char *end;
      gint64 number;

      if (!g_ascii_isdigit (**at))
        {
          (*at)++;
          continue;
        }
      number = g_ascii_strtoll (*at, &end, 10);
      *at = end;
      if (number >= 16) /* less is a list's number, or a version */
        return number;
    }

  return -1;
}

/* Fills in the two numbers from a message such as "7715 tokens exceed the context size of 4096". */
void
askg_wire_error_find_tokens (AskgWireError *self)
{
  static const char *const before_limit[] = { "must be <=", "less than", "context", "maximum", "limit" };
  gint64 least = -1, most = -1, limit = -1, number;

  if (self->kind != ASKG_WIRE_ERROR_TOO_LONG || self->n_context_tokens >= 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (before_limit) && limit < 0; i++)
    {
      const char *at = strstr (self->message, before_limit[i]);

      if (at != NULL)
        limit = next_count (&at);
    }
  for (const char *at = self->message; (number = next_count (&at)) >= 0;)
    {
      least = least < 0 ? number : MIN (least, number);
      most = MAX (most, number);
    }

  self->n_context_tokens = limit >= 0 ? limit : least;
  if (most > self->n_context_tokens)
    self->n_prompt_tokens = most;
}
