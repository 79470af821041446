/* askg-cover-find.c: any thread. Where the values stand that are secrets because they stood elsewhere as such: an answer
 * has them put back with nothing beside them that tells what they are. Linear: one look into a table a word's begin. */
#include "engine/privacy/askg-cover-private.h"

#include <string.h>

#define MIN_BYTES 6 /* shorter ones are words and numbers of the day */

static gint64
start_of (const char *bytes)
{
  gint64 start = 0;

  memcpy (&start, bytes, MIN_BYTES);

  return start;
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const AskgNamedSecret *one = *(AskgNamedSecret *const *) a, *other = *(AskgNamedSecret *const *) b;

  return (one->n_bytes < other->n_bytes) - (one->n_bytes > other->n_bytes);
}

/* From now on it is found wherever it stands, if it is long enough to be told from other words. */
void
askg_cover_look_for (AskgCover       *self,
                     AskgNamedSecret *secret)
{
  GPtrArray *same_start;
  gint64 start;

  if (secret->is_sure)
    return;
  secret->is_sure = TRUE;
  if (secret->n_bytes < MIN_BYTES)
    return;

  start = start_of (secret->value);
  same_start = g_hash_table_lookup (self->by_start, &start);
  if (same_start == NULL)
    {
      same_start = g_ptr_array_new ();
      g_hash_table_insert (self->by_start, g_memdup2 (&start, sizeof start), same_start);
    }
  g_ptr_array_add (same_start, secret);
  g_ptr_array_sort (same_start, compare_lengths);
}

/* Inside a longer word it is another one. */
static gboolean
is_border (const char *text,
           gsize       n_bytes,
           gsize       at)
{
  return at == 0 || at == n_bytes || !g_ascii_isalnum (text[at - 1]) || !g_ascii_isalnum (text[at]);
}

/* (nullable): the longest that stands at @at and ends by @end */
static AskgNamedSecret *
find_at (AskgCover  *self,
         const char *text,
         gsize       n_bytes,
         gsize       at,
         gsize       end)
{
  gint64 start;
  GPtrArray *same_start;

  if (end - at < MIN_BYTES || !is_border (text, n_bytes, at))
    return NULL;
  start = start_of (text + at);
  same_start = g_hash_table_lookup (self->by_start, &start);
  for (guint i = 0; same_start != NULL && i < same_start->len; i++)
    {
      AskgNamedSecret *secret = g_ptr_array_index (same_start, i);

      if (secret->n_bytes <= end - at && memcmp (secret->value, text + at, secret->n_bytes) == 0 &&
          is_border (text, n_bytes, at + secret->n_bytes))
        return secret;
    }

  return NULL;
}

static void
look_between (AskgCover  *self,
              const char *text,
              gsize       n_bytes,
              gsize       from,
              gsize       to,
              GArray     *all)
{
  gsize at = from;

  while (at < to)
    {
      const AskgNamedSecret *secret = find_at (self, text, n_bytes, at, to);

      if (secret != NULL)
        {
          const AskgSecretSpan span = { at, secret->n_bytes, secret->category, secret->tier };

          g_array_append_val (all, span);
          at += secret->n_bytes;
        }
      else
        at++;
    }
}

/* Returns: (transfer full) (element-type AskgSecretSpan): @found, and what is known between them, in order */
GArray *
askg_cover_add_known (AskgCover  *self,
                      const char *text,
                      gsize       n_bytes,
                      GArray     *found)
{
  GArray *all;
  gsize done = 0;

  if (g_hash_table_size (self->by_start) == 0)
    return g_array_ref (found);

  all = g_array_sized_new (FALSE, FALSE, sizeof (AskgSecretSpan), found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (found, AskgSecretSpan, i);

      look_between (self, text, n_bytes, done, span->start, all);
      g_array_append_vals (all, span, 1);
      done = span->start + span->length;
    }
  look_between (self, text, n_bytes, done, n_bytes, all);

  return all;
}

/**
 * askg_cover_find_known:
 * @text: (array length=n_bytes): UTF-8
 * @found: (element-type AskgSecretSpan): as askg_redactor_find() gave them for @text
 *
 * Returns: (transfer full) (element-type AskgSecretSpan): @found, and where else values stand that are known to be
 *   secrets of this conversation, in order
 */
GArray *
askg_cover_find_known (AskgCover  *self,
                       const char *text,
                       gsize       n_bytes,
                       GArray     *found)
{
  GArray *all;

  g_mutex_lock (&self->lock);
  all = askg_cover_add_known (self, text, n_bytes, found);
  g_mutex_unlock (&self->lock);

  return all;
}

/* What eyes take for each other is one. */
static char
alike (char c)
{
  static const char one[] = "OoQDlIi|!SsBZzG", other[] = "0000111115582" "26";
  const char *at = c != '\0' ? strchr (one, c) : NULL;

  return at != NULL ? other[at - one] : g_ascii_tolower (c);
}

/**
 * askg_cover_find_alike:
 * @word: (array length=n_bytes): as it was read on a picture
 *
 * Returns: the id of the known secret that was perhaps read so, or %G_MAXUINT
 */
guint
askg_cover_find_alike (AskgCover  *self,
                       const char *word,
                       gsize       n_bytes)
{
  guint id = G_MAXUINT;

  if (n_bytes < MIN_BYTES)
    return id;
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->secrets->len && id == G_MAXUINT; i++)
    {
      const AskgNamedSecret *secret = g_ptr_array_index (self->secrets, i);
      gsize n = 0;

      if (!secret->is_sure || secret->n_bytes != n_bytes)
        continue;
      while (n < n_bytes && alike (word[n]) == alike (secret->value[n]))
        n++;
      if (n == n_bytes)
        id = secret->id;
    }
  g_mutex_unlock (&self->lock);

  return id;
}

/**
 * askg_cover_guess:
 * @value: (array length=n_bytes): what looks like a secret where it stands, and may well be a plain word elsewhere
 *
 * Returns: its id; it is not looked for in other texts
 */
guint
askg_cover_guess (AskgCover  *self,
                  const char *value,
                  gsize       n_bytes)
{
  const AskgSecretCategory category = ASKG_SECRET_GENERIC_API_KEY;
  guint id;

  g_mutex_lock (&self->lock);
  id = askg_cover_name_one (self, value, n_bytes, category, askg_secret_category_get_tier (category),
                            askg_secret_category_get_word (category))->id;
  g_mutex_unlock (&self->lock);

  return id;
}
