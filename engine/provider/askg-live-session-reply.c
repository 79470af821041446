/* askg-live-session-reply.c: the reply that is being made. Main thread.
 *
 * Servers make it faster than it sounds, and go on for a while after they were told to stop: what comes of a reply that
 * was cut, or is over, is known by its id and dropped. */
#include "engine/provider/askg-live-session-private.h"

#include <string.h>

#include "engine/base/askg-timer.h"

#define MAX_SOUND_BYTES (32u << 20) /* of one reply: eleven minutes */
#define MAX_GONE        512u        /* ids that are remembered */

void
askg_live_session_clear_reply (AskgLiveSession *self)
{
  AskgLiveReply *reply = &self->reply;

  g_clear_pointer (&reply->id, g_free);
  g_clear_pointer (&reply->item, g_free);
  g_clear_pointer (&reply->put_back, askg_chat_put_back_free);
  g_clear_pointer (&reply->stream, askg_pcm_stream_free);
  g_string_truncate (reply->text, 0);
  reply->rate_hz = reply->stream_hz = 0;
  reply->n_bytes = 0;
  reply->half = -1;
  reply->is_going = FALSE;
}

static void
forget_id (AskgLiveSession *self,
           const char      *id)
{
  if (id == NULL)
    return;
  if (g_hash_table_size (self->gone) >= MAX_GONE)
    g_hash_table_remove_all (self->gone);
  g_hash_table_add (self->gone, g_strdup (id));
}

/* What was cut by the person is told to be over only now, as nothing is told from inside their call. */
static void
tell_cut (AskgLiveSession *self)
{
  askg_timer_clear (&self->telling);
  if (!self->has_cut)
    return;
  self->has_cut = FALSE;
  askg_live_session_tell_reply_ended (self, ASKG_LIVE_REPLY_CUT);
}

void
askg_live_session_end_reply (AskgLiveSession  *self,
                             AskgLiveReplyEnd  end)
{
  g_autofree char *rest = NULL;

  tell_cut (self);
  if (!self->reply.is_going)
    return;
  self->reply.is_going = FALSE;
  forget_id (self, self->reply.id);
  rest = askg_chat_put_back_end (self->reply.put_back);
  g_string_append (self->reply.text, rest);
  askg_live_memory_set_reply (self->memory, self->reply.text->str);
  if (*rest != '\0')
    askg_live_session_tell_text (self, FALSE, rest, FALSE);
  askg_live_session_tell_reply_ended (self, end);
}

/* @id: (nullable) */
void
askg_live_session_begin_reply (AskgLiveSession *self,
                               const char      *id)
{
  askg_live_session_end_reply (self, ASKG_LIVE_REPLY_CUT);
  askg_live_session_clear_reply (self);
  self->reply.number++;
  self->reply.id = g_strdup (id);
  self->reply.put_back = askg_chat_put_back_new (self->cover);
  self->reply.is_going = TRUE;
  self->mutes_all = FALSE;
  self->is_awaited = FALSE;
  g_byte_array_set_size (self->said, 0); /* it was heard */
  self->is_committed = FALSE;
  askg_live_memory_begin_reply (self->memory);
  askg_live_session_tell_reply_began (self);
}

/**
 * askg_live_session_is_heard:
 * @event: a piece of a reply
 *
 * Begins the reply where the engine has not said that it does.
 *
 * Returns: whether it is of a reply that was not cut, and is not over
 */
gboolean
askg_live_session_is_heard (AskgLiveSession     *self,
                            const AskgLiveEvent *event)
{
  if (event->response != NULL && g_hash_table_contains (self->gone, event->response))
    return FALSE;
  if (event->response == NULL && self->mutes_all)
    return FALSE;
  if (!self->reply.is_going || (event->response != NULL && self->reply.id != NULL && !g_str_equal (event->response, self->reply.id)))
    askg_live_session_begin_reply (self, event->response);

  return TRUE;
}

void
askg_live_session_take_words (AskgLiveSession     *self,
                              const AskgLiveEvent *event)
{
  g_autofree char *text = NULL;

  if (!askg_live_session_is_heard (self, event))
    return;
  if (event->kind == ASKG_LIVE_TEXT)
    {
      text = askg_chat_put_back_all (self->cover, event->text);
      g_string_assign (self->reply.text, text);
    }
  else
    {
      text = askg_chat_put_back_feed (self->reply.put_back, event->text);
      g_string_append (self->reply.text, text);
    }
  if (*text != '\0')
    askg_live_session_tell_text (self, FALSE, text, event->kind == ASKG_LIVE_TEXT);
}

/* -- Sound --------------------------------------------------------------------- */

