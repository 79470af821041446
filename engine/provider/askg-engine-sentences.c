/* askg-engine-sentences.c: any thread. The engine, the cause, what to do; its own words stand in brackets. */
#include "engine/provider/askg-engine-sentences.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_NAME_CHARS 60
#define MAX_TOLD_WAIT_MS (7 * 24 * 3600 * G_GINT64_CONSTANT (1000)) /* longer is nonsense */

/* What the sentences are made of; all of it is short and on one line. */
typedef struct
{
  char *who;   /* “Llama” (127.0.0.1:8080) */
  char *model;
  char *cause; /* " (its words)" or "" */
} Words;

static void
words_clear (Words *words)
{
  g_free (words->who);
  g_free (words->model);
  g_free (words->cause);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static char *
shorten (const char *text)
{
  g_autofree char *line = askg_error_quote (text);

  if (g_utf8_strlen (line, -1) > MAX_NAME_CHARS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MAX_NAME_CHARS - 1);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&line);
}

/* A page is told by what it calls itself, and by its status where that is not in it: the rest are numbers for its makers. */
static char *
dup_said (const AskgWireError *error)
{
  g_autofree char *status = g_strdup_printf ("%u", error->http_status);

  if (error->title == NULL)
    return error->message != NULL ? askg_error_quote (error->message) : g_strdup ("");
  if (error->http_status < 300 || strstr (error->title, status) != NULL)
    return askg_error_quote (error->title);

  return g_strconcat (status, ": ", error->title, NULL);
}

static void
words_init (Words                   *words,
            const AskgWireError     *error,
            const AskgEngineSpeaker *speaker)
{
  g_autofree char *name = shorten (speaker->name);
  g_autofree char *place = speaker->place != NULL && *speaker->place != '\0' ? shorten (speaker->place) : NULL;
  g_autofree char *said = dup_said (error);

  words->who = place != NULL && g_strcmp0 (place, name) != 0 ? g_strdup_printf ("“%s” (%s)", name, place)
                                                             : g_strdup_printf ("“%s”", name);
  words->model = shorten (speaker->model != NULL ? speaker->model : "");
  if (*said != '\0')
    words->cause = g_strdup_printf (" (%s)", said);
  else if (error->http_status >= 300)
    words->cause = g_strdup_printf (" (%u)", error->http_status);
  else
    words->cause = g_strdup ("");
}

static GError *
new_error (AskgError   code,
           const char *format,
           ...) G_GNUC_PRINTF (2, 3);

static GError *
new_error (AskgError   code,
           const char *format,
           ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (ASKG_ERROR, code, format, arguments);
  va_end (arguments);

  return error;
}

/* -- What the person can mend: key, money, model, address ------------------ */

static GError *
new_key_error (const Words *words,
               gboolean     has_key)
{
  if (!has_key)
    return new_error (ASKG_ERROR_KEY_REFUSED,
                      _("%s wants a key%s. Remove the engine and add it again with --key-file FILE, or enter a key in the "
                        "preferences."), words->who, words->cause);

  return new_error (ASKG_ERROR_KEY_REFUSED,
                    _("%s refused the key%s. It may be mistyped or withdrawn: enter another one."), words->who, words->cause);
}

static GError *
new_model_error (const Words *words)
{
  if (*words->model == '\0')
    return new_error (ASKG_ERROR_NO_SUCH_MODEL,
                      _("%s does not know which model to take%s. Choose one with --model MODEL when you add the engine."),
                      words->who, words->cause);

  return new_error (ASKG_ERROR_NO_SUCH_MODEL,
                    _("%s has no model “%s”%s. Choose one that it has, or load that one there."), words->who, words->model,
                    words->cause);
}

