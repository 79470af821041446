/* askg-redactor.c: any thread. */
#include "engine/privacy/askg-redactor.h"

#include <string.h>

#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-user-rule-private.h"
#include "engine/privacy/askg-word-private.h"

/* The surest first: what is found stays what it was found to be. */
static void (* const finders[]) (AskgScan *scan) = {
  askg_find_key_blocks,
  askg_find_key_parts,
  askg_find_addresses,
  askg_find_spoilt_addresses,
  askg_find_pairs,
  askg_find_signed,
  askg_find_prefixes,
  askg_find_headers,
  askg_find_commands,
  askg_find_wallets,
  askg_find_numbers,
  askg_find_named,
  askg_find_belows,
  askg_find_tolds,
  askg_find_calls,
  askg_find_columns,
  askg_find_lists,
  askg_find_leads,
  askg_find_places,
  askg_find_shapes,
  askg_find_lones,
  askg_find_rests,
  askg_find_contacts,
};

/* What keeps nobody out, though it is somebody's, is no reason to cover all that is around it. */
static gboolean
has_secret (const char *text,
            gsize       n_bytes)
{
  g_autoptr(GArray) spans = NULL;
  gboolean is_found = FALSE;
  AskgScan scan;

  askg_scan_init (&scan, text, n_bytes);
  askg_words_find (&scan);
  for (gsize i = 0; i < G_N_ELEMENTS (finders); i++)
    finders[i] (&scan);
  spans = askg_scan_finish (&scan);
  for (guint i = 0; i < spans->len && !is_found; i++)
    {
      const AskgSecretCategory category = g_array_index (spans, AskgSecretSpan, i).category;

      is_found = category != ASKG_SECRET_EMAIL_ADDRESS && category != ASKG_SECRET_PHONE_NUMBER && category != ASKG_SECRET_OTP_RECOVERY;
    }

  return is_found;
}

struct _AskgRedactor
{
  GPtrArray *rules;   /* of AskgUserRule: always covered */
  GPtrArray *allowed; /* of AskgUserRule: never covered */
};

static GPtrArray *
parse_rules (const char *const *rules)
{
  GPtrArray *parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_user_rule_free);

  for (gsize i = 0; rules != NULL && rules[i] != NULL; i++)
    {
      AskgUserRule *rule = askg_user_rule_new (rules[i]);

      if (rule != NULL)
        g_ptr_array_add (parsed, rule);
    }

  return parsed;
}

/**
 * askg_redactor_new:
 * @rules: (nullable) (array zero-terminated=1): the person's own: a text, or a pattern in which "?" is any one character and "*"
 *   any number of them but spaces; "password_prose:hunter*" says which category it is
 * @allowed: (nullable) (array zero-terminated=1): values and patterns that are never covered; the name of a category that is not
 *   critical leaves all of it out
 *
 * An empty rule, or one of stars alone, is left out: it would cover everything.
 *
 * Returns: (transfer full): the redactor
 */
AskgRedactor *
askg_redactor_new (const char *const *rules,
                   const char *const *allowed)
{
  AskgRedactor *self = g_atomic_rc_box_new0 (AskgRedactor);

  self->rules = parse_rules (rules);
  self->allowed = parse_rules (allowed);

  return self;
}

AskgRedactor *
askg_redactor_ref (AskgRedactor *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
askg_redactor_clear (AskgRedactor *self)
{
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->allowed);
}

void
askg_redactor_unref (AskgRedactor *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_redactor_clear);
}

static gboolean
is_allowed (AskgRedactor         *self,
            const char           *text,
            const AskgSecretSpan *span)
{
  for (guint i = 0; i < self->allowed->len; i++)
    if (askg_user_rule_allows (g_ptr_array_index (self->allowed, i), text + span->start, span->length, span->category))
      return TRUE;

  return FALSE;
}

/**
 * askg_redactor_find:
 * @text: (array length=n_bytes): UTF-8; what is not valid is looked at byte by byte
 * @n_bytes: its length, or -1 when it ends in NUL
 *
 * Returns: (transfer full) (element-type AskgSecretSpan): the secrets, sorted, not overlapping
 */
GArray *
askg_redactor_find (AskgRedactor *self,
                    const char   *text,
                    gssize        n_bytes)
{
  AskgScan scan;
  GArray *spans;
  guint kept = 0;

  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);

  askg_scan_init (&scan, text, n_bytes < 0 ? strlen (text) : (gsize) n_bytes);
  for (guint i = 0; i < self->rules->len; i++)
    askg_user_rule_find (g_ptr_array_index (self->rules, i), &scan);
  askg_words_find (&scan);
  for (gsize i = 0; i < G_N_ELEMENTS (finders); i++)
    finders[i] (&scan);
  askg_find_encoded (&scan, has_secret);
  spans = askg_scan_finish (&scan);

  for (guint i = 0; i < spans->len; i++)
    if (!is_allowed (self, text, &g_array_index (spans, AskgSecretSpan, i)))
      g_array_index (spans, AskgSecretSpan, kept++) = g_array_index (spans, AskgSecretSpan, i);
  g_array_set_size (spans, kept);

  return spans;
}
