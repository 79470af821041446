/* askg-covered.c: any thread. */
#include "engine/privacy/askg-covered-private.h"

#include <string.h>

#include "engine/privacy/askg-page-secrets.h"

#define MAX_NAME_BYTES 40

static void
clear_piece (gpointer data)
{
  AskgCoveredPiece *piece = data;

  g_bytes_unref (piece->bytes);
  g_clear_pointer (&piece->spans, g_array_unref);
}

static void
clear_finding (gpointer data)
{
  g_free ((char *) ((AskgFoundSecret *) data)->name);
}

/* @may_leave: its secrets are looked for */
AskgCovered *
askg_covered_new (AskgParcel *parcel,
                  gboolean    may_leave)
{
  AskgCovered *self = g_atomic_rc_box_new0 (AskgCovered);

  self->parcel = askg_parcel_ref (parcel);
  self->may_leave = may_leave;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (AskgCoveredPiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->findings = g_array_new (FALSE, FALSE, sizeof (AskgFoundSecret));
  g_array_set_clear_func (self->findings, clear_finding);

  return self;
}

static void
askg_covered_clear (AskgCovered *self)
{
  g_clear_pointer (&self->parcel, askg_parcel_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->findings, g_array_unref);
}

AskgCovered *
askg_covered_ref (AskgCovered *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
askg_covered_unref (AskgCovered *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_covered_clear);
}

/* -- What it is made of ------------------------------------------------------ */

/* @piece: its bytes and spans are given over */
void
askg_covered_take_piece (AskgCovered            *self,
                         const AskgCoveredPiece *piece)
{
  g_array_append_vals (self->pieces, piece, 1);
}

/* What was found already under this name; a new one where it was not. */
static AskgFoundSecret *
find_or_add (AskgCovered        *self,
             guint               id,
             AskgSecretCategory  category,
             AskgSecretTier      tier)
{
  const AskgFoundSecret added = { .id = id, .category = category, .tier = tier };

  for (guint i = 0; i < self->findings->len; i++)
    {
      AskgFoundSecret *finding = &g_array_index (self->findings, AskgFoundSecret, i);

      if (!finding->is_unread && finding->id == id)
        return finding;
    }
  g_array_append_val (self->findings, added);

  return &g_array_index (self->findings, AskgFoundSecret, self->findings->len - 1);
}

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

/* "HARBOR_KEY" of "HARBOR_KEY = '": what a value is called where it is set. */
static char *
name_before (const char *text,
             gsize       start)
{
  const char *end = text + start;
  const char *from;

  while (end > text && strchr (" \t\"'", end[-1]) != NULL)
    end--;
  if (end == text || (end[-1] != '=' && end[-1] != ':'))
    return NULL;
  end--;
  while (end > text && strchr (" \t\"'", end[-1]) != NULL)
    end--;
  for (from = end; from > text && end - from < MAX_NAME_BYTES && is_name_byte (from[-1]);)
    from--;

  return from < end && !g_str_has_prefix (from, "http") ? g_strndup (from, end - from) : NULL;
}

static guint
count_lines (const char *from,
             const char *to)
{
  guint n = 0;

  while (from < to && (from = memchr (from, '\n', to - from)) != NULL)
    {
      n++;
      from++;
    }

  return n;
}

/* Whether it is no secret, but a word of the person's that reads like one of our marks. */
static gboolean
is_mark (AskgCovered *self,
         guint        id)
{
  const char *value = askg_cover_get_value (askg_parcel_get_cover (self->parcel), id, NULL);

  return askg_cover_get_category (askg_parcel_get_cover (self->parcel), id) == ASKG_SECRET_USER_RULE &&
         g_str_has_prefix (askg_cover_get_placeholder (askg_parcel_get_cover (self->parcel), id), "[text ") &&
         value != NULL && value[0] == '[';
}

/* @text: as it leaves; @spans: (nullable) (element-type AskgCoveredSpan): in it, in order */
void
askg_covered_note_spans (AskgCovered *self,
                         const char  *text,
                         GArray      *spans)
{
  gsize counted_to = 0;
  guint line = self->n_lines + 1;

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const AskgCoveredSpan *span = &g_array_index (spans, AskgCoveredSpan, i);
      AskgFoundSecret *finding;

      if (is_mark (self, span->id))
        continue;
      finding = find_or_add (self, span->id, span->category, span->tier);
      line += count_lines (text + counted_to, text + span->start);
      counted_to = span->start;
      finding->is_shown = span->is_shown;
      if (finding->line == 0)
        finding->line = line;
      if (finding->name == NULL)
        finding->name = name_before (text, span->start);
    }
  self->n_lines += count_lines (text, text + strlen (text)) + 1;
}

/* @ids: of the words of a picture, as askg_page_secrets_find() gives them */
void
askg_covered_note_picture (AskgCovered *self,
                           AskgCover   *cover,
                           GArray      *ids)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const guint id = g_array_index (ids, guint, i);
      AskgSecretCategory category;
      AskgFoundSecret *finding;

      if (id == ASKG_NO_SECRET || !g_hash_table_add (seen, GUINT_TO_POINTER (id + 1)))
        continue;
      category = askg_cover_get_category (cover, id);
      finding = find_or_add (self, id, category, askg_secret_category_get_tier (category));
      finding->is_shown = askg_cover_is_shown (cover, id);
      finding->n_pictures++;
    }
}

