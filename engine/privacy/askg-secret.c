/* askg-secret.c: any thread. */
#include "engine/privacy/askg-secret.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The word goes to a model, so it is English and stays: several categories may share one. */
static const struct
{
  const char     *nick; /* in JSON and settings: never changes */
  const char     *word; /* in a placeholder */
  const char     *name; /* for the person */
  AskgSecretTier  tier;
} categories[] = {
  [ASKG_SECRET_AWS_ACCESS_KEY_ID] = { "aws_access_key_id", "access key id", N_("cloud access key id"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_AWS_SECRET_ACCESS_KEY] = { "aws_secret_access_key", "secret access key", N_("cloud secret key"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_GITHUB_TOKEN] = { "github_token", "git token", N_("git token"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_REGISTRY_TOKEN] = { "registry_token", "registry token", N_("registry token"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_LLM_API_KEY] = { "llm_api_key", "api key", N_("API key of a model"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_GOOGLE_CREDENTIAL] = { "google_credential", "google key", N_("Google key"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_CHAT_PLATFORM_TOKEN] = { "chat_platform_token", "chat token", N_("chat token"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_PAYMENT_KEY] = { "payment_key", "payment key", N_("payment key"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_CLOUD_CONNECTION_SECRET] = { "cloud_connection_secret", "connection secret", N_("connection secret"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_PRIVATE_KEY] = { "private_key", "private key", N_("private key"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_JWT] = { "jwt", "session token", N_("signed session token"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_AUTH_HEADER_OR_COOKIE] = { "auth_header_or_cookie", "auth token", N_("sign-in token or cookie"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_PASSWORD_CONFIG] = { "password_config", "password", N_("password"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_URL_CREDENTIALS] = { "url_credentials", "url password", N_("password in an address"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_CREDIT_CARD] = { "credit_card", "card number", N_("card number"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_IBAN] = { "iban", "iban", N_("IBAN"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_KR_RRN] = { "kr_rrn", "resident number", N_("resident registration number"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_WALLET_SECRET] = { "wallet_secret", "wallet secret", N_("wallet key or recovery phrase"), ASKG_SECRET_CRITICAL },
  [ASKG_SECRET_GENERIC_API_KEY] = { "generic_api_key", "api key", N_("API key"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_PASSWORD_PROSE] = { "password_prose", "password", N_("password"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_KR_BANK_ACCOUNT] = { "kr_bank_account", "bank account", N_("bank account"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_KR_ID_DOCUMENT] = { "kr_id_document", "id document", N_("passport or licence number"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_NATIONAL_ID_OTHER] = { "national_id_other", "national id", N_("national identity number"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_OTP_RECOVERY] = { "otp_recovery", "one-time code", N_("one-time or recovery code"), ASKG_SECRET_CONTEXTUAL },
  [ASKG_SECRET_EMAIL_ADDRESS] = { "email_address", "email address", N_("email address"), ASKG_SECRET_PII },
  [ASKG_SECRET_PHONE_NUMBER] = { "phone_number", "phone number", N_("phone number"), ASKG_SECRET_PII },
  [ASKG_SECRET_USER_RULE] = { "user_rule", "private", N_("your own rule"), ASKG_SECRET_CRITICAL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (categories) == ASKG_SECRET_N_CATEGORIES);

const char *
askg_secret_category_get_nick (AskgSecretCategory category)
{
  g_return_val_if_fail (category < ASKG_SECRET_N_CATEGORIES, NULL);

  return categories[category].nick;
}

/**
 * askg_secret_category_get_word:
 *
 * Returns: what stands in its placeholders, in English, lower case letters, spaces and hyphens only
 */
const char *
askg_secret_category_get_word (AskgSecretCategory category)
{
  g_return_val_if_fail (category < ASKG_SECRET_N_CATEGORIES, NULL);

  return categories[category].word;
}

/**
 * askg_secret_category_get_name:
 *
 * Returns: what to call it in front of the person, translated
 */
const char *
askg_secret_category_get_name (AskgSecretCategory category)
{
  g_return_val_if_fail (category < ASKG_SECRET_N_CATEGORIES, NULL);

  return _(categories[category].name);
}

AskgSecretTier
askg_secret_category_get_tier (AskgSecretCategory category)
{
  g_return_val_if_fail (category < ASKG_SECRET_N_CATEGORIES, ASKG_SECRET_CRITICAL);

  return categories[category].tier;
}

/**
 * askg_secret_category_from_nick:
 * @nick: as in JSON, of @n_bytes bytes
 * @out_category: (out): set when there is one
 *
 * Returns: whether there is a category of that nick
 */
gboolean
askg_secret_category_from_nick (const char         *nick,
                                gsize               n_bytes,
                                AskgSecretCategory *out_category)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (strlen (categories[i].nick) == n_bytes && memcmp (categories[i].nick, nick, n_bytes) == 0)
      {
        *out_category = i;
        return TRUE;
      }

  return FALSE;
}

const char *
askg_secret_tier_get_nick (AskgSecretTier tier)
{
  static const char * const nicks[] = { "critical", "contextual", "pii" };

  g_return_val_if_fail (tier < G_N_ELEMENTS (nicks), NULL);

  return nicks[tier];
}
