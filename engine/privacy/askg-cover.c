/* askg-cover.c: any thread; one lock, held for one call. */
#include "engine/privacy/askg-cover-private.h"

#include <string.h>

/* For the person's own words that look like one of our placeholders. */
#define LITERAL_WORD "text"

static guint
secret_hash (gconstpointer data)
{
  const AskgNamedSecret *secret = data;
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < secret->n_bytes; i++)
    hash = (hash ^ (guint8) secret->value[i]) * 16777619u;

  return hash;
}

static gboolean
secret_equal (gconstpointer a,
              gconstpointer b)
{
  const AskgNamedSecret *one = a, *other = b;

  return one->n_bytes == other->n_bytes && memcmp (one->value, other->value, one->n_bytes) == 0;
}

static void
secret_free (gpointer data)
{
  g_free (((AskgNamedSecret *) data)->placeholder);
  g_free (data);
}

AskgCover *
askg_cover_new (void)
{
  AskgCover *self = g_atomic_rc_box_new0 (AskgCover);

  g_mutex_init (&self->lock);
  self->room = askg_safe_room_new ();
  self->secrets = g_ptr_array_new_with_free_func (secret_free);
  self->by_value = g_hash_table_new (secret_hash, secret_equal);
  self->by_placeholder = g_hash_table_new (g_str_hash, g_str_equal);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_start = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

AskgCover *
askg_cover_ref (AskgCover *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
askg_cover_clear (AskgCover *self)
{
  g_hash_table_unref (self->by_start);
  g_hash_table_unref (self->by_value);
  g_hash_table_unref (self->by_placeholder);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->next_numbers);
  g_ptr_array_unref (self->secrets);
  askg_safe_room_free (self->room);
  g_mutex_clear (&self->lock);
}

void
askg_cover_unref (AskgCover *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_cover_clear);
}

static char *
next_placeholder (AskgCover  *self,
                  const char *word)
{
  for (;;)
    {
      const guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_numbers, word)) + 1;
      char *placeholder = g_strdup_printf ("[%s %u]", word, number);

      g_hash_table_insert (self->next_numbers, (gpointer) word, GUINT_TO_POINTER (number));
      if (!g_hash_table_contains (self->taken, placeholder))
        return placeholder;
      g_free (placeholder);
    }
}

/* The same value has the same name throughout. With the lock held. */
AskgNamedSecret *
askg_cover_name_one (AskgCover          *self,
                     const char         *value,
                     gsize               n_bytes,
                     AskgSecretCategory  category,
                     AskgSecretTier      tier,
                     const char         *word)
{
  const AskgNamedSecret wanted = { .value = value, .n_bytes = n_bytes };
  AskgNamedSecret *secret = g_hash_table_lookup (self->by_value, &wanted);

  if (secret != NULL)
    return secret;
  secret = g_new0 (AskgNamedSecret, 1);
  secret->value = askg_safe_room_put (self->room, value, n_bytes);
  secret->n_bytes = n_bytes;
  secret->category = category;
  secret->tier = tier;
  secret->id = self->secrets->len;
  secret->placeholder = next_placeholder (self, word);
  g_ptr_array_add (self->secrets, secret);
  g_hash_table_add (self->by_value, secret);
  g_hash_table_insert (self->by_placeholder, secret->placeholder, secret);
  self->max_bytes = MAX (self->max_bytes, strlen (secret->placeholder));

  return secret;
}

/* -- What looks like a placeholder already ----------------------------------- */

/* "[api key 1]" at @at: its length in bytes, or 0. Words and number as ours are made; which words does not matter. */
static gsize
placeholder_length (const char *text,
                    gsize       n_bytes,
                    gsize       at)
{
  gsize i = at + 1, digits = 0;

  while (i < n_bytes && i - at < 40 && (g_ascii_islower (text[i]) || text[i] == ' ' || text[i] == '-'))
    i++;
  if (i == at + 1 || text[i - 1] != ' ')
    return 0;
  while (i < n_bytes && digits < 10 && g_ascii_isdigit (text[i]))
    i++, digits++;

  return digits > 0 && i < n_bytes && text[i] == ']' ? i + 1 - at : 0;
}

/* (nullable): with the lock held */
AskgNamedSecret *
askg_cover_find_placeholder (AskgCover  *self,
                             const char *text,
                             gsize       n_bytes)
{
  g_autofree char *placeholder = g_strndup (text, n_bytes);

  return g_hash_table_lookup (self->by_placeholder, placeholder);
}

/* The person's own "[api key 1]": a number that is not given away any more. Which of them are ours is known only afterwards. */
static void
take_placeholders (AskgCover  *self,
                   const char *text,
                   gsize       n_bytes)
{
  for (const char *at = text; (at = memchr (at, '[', text + n_bytes - at)) != NULL; at++)
    {
      const gsize length = placeholder_length (text, n_bytes, at - text);

      if (length > 0 && askg_cover_find_placeholder (self, at, length) == NULL)
        g_hash_table_add (self->taken, g_strndup (at, length));
    }
}

/* -- Covering ----------------------------------------------------------------- */

typedef struct
{
  AskgCover *cover;
  GString   *out;
  GArray    *spans; /* (nullable) of AskgCoveredSpan */
} Writer;