/* The next piece is a picture in which nobody could look. */
void
askg_covered_note_unread (AskgCovered *self,
                          gboolean     is_shown)
{
  const AskgFoundSecret finding = { .is_unread = TRUE, .is_shown = is_shown, .n_pictures = 1, .id = self->pieces->len };

  g_array_append_val (self->findings, finding);
}

/* -- What is known of it ------------------------------------------------------ */

/* (transfer none): what leaves, byte for byte */
GBytes *
askg_covered_get_body (AskgCovered *self)
{
  return self->body;
}

const char *
askg_covered_get_content_type (AskgCovered *self)
{
  return self->content_type != NULL ? self->content_type : "application/json";
}

/* Whether its secrets were looked for: else it is for this machine alone. */
gboolean
askg_covered_may_leave (AskgCovered *self)
{
  return self->may_leave;
}

/* Of the person's; of what Askglass made up itself, none. */
guint
askg_covered_get_n_pieces (AskgCovered *self)
{
  return askg_parcel_is_ours (self->parcel) ? 0 : self->pieces->len;
}

/* (transfer none) */
const AskgCoveredPiece *
askg_covered_get_piece (AskgCovered *self,
                        guint        index)
{
  g_return_val_if_fail (index < self->pieces->len, NULL);

  return &g_array_index (self->pieces, AskgCoveredPiece, index);
}

guint
askg_covered_count_kind (AskgCovered      *self,
                         AskgContentKinds  kind)
{
  guint n = 0;

  for (guint i = 0; i < askg_covered_get_n_pieces (self); i++)
    n += g_array_index (self->pieces, AskgCoveredPiece, i).kind == kind;

  return n;
}

guint
askg_covered_get_n_findings (AskgCovered *self)
{
  return self->findings->len;
}

/* (transfer none) */
const AskgFoundSecret *
askg_covered_get_finding (AskgCovered *self,
                          guint        index)
{
  g_return_val_if_fail (index < self->findings->len, NULL);

  return &g_array_index (self->findings, AskgFoundSecret, index);
}

/* How many secrets do not leave; a picture that was not read is none. */
guint
askg_covered_count_hidden (AskgCovered *self)
{
  guint n = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const AskgFoundSecret *finding = &g_array_index (self->findings, AskgFoundSecret, i);

      n += !finding->is_unread && !finding->is_shown;
    }

  return n;
}

/* Whether there is a picture in which nobody could look, and nobody said that it may go as it is. */
gboolean
askg_covered_has_unread (AskgCovered *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const AskgFoundSecret *finding = &g_array_index (self->findings, AskgFoundSecret, i);

      if (finding->is_unread && !finding->is_shown)
        return TRUE;
    }

  return FALSE;
}

/* -- What the person decides --------------------------------------------------- */

/* Whether there is something in it that the person has not been shown in this conversation. */
gboolean
askg_covered_has_news (AskgCovered *self)
{
  AskgCover *cover = askg_parcel_get_cover (self->parcel);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const AskgFoundSecret *finding = &g_array_index (self->findings, AskgFoundSecret, i);

      if (finding->is_unread ? !finding->is_shown : !askg_cover_is_seen (cover, finding->id))
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_covered_set_shown:
 * @index: of the finding
 *
 * From the next askg_covered_again_async() on, in all of the conversation. This one stays as it is.
 */
void
askg_covered_set_shown (AskgCovered *self,
                        guint        index,
                        gboolean     is_shown)
{
  const AskgFoundSecret *finding = askg_covered_get_finding (self, index);

  g_return_if_fail (finding != NULL);

  if (finding->is_unread)
    askg_parcel_set_unread_shown (self->parcel, finding->id, is_shown);
  else
    askg_cover_set_shown (askg_parcel_get_cover (self->parcel), finding->id, is_shown);
}

/* The person agreed to these bytes: trying once more is no new question. */
void
askg_covered_set_agreed (AskgCovered *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    if (!g_array_index (self->findings, AskgFoundSecret, i).is_unread)
      askg_cover_set_seen (askg_parcel_get_cover (self->parcel), g_array_index (self->findings, AskgFoundSecret, i).id);
  g_atomic_int_set (&self->is_agreed, TRUE);
}

gboolean
askg_covered_is_agreed (AskgCovered *self)
{
  return g_atomic_int_get (&self->is_agreed);
}

/* Makes another one of the same, with what the person decided since. */
void
askg_covered_again_async (AskgCovered         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  askg_parcel_cover_async (self->parcel, self->may_leave, cancellable, callback, user_data);
}

/* Returns: (transfer full) */
AskgCovered *
askg_covered_again_finish (GAsyncResult  *result,
                           GError       **error)
{
  return askg_parcel_cover_finish (result, error);
}
