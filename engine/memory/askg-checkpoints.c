/* askg-checkpoints.c: main thread. */
#include "engine/memory/askg-checkpoints.h"

#include <string.h>

#define BETWEEN_SAVES_US (250 * G_TIME_SPAN_MILLISECOND)

struct _AskgCheckpoints
{
  AskgCheckpointFunc  save;
  gpointer            user_data;
  GHashTable         *streams; /* owned; AskgTurn to Stream */
};

typedef struct
{
  AskgCheckpoints *owner;
  AskgTurn        *turn;        /* owned */
  guint            timer;       /* 0: none */
  gint64           saved_at_us; /* monotonic, of the last save's start */
  AskgSavedAnswer  saved;       /* of the answer, on disk */
  guint            n_read;      /* pictures whose words are on disk */
  gboolean         is_saving;
  gboolean         is_dirty;
} Stream;

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  g_clear_handle_id (&stream->timer, g_source_remove);
  g_clear_object (&stream->turn);
  g_free (stream);
}

AskgCheckpoints *
askg_checkpoints_new (AskgCheckpointFunc save,
                      gpointer           user_data)
{
  AskgCheckpoints *self = g_new0 (AskgCheckpoints, 1);

  self->save = save;
  self->user_data = user_data;
  self->streams = g_hash_table_new_full (NULL, NULL, NULL, stream_free);

  return self;
}

void
askg_checkpoints_free (AskgCheckpoints *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->streams);
  g_free (self);
}

/* Pictures that are read to the end, or cannot be. */
static guint
count_read (const AskgTurnRecord *record)
{
  guint n = 0;

  for (guint i = 0; i < record->attachments->len; i++)
    n += ((const AskgAttachmentRecord *) g_ptr_array_index (record->attachments, i))->reading >= ASKG_READING_DONE;

  return n;
}

static void
save_now (Stream *stream)
{
  AskgTurnRecord *record = askg_turn_record_take (stream->turn, &stream->saved);

  if (count_read (record) == stream->n_read)
    g_ptr_array_set_size (record->attachments, 0);
  stream->is_dirty = FALSE;
  stream->is_saving = TRUE;
  stream->saved_at_us = g_get_monotonic_time ();
  stream->owner->save (stream->turn, record, stream->owner->user_data);
}

static gboolean
on_time (gpointer user_data)
{
  Stream *stream = user_data;

  stream->timer = 0;
  save_now (stream);

  return G_SOURCE_REMOVE;
}

static void
save_soon (Stream *stream)
{
  const gint64 wait_us = stream->saved_at_us + BETWEEN_SAVES_US - g_get_monotonic_time ();

  stream->is_dirty = TRUE;
  if (!stream->is_saving && stream->timer == 0)
    stream->timer = g_timeout_add (MAX (wait_us, 0) / G_TIME_SPAN_MILLISECOND, on_time, stream);
}

/* @turn has more text than before, or its pictures more words. */
void
askg_checkpoints_note (AskgCheckpoints *self,
                       AskgTurn        *turn)
{
  Stream *stream = g_hash_table_lookup (self->streams, turn);

  if (stream == NULL)
    {
      stream = g_new0 (Stream, 1);
      stream->owner = self;
      stream->turn = g_object_ref (turn);
      g_hash_table_insert (self->streams, turn, stream);
    }
  save_soon (stream);
}

/**
 * askg_checkpoints_saved:
 * @is_ok: when not, the same text is tried again with the next
 */
void
askg_checkpoints_saved (AskgCheckpoints      *self,
                        AskgTurn             *turn,
                        const AskgTurnRecord *record,
                        gboolean              is_ok)
{
  Stream *stream = g_hash_table_lookup (self->streams, turn);

  if (stream == NULL)
    return;

  stream->is_saving = FALSE;
  if (is_ok)
    {
      stream->saved.answer_bytes = record->answer_start + strlen (record->answer);
      stream->saved.reasoning_bytes = record->reasoning_start + strlen (record->reasoning);
      if (record->parts != NULL)
        stream->saved.revision = record->parts->revision;
      if (record->attachments->len > 0)
        stream->n_read = count_read (record);
    }
  if (stream->is_dirty)
    save_soon (stream);
}

/* @turn is over: its end saves the rest. */
void
askg_checkpoints_forget (AskgCheckpoints *self,
                         AskgTurn        *turn)
{
  g_hash_table_remove (self->streams, turn);
}

/* Saves at once what waits, and forgets all: nothing more will be noted. */
void
askg_checkpoints_flush (AskgCheckpoints *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Stream *stream = value;

      if (stream->is_dirty)
        save_now (stream);
      g_hash_table_iter_remove (&iter);
    }
}
