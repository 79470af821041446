/* askg-live-session-send.c: what is said to the engine, in its order. Main thread.
 *
 * All of the person's goes through a parcel, as with any request: words are covered, a picture is covered by what was read
 * in it, and a sound can only be agreed to. */
#include "engine/provider/askg-live-session-private.h"

#include <string.h>

#define WAV_HEAD_BYTES    44u                               /* of askg_wav_write() */
#define TURN_BYTES        (60u * ASKG_LIVE_RATE_HZ * 2)     /* a row of the ledger is no longer */
#define MAX_SAID_BYTES    (30u * ASKG_LIVE_RATE_HZ * 2)     /* the latest, to be said again */
#define MAX_EARLIER_BYTES 32768u
#define PICTURE_SIDE_PX   2048u

void
askg_live_todo_free (AskgLiveTodo *todo)
{
  g_clear_pointer (&todo->sound, g_bytes_unref);
  g_clear_object (&todo->frame);
  g_clear_object (&todo->page);
  g_free (todo->text);
  g_free (todo);
}

/* -- Bodies: each an AskgParcelMake ------------------------------------------------ */

static GBytes *
make_ours (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  return g_bytes_ref (data);
}

static GBytes *
make_sound (AskgCovered  *covered,
            gpointer      data,
            char        **out_content_type)
{
  GBytes *wav = askg_covered_get_piece (covered, 0)->bytes;
  g_autoptr(GBytes) pcm = g_bytes_new_from_bytes (wav, WAV_HEAD_BYTES, g_bytes_get_size (wav) - WAV_HEAD_BYTES);
  GString *json = g_string_new (NULL);

  askg_live_write_sound (json, pcm);

  return g_string_free_to_bytes (json);
}

static GBytes *
make_picture (AskgCovered  *covered,
              gpointer      data,
              char        **out_content_type)
{
  const AskgCoveredPiece *piece = askg_covered_get_piece (covered, 0);
  GString *json = g_string_new (NULL);

  askg_live_write_picture (json, piece->mime, piece->bytes);

  return g_string_free_to_bytes (json);
}

/* Who said each of the texts. */
typedef struct
{
  AskgLiveDialect dialect;
  GByteArray     *by_person; /* owned: a byte a text */
} Speakers;

static void
speakers_free (gpointer data)
{
  Speakers *speakers = data;

  g_byte_array_unref (speakers->by_person);
  g_free (speakers);
}

static GBytes *
make_words (AskgCovered  *covered,
            gpointer      data,
            char        **out_content_type)
{
  const Speakers *speakers = data;
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < askg_covered_get_n_pieces (covered); i++)
    {
      gsize n_bytes;
      const char *bytes = g_bytes_get_data (askg_covered_get_piece (covered, i)->bytes, &n_bytes);
      g_autofree char *text = g_strndup (bytes, n_bytes);

      askg_live_write_words (json, speakers->dialect, speakers->by_person->data[i], text);
      g_string_append_c (json, '\n');
    }
  *out_content_type = g_strdup (ASKG_WEB_SOCKET_LINES);

  return g_string_free_to_bytes (json);
}

/* -- Sending ------------------------------------------------------------------------ */

/* (nullable) */
static AskgOutbound *
make_outbound (AskgLiveSession  *self,
               AskgCovered      *covered,
               gboolean          is_spoken,
               GError          **error)
{
  const AskgLinkRequest request = { .endpoint = self->endpoint, .content = covered, .is_off_record = self->is_off_record,
                                    .is_spoken = is_spoken };

  return askg_engine_link_make (self->link, &request, error);
}

static void
send_covered (AskgLiveSession *self,
              AskgCovered     *covered,
              gboolean         is_spoken)
{
  GError *error = NULL;
  g_autoptr(AskgOutbound) outbound = make_outbound (self, covered, is_spoken, &error);

  if (outbound == NULL || !askg_web_socket_send (self->socket, outbound, &error))
    askg_live_session_tell_trouble_later (self, error);
}