/* A server with encryption that was asked without, in the words of those that say so. */
static gboolean
wants_encryption (const AskgWireError *error)
{
  static const char *const words[] = {
    "HTTP request to an HTTPS server", "HTTP request was sent to HTTPS port", "speaking plain HTTP to an SSL-enabled",
    "combination of host and port requires TLS",
  };

  for (gsize i = 0; error->http_status == 400 && error->message != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (error->message, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* -- What was asked -------------------------------------------------------- */

static GError *
new_long_error (const Words         *words,
                const AskgWireError *error)
{
  if (error->n_prompt_tokens > 0 && error->n_context_tokens > 0)
    return new_error (ASKG_ERROR_TOO_LARGE,
                      _("The question is too long for %s: %" PRId64 " tokens, and it takes %" PRId64
                        ". Attach less, begin a new conversation, or take another engine."),
                      words->who, error->n_prompt_tokens, error->n_context_tokens);

  return new_error (ASKG_ERROR_TOO_LARGE,
                    _("The question is too long for %s%s. Attach less, begin a new conversation, or take another engine."),
                    words->who, words->cause);
}

/* -- How it went ----------------------------------------------------------- */

static GError *
new_wait_error (const Words         *words,
                const AskgWireError *error)
{
  if (error->retry_after_ms > 0 && error->retry_after_ms <= MAX_TOLD_WAIT_MS)
    return new_error (ASKG_ERROR_RATE_LIMIT,
                      _("%s takes no more requests for now, and asks to wait %" PRId64
                        " s%s. Ask again then, or take another engine."),
                      words->who, (error->retry_after_ms + 999) / 1000, words->cause);

  return new_error (ASKG_ERROR_RATE_LIMIT,
                    _("%s takes no more requests for now%s. Ask again in a while, or take another engine."), words->who,
                    words->cause);
}

static GError *
new_failure (const Words         *words,
             const AskgWireError *error)
{
  const int kind = error->kind; /* not all of them are for here */

  switch (kind)
    {
    case ASKG_WIRE_ERROR_LOADING:
      return new_error (ASKG_ERROR_ENGINE_FAILED, _("%s is still loading its model%s. Ask again in a moment."), words->who,
                        words->cause);
    case ASKG_WIRE_ERROR_TRUNCATED:
      return new_error (ASKG_ERROR_ENGINE_FAILED,
                        _("%s broke off in the middle of its answer%s. What came is kept; ask again for the whole."),
                        words->who, words->cause);
    case ASKG_WIRE_ERROR_EMPTY:
      return new_error (ASKG_ERROR_EMPTY_ANSWER,
                        _("%s gave an empty answer%s. Ask again, ask otherwise, or take another engine."), words->who,
                        words->cause);
    case ASKG_WIRE_ERROR_TOO_BIG_ANSWER:
      return new_error (ASKG_ERROR_ENGINE_FAILED,
                        _("%s wrote more than an answer can hold, and was stopped%s. What came is kept."), words->who,
                        words->cause);
    case ASKG_WIRE_ERROR_REFUSED_BY_FILTER:
      return new_error (ASKG_ERROR_EMPTY_ANSWER,
                        _("The provider of %s did not let this be answered%s. Ask otherwise, or take another engine."),
                        words->who, words->cause);
    case ASKG_WIRE_ERROR_NETWORK:
      return new_error (ASKG_ERROR_NETWORK, _("%s cannot be reached%s. See whether it runs, then ask again."), words->who,
                        words->cause);
    case ASKG_WIRE_ERROR_BAD_REQUEST:
      return new_error (ASKG_ERROR_ENGINE_FAILED,
                        _("%s did not take the request%s. Ask otherwise, or take another model or engine."), words->who,
                        words->cause);
    case ASKG_WIRE_ERROR_FORBIDDEN:
      return new_error (ASKG_ERROR_KEY_REFUSED,
                        _("%s forbids this%s. Ask its provider what the key may do, or take another engine."), words->who,
                        words->cause);
    default:
      if (kind == ASKG_WIRE_ERROR_SERVER && error->retry_after_ms > 0 && !error->may_retry)
        return new_wait_error (words, error);
      return new_error (ASKG_ERROR_ENGINE_FAILED, _("%s failed%s. Ask again, or take another engine."), words->who,
                        words->cause);
    }
}

/**
 * askg_engine_sentence_name:
 *
 * What the transport says names a host; a person knows the engine by its name.
 *
 * Returns: (transfer full): @error, which begins with @name unless that is in it
 */
GError *
askg_engine_sentence_name (const GError *error,
                           const char   *name)
{
  GError *named = g_error_copy (error);

  if (error->domain == ASKG_ERROR && strstr (error->message, name) == NULL)
    g_prefix_error (&named, "“%s”: ", name);

  return named;
}

/**
 * askg_engine_sentence_new:
 *
 * Returns: (transfer full): one sentence for the person, with the code of what they can do next
 */
GError *
askg_engine_sentence_new (const AskgWireError     *error,
                          const AskgEngineSpeaker *speaker)
{
  const int kind = error->kind; /* the others are told together */
  g_auto(Words) words = { 0 };

  words_init (&words, error, speaker);
  if (wants_encryption (error))
    return new_error (ASKG_ERROR_ADDRESS, _("%s is asked without encryption, and wants it. Begin its address with https://."),
                      words.who);
  if (error->http_status == 407)
    return new_error (ASKG_ERROR_NETWORK,
                      _("A proxy before %s wants a name and a password%s. Put them into the address of the proxy, as in "
                        "http://NAME:PASSWORD@HOST."), words.who, words.cause);
  switch (kind)
    {
    case ASKG_WIRE_ERROR_KEY_REFUSED:
      return new_key_error (&words, speaker->has_key);
    case ASKG_WIRE_ERROR_NO_CREDIT:
    case ASKG_WIRE_ERROR_QUOTA:
      return new_error (ASKG_ERROR_NO_CREDIT,
                        _("The account at %s is used up%s. Pay or raise its limit there, or take another engine."),
                        words.who, words.cause);
    case ASKG_WIRE_ERROR_NOT_FOUND_MODEL:
      return new_model_error (&words);
    case ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS:
      return new_error (ASKG_ERROR_ADDRESS,
                        _("There is no engine under the address of %s%s. Correct it: perhaps a part like /v1 is missing."),
                        words.who, words.cause);
    case ASKG_WIRE_ERROR_NOT_AN_ENGINE:
      return new_error (ASKG_ERROR_ADDRESS,
                        _("At the address of %s something else than an engine answers, such as a web page%s. Correct the "
                          "address, or log in to the network."), words.who, words.cause);
    case ASKG_WIRE_ERROR_OTHER_PROTOCOL:
      return new_error (ASKG_ERROR_ADDRESS,
                        _("%s answers in another protocol than Chat Completions%s. Give it the address where it speaks that, often "
                          "one that ends in /v1, or put a program before it that translates."), words.who, words.cause);
    case ASKG_WIRE_ERROR_REDIRECT:
      return new_error (ASKG_ERROR_ADDRESS,
                        _("%s sends its visitors elsewhere%s, and that is not followed with a key. Put the new address in."),
                        words.who, words.cause);
    case ASKG_WIRE_ERROR_TOO_LONG:
      return new_long_error (&words, error);
    case ASKG_WIRE_ERROR_TOO_LARGE:
      return new_error (ASKG_ERROR_TOO_LARGE,
                        _("%s takes no request that large%s. Select a smaller part of the screen, or attach less."),
                        words.who, words.cause);
    case ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE:
      return new_error (ASKG_ERROR_NEEDS_MODEL,
                        _("%s does not take this picture%s. Ask again, so that it gets the words in it, or take an engine that "
                          "can see."), words.who, words.cause);
    case ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO:
      return new_error (ASKG_ERROR_NEEDS_MODEL,
                        _("%s does not take this sound%s. Take an engine that can hear, or connect one that turns speech into "
                          "words."), words.who, words.cause);
    case ASKG_WIRE_ERROR_RATE_LIMIT:
      return new_wait_error (&words, error);
    default:
      return new_failure (&words, error);
    }
}
