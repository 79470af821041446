/* askg-parcel.c: any thread, once it is filled. */
#include "engine/privacy/askg-parcel-private.h"

#include <string.h>

#include "engine/base/askg-wav.h"
#include "engine/privacy/askg-covered-private.h"
#include "engine/privacy/askg-page-secrets.h"

#define QUICK_BYTES 8192u /* a small part of a frame's time */

static void
clear_piece (gpointer data)
{
  AskgParcelPiece *piece = data;

  g_free (piece->text);
  g_clear_object (&piece->frame);
  g_clear_object (&piece->page);
  g_clear_object (&piece->sound);
}

/**
 * askg_parcel_new:
 * @redactor: (transfer none): finds the secrets
 * @cover: (transfer none): of the conversation: what they are called, and which are shown
 * @make: makes the body of what may leave
 * @data: given to @make; freed with @data_free
 */
AskgParcel *
askg_parcel_new (AskgRedactor   *redactor,
                 AskgCover      *cover,
                 AskgParcelMake  make,
                 gpointer        data,
                 GDestroyNotify  data_free)
{
  AskgParcel *self = g_atomic_rc_box_new0 (AskgParcel);

  self->redactor = askg_redactor_ref (redactor);
  self->cover = askg_cover_ref (cover);
  self->make = make;
  self->data = data;
  self->data_free = data_free;
  self->context = g_ptr_array_new_with_free_func (g_free);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (AskgParcelPiece));
  g_array_set_clear_func (self->pieces, clear_piece);

  return self;
}

static void
askg_parcel_clear (AskgParcel *self)
{
  g_clear_pointer (&self->redactor, askg_redactor_unref);
  g_clear_pointer (&self->cover, askg_cover_unref);
  g_clear_pointer (&self->context, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  if (self->data_free != NULL)
    self->data_free (self->data);
}

AskgParcel *
askg_parcel_ref (AskgParcel *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
askg_parcel_unref (AskgParcel *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_parcel_clear);
}

/* -- What goes in ---------------------------------------------------------------- */

/* Nothing in it is the person's: it is covered all the same, but nobody need be asked. */
void
askg_parcel_set_ours (AskgParcel *self)
{
  self->is_ours = TRUE;
}

gboolean
askg_parcel_is_ours (AskgParcel *self)
{
  return self->is_ours;
}

AskgCover *
askg_parcel_get_cover (AskgParcel *self)
{
  return self->cover;
}

void
askg_parcel_add_text (AskgParcel *self,
                      const char *text)
{
  const AskgParcelPiece piece = { .kind = ASKG_CONTENT_TEXT, .text = g_utf8_make_valid (text, -1) };

  g_array_append_val (self->pieces, piece);
}

/* Stays here, and is no piece: what it tells to be secret is so in the pieces, too. */
void
askg_parcel_add_context (AskgParcel *self,
                         const char *text)
{
  g_ptr_array_add (self->context, g_utf8_make_valid (text, -1));
}

/**
 * askg_parcel_add_picture:
 * @page: (nullable): what was read in it; %NULL when nobody could: then it is covered whole, until the person says
 *   that it may go
 * @side_px: the longest side that is sent
 */
void
askg_parcel_add_picture (AskgParcel   *self,
                         AskgFrame    *frame,
                         AskgPageText *page,
                         guint         side_px,
                         gboolean      takes_webp)
{
  const AskgParcelPiece piece = {
    .kind = ASKG_CONTENT_PICTURE, .frame = g_object_ref (frame), .page = page != NULL ? g_object_ref (page) : NULL,
    .side_px = side_px, .takes_webp = takes_webp,
  };

  g_array_append_val (self->pieces, piece);
}

/* @rate_hz: what it is sent at; 0 for its own. A sound goes as it is: nothing in it can be covered. */
void
askg_parcel_add_sound (AskgParcel *self,
                       AskgPcm    *sound,
                       guint       rate_hz)
{
  const AskgParcelPiece piece = { .kind = ASKG_CONTENT_SOUND, .sound = g_object_ref (sound), .rate_hz = rate_hz };

  g_array_append_val (self->pieces, piece);
}

/* The person's click on a picture in which nobody could look. */
void
askg_parcel_set_unread_shown (AskgParcel *self,
                              guint       index,
                              gboolean    is_shown)
{
  g_object_set_data (G_OBJECT (g_array_index (self->pieces, AskgParcelPiece, index).frame), ASKG_UNREAD_SHOWN,
                     GINT_TO_POINTER (is_shown));
}

/* -- Covering ---------------------------------------------------------------------- */

/* What tells that a value is secret may stand in another piece than the value, before or behind it: all are read before one is
 * written. The texts come first: of what the pictures say most is then known. */

static void
free_array (GArray *array)
{
  if (array != NULL)
    g_array_unref (array);
}

/* For each piece that may have some, its secrets: AskgSecretSpan of a text, the id of each word of a picture. */
static gboolean
read_pieces (AskgParcel        *self,
             AskgContentKinds   kind,
             GPtrArray         *secrets,
             GCancellable      *cancellable,
             GError           **error)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const AskgParcelPiece *piece = &g_array_index (self->pieces, AskgParcelPiece, i);

      if (piece->kind != kind)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      free_array (g_steal_pointer (&secrets->pdata[i]));
      if (kind == ASKG_CONTENT_TEXT)
        {
          secrets->pdata[i] = askg_redactor_find (self->redactor, piece->text, -1);
          askg_cover_name (self->cover, piece->text, -1, secrets->pdata[i]);
        }
      else if (piece->page != NULL)
        secrets->pdata[i] = askg_page_secrets_find (piece->page, self->redactor, self->cover);
    }

  return TRUE;
}

