/* askg-web-socket-send.c: what leaves by a web socket: past the gate, and with a row in the ledger. Main thread.
 *
 * Messages go in the order in which they were given: one that waits for the gate or the ledger holds those behind it. A
 * message with words or pictures has a row of its own. The pieces of a sound that is being said share one, whose hash runs
 * along and is written when the turn is over. What holds nothing of the person's is counted with the connection. */
#include "engine/transport/askg-web-socket-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgWebRow
{
  AskgLedger      *ledger; /* owned */
  gint64           id;     /* 0: not written yet, or ended */
  GChecksum       *hash;   /* (nullable): of a turn */
  guint64          n_bytes;
  AskgSentOutcome  outcome;
  gboolean         is_over;
};

typedef enum
{
  NEW,
  ASKING,   /* the gate */
  PASSED,
  WRITING,  /* the row */
  READY,
} OutgoingState;

typedef struct
{
  AskgOutbound *outbound; /* owned; (nullable): the turn is over */
  AskgWebRow   *row;      /* owned; (nullable) */
  OutgoingState state;
} Outgoing;

static void advance (AskgWebSocket *self);

/* -- Rows -------------------------------------------------------------------- */

static void
row_clear (AskgWebRow *row)
{
  g_clear_object (&row->ledger);
  g_clear_pointer (&row->hash, g_checksum_free);
}

static void
row_unref (AskgWebRow *row)
{
  g_rc_box_release_full (row, (GDestroyNotify) row_clear);
}

static void
end_row_now (AskgWebRow *row)
{
  if (row->id == 0 || !row->is_over)
    return;
  if (row->hash != NULL)
    askg_ledger_end_stream (row->ledger, row->id, row->outcome, row->n_bytes, g_checksum_get_string (row->hash));
  else
    askg_ledger_end (row->ledger, row->id, row->outcome, 0, row->n_bytes, 0);
  row->id = 0;
}

/* Also of one that the ledger has not written yet: then as soon as it has. */
static void
end_row (AskgWebRow      *row,
         AskgSentOutcome  outcome)
{
  if (row->is_over)
    return;
  row->is_over = TRUE;
  row->outcome = outcome;
  end_row_now (row);
}

static void
end_turn (AskgWebSocket   *self,
          AskgSentOutcome  outcome)
{
  if (self->turn == NULL)
    return;
  end_row (self->turn, outcome);
  g_clear_pointer (&self->turn, row_unref);
}

typedef struct
{
  AskgWebSocket *socket; /* owned */
  AskgWebRow    *row;    /* owned */
  gboolean       is_waited_for;
} Writing;

static void
begun_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr(AskgWebSocket) self = writing->socket;
  Outgoing *first = g_queue_peek_head (&self->outgoing);
  GError *error = NULL;

  writing->row->id = askg_ledger_begin_finish (ASKG_LEDGER (object), result, &error);
  end_row_now (writing->row);
  if (self->exchange == NULL || !writing->is_waited_for)
    g_clear_error (&error);
  else if (error != NULL)
    askg_web_socket_end (self, error);
  else if (first != NULL && first->state == WRITING)
    {
      first->state = READY;
      advance (self);
    }
  row_unref (writing->row);
}

/* Returns: (transfer full): it is waited for where the message leaves this machine */
static AskgWebRow *
begin_row (AskgWebSocket *self,
           AskgOutbound  *outbound,
           gboolean       is_turn)
{
  const gboolean is_here = askg_origin_is_this_machine (askg_outbound_get_origin (outbound));
  g_autoptr(AskgLedgerRow) told = askg_outbound_dup_row (outbound);
  AskgWebRow *row = g_rc_box_new0 (AskgWebRow);
  Writing *writing = g_new0 (Writing, 1);

  row->ledger = g_object_ref (self->ledger);
  row->hash = is_turn ? g_checksum_new (G_CHECKSUM_SHA256) : NULL;
  writing->socket = g_object_ref (self);
  writing->row = g_rc_box_acquire (row);
  writing->is_waited_for = !is_here;
  g_free (told->request);
  told->request = g_strconcat ("WebSocket ", askg_outbound_get_target (self->upgrade_request), NULL);
  if (is_turn)
    g_clear_pointer (&told->body, g_bytes_unref); /* its hash has to do: an hour of voice is no proof anybody reads */
  askg_ledger_begin_async (self->ledger, told, is_here ? NULL : self->inner, begun_cb, writing);

  return row;
}

