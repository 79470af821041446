/* askg-web-frames.c: wslay does the framing; here is what it asks of its user. One thread at a time.
 *
 * A long message goes in fragments: what is short and urgent, such as the answer to a ping, goes in between. */
#include "engine/transport/askg-web-frames.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include <wslay/wslay.h>

#define FRAGMENTED_BYTES   16384u      /* a message longer than this goes in fragments */
#define OUTPUT_BYTES       65536u      /* so much is made ready at once */
#define MAX_WAITING_BYTES  (64u << 20) /* whatever is to be sent: then the other side does not take it */
#define MAX_WAITING_FRAMES 4096u
#define MAX_GOODBYE_BYTES  125u

struct _AskgWebFrames
{
  wslay_event_context_ptr  wslay;
  AskgWebMessageFunc       func;
  gpointer                 user_data;

  /* Borrowed, while it is fed */
  const guint8            *input;
  gsize                    n_input;

  GByteArray              *output;
  gsize                    n_written;     /* of @output, already */
  GQueue                   long_messages; /* of LongMessage, in their order */
  gsize                    n_long_bytes;  /* of them, not in the output yet */

  GByteArray              *goodbye;       /* theirs, as far as it has come */
  gsize                    n_goodbye;     /* how long it will be, while it comes */
  guint                    their_code;    /* 0: none yet */
  GString                 *reason;
  gboolean                 has_bad_reason;
};

typedef struct
{
  GBytes *bytes; /* owned */
  gsize   at;
} LongMessage;

static void
long_message_free (LongMessage *message)
{
  g_bytes_unref (message->bytes);
  g_free (message);
}

static ssize_t
recv_cb (wslay_event_context_ptr  wslay,
         uint8_t                 *buffer,
         size_t                   n_bytes,
         int                      flags,
         void                    *user_data)
{
  AskgWebFrames *self = user_data;
  const gsize n = MIN (n_bytes, self->n_input);

  if (n == 0)
    {
      wslay_event_set_error (wslay, WSLAY_ERR_WOULDBLOCK);
      return -1;
    }
  memcpy (buffer, self->input, n);
  self->input += n;
  self->n_input -= n;

  return (ssize_t) n;
}

static ssize_t
send_cb (wslay_event_context_ptr  wslay,
         const uint8_t           *bytes,
         size_t                   n_bytes,
         int                      flags,
         void                    *user_data)
{
  AskgWebFrames *self = user_data;
  const gsize n = MIN (n_bytes, OUTPUT_BYTES - MIN (self->output->len, OUTPUT_BYTES));

  if (n == 0)
    {
      wslay_event_set_error (wslay, WSLAY_ERR_WOULDBLOCK);
      return -1;
    }
  g_byte_array_append (self->output, bytes, n);

  return (ssize_t) n;
}

/* Nobody on the way may foresee it. */
static int
mask_cb (wslay_event_context_ptr  wslay,
         uint8_t                 *buffer,
         size_t                   n_bytes,
         void                    *user_data)
{
  while (getrandom (buffer, n_bytes, 0) != (ssize_t) n_bytes)
    if (errno != EINTR)
      return -1;

  return 0;
}

static ssize_t
read_long_cb (wslay_event_context_ptr              wslay,
              uint8_t                             *buffer,
              size_t                               n_bytes,
              const union wslay_event_msg_source  *source,
              int                                 *out_is_end,
              void                                *user_data)
{
  AskgWebFrames *self = user_data;
  LongMessage *message = source->data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (message->bytes, &size);
  const gsize n = MIN (n_bytes, size - message->at);

  memcpy (buffer, bytes + message->at, n);
  message->at += n;
  self->n_long_bytes -= n;
  if (message->at == size)
    {
      *out_is_end = 1;
      g_queue_remove (&self->long_messages, message);
      long_message_free (message);
    }

  return (ssize_t) n;
}

static void
message_cb (wslay_event_context_ptr                   wslay,
            const struct wslay_event_on_msg_recv_arg *told,
            void                                     *user_data)
{
  AskgWebFrames *self = user_data;

  if (told->opcode == WSLAY_TEXT_FRAME || told->opcode == WSLAY_BINARY_FRAME)
    self->func (told->msg, told->msg_length, self->user_data);
}

