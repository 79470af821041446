/* askg-cover.c: any thread; one lock, held for one call. */
#include "engine/privacy/askg-cover.h"

#include <string.h>

#include "engine/privacy/askg-safe-room.h"

/* For the person's own words that look like one of our placeholders. */
#define LITERAL_WORD "text"

typedef struct
{
  const char         *value;       /* in the safe room */
  gsize               n_bytes;
  char               *placeholder; /* owned: no secret */
  AskgSecretCategory  category;
  AskgSecretTier      tier;
  gboolean            is_shown;
  guint               id;
} Secret;

struct _AskgCover
{
  GMutex        lock;
  AskgSafeRoom *room;
  GPtrArray    *secrets;      /* of Secret, by id */
  GHashTable   *by_value;     /* Secret => itself */
  GHashTable   *by_placeholder; /* placeholder => Secret */
  GHashTable   *taken;        /* placeholders that the person wrote before they were ours */
  GHashTable   *next_numbers; /* word => the next number */
  gsize         max_bytes;    /* of a placeholder */
};

static guint
secret_hash (gconstpointer data)
{
  const Secret *secret = data;
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < secret->n_bytes; i++)
    hash = (hash ^ (guint8) secret->value[i]) * 16777619u;

  return hash;
}

static gboolean
secret_equal (gconstpointer a,
              gconstpointer b)
{
  const Secret *one = a, *other = b;

  return one->n_bytes == other->n_bytes && memcmp (one->value, other->value, one->n_bytes) == 0;
}

static void
secret_free (gpointer data)
{
  g_free (((Secret *) data)->placeholder);
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

/* The same value has the same name throughout. */
static Secret *
name_secret (AskgCover          *self,
             const char         *value,
             gsize               n_bytes,
             AskgSecretCategory  category,
             AskgSecretTier      tier,
             const char         *word)
{
  const Secret wanted = { .value = value, .n_bytes = n_bytes };
  Secret *secret = g_hash_table_lookup (self->by_value, &wanted);

  if (secret != NULL)
    return secret;
  secret = g_new0 (Secret, 1);
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

static Secret *
find_placeholder (AskgCover  *self,
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

      if (length > 0 && find_placeholder (self, at, length) == NULL)
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
              Secret     *secret)
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

      if (length == 0 || find_placeholder (writer->cover, at, length) == NULL)
        continue;
      g_string_append_len (writer->out, text + done, at - text - done);
      done = at - text + length;
      write_secret (writer, name_secret (writer->cover, at, length, ASKG_SECRET_USER_RULE, ASKG_SECRET_PII, LITERAL_WORD));
    }
  g_string_append_len (writer->out, text + done, n_bytes - done);
}

static char *
cover_locked (AskgCover   *self,
              const char  *text,
              gsize        n_bytes,
              GArray      *secrets,
              GArray     **out_spans)
{
  Writer writer = { self, g_string_sized_new (n_bytes + 64), NULL };
  gsize done = 0;
  if (out_spans != NULL)
    *out_spans = writer.spans = g_array_new (FALSE, FALSE, sizeof (AskgCoveredSpan));

  take_placeholders (self, text, n_bytes);
  for (guint i = 0; i < secrets->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (secrets, AskgSecretSpan, i);

      write_plain (&writer, text + done, span->start - done);
      write_secret (&writer, name_secret (self, text + span->start, span->length, span->category, span->tier,
                                          askg_secret_category_get_word (span->category)));
      done = span->start + span->length;
    }
  write_plain (&writer, text + done, n_bytes - done);

  return g_string_free (writer.out, FALSE);
}

/**
 * askg_cover_spans:
 * @text: (array length=n_bytes): UTF-8
 * @n_bytes: its length, or -1 when it ends in NUL
 * @secrets: (element-type AskgSecretSpan): as askg_redactor_find() gave them for @text
 * @out_spans: (out) (optional) (transfer full) (element-type AskgCoveredSpan): where they stand now, in order
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

/* -- What is known ------------------------------------------------------------ */

guint
askg_cover_get_n_secrets (AskgCover *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->secrets->len;
  g_mutex_unlock (&self->lock);

  return n;
}

static Secret *
get_secret (AskgCover *self,
            guint      id)
{
  Secret *secret = NULL;

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
  const Secret *secret = get_secret (self, id);

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
  const Secret *secret = get_secret (self, id);

  if (out_n_bytes != NULL)
    *out_n_bytes = secret != NULL ? secret->n_bytes : 0;

  return secret != NULL ? secret->value : NULL;
}

AskgSecretCategory
askg_cover_get_category (AskgCover *self,
                         guint      id)
{
  const Secret *secret = get_secret (self, id);

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
  Secret *secret = get_secret (self, id);

  g_return_if_fail (secret != NULL);

  g_mutex_lock (&self->lock);
  secret->is_shown = is_shown;
  g_mutex_unlock (&self->lock);
}

gboolean
askg_cover_is_shown (AskgCover *self,
                     guint      id)
{
  const Secret *secret = get_secret (self, id);
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
  Secret *secret;

  g_mutex_lock (&self->lock);
  secret = n_bytes <= self->max_bytes ? find_placeholder (self, placeholder, n_bytes) : NULL;
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
