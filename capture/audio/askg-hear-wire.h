/* askg-hear-wire.h: what a helper that hears or plays and whoever started it tell each other: a head, then so many bytes.
 * Any thread.
 *
 * Both ends are of one build on one machine, so numbers are as the machine has them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  /* From askglass-hear, about the microphone */
  ASKG_HEAR_SAMPLES = 'S', /* signed 16-bit, one channel; not known yet to be the microphone's */
  ASKG_HEAR_VOUCHED = 'V', /* all before @position is the microphone's */
  ASKG_HEAR_DEVICE  = 'D', /* it hears from here on; the bytes are the device's name */
  ASKG_HEAR_LOST    = 'L', /* what came from @position on is not the microphone's; the bytes are an AskgHearTrouble's name */
  ASKG_HEAR_FAILED  = 'F', /* it never heard anything, and has ended; the bytes are the same */
  ASKG_HEAR_MUTED   = 'U', /* @position: 1 when the sound server gives nothing but silence, because somebody wants it so */
  ASKG_HEAR_ECHO    = 'G', /* of the samples that follow; the bytes are an AskgHearEcho */
  ASKG_HEAR_COUPLED = 'M', /* @position: an AskgHearCoupling */

  /* To askglass-hear and askglass-play, about replies: @position is the reply's generation */
  ASKG_PLAY_BEGIN   = 'b', /* the one before it is silent; the bytes are an AskgPlayBegin */
  ASKG_PLAY_SAMPLES = 's', /* signed 16-bit, one channel */
  ASKG_PLAY_END     = 'e', /* no more comes */
  ASKG_PLAY_CUT     = 'c', /* silence, now */
  ASKG_PLAY_DUCK    = 'd', /* @position: 1 for softly, 0 for as loud as it is */
  ASKG_PLAY_DEVICE  = 'l', /* on which loudspeaker from here on; the bytes are its name, none for the desktop's choice */
  ASKG_PLAY_READY   = 'r', /* a reply will come: what takes time is done now */

  /* From both */
  ASKG_PLAY_HEARD   = 'H', /* @position: samples of the reply that have sounded; the bytes are its generation, a guint32 */
  ASKG_PLAY_OVER    = 'O', /* @position: the generation of the reply that has sounded to its end */
  ASKG_PLAY_TROUBLE = 'T', /* nothing sounds; the bytes are an AskgPlayTrouble's name, none when it is over */
} AskgHearKind;

typedef struct
{
  guint32 kind; /* an AskgHearKind */
  guint32 n_bytes;
  gint64  position; /* samples since the helper began; of the first, where there are some */
} AskgHearHead;

typedef struct
{
  guint32 rate_hz;
} AskgPlayBegin;

/* Of what was just heard while something is played. Decibels of full scale, of what voices have: 150 to 4000 Hz. */
typedef struct
{
  float played_dbfs;   /* the loudest that an echo may be of */
  float heard_dbfs;    /* as it came */
  float left_dbfs;     /* without what was taken out */
  float expected_dbfs; /* how much of that may be echo still */
  guint32 is_coupled;  /* whether what is played comes back at all: else it is a headset */
} AskgHearEcho;

/* How much of what is played is heard. */
typedef enum
{
  ASKG_HEAR_UNKNOWN,
  ASKG_HEAR_APART,      /* nothing of it */
  ASKG_HEAR_CANCELLED,  /* it is taken out */
  ASKG_HEAR_TOO_STRONG, /* it is, and too much is left for a voice to be told from it */
} AskgHearCoupling;

#define ASKG_HEAR_MAX_BYTES (64u * 1024)

/* Returns: whether to go on */
typedef gboolean (*AskgHearFunc) (const AskgHearHead *head,
                                  const guint8       *bytes,
                                  gpointer            user_data);

gboolean askg_hear_wire_read (GByteArray   *held,
                              const guint8 *bytes,
                              gsize         n_bytes,
                              AskgHearFunc  on_message,
                              gpointer      user_data);

G_END_DECLS
