/* askg-reply-rest.c: pure. */
#include "capture/audio/askg-reply-rest.h"

#include <string.h>

#include "capture/audio/askg-sound-meter.h"

#define SAMPLE_BYTES ((gint64) sizeof (gint16))
#define TIDY_BYTES (256u * 1024) /* less is not worth moving the rest for */

void
askg_reply_rest_init (AskgReplyRest *self)
{
  memset (self, 0, sizeof *self);
  self->samples = g_byte_array_new ();
}

void
askg_reply_rest_clear (AskgReplyRest *self)
{
  askg_reply_rest_begin (self);
  g_clear_pointer (&self->samples, g_byte_array_unref);
}

/* Another reply, or none: nothing of this one stays. */
void
askg_reply_rest_begin (AskgReplyRest *self)
{
  if (self->samples->len > 0)
    explicit_bzero (self->samples->data, self->samples->len);
  g_byte_array_set_size (self->samples, 0);
  self->at = 0;
  self->has_odd = FALSE;
}

/* @bytes: cut anywhere, in the middle of a sample, too */
void
askg_reply_rest_add (AskgReplyRest *self,
                     GBytes        *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  if (n_bytes == 0)
    return;
  if (self->has_odd)
    g_byte_array_append (self->samples, &self->odd, 1);
  g_byte_array_append (self->samples, data, n_bytes);
  self->has_odd = self->samples->len % SAMPLE_BYTES != 0;
  if (self->has_odd)
    {
      self->odd = self->samples->data[self->samples->len - 1];
      g_byte_array_set_size (self->samples, self->samples->len - 1);
    }
}

/* What comes before that sample has sounded. */
void
askg_reply_rest_forget (AskgReplyRest *self,
                        gint64         before)
{
  const gint64 n_bytes = MIN ((before - self->at) * SAMPLE_BYTES, (gint64) self->samples->len);

  if (n_bytes < TIDY_BYTES)
    return;
  g_byte_array_remove_range (self->samples, 0, n_bytes);
  self->at += n_bytes / SAMPLE_BYTES;
}

/* Returns: the sample after the last one, in the reply */
gint64
askg_reply_rest_get_end (AskgReplyRest *self)
{
  return self->at + self->samples->len / SAMPLE_BYTES;
}

/* @at: not forgotten */
const guint8 *
askg_reply_rest_peek (AskgReplyRest *self,
                      gint64         at)
{
  return self->samples->data + (at - self->at) * SAMPLE_BYTES;
}

/* Returns: how loud that part of it is, in decibels of full scale; none of it is forgotten */
float
askg_reply_rest_measure (AskgReplyRest *self,
                         gint64         from,
                         gint64         to)
{
  AskgSoundMeter meter = { 0 };

  askg_sound_meter_take (&meter, (const gint16 *) (gconstpointer) askg_reply_rest_peek (self, from), to - from);

  return meter.level_dbfs;
}