/* @json: nothing in it is the person's. Does nothing while there is nobody to tell. */
void
askg_live_session_send_ours (AskgLiveSession *self,
                             GString         *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new (json->str, json->len);
  g_autoptr(AskgParcel) parcel = NULL;
  g_autoptr(AskgCovered) covered = NULL;

  if (self->socket == NULL || !askg_web_socket_is_open (self->socket))
    return;
  parcel = askg_engine_link_new_parcel (self->link, self->cover, make_ours, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  send_covered (self, covered, FALSE);
}

/* @pcm: at the rate that is sent. Quick: a sound is not read. */
AskgOutbound *
askg_live_session_make_sound (AskgLiveSession  *self,
                              GBytes           *pcm,
                              GError          **error)
{
  g_autoptr(AskgPcm) sound = askg_pcm_new (pcm, self->rate_hz, 1);
  g_autoptr(AskgParcel) parcel = askg_engine_link_new_parcel (self->link, self->cover, make_sound, NULL, NULL);
  g_autoptr(AskgCovered) covered = NULL;

  if (self->is_ours)
    askg_parcel_set_ours (parcel);
  askg_parcel_add_sound (parcel, sound, 0);
  covered = askg_parcel_cover (parcel, askg_engine_link_must_cover (self->link), NULL, error);
  if (covered == NULL)
    return NULL;
  if (self->has_agreed)
    askg_covered_set_agreed (covered); /* to all that they say, as long as this lasts */

  return make_outbound (self, covered, TRUE, error);
}

void
askg_live_session_end_turn (AskgLiveSession *self)
{
  self->n_turn_bytes = 0;
  if (self->socket != NULL)
    askg_web_socket_end_turn (self->socket);
}

/* What is not answered yet may have to be said again. */
static void
remember_said (AskgLiveSession *self,
               GBytes          *sound)
{
  if (self->is_committed)
    g_byte_array_set_size (self->said, 0);
  self->is_committed = FALSE;
  g_byte_array_append (self->said, g_bytes_get_data (sound, NULL), (guint) g_bytes_get_size (sound));
  if (self->said->len > MAX_SAID_BYTES + MAX_SAID_BYTES / 4)
    g_byte_array_remove_range (self->said, 0, self->said->len - MAX_SAID_BYTES);
}

static void
send_sound (AskgLiveSession *self,
            GBytes          *sound)
{
  gsize n_bytes;
  const guint8 *samples = g_bytes_get_data (sound, &n_bytes);
  g_autoptr(GBytes) pcm = self->resampler != NULL ? askg_pcm_stream_feed (self->resampler, samples, n_bytes) : g_bytes_ref (sound);
  GError *error = NULL;
  g_autoptr(AskgOutbound) outbound = NULL;

  remember_said (self, sound);
  if (g_bytes_get_size (pcm) == 0)
    return;
  outbound = askg_live_session_make_sound (self, pcm, &error);
  if (outbound == NULL || !askg_web_socket_send (self->socket, outbound, &error))
    {
      askg_live_session_tell_trouble_later (self, error);
      return;
    }
  self->n_turn_bytes += n_bytes;
  if (self->n_turn_bytes >= TURN_BYTES)
    askg_live_session_end_turn (self);
}

static void
commit (AskgLiveSession *self)
{
  const gboolean talks = askg_live_dialect_talks (askg_live_reader_get_dialect (self->reader));
  g_autoptr(GString) json = g_string_new (NULL);

  self->is_committed = TRUE;
  if (!self->engine_takes_turns || !talks)
    {
      askg_live_write_commit (json);
      askg_live_session_send_ours (self, json);
      g_string_truncate (json, 0);
      askg_live_write_respond (json);
      if (talks)
        askg_live_session_send_ours (self, json);
      self->is_awaited = TRUE;
    }
  askg_live_session_end_turn (self);
  askg_live_session_expect (self);
}

static void
send_simple (AskgLiveSession *self,
             void           (*write) (GString *json))
{
  g_autoptr(GString) json = g_string_new (NULL);

  write (json);
  askg_live_session_send_ours (self, json);
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgLiveSession) self = user_data;
  AskgLiveTodo *first = g_queue_peek_head (&self->todo);
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);

  /* Of a connection that is gone: it waits for the next one. */
  if (first == NULL || !first->is_being_covered || self->socket == NULL || !askg_web_socket_is_open (self->socket))
    {
      if (first != NULL)
        first->is_being_covered = FALSE;
      g_clear_error (&error);
      return;
    }
  g_queue_pop_head (&self->todo);
  askg_live_todo_free (first);
  if (covered != NULL)
    send_covered (self, covered, FALSE);
  else
    askg_live_session_tell_trouble_later (self, error);
  askg_live_session_go_on (self);
}