/* -- One message -------------------------------------------------------------- */

static void
outgoing_free (Outgoing *one)
{
  g_clear_pointer (&one->outbound, askg_outbound_unref);
  g_clear_pointer (&one->row, row_unref);
  g_free (one);
}

static gboolean
is_of_a_turn (AskgOutbound *outbound)
{
  return askg_outbound_get_kinds (outbound) == ASKG_CONTENT_SOUND;
}

static void
passed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgWebSocket) self = user_data;
  Outgoing *first = g_queue_peek_head (&self->outgoing);
  GError *error = NULL;
  g_autoptr(AskgOutbound) agreed = askg_gate_pass_finish (ASKG_GATE (object), result, &error);

  if (self->exchange == NULL || first == NULL)
    g_clear_error (&error);
  else if (agreed == NULL)
    askg_web_socket_end (self, error);
  else
    {
      askg_outbound_unref (first->outbound);
      first->outbound = g_steal_pointer (&agreed);
      first->state = PASSED;
      advance (self);
    }
}

/* A turn is asked about once, at its beginning. */
static void
pass_gate (AskgWebSocket *self,
           Outgoing      *one)
{
  AskgGate *gate = self->exchange->shared->gate;

  if (askg_outbound_get_n_pieces (one->outbound) == 0 || (is_of_a_turn (one->outbound) && self->turn != NULL) ||
      askg_gate_pass_now (gate, one->outbound))
    {
      one->state = PASSED;
      return;
    }
  one->state = ASKING;
  askg_gate_pass_async (gate, one->outbound, self->inner, passed_cb, g_object_ref (self));
}

static void
write_row (AskgWebSocket *self,
           Outgoing      *one)
{
  const gboolean is_here = askg_origin_is_this_machine (askg_outbound_get_origin (one->outbound));

  one->state = READY;
  if (askg_outbound_get_n_pieces (one->outbound) == 0)
    return;
  if (is_of_a_turn (one->outbound))
    {
      if (self->turn != NULL)
        return;
      self->turn = begin_row (self, one->outbound, TRUE);
    }
  else
    one->row = begin_row (self, one->outbound, FALSE);
  one->state = is_here ? READY : WRITING;
}

static gboolean
frame_lines (AskgWebSocket *self,
             const guint8  *bytes,
             gsize          n_bytes)
{
  while (n_bytes > 0)
    {
      const guint8 *line_end = memchr (bytes, '\n', n_bytes);
      const gsize n_line = line_end != NULL ? (gsize) (line_end - bytes) : n_bytes;

      if (n_line > 0 && !askg_web_frames_send (self->frames, bytes, n_line))
        return FALSE;
      bytes += MIN (n_line + 1, n_bytes);
      n_bytes -= MIN (n_line + 1, n_bytes);
    }

  return TRUE;
}

static gboolean
frame (AskgWebSocket *self,
       Outgoing      *one)
{
  AskgCovered *content = askg_outbound_get_content (one->outbound);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (askg_covered_get_body (content), &n_bytes);
  AskgWebRow *row = is_of_a_turn (one->outbound) ? self->turn : one->row;

  if (row != NULL)
    row->n_bytes += n_bytes;
  else
    self->exchange->timings.n_sent_bytes += n_bytes;
  if (row != NULL && row->hash != NULL)
    g_checksum_update (row->hash, bytes, (gssize) n_bytes);

  return g_str_equal (askg_covered_get_content_type (content), ASKG_WEB_SOCKET_LINES)
         ? frame_lines (self, bytes, n_bytes)
         : askg_web_frames_send (self->frames, bytes, n_bytes);
}

static GError *
slow_error (AskgWebSocket *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("%s takes what is said more slowly than it is said, so the conversation was ended. Look at the network, then try again."),
                      askg_web_socket_get_label (self));
}

