/* askg-secret.h: the kinds of things that should not leave the machine. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How bad it is when one gets out. */
typedef enum
{
  ASKG_SECRET_CRITICAL,   /* known by its make alone; must not leave */
  ASKG_SECRET_CONTEXTUAL, /* known mostly by the words around it */
  ASKG_SECRET_PII,        /* about a person; the policy decides */
} AskgSecretTier;

typedef enum
{
  ASKG_SECRET_AWS_ACCESS_KEY_ID,
  ASKG_SECRET_AWS_SECRET_ACCESS_KEY,
  ASKG_SECRET_GITHUB_TOKEN,
  ASKG_SECRET_REGISTRY_TOKEN,
  ASKG_SECRET_LLM_API_KEY,
  ASKG_SECRET_GOOGLE_CREDENTIAL,
  ASKG_SECRET_CHAT_PLATFORM_TOKEN,
  ASKG_SECRET_PAYMENT_KEY,
  ASKG_SECRET_CLOUD_CONNECTION_SECRET,
  ASKG_SECRET_PRIVATE_KEY,
  ASKG_SECRET_JWT,
  ASKG_SECRET_AUTH_HEADER_OR_COOKIE,
  ASKG_SECRET_PASSWORD_CONFIG,
  ASKG_SECRET_URL_CREDENTIALS,
  ASKG_SECRET_CREDIT_CARD,
  ASKG_SECRET_IBAN,
  ASKG_SECRET_KR_RRN,
  ASKG_SECRET_WALLET_SECRET,
  ASKG_SECRET_GENERIC_API_KEY,
  ASKG_SECRET_PASSWORD_PROSE,
  ASKG_SECRET_KR_BANK_ACCOUNT,
  ASKG_SECRET_KR_ID_DOCUMENT,
  ASKG_SECRET_NATIONAL_ID_OTHER,
  ASKG_SECRET_OTP_RECOVERY,
  ASKG_SECRET_EMAIL_ADDRESS,
  ASKG_SECRET_PHONE_NUMBER,
  ASKG_SECRET_USER_RULE, /* the person's own words and patterns */
} AskgSecretCategory;

#define ASKG_SECRET_N_CATEGORIES (ASKG_SECRET_USER_RULE + 1)

/* Where one stands. */
typedef struct
{
  gsize              start;  /* in bytes, on a character's border */
  gsize              length; /* in bytes */
  AskgSecretCategory category;
  AskgSecretTier     tier;
} AskgSecretSpan;

const char     *askg_secret_category_get_nick (AskgSecretCategory  category);
const char     *askg_secret_category_get_word (AskgSecretCategory  category);
const char     *askg_secret_category_get_name (AskgSecretCategory  category);
AskgSecretTier  askg_secret_category_get_tier (AskgSecretCategory  category);
gboolean        askg_secret_category_from_nick (const char         *nick,
                                                gsize               n_bytes,
                                                AskgSecretCategory *out_category);
const char     *askg_secret_tier_get_nick     (AskgSecretTier      tier);

G_END_DECLS
