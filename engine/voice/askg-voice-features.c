/* askg-voice-features.c: pure.
 *
 * Each frame is brought to 16 kHz and, with the 6 ms before it, taken apart into 20 bands as wide as ears have them. What
 * counts of a band is how it stands to the others (the colour), and to its own quietest of the last two seconds (the room).
 * With that go: how well the last 40 ms repeat themselves and at which pitch, how the pitch moves, and how loud it is against
 * the loudest of late. Nothing of it depends on how loud the microphone is set. */
#include "engine/voice/askg-voice-features.h"

#include <math.h>
#include <string.h>

#include "engine/base/askg-fourier.h"
#include "engine/voice/askg-voice-detector.h"

#define RATE_HZ 16000u
#define FRAME 160u
#define WINDOW 256u
#define WINDOW_RISE 192u         /* it falls at once: what is new counts */
#define N_BINS (WINDOW / 2 + 1)
#define SMOOTHING 0.6f           /* of a band's power, before its floor is sought */
#define N_FLOORS 4u              /* the quietest of so many pieces … */
#define FLOOR_FRAMES 50u         /* … of so many frames */
#define LEAST_DB (-95.0f)        /* full scale is 0: below is nothing */
#define PEAK_FALL_DB 0.02f       /* a frame */
#define DB_SCALE 0.05f           /* 20 dB are 1 */
#define PITCH_FOLD 4u            /* samples that become one of the pitch's: 4 kHz is enough */
#define PITCH_SPAN 160u          /* 40 ms of it: three periods of the lowest voice */
#define LOWEST_LAG 10u           /* 400 Hz */
#define HIGHEST_LAG 57u          /* 70 Hz */
#define HIGH_PASS 0.943f         /* a pole: hum and steps are below 150 Hz */
#define VOICED 0.5f

/* Of the bins, which are 62.5 Hz apart, the first of each band. */
static const guint8 edges[ASKG_VOICE_N_BANDS + 1] = {
  2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 24, 28, 34, 40, 48, 58, 70, 84, 104, 128,
};

struct _AskgVoiceFeatures
{
  AskgFourier *fourier; /* owned */
  guint        rate_hz;
  float        shape[WINDOW];
  float        sound[WINDOW];                      /* the last 16 ms */
  float        last_in;                            /* of the frame before, at its own rate */
  float        smooth[ASKG_VOICE_N_BANDS];         /* power */
  float        floors_db[N_FLOORS][ASKG_VOICE_N_BANDS]; /* the newest is that of @n_frames */
  guint        n_frames;                           /* ever */
  float        peak_db;
  float        low_in, low_out;                    /* of the high pass */
  float        folded[PITCH_SPAN];
  float        period;                             /* of the frame before; 0: none */
};

/* @rate_hz: of the sound: 8000 to 48000, whole frames of 10 ms */
AskgVoiceFeatures *
askg_voice_features_new (guint rate_hz)
{
  AskgVoiceFeatures *self;

  g_return_val_if_fail (rate_hz >= 8000 && rate_hz <= 48000 && rate_hz % 100 == 0, NULL);

  self = g_new0 (AskgVoiceFeatures, 1);
  self->fourier = askg_fourier_new (WINDOW);
  self->rate_hz = rate_hz;
  for (guint i = 0; i < WINDOW; i++)
    {
      const float part = i < WINDOW_RISE ? (i + 0.5f) / WINDOW_RISE : (WINDOW - i - 0.5f) / (WINDOW - WINDOW_RISE);

      self->shape[i] = sinf ((float) G_PI_2 * part);
    }
  askg_voice_features_reset (self);

  return self;
}

void
askg_voice_features_free (AskgVoiceFeatures *self)
{
  askg_fourier_free (self->fourier);
  g_free (self);
}

void
askg_voice_features_reset (AskgVoiceFeatures *self)
{
  memset (self->sound, 0, sizeof self->sound);
  memset (self->smooth, 0, sizeof self->smooth);
  memset (self->folded, 0, sizeof self->folded);
  self->last_in = self->low_in = self->low_out = 0;
  self->n_frames = 0;
  self->peak_db = LEAST_DB;
  self->period = 0;
}