/* A picture may tell what is secret on one before it: they are looked through again as long as one told something new, which is
 * once more at most, since the words on them stay the same. */
static gboolean
read_pictures (AskgParcel    *self,
               GPtrArray     *secrets,
               GCancellable  *cancellable,
               GError       **error)
{
  const guint n_before = askg_cover_get_n_secrets (self->cover);
  guint n_pictures = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    n_pictures += g_array_index (self->pieces, AskgParcelPiece, i).page != NULL;
  if (!read_pieces (self, ASKG_CONTENT_PICTURE, secrets, cancellable, error))
    return FALSE;

  return n_pictures < 2 ||
         askg_cover_get_n_secrets (self->cover) == n_before ||
         read_pieces (self, ASKG_CONTENT_PICTURE, secrets, cancellable, error);
}

static gboolean
read_context (AskgParcel    *self,
              GCancellable  *cancellable,
              GError       **error)
{
  for (guint i = 0; i < self->context->len; i++)
    {
      const char *text = g_ptr_array_index (self->context, i);
      g_autoptr(GArray) secrets = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      secrets = askg_redactor_find (self->redactor, text, -1);
      askg_cover_name (self->cover, text, -1, secrets);
    }

  return TRUE;
}

/* @secrets: (nullable): of @piece; %NULL when it stays here */
static void
cover_text (AskgParcel            *self,
            const AskgParcelPiece *piece,
            GArray                *secrets,
            AskgCovered           *covered)
{
  AskgCoveredPiece done = { .kind = ASKG_CONTENT_TEXT, .mime = "text/plain" };
  char *words = secrets != NULL ? askg_cover_spans (self->cover, piece->text, -1, secrets, &done.spans)
                                : g_strdup (piece->text);

  askg_covered_note_spans (covered, words, done.spans);
  done.bytes = g_bytes_new_take (words, strlen (words));
  askg_covered_take_piece (covered, &done);
}

static void
cover_sound (const AskgParcelPiece *piece,
             AskgCovered           *covered)
{
  g_autoptr(AskgPcm) mixed = askg_pcm_mix (piece->sound);
  g_autoptr(AskgPcm) sampled = piece->rate_hz > 0 ? askg_pcm_resample (mixed, piece->rate_hz) : g_object_ref (mixed);
  const AskgCoveredPiece done = {
    .kind = ASKG_CONTENT_SOUND, .mime = "audio/wav", .bytes = askg_wav_write (sampled),
    .duration_s = (double) askg_pcm_get_duration_us (sampled) / G_USEC_PER_SEC,
  };

  askg_covered_take_piece (covered, &done);
}