/* Returns: (transfer full): whole samples: the byte that has no other yet waits */
static GBytes *
take_whole (AskgLiveReply *reply,
            GBytes        *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  const gsize n_all = n_bytes + (reply->half >= 0);
  guint8 *whole;

  if (reply->half < 0 && n_bytes % 2 == 0)
    return g_bytes_ref (bytes);
  whole = g_malloc (n_all);
  if (reply->half >= 0)
    whole[0] = (guint8) reply->half;
  memcpy (whole + (reply->half >= 0), data, n_bytes);
  reply->half = n_all % 2 != 0 ? whole[n_all - 1] : -1;

  return g_bytes_new_take (whole, n_all - n_all % 2);
}

/* One reply has one rate, whatever its pieces say: that of its first.
 * Takes @sound. Returns: (transfer full) */
static GBytes *
at_one_rate (AskgLiveReply *reply,
             GBytes        *sound,
             guint          rate_hz)
{
  g_autoptr(GBytes) owned = sound;
  gsize n_bytes;
  const guint8 *samples = g_bytes_get_data (owned, &n_bytes);

  if (reply->rate_hz == 0)
    reply->rate_hz = rate_hz;
  if (reply->rate_hz == rate_hz && reply->stream == NULL)
    return g_steal_pointer (&owned);
  if (reply->stream_hz != rate_hz)
    {
      g_clear_pointer (&reply->stream, askg_pcm_stream_free);
      reply->stream = askg_pcm_stream_new (rate_hz, reply->rate_hz);
      reply->stream_hz = rate_hz;
    }

  return askg_pcm_stream_feed (reply->stream, samples, n_bytes);
}

void
askg_live_session_take_sound (AskgLiveSession     *self,
                              const AskgLiveEvent *event)
{
  AskgLiveReply *reply = &self->reply;
  g_autoptr(GBytes) sound = NULL;

  if (event->bytes == NULL || event->rate_hz < ASKG_PCM_MIN_RATE_HZ || !askg_live_session_is_heard (self, event))
    return;
  if (event->item != NULL && g_strcmp0 (reply->item, event->item) != 0)
    {
      g_free (reply->item);
      reply->item = g_strdup (event->item);
    }
  sound = at_one_rate (reply, take_whole (reply, event->bytes), event->rate_hz);
  if (g_bytes_get_size (sound) == 0)
    return;
  reply->n_bytes += g_bytes_get_size (sound);
  if (reply->n_bytes > MAX_SOUND_BYTES)
    {
      askg_live_session_tell_trouble (self, askg_live_session_new_long_error (self));
      askg_live_session_cut_reply (self, G_MAXINT64);
      return;
    }
  askg_live_session_tell_sound (self, sound, reply->rate_hz);
}

/* -- Cut ------------------------------------------------------------------------- */

static gboolean
tell_cut_cb (gpointer user_data)
{
  tell_cut (user_data);

  return G_SOURCE_REMOVE;
}

static gint64
get_sound_ms (const AskgLiveReply *reply)
{
  return reply->rate_hz > 0 ? (gint64) (reply->n_bytes / 2) * 1000 / reply->rate_hz : 0;
}

/* What was heard of @text, when so much of its sound was: up to the end of a word. */
static void
cut_text (GString *text,
          gint64   heard_ms,
          gint64   sound_ms)
{
  const glong n_chars = g_utf8_strlen (text->str, (gssize) text->len);
  const char *end;

  if (sound_ms <= 0 || heard_ms >= sound_ms)
    return;
  end = g_utf8_offset_to_pointer (text->str, (glong) ((double) n_chars * (double) heard_ms / (double) sound_ms));
  while (end > text->str && *end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);
  g_string_truncate (text, (gsize) (end - text->str));
}

/* @heard_ms: of the reply that is made, or of the last, which may still sound */
void
askg_live_session_cut_reply (AskgLiveSession *self,
                             gint64           heard_ms)
{
  AskgLiveReply *reply = &self->reply;
  const gint64 sound_ms = get_sound_ms (reply);
  const gint64 kept_ms = CLAMP (heard_ms, 0, sound_ms);
  g_autoptr(GString) json = NULL;

  if (reply->number == 0)
    return;
  if (reply->is_going)
    {
      json = g_string_new (NULL);
      askg_live_write_stop (json, reply->id);
      askg_live_session_send_ours (self, json);
      forget_id (self, reply->id);
      self->mutes_all = reply->id == NULL;
      reply->is_going = FALSE;
      self->has_cut = TRUE;
      askg_timer_set (&self->telling, 0, "[askg] live reply cut", tell_cut_cb, self);
    }
  if (reply->item != NULL && kept_ms < sound_ms)
    {
      g_autoptr(GString) truncate = g_string_new (NULL);

      askg_live_write_truncate (truncate, reply->item, kept_ms);
      askg_live_session_send_ours (self, truncate);
      g_clear_pointer (&reply->item, g_free); /* once */
    }
  cut_text (reply->text, kept_ms, sound_ms);
  askg_live_memory_set_reply (self->memory, reply->text->str);
}
