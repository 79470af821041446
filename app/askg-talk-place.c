/* askg-talk-place.c: main thread. */
#include "app/askg-talk-place.h"

#include <glib/gi18n-lib.h>

struct _AskgTalkPlace
{
  /* Owned */
  AskgSession       *session;
  AskgConversation  *conversation;
  AskgTurn          *turn;      /* its id: 0 before it is on the disk */

  AskgTalkPlaceFunc  committed; /* (nullable): nobody waits for it any more */
  gpointer           user_data;
  gboolean           is_pending; /* the history says yet how it went */
  gboolean           is_left;   /* nobody needs it */
};

static void
place_free (AskgTalkPlace *self)
{
  g_object_unref (self->session);
  g_object_unref (self->conversation);
  g_object_unref (self->turn);
  g_free (self);
}

static void
leave (AskgTalkPlace *self)
{
  const gint64 id = askg_turn_get_id (self->turn);

  if (id != 0)
    askg_store_withdraw_turn (askg_session_get_store (self->session), self->conversation, id);
  place_free (self);
}

/* Of a history that takes nothing the question itself is told: it fails by that, too. */
static void
begun_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AskgTalkPlace *self = user_data;
  const gboolean is_there = askg_store_begin_turn_finish (ASKG_STORE (object), result, NULL);

  self->is_pending = FALSE;
  if (self->is_left)
    leave (self);
  else if (is_there)
    self->committed (self->user_data);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgTalkPlace *self = user_data;

  self->is_pending = askg_session_open_finish (self->session, result, NULL) && !self->is_left;
  if (self->is_pending)
    askg_store_begin_turn_async (askg_session_get_store (self->session), self->conversation, self->turn, NULL, begun_cb, self);
  else if (self->is_left)
    leave (self);
}

/* Words that nobody sees, but where this is all that is left of it. */
static AskgTurn *
new_turn (AskgEngine *engine)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(AskgPcm) sound = askg_pcm_new (nothing, ASKG_PCM_MIN_RATE_HZ, 1);
  g_autoptr(AskgAttachment) voice = askg_attachment_new_sound (ASKG_ATTACHMENT_VOICE, sound, _("Your voice, not heard to its end"));
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = askg_answer_new (askg_engine_get_id (engine), askg_engine_get_name (engine));

  g_list_store_append (attachments, voice);
  question = askg_question_new ("", G_LIST_MODEL (attachments));

  return askg_turn_new (question, answer);
}

/**
 * askg_talk_place_new:
 * @conversation: on the record
 * @engine: who will be asked
 * @committed: later, once
 */
AskgTalkPlace *
askg_talk_place_new (AskgSession       *session,
                     AskgConversation  *conversation,
                     AskgEngine        *engine,
                     AskgTalkPlaceFunc  committed,
                     gpointer           user_data)
{
  AskgTalkPlace *self = g_new0 (AskgTalkPlace, 1);

  self->session = g_object_ref (session);
  self->conversation = g_object_ref (conversation);
  self->turn = new_turn (engine);
  self->committed = committed;
  self->user_data = user_data;
  self->is_pending = TRUE;
  askg_session_open_async (session, NULL, open_cb, self);

  return self;
}

/* It was nothing. Frees @self. */
void
askg_talk_place_drop (AskgTalkPlace *self)
{
  self->is_left = TRUE;
  if (!self->is_pending)
    leave (self);
}

/**
 * askg_talk_place_take:
 *
 * Frees @self.
 *
 * Returns: what the turn that follows is asked with, see askg_asking_start_with(); 0 where the row is not there yet: then
 *   it will not be
 */
gint64
askg_talk_place_take (AskgTalkPlace *self)
{
  const gint64 id = askg_turn_get_id (self->turn);

  if (id == 0)
    askg_talk_place_drop (self);
  else
    place_free (self);

  return id;
}