/**
 * askg_parcel_cover:
 * @may_leave: secrets are covered; else it is for this machine alone, and goes as it is
 *
 * Blocks: milliseconds for a page of text, some tens for a picture.
 *
 * Errors: %G_IO_ERROR_CANCELLED, %ASKG_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): what may leave
 */
AskgCovered *
askg_parcel_cover (AskgParcel    *self,
                   gboolean       may_leave,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(AskgCovered) covered = askg_covered_new (self, may_leave);
  g_autoptr(GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) free_array);

  if (may_leave && !read_context (self, cancellable, error))
    return NULL;
  g_ptr_array_set_size (secrets, (int) self->pieces->len);
  if (may_leave &&
      !(read_pieces (self, ASKG_CONTENT_TEXT, secrets, cancellable, error) && read_pictures (self, secrets, cancellable, error)))
    return NULL;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const AskgParcelPiece *piece = &g_array_index (self->pieces, AskgParcelPiece, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (piece->kind == ASKG_CONTENT_TEXT)
        cover_text (self, piece, secrets->pdata[i], covered);
      else if (piece->kind == ASKG_CONTENT_SOUND)
        cover_sound (piece, covered);
      else if (!askg_parcel_cover_picture (self, piece, secrets->pdata[i], covered, error))
        return NULL;
    }
  covered->body = self->make (covered, self->data, &covered->content_type);

  return g_steal_pointer (&covered);
}

/* A thread for a few words would cost more than they do. */
static gboolean
is_quick (AskgParcel *self)
{
  gsize n_bytes = 0;

  if (self->context->len > 0)
    return FALSE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const AskgParcelPiece *piece = &g_array_index (self->pieces, AskgParcelPiece, i);

      if (piece->kind != ASKG_CONTENT_TEXT)
        return FALSE;
      n_bytes += strlen (piece->text);
    }

  return n_bytes <= QUICK_BYTES;
}

/**
 * askg_parcel_cover_now:
 *
 * Returns: (transfer full) (nullable): what askg_parcel_cover() makes of a few words; %NULL where that would take longer, or
 *   goes wrong: then it is for askg_parcel_cover_async()
 */
AskgCovered *
askg_parcel_cover_now (AskgParcel *self,
                       gboolean    may_leave)
{
  return is_quick (self) ? askg_parcel_cover (self, may_leave, NULL, NULL) : NULL;
}

typedef struct
{
  AskgParcel *parcel; /* owned */
  gboolean    may_leave;
} Covering;

static void
covering_free (Covering *covering)
{
  askg_parcel_unref (covering->parcel);
  g_free (covering);
}

static void
cover_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Covering *covering = task_data;
  GError *error = NULL;
  AskgCovered *covered = askg_parcel_cover (covering->parcel, covering->may_leave, cancellable, &error);

  if (covered != NULL)
    g_task_return_pointer (task, covered, (GDestroyNotify) askg_covered_unref);
  else
    g_task_return_error (task, error);
}

/* As askg_parcel_cover(), and the loop goes on meanwhile. */
void
askg_parcel_cover_async (AskgParcel          *self,
                         gboolean             may_leave,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Covering *covering = g_new0 (Covering, 1);

  covering->parcel = askg_parcel_ref (self);
  covering->may_leave = may_leave;
  g_task_set_source_tag (task, askg_parcel_cover_async);
  g_task_set_task_data (task, covering, (GDestroyNotify) covering_free);
  if (is_quick (self))
    cover_in_thread (task, NULL, covering, cancellable);
  else
    g_task_run_in_thread (task, cover_in_thread);
}

/* Returns: (transfer full) */
AskgCovered *
askg_parcel_cover_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_parcel_cover_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