/* -- Sound in ------------------------------------------------------------------ */

/* The frame becomes the newest of @sound: the mean of the samples that one of 16 kHz stands for, or one between two. */
static void
take_sound (AskgVoiceFeatures *self,
            const gint16      *frame)
{
  const guint n = ASKG_VOICE_FRAME_SAMPLES (self->rate_hz);
  const float step = (float) n / FRAME;
  float *out = self->sound + WINDOW - FRAME;

  memmove (self->sound, self->sound + FRAME, (WINDOW - FRAME) * sizeof *self->sound);
  for (guint i = 0; i < FRAME; i++)
    {
      if (n % FRAME == 0)
        {
          out[i] = 0;
          for (guint k = 0; k < n / FRAME; k++)
            out[i] += frame[i * (n / FRAME) + k] / 32768.0f / (n / FRAME);
        }
      else
        {
          const float at = (i + 1) * step - 1; /* -1 is the last of the frame before */
          const int left = (int) floorf (at);
          const float a = left < 0 ? self->last_in : frame[left] / 32768.0f;
          const float b = frame[MIN (left + 1, (int) n - 1)] / 32768.0f;

          out[i] = a + (at - left) * (b - a);
        }
    }
  self->last_in = frame[n - 1] / 32768.0f;
}

/* -- Bands --------------------------------------------------------------------- */

static float
to_db (float power)
{
  return MAX (10 * log10f (power + 1e-12f), LEAST_DB);
}

static void
measure_bands (AskgVoiceFeatures *self,
               float             *bands)
{
  float windowed[WINDOW];
  float re[N_BINS], im[N_BINS];

  for (guint i = 0; i < WINDOW; i++)
    windowed[i] = self->sound[i] * self->shape[i];
  askg_fourier_forward (self->fourier, windowed, re, im);
  for (guint band = 0; band < ASKG_VOICE_N_BANDS; band++)
    {
      bands[band] = 0;
      for (guint i = edges[band]; i < edges[band + 1]; i++)
        bands[band] += re[i] * re[i] + im[i] * im[i];
      bands[band] *= 4.0f / WINDOW / WINDOW;
    }
}

/* In @floors: the quietest that each band was lately. */
static void
follow_floors (AskgVoiceFeatures *self,
               const float       *bands,
               float             *floors)
{
  float (*const newest)[ASKG_VOICE_N_BANDS] = &self->floors_db[self->n_frames / FLOOR_FRAMES % N_FLOORS];
  const gboolean is_new = self->n_frames % FLOOR_FRAMES == 0;

  for (guint band = 0; band < ASKG_VOICE_N_BANDS; band++)
    {
      float db;

      self->smooth[band] = self->n_frames == 0 ? bands[band] : SMOOTHING * self->smooth[band] + (1 - SMOOTHING) * bands[band];
      db = to_db (self->smooth[band]);
      if (self->n_frames == 0)
        for (guint i = 0; i < N_FLOORS; i++)
          self->floors_db[i][band] = db;
      (*newest)[band] = is_new ? db : MIN ((*newest)[band], db);
      floors[band] = self->floors_db[0][band];
      for (guint i = 1; i < N_FLOORS; i++)
        floors[band] = MIN (floors[band], self->floors_db[i][band]);
    }
}

/* -- Pitch ----------------------------------------------------------------------- */

static void
fold (AskgVoiceFeatures *self)
{
  const guint n = FRAME / PITCH_FOLD;
  float *out = self->folded + PITCH_SPAN - n;

  memmove (self->folded, self->folded + n, (PITCH_SPAN - n) * sizeof *self->folded);
  memset (out, 0, n * sizeof *out);
  for (guint i = 0; i < FRAME; i++)
    {
      const float in = self->sound[WINDOW - FRAME + i];

      self->low_out = in - self->low_in + HIGH_PASS * self->low_out;
      self->low_in = in;
      out[i / PITCH_FOLD] += self->low_out;
    }
}

/* Returns: where between them the highest of three is, on a parabola */
static float
find_top (float at,
          float before,
          float here,
          float after)
{
  const float bend = before - 2 * here + after;

  return bend < 0 ? at + 0.5f * (before - after) / bend : at;
}