static void
frame_begins_cb (wslay_event_context_ptr                           wslay,
                 const struct wslay_event_on_frame_recv_start_arg *told,
                 void                                             *user_data)
{
  AskgWebFrames *self = user_data;

  self->n_goodbye = told->opcode == WSLAY_CONNECTION_CLOSE ? (gsize) MIN (told->payload_length, MAX_GOODBYE_BYTES) : 0;
}

/* Of a goodbye, wslay 1.1.1 refuses codes that came after its time, such as that of a server which starts again, and looks
 * at the words only when they come in one piece: so it is read here, too. */
static void
frame_chunk_cb (wslay_event_context_ptr                           wslay,
                const struct wslay_event_on_frame_recv_chunk_arg *told,
                void                                             *user_data)
{
  AskgWebFrames *self = user_data;

  if (self->n_goodbye < 2)
    return;
  g_byte_array_append (self->goodbye, told->data, (guint) told->data_length);
  if (self->goodbye->len < self->n_goodbye)
    return;
  self->n_goodbye = 0;
  self->their_code = (guint) self->goodbye->data[0] << 8 | self->goodbye->data[1];
  self->has_bad_reason = !g_utf8_validate_len ((const char *) self->goodbye->data + 2, self->goodbye->len - 2, NULL);
  if (!self->has_bad_reason)
    g_string_append_len (self->reason, (const char *) self->goodbye->data + 2, (gssize) self->goodbye->len - 2);
}

static gboolean
is_new_code (guint code)
{
  return code >= ASKG_WEB_CLOSE_RESTART && code <= ASKG_WEB_CLOSE_BAD_GATEWAY;
}

/**
 * askg_web_frames_new:
 * @max_message_bytes: a longer one is refused before it has come: close code 1009
 */
AskgWebFrames *
askg_web_frames_new (gsize              max_message_bytes,
                     AskgWebMessageFunc func,
                     gpointer           user_data)
{
  static const struct wslay_event_callbacks callbacks = {
    .recv_callback = recv_cb, .send_callback = send_cb, .genmask_callback = mask_cb,
    .on_frame_recv_start_callback = frame_begins_cb, .on_frame_recv_chunk_callback = frame_chunk_cb,
    .on_msg_recv_callback = message_cb,
  };
  AskgWebFrames *self = g_new0 (AskgWebFrames, 1);

  self->func = func;
  self->user_data = user_data;
  self->output = g_byte_array_new ();
  self->goodbye = g_byte_array_new ();
  self->reason = g_string_new (NULL);
  g_queue_init (&self->long_messages);
  if (wslay_event_context_client_init (&self->wslay, &callbacks, self) != 0)
    g_error ("No memory for a WebSocket");
  wslay_event_config_set_max_recv_msg_length (self->wslay, max_message_bytes);

  return self;
}

void
askg_web_frames_free (AskgWebFrames *self)
{
  wslay_event_context_free (self->wslay);
  g_queue_clear_full (&self->long_messages, (GDestroyNotify) long_message_free);
  g_byte_array_unref (self->output);
  g_byte_array_unref (self->goodbye);
  g_string_free (self->reason, TRUE);
  g_free (self);
}

/**
 * askg_web_frames_feed:
 *
 * Tells what @bytes complete. Frames that break the rules (masked, with bits nobody agreed to, control frames that are
 * long or in pieces, words that are not UTF-8) make it close with the code for that.
 *
 * Returns: whether more may come: %FALSE after a close, its or theirs
 */
gboolean
askg_web_frames_feed (AskgWebFrames *self,
                      const guint8  *bytes,
                      gsize          n_bytes)
{
  self->input = bytes;
  self->n_input = n_bytes;
  if (wslay_event_want_read (self->wslay) && wslay_event_recv (self->wslay) != 0)
    wslay_event_shutdown_read (self->wslay);
  self->input = NULL;
  self->n_input = 0;

  /* Each ping leaves an answer to be written: nobody has that many. */
  if (wslay_event_get_queued_msg_count (self->wslay) > MAX_WAITING_FRAMES)
    {
      wslay_event_shutdown_read (self->wslay);
      wslay_event_shutdown_write (self->wslay);
    }

  return wslay_event_want_read (self->wslay);
}