static void
write_secret (Writer     *writer,
              AskgNamedSecret     *secret)
{
  const char *shown = secret->is_shown ? secret->value : secret->placeholder;
  const gsize n_bytes = secret->is_shown ? secret->n_bytes : strlen (secret->placeholder);
  const AskgCoveredSpan span = { writer->out->len, n_bytes, secret->id, secret->category, secret->tier, secret->is_shown };

  g_string_append_len (writer->out, shown, n_bytes);
  if (writer->spans != NULL)
    g_array_append_val (writer->spans, span);
}

/* Text between secrets; what reads like a placeholder of ours there gets one of its own. */
static void
write_plain (Writer     *writer,
             const char *text,
             gsize       n_bytes)
{
  gsize done = 0;

  for (const char *at = text; (at = memchr (at, '[', text + n_bytes - at)) != NULL; at++)
    {
      const gsize length = placeholder_length (text, n_bytes, at - text);

      if (length == 0 || askg_cover_find_placeholder (writer->cover, at, length) == NULL)
        continue;
      g_string_append_len (writer->out, text + done, at - text - done);
      done = at - text + length;
      write_secret (writer, askg_cover_name_one (writer->cover, at, length, ASKG_SECRET_USER_RULE, ASKG_SECRET_PII, LITERAL_WORD));
    }
  g_string_append_len (writer->out, text + done, n_bytes - done);
}

/* What tells of one value may stand after it: all are known before the first is written. */
static void
name_all (AskgCover  *self,
          const char *text,
          GArray     *secrets)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (secrets, AskgSecretSpan, i);
      AskgNamedSecret *secret = askg_cover_name_one (self, text + span->start, span->length, span->category, span->tier,
                                                     askg_secret_category_get_word (span->category));

      askg_cover_look_for (self, secret);
    }
}

static char *
cover_locked (AskgCover   *self,
              const char  *text,
              gsize        n_bytes,
              GArray      *secrets,
              GArray     **out_spans)
{
  Writer writer = { self, g_string_sized_new (n_bytes + 64), NULL };
  g_autoptr(GArray) all = NULL;
  gsize done = 0;

  if (out_spans != NULL)
    *out_spans = writer.spans = g_array_new (FALSE, FALSE, sizeof (AskgCoveredSpan));

  take_placeholders (self, text, n_bytes);
  name_all (self, text, secrets);
  all = askg_cover_add_known (self, text, n_bytes, secrets);
  for (guint i = 0; i < all->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (all, AskgSecretSpan, i);

      write_plain (&writer, text + done, span->start - done);
      write_secret (&writer, askg_cover_name_one (self, text + span->start, span->length, span->category, span->tier,
                                                  askg_secret_category_get_word (span->category)));
      done = span->start + span->length;
    }
  write_plain (&writer, text + done, n_bytes - done);

  return g_string_free (writer.out, FALSE);
}

/**
 * askg_cover_name:
 * @text: (array length=n_bytes): UTF-8
 * @secrets: (element-type AskgSecretSpan): as askg_redactor_find() gave them for @text
 *
 * From now on they are known, and covered in every text.
 */
void
askg_cover_name (AskgCover  *self,
                 const char *text,
                 gssize      n_bytes,
                 GArray     *secrets)
{
  g_mutex_lock (&self->lock);
  take_placeholders (self, text, n_bytes < 0 ? strlen (text) : (gsize) n_bytes);
  name_all (self, text, secrets);
  g_mutex_unlock (&self->lock);
}

/**
 * askg_cover_spans:
 * @text: (array length=n_bytes): UTF-8
 * @n_bytes: its length, or -1 when it ends in NUL
 * @secrets: (element-type AskgSecretSpan): as askg_redactor_find() gave them for @text
 * @out_spans: (out) (optional) (transfer full) (element-type AskgCoveredSpan): where they stand now, in order, and
 *   where else values stand that are known already
 *
 * Returns: (transfer full): @text with placeholders
 */
char *
askg_cover_spans (AskgCover   *self,
                  const char  *text,
                  gssize       n_bytes,
                  GArray      *secrets,
                  GArray     **out_spans)
{
  char *covered;

  g_mutex_lock (&self->lock);
  covered = cover_locked (self, text, n_bytes < 0 ? strlen (text) : (gsize) n_bytes, secrets, out_spans);
  g_mutex_unlock (&self->lock);

  return covered;
}

/**
 * askg_cover_text:
 * @text: (array length=n_bytes): UTF-8
 * @n_bytes: its length, or -1 when it ends in NUL
 * @out_spans: (out) (optional) (transfer full) (element-type AskgCoveredSpan): what was found and where it stands now, in order;
 *   also what is shown as it is
 *
 * Finds the secrets of @text and covers them.
 *
 * Returns: (transfer full): @text with placeholders
 */
char *
askg_cover_text (AskgCover     *self,
                 AskgRedactor  *redactor,
                 const char    *text,
                 gssize         n_bytes,
                 GArray       **out_spans)
{
  g_autoptr(GArray) secrets = askg_redactor_find (redactor, text, n_bytes);

  return askg_cover_spans (self, text, n_bytes, secrets, out_spans);
}