/* Returns: how well the last 40 ms repeat themselves at the best pitch: 1 for a pure tone, near 0 for noise. Only where it is
 * better than just beside: whatever is low, as hum and wheels are, is like itself a moment later at any short lag. */
static float
measure_harmonicity (AskgVoiceFeatures *self,
                     float             *out_period)
{
  float span[PITCH_SPAN];
  double squares[PITCH_SPAN + 1]; /* of all before */
  float mean = 0;
  float before = 1, here = 1; /* at the two shorter lags */
  float best = 0;

  *out_period = 0;
  for (guint i = 0; i < PITCH_SPAN; i++)
    mean += self->folded[i] / PITCH_SPAN;
  squares[0] = 0;
  for (guint i = 0; i < PITCH_SPAN; i++)
    {
      span[i] = self->folded[i] - mean;
      squares[i + 1] = squares[i] + span[i] * span[i];
    }
  for (guint lag = LOWEST_LAG - 1; lag <= HIGHEST_LAG + 1; lag++)
    {
      const guint n = PITCH_SPAN - lag;
      const double both = squares[n] * (squares[PITCH_SPAN] - squares[lag]);
      float product = 0;

      for (guint i = 0; i < n; i++)
        product += span[i] * span[i + lag];
      product = both > 0 ? product / (float) sqrt (both) : 0;
      if (here >= before && here > product && lag > LOWEST_LAG && here > best)
        {
          best = here;
          *out_period = find_top (lag - 1, before, here, product);
        }
      before = here;
      here = product;
    }

  return best;
}

/* -- All of it --------------------------------------------------------------------- */

static void
tell_pitch (AskgVoiceFeatures *self,
            float             *features)
{
  float period;
  const float harmonicity = measure_harmonicity (self, &period);
  const gboolean goes_on = harmonicity > VOICED && self->period > 0;

  features[0] = harmonicity;
  features[1] = harmonicity > VOICED ? log2f (period / 25) : 0;
  features[2] = goes_on ? MIN (fabsf (log2f (period / self->period)) * 20, 2) : 0;
  features[3] = goes_on ? 1 : 0;
  self->period = harmonicity > VOICED ? period : 0;
}

/**
 * askg_voice_features_take:
 * @frame: 10 ms, following those before
 * @out_features: ASKG_VOICE_N_FEATURES of them
 *
 * Returns: how loud it is above 150 Hz, in decibels of full scale
 */
float
askg_voice_features_take (AskgVoiceFeatures *self,
                          const gint16      *frame,
                          float             *out_features)
{
  float *const rest = out_features + 2 * ASKG_VOICE_N_BANDS;
  float bands[ASKG_VOICE_N_BANDS], floors[ASKG_VOICE_N_BANDS];
  float mean = 0, power = 0, over = 0;
  float level_db;

  take_sound (self, frame);
  fold (self);
  measure_bands (self, bands);
  follow_floors (self, bands, floors);
  for (guint i = 0; i < ASKG_VOICE_N_BANDS; i++)
    {
      const float db = to_db (bands[i]);

      power += bands[i];
      mean += db / ASKG_VOICE_N_BANDS;
      over += (db - floors[i]) / ASKG_VOICE_N_BANDS;
      out_features[i] = db * DB_SCALE;
      out_features[ASKG_VOICE_N_BANDS + i] = MIN ((db - floors[i]) * DB_SCALE, 2.5f) - 0.5f;
    }
  for (guint i = 0; i < ASKG_VOICE_N_BANDS; i++)
    out_features[i] -= mean * DB_SCALE;
  level_db = to_db (power);
  self->peak_db = MAX (MAX (self->peak_db - PEAK_FALL_DB, level_db), LEAST_DB);
  tell_pitch (self, rest);
  rest[4] = MAX ((level_db - self->peak_db) * DB_SCALE, -2.5f) + 0.5f;
  rest[5] = over * DB_SCALE - 0.5f;
  rest[6] = 1.0f / (1 + self->n_frames / 50); /* what it has not heard long yet it knows badly */
  self->n_frames++;

  return level_db;
}