/* Returns: whether the first was sent, and the next can be looked at */
static gboolean
advance_first (AskgWebSocket *self)
{
  Outgoing *one = g_queue_peek_head (&self->outgoing);

  if (one->outbound == NULL)
    end_turn (self, ASKG_SENT_WHOLE);
  else
    {
      if (one->state == NEW)
        pass_gate (self, one);
      if (one->state == PASSED)
        write_row (self, one);
      if (one->state != READY)
        return FALSE;
      if (!frame (self, one))
        {
          askg_web_socket_fail_later (self, slow_error (self));
          return FALSE;
        }
      if (one->row != NULL)
        end_row (one->row, ASKG_SENT_WHOLE);
    }
  outgoing_free (g_queue_pop_head (&self->outgoing));

  return TRUE;
}

static void
advance (AskgWebSocket *self)
{
  while (self->exchange != NULL && !g_queue_is_empty (&self->outgoing) && advance_first (self))
    ;
  askg_web_socket_write (self);
}

/* -- The caller ---------------------------------------------------------------- */

static void
append (AskgWebSocket *self,
        AskgOutbound  *outbound)
{
  Outgoing *one = g_new0 (Outgoing, 1);

  one->outbound = outbound != NULL ? askg_outbound_ref (outbound) : NULL;
  g_queue_push_tail (&self->outgoing, one);
  if (g_queue_get_length (&self->outgoing) == 1)
    advance (self);
}

/**
 * askg_web_socket_send:
 * @message: with a content; for the place where the socket leads
 *
 * Sends it once the gate has let it through and the ledger knows of it; what was given before goes before. Only while
 * askg_web_socket_is_open().
 *
 * Errors: %ASKG_ERROR_LOCAL_ONLY; %ASKG_ERROR_NOT_SENT when it was made for another place. What fails later ends the socket.
 */
gboolean
askg_web_socket_send (AskgWebSocket  *self,
                      AskgOutbound   *message,
                      GError        **error)
{
  AskgOrigin *origin;

  g_return_val_if_fail (ASKG_IS_WEB_SOCKET (self), FALSE);
  g_return_val_if_fail (askg_outbound_get_content (message) != NULL, FALSE);
  g_return_val_if_fail (askg_web_socket_is_open (self), FALSE);

  origin = askg_outbound_get_origin (self->upgrade_request);
  if (!askg_origin_equal (askg_outbound_get_origin (message), origin))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                   _("Nothing was sent to %s: it was made for another address. Begin the conversation anew."),
                   askg_origin_get_label (origin));
      return FALSE;
    }
  if (!askg_policy_check_origin (self->exchange->shared->policy, origin, error))
    return FALSE;
  append (self, message);

  return TRUE;
}

static void
agreed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(AskgOutbound) agreed = askg_gate_pass_finish (ASKG_GATE (object), result, &error);

  if (agreed != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * askg_web_socket_agree_async:
 * @like: what will be sent; it is not
 *
 * Has the person asked, if they have to be, before they begin to speak. Only while askg_web_socket_is_open().
 */
void
askg_web_socket_agree_async (AskgWebSocket       *self,
                             AskgOutbound        *like,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, self->inner, callback, user_data);
  AskgGate *gate = self->exchange->shared->gate;

  g_task_set_source_tag (task, askg_web_socket_agree_async);
  if (askg_gate_is_open_for (gate, like))
    g_task_return_boolean (task, TRUE);
  else
    askg_gate_pass_async (gate, like, self->inner, agreed_cb, g_object_ref (task));
}

/* Errors: %ASKG_ERROR_NOT_SENT; %G_IO_ERROR_CANCELLED when it has ended meanwhile */
gboolean
askg_web_socket_agree_finish (AskgWebSocket  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_web_socket_agree_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What was being said is over: its row in the ledger is ended, behind what still waits. */
void
askg_web_socket_end_turn (AskgWebSocket *self)
{
  g_return_if_fail (ASKG_IS_WEB_SOCKET (self));

  if (self->exchange != NULL && (self->turn != NULL || !g_queue_is_empty (&self->outgoing)))
    append (self, NULL);
}

/* It has ended: what was not sent is not, and the ledger hears of what was begun. */
void
askg_web_socket_drop_all (AskgWebSocket   *self,
                          AskgSentOutcome  outcome)
{
  Outgoing *one;

  end_turn (self, outcome);
  while ((one = g_queue_pop_head (&self->outgoing)) != NULL)
    {
      if (one->row != NULL)
        end_row (one->row, outcome);
      outgoing_free (one);
    }
}
