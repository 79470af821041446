/* askg-prices.c: any thread. A model's name alone says nothing: who runs it asks what they like for it. So a price
 * counts only at its provider's own hosts. */
#include "engine/provider/askg-prices.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <jansson.h>

#include "engine/base/askg-error.h"

#define FORMAT 1
#define MAX_USD 1e6

struct _AskgPrices
{
  json_t *document;
};

/**
 * askg_prices_new:
 * @path: such as of the "prices.json" that is installed
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when it is not there or not a list of prices
 *
 * Returns: (transfer full)
 */
AskgPrices *
askg_prices_new (const char  *path,
                 GError     **error)
{
  json_t *document = json_load_file (path, 0, NULL);
  AskgPrices *self;

  if (json_integer_value (json_object_get (document, "format")) != FORMAT)
    {
      json_decref (document);
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("The list of prices in %s cannot be read, so what answers cost is not known. Install Askglass "
                     "again, or enter the prices with the engines."), path);
      return NULL;
    }

  self = g_new0 (AskgPrices, 1);
  self->document = document;

  return self;
}

void
askg_prices_free (AskgPrices *self)
{
  if (self == NULL)
    return;

  json_decref (self->document);
  g_free (self);
}

/* (nullable): the day of which the list is, as in "2026-10-09" */
const char *
askg_prices_get_seen (AskgPrices *self)
{
  return json_string_value (json_object_get (self->document, "seen"));
}

/* -- Whose, and which ----------------------------------------------------------- */

/* "api.openai.com" is of "openai.com"; "notopenai.com" is not. */
static gboolean
is_host_of (const char *host,
            const char *domain)
{
  const gsize n_host = strlen (host);
  const gsize n_domain = strlen (domain);

  return n_host >= n_domain && g_ascii_strcasecmp (host + n_host - n_domain, domain) == 0 &&
         (n_host == n_domain || host[n_host - n_domain - 1] == '.');
}

static gboolean
has_host (json_t     *provider,
          const char *host)
{
  json_t *domain;
  gsize i;

  json_array_foreach (json_object_get (provider, "hosts"), i, domain)
    if (json_is_string (domain) && is_host_of (host, json_string_value (domain)))
      return TRUE;

  return FALSE;
}

/* "gpt-4o-2024-08-06" is "gpt-4o" of a day; "gpt-4o-mini" is another. */
static gboolean
is_dated (const char *model,
          const char *name)
{
  const gsize n = strlen (name);
  const char *rest = model + n;

  if (g_ascii_strncasecmp (model, name, n) != 0)
    return FALSE;

  return *rest == '\0' || g_str_equal (rest, "-latest") ||
         (*rest == '-' && rest[1] != '\0' && rest[strspn (rest, "-0123456789")] == '\0');
}

/* (nullable) */
static json_t *
find_model (json_t     *provider,
            const char *model)
{
  const char *slash = strrchr (model, '/'); /* "models/gemini-2.5-flash" */
  const char *name;
  json_t *price;

  json_object_foreach (json_object_get (provider, "models"), name, price)
    if (is_dated (slash != NULL ? slash + 1 : model, name))
      return price;

  return NULL;
}

/* -- The price itself ------------------------------------------------------------- */

static double
get_usd (json_t     *price,
         const char *key)
{
  json_t *value = json_object_get (price, key);
  const double usd = json_is_number (value) ? json_number_value (value) : NAN;

  return usd >= 0 && usd <= MAX_USD ? usd : NAN;
}

static gboolean
read_price (json_t     *price,
            const char *today,
            AskgPrice  *out_price)
{
  const char *until = json_string_value (json_object_get (price, "until"));

  /* Days written this way are in the order of their letters. */
  if (until != NULL && strcmp (today, until) > 0)
    return FALSE;

  *out_price = (AskgPrice) {
    .in = get_usd (price, "in"),
    .cached = get_usd (price, "cached"),
    .out = get_usd (price, "out"),
    .audio_in = get_usd (price, "audio-in"),
    .audio_out = get_usd (price, "audio-out"),
  };

  return askg_price_is_known (out_price);
}

/**
 * askg_prices_find:
 * @host: where the engine is
 * @model: as it is asked for
 * @today: as in "2026-10-09"
 * @out_price: (out): nothing known when there is none
 */
gboolean
askg_prices_find (AskgPrices *self,
                  const char *host,
                  const char *model,
                  const char *today,
                  AskgPrice  *out_price)
{
  json_t *provider, *found = NULL, *price;
  gsize i;

  json_array_foreach (json_object_get (self->document, "providers"), i, provider)
    if (found == NULL && has_host (provider, host))
      found = find_model (provider, model);

  if (json_is_object (found) && read_price (found, today, out_price))
    return TRUE;
  json_array_foreach (found, i, price)
    if (read_price (price, today, out_price))
      return TRUE;

  askg_price_init (out_price);

  return FALSE;
}
