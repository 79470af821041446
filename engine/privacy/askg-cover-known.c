/* askg-cover-known.c: any thread. What is known of the secrets of a conversation, and what the person decided about each. */
#include "engine/privacy/askg-cover-private.h"

#include <string.h>

guint
askg_cover_get_n_secrets (AskgCover *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->secrets->len;
  g_mutex_unlock (&self->lock);

  return n;
}

static AskgNamedSecret *
get_secret (AskgCover *self,
            guint      id)
{
  AskgNamedSecret *secret = NULL;

  g_mutex_lock (&self->lock);
  if (id < self->secrets->len)
    secret = g_ptr_array_index (self->secrets, id);
  g_mutex_unlock (&self->lock);

  return secret;
}

/**
 * askg_cover_get_placeholder:
 * @id: from 0 to askg_cover_get_n_secrets() - 1, in the order they were first met
 *
 * Returns: (transfer none) (nullable): "[api key 1]"; %NULL when there is no such secret
 */
const char *
askg_cover_get_placeholder (AskgCover *self,
                            guint      id)
{
  const AskgNamedSecret *secret = get_secret (self, id);

  return secret != NULL ? secret->placeholder : NULL;
}

/**
 * askg_cover_get_value:
 * @out_n_bytes: (out) (optional): its length
 *
 * To show the person the one secret they opened. Do not keep it.
 *
 * Returns: (transfer none) (nullable): the value, which stays as long as the cover; %NULL when there is no such secret
 */
const char *
askg_cover_get_value (AskgCover *self,
                      guint      id,
                      gsize     *out_n_bytes)
{
  const AskgNamedSecret *secret = get_secret (self, id);

  if (out_n_bytes != NULL)
    *out_n_bytes = secret != NULL ? secret->n_bytes : 0;

  return secret != NULL ? secret->value : NULL;
}

AskgSecretCategory
askg_cover_get_category (AskgCover *self,
                         guint      id)
{
  const AskgNamedSecret *secret = get_secret (self, id);

  g_return_val_if_fail (secret != NULL, ASKG_SECRET_USER_RULE);

  return secret->category;
}

/**
 * askg_cover_set_shown:
 * @is_shown: whether this one is sent as it is from now on: the person's choice
 */
void
askg_cover_set_shown (AskgCover *self,
                      guint      id,
                      gboolean   is_shown)
{
  AskgNamedSecret *secret = get_secret (self, id);

  g_return_if_fail (secret != NULL);

  g_mutex_lock (&self->lock);
  secret->is_shown = is_shown;
  g_mutex_unlock (&self->lock);
}

gboolean
askg_cover_is_shown (AskgCover *self,
                     guint      id)
{
  const AskgNamedSecret *secret = get_secret (self, id);
  return secret != NULL && secret->is_shown;
}

/**
 * askg_cover_lookup:
 * @placeholder: (array length=n_bytes): with its brackets
 * @out_n_bytes: (out): the value's length
 *
 * Returns: (transfer none) (nullable): the value it stands for, or %NULL when it is none of this cover's
 */
const char *
askg_cover_lookup (AskgCover  *self,
                   const char *placeholder,
                   gsize       n_bytes,
                   gsize      *out_n_bytes)
{
  AskgNamedSecret *secret;

  g_mutex_lock (&self->lock);
  secret = n_bytes <= self->max_bytes ? askg_cover_find_placeholder (self, placeholder, n_bytes) : NULL;
  g_mutex_unlock (&self->lock);
  *out_n_bytes = secret != NULL ? secret->n_bytes : 0;

  return secret != NULL ? secret->value : NULL;
}

/**
 * askg_cover_get_max_bytes:
 *
 * Returns: the length of its longest placeholder; 0 when it has none
 */
gsize
askg_cover_get_max_bytes (AskgCover *self)
{
  gsize max;

  g_mutex_lock (&self->lock);
  max = self->max_bytes;
  g_mutex_unlock (&self->lock);

  return max;
}

/* The person has looked at what is made of it: that it is there is no news any more. */
void
askg_cover_set_seen (AskgCover *self,
                     guint      id)
{
  AskgNamedSecret *secret = get_secret (self, id);

  g_return_if_fail (secret != NULL);

  g_mutex_lock (&self->lock);
  secret->is_seen = TRUE;
  g_mutex_unlock (&self->lock);
}

gboolean
askg_cover_is_seen (AskgCover *self,
                    guint      id)
{
  AskgNamedSecret *secret = get_secret (self, id);
  gboolean is_seen;

  g_return_val_if_fail (secret != NULL, FALSE);

  g_mutex_lock (&self->lock);
  is_seen = secret->is_seen;
  g_mutex_unlock (&self->lock);

  return is_seen;
}