/**
 * askg_web_frames_send:
 * @message: UTF-8; copied
 *
 * Returns: whether it will be written: not after a close, nor while 64 MiB wait
 */
gboolean
askg_web_frames_send (AskgWebFrames *self,
                      const guint8  *message,
                      gsize          n_bytes)
{
  const struct wslay_event_msg whole = { WSLAY_TEXT_FRAME, message, n_bytes };
  struct wslay_event_fragmented_msg cut = { .opcode = WSLAY_TEXT_FRAME, .read_callback = read_long_cb };
  LongMessage *long_message;

  if (askg_web_frames_get_n_waiting_bytes (self) + n_bytes > MAX_WAITING_BYTES)
    return FALSE;
  if (n_bytes <= FRAGMENTED_BYTES)
    return wslay_event_queue_msg (self->wslay, &whole) == 0;

  long_message = g_new0 (LongMessage, 1);
  long_message->bytes = g_bytes_new (message, n_bytes);
  cut.source.data = long_message;
  if (wslay_event_queue_fragmented_msg (self->wslay, &cut) != 0)
    {
      long_message_free (long_message);
      return FALSE;
    }
  g_queue_push_tail (&self->long_messages, long_message);
  self->n_long_bytes += n_bytes;

  return TRUE;
}

/* Says that nothing more comes from here; what waits is not sent any more. */
void
askg_web_frames_close (AskgWebFrames *self,
                       guint          code)
{
  wslay_event_queue_close (self->wslay, (uint16_t) code, NULL, 0);
}

/**
 * askg_web_frames_fill:
 * @out_n_bytes: (out): 0 when there is nothing to write
 *
 * Returns: (transfer none): what is to be written next, until the next call of anything
 */
const guint8 *
askg_web_frames_fill (AskgWebFrames *self,
                      gsize         *out_n_bytes)
{
  if (self->n_written == self->output->len)
    {
      g_byte_array_set_size (self->output, 0);
      self->n_written = 0;
      if (wslay_event_want_write (self->wslay) && wslay_event_send (self->wslay) != 0)
        wslay_event_shutdown_write (self->wslay);
    }
  *out_n_bytes = self->output->len - self->n_written;

  return self->output->data + self->n_written;
}

void
askg_web_frames_written (AskgWebFrames *self,
                         gsize          n_bytes)
{
  g_return_if_fail (n_bytes <= self->output->len - self->n_written);

  self->n_written += n_bytes;
}

gsize
askg_web_frames_get_n_waiting_bytes (AskgWebFrames *self)
{
  return wslay_event_get_queued_msg_length (self->wslay) + self->n_long_bytes + self->output->len - self->n_written;
}

/* Whether nothing more comes, and all is written: the connection can be closed. */
gboolean
askg_web_frames_is_over (AskgWebFrames *self)
{
  return !wslay_event_want_read (self->wslay) && !wslay_event_want_write (self->wslay) && self->n_written == self->output->len;
}

/* Whether the other side said that it closes. */
gboolean
askg_web_frames_was_closed (AskgWebFrames *self)
{
  return wslay_event_get_close_received (self->wslay) || is_new_code (self->their_code);
}

/* Why it is over: what they said, else what we found wrong. 1006 when nobody said anything. */
guint
askg_web_frames_get_code (AskgWebFrames *self)
{
  if (self->has_bad_reason)
    return ASKG_WEB_CLOSE_NOT_UTF8;
  if (is_new_code (self->their_code))
    return self->their_code;
  if (wslay_event_get_close_received (self->wslay))
    return wslay_event_get_status_code_received (self->wslay);
  if (!wslay_event_get_close_sent (self->wslay))
    return ASKG_WEB_CLOSE_LOST;

  /* What is no frame at all wslay leaves without a number. */
  return wslay_event_get_status_code_sent (self->wslay) == ASKG_WEB_CLOSE_NO_CODE ? ASKG_WEB_CLOSE_PROTOCOL
                                                                                  : wslay_event_get_status_code_sent (self->wslay);
}

/* Their words with the code; "" when there are none. Valid UTF-8. */
const char *
askg_web_frames_get_reason (AskgWebFrames *self)
{
  return self->reason->str;
}