static void
cover (AskgLiveSession *self,
       AskgLiveTodo    *todo,
       AskgParcel      *parcel)
{
  todo->is_being_covered = TRUE;
  if (self->is_ours)
    askg_parcel_set_ours (parcel);
  askg_engine_link_cover_async (self->link, parcel, NULL, covered_cb, g_object_ref (self));
}

/* Of this connection, those of before; or one that is asked now. */
static void
send_words (AskgLiveSession *self,
            AskgLiveTodo    *todo)
{
  g_autoptr(GArray) turns = todo->what == ASKG_LIVE_DO_EARLIER ? askg_live_memory_get_turns (self->memory, MAX_EARLIER_BYTES)
                                                               : g_array_new (FALSE, FALSE, sizeof (AskgLiveTurn));
  Speakers *speakers = g_new0 (Speakers, 1);
  g_autoptr(AskgParcel) parcel = askg_engine_link_new_parcel (self->link, self->cover, make_words, speakers, speakers_free);

  speakers->dialect = askg_live_reader_get_dialect (self->reader);
  speakers->by_person = g_byte_array_new ();
  if (todo->what == ASKG_LIVE_DO_TEXT)
    {
      const AskgLiveTurn turn = { TRUE, todo->text };

      g_array_append_val (turns, turn);
      askg_live_memory_add (self->memory, TRUE, todo->text);
    }
  for (guint i = 0; i < turns->len; i++)
    {
      const AskgLiveTurn *turn = &g_array_index (turns, AskgLiveTurn, i);
      const guint8 by_person = turn->by_person;

      g_byte_array_append (speakers->by_person, &by_person, 1);
      askg_parcel_add_text (parcel, turn->text);
    }
  cover (self, todo, parcel);
}

static void
send_picture (AskgLiveSession *self,
              AskgLiveTodo    *todo)
{
  g_autoptr(AskgParcel) parcel = askg_engine_link_new_parcel (self->link, self->cover, make_picture, NULL, NULL);

  askg_parcel_add_picture (parcel, todo->frame, todo->page, PICTURE_SIDE_PX, FALSE);
  cover (self, todo, parcel);
}

/* Returns: whether it is done, and the next can be */
static gboolean
do_one (AskgLiveSession *self,
        AskgLiveTodo    *todo)
{
  switch (todo->what)
    {
    case ASKG_LIVE_DO_SOUND:
      self->n_todo_bytes -= g_bytes_get_size (todo->sound);
      send_sound (self, todo->sound);
      return TRUE;
    case ASKG_LIVE_DO_COMMIT:
      commit (self);
      return TRUE;
    case ASKG_LIVE_DO_FORGET:
      send_simple (self, askg_live_write_forget);
      g_byte_array_set_size (self->said, 0);
      askg_live_session_end_turn (self);
      return TRUE;
    case ASKG_LIVE_DO_RESPOND:
      send_simple (self, askg_live_write_respond);
      self->is_awaited = TRUE;
      askg_live_session_expect (self);
      return TRUE;
    case ASKG_LIVE_DO_PICTURE:
      send_picture (self, todo);
      return FALSE;
    case ASKG_LIVE_DO_TEXT:
    case ASKG_LIVE_DO_EARLIER:
    default:
      send_words (self, todo);
      return FALSE;
    }
}

/* Sends what waits, as far as it can be. */
void
askg_live_session_go_on (AskgLiveSession *self)
{
  AskgLiveTodo *first;

  while (self->state == ASKG_LIVE_OPEN && (first = g_queue_peek_head (&self->todo)) != NULL && !first->is_being_covered &&
         self->socket != NULL && askg_web_socket_is_open (self->socket) && do_one (self, first))
    {
      g_queue_pop_head (&self->todo);
      askg_live_todo_free (first);
    }
}

/* Takes @todo. */
void
askg_live_session_do (AskgLiveSession *self,
                      AskgLiveTodo    *todo)
{
  g_queue_push_tail (&self->todo, todo);
  if (g_queue_get_length (&self->todo) == 1)
    askg_live_session_go_on (self);
}
