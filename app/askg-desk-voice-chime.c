/* askg-desk-voice-chime.c: main thread. */
#include "app/askg-desk-voice-chime.h"

#include <math.h>

#include "capture/audio/askg-reply-player.h"

#define RATE_HZ 24000u
#define NOTE_MS 250u
#define EDGE_MS 20u   /* swells and fades, so that nothing clicks */
#define LOUD 6000.0   /* of 32767 */

struct _AskgVoiceChime
{
  AskgReplyPlayer    *player; /* owned */
  AskgVoiceChimeFunc  on_end;
  gpointer            user_data;
  GError             *error; /* owned (nullable): why it is not heard */
  guint               end_source;
};

static const double notes_hz[] = { 523.25, 659.25, 783.99 };

static GBytes *
make_chime (void)
{
  const guint n_note = RATE_HZ * NOTE_MS / 1000;
  const guint n_edge = RATE_HZ * EDGE_MS / 1000;
  gint16 *samples = g_new (gint16, G_N_ELEMENTS (notes_hz) * n_note);

  for (guint note = 0; note < G_N_ELEMENTS (notes_hz); note++)
    for (guint i = 0; i < n_note; i++)
      {
        const double swell = MIN (1, (double) MIN (i, n_note - 1 - i) / n_edge);

        samples[note * n_note + i] = (gint16) (LOUD * swell * sin (2 * G_PI * notes_hz[note] * i / RATE_HZ));
      }

  return g_bytes_new_take (samples, G_N_ELEMENTS (notes_hz) * n_note * sizeof (gint16));
}

static void
end_cb (gpointer user_data)
{
  AskgVoiceChime *self = user_data;

  self->end_source = 0;
  self->on_end (self->error, self->user_data);
}

/* Not from within the player, which may be freed then. */
static void
end (AskgVoiceChime *self)
{
  if (self->end_source == 0)
    self->end_source = g_idle_add_once (end_cb, self);
}

static void
trouble_cb (AskgReplyPlayer *player,
            const GError    *error,
            AskgVoiceChime  *self)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  end (self);
}

/* @loudspeaker: (nullable): its name; %NULL for the one the desktop uses. It sounds at once; @on_end comes later. */
AskgVoiceChime *
askg_voice_chime_new (const char         *loudspeaker,
                      AskgVoiceChimeFunc  on_end,
                      gpointer            user_data)
{
  AskgVoiceChime *self = g_new0 (AskgVoiceChime, 1);
  g_autoptr(GBytes) chime = make_chime ();
  guint generation;

  self->player = askg_reply_player_new (NULL, loudspeaker);
  self->on_end = on_end;
  self->user_data = user_data;
  g_signal_connect_swapped (self->player, "finished", G_CALLBACK (end), self);
  g_signal_connect (self->player, "trouble", G_CALLBACK (trouble_cb), self);
  generation = askg_reply_player_begin (self->player, RATE_HZ);
  askg_reply_player_push (self->player, generation, chime);
  askg_reply_player_end (self->player, generation);

  return self;
}

/* Silent at once. */
void
askg_voice_chime_free (AskgVoiceChime *self)
{
  g_signal_handlers_disconnect_by_data (self->player, self);
  askg_reply_player_cut (self->player);
  g_clear_object (&self->player);
  g_clear_handle_id (&self->end_source, g_source_remove);
  g_clear_error (&self->error);
  g_free (self);
}
