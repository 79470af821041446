/* What is played is taken out of what is heard, and a voice beside it is not. */
#include <math.h>
#include <string.h>

#include "capture/audio/askg-echo-canceller.h"
#include "capture/audio/askg-echo-judge.h"
#include "capture/audio/askg-played-tap.h"
#include "engine/base/askg-fourier.h"

#define RATE_HZ 16000u
#define N_WAY 3200 /* 200 ms */

typedef struct
{
  AskgEchoCanceller *canceller;
  AskgEchoJudge     *judge;
  GRand             *dice;
  float              way[N_WAY]; /* from the loudspeaker to the microphone */
  gint16             past[N_WAY]; /* played; the newest last */
  guint              block;
  guint              at;       /* samples, ever */
  double             heard_energy, left_energy; /* of the second that went by last */
  AskgHearEcho       echo;
} Desk;

static void
desk_init (Desk *self,
           float gain_db,
           guint delay_ms)
{
  const float gain = powf (10, gain_db / 20);
  double sum = 0;

  memset (self, 0, sizeof *self);
  self->canceller = askg_echo_canceller_new (RATE_HZ);
  self->judge = askg_echo_judge_new ();
  self->dice = g_rand_new_with_seed (4);
  self->block = askg_echo_canceller_get_block (self->canceller);
  for (guint i = delay_ms * RATE_HZ / 1000; i < N_WAY; i++)
    {
      self->way[i] = g_rand_double_range (self->dice, -1, 1) * expf (-(float) (i - delay_ms * RATE_HZ / 1000) / 400);
      sum += self->way[i] * self->way[i];
    }
  for (guint i = 0; i < N_WAY; i++)
    self->way[i] *= gain / (float) sqrt (sum);
}

static void
desk_clear (Desk *self)
{
  askg_echo_canceller_free (self->canceller);
  askg_echo_judge_free (self->judge);
  g_rand_free (self->dice);
}

/* Noise in syllables. */
static float
syllables (Desk *self,
           float loudness)
{
  const float open = sinf (2 * (float) G_PI * 4 * self->at / RATE_HZ);

  return (float) g_rand_double_range (self->dice, -1, 1) * loudness * MAX (open, 0.05f);
}

/* @seconds: of a reply this loud, with somebody who speaks as loud as @voice */
static void
run (Desk  *self,
     float  seconds,
     float  reply,
     float  voice)
{
  gint16 played[1024], heard[1024];

  self->heard_energy = self->left_energy = 0;
  for (guint n = 0; n < seconds * RATE_HZ / self->block; n++)
    {
      for (guint i = 0; i < self->block; i++, self->at++)
        {
          float echo = 0;

          played[i] = syllables (self, reply);
          memmove (self->past, self->past + 1, (N_WAY - 1) * sizeof *self->past);
          self->past[N_WAY - 1] = played[i];
          for (guint j = 0; j < N_WAY; j++)
            echo += self->way[j] * self->past[N_WAY - 1 - j];
          heard[i] = CLAMP (echo + g_rand_double_range (self->dice, -20, 20) +
                            voice * sinf (2 * (float) G_PI * 400 * self->at / RATE_HZ), -32768, 32767);
          self->heard_energy += (double) heard[i] * heard[i];
        }
      askg_echo_canceller_take (self->canceller, played, heard, &self->echo);
      askg_echo_judge_take (self->judge, askg_echo_canceller_get_coupling_db (self->canceller), self->block * 1000.0f / RATE_HZ,
                            &self->echo);
      for (guint i = 0; i < self->block; i++)
        self->left_energy += (double) heard[i] * heard[i];
    }
}

static double
taken_out_db (const Desk *self)
{
  return 10 * log10 (self->heard_energy / self->left_energy);
}

static void
test_the_echo_is_gone_after_some_seconds (void)
{
  Desk desk;

  desk_init (&desk, -10, 60);
  run (&desk, 1, 12000, 0);
  run (&desk, 1, 12000, 0);
  g_assert_cmpfloat (taken_out_db (&desk), >, 12);
  run (&desk, 4, 12000, 0);
  run (&desk, 1, 12000, 0);
  g_assert_cmpfloat (taken_out_db (&desk), >, 25);
  g_assert_cmpfloat (fabsf (askg_echo_canceller_get_delay_ms (desk.canceller) - 64), <, 10);
  g_assert_cmpfloat (fabsf (askg_echo_canceller_get_coupling_db (desk.canceller) + 10), <, 2);
  g_assert_cmpint (askg_echo_judge_get_coupling (desk.judge), ==, ASKG_HEAR_CANCELLED);
  desk_clear (&desk);
}

static void
test_a_voice_beside_it_stays_and_does_not_spoil_it (void)
{
  Desk desk;

  desk_init (&desk, -10, 60);
  run (&desk, 6, 12000, 0);
  run (&desk, 1, 12000, 2000);
  g_assert_cmpfloat (fabs (10 * log10 (desk.left_energy / (RATE_HZ * 2000.0 * 2000.0 / 2))), <, 1);
  g_assert_cmpfloat (desk.echo.left_dbfs - desk.echo.expected_dbfs, >, 12);
  run (&desk, 0.5f, 12000, 0);
  g_assert_cmpfloat (taken_out_db (&desk), >, 20);
  desk_clear (&desk);
}

static void
test_what_is_expected_of_the_echo_is_what_is_left (void)
{
  Desk desk;
  guint n_over = 0;

  desk_init (&desk, -10, 60);
  run (&desk, 2, 12000, 0);
  for (guint i = 0; i < 1000; i++)
    {
      run (&desk, 0.008f, 12000, 0);
      n_over += desk.echo.left_dbfs > desk.echo.expected_dbfs + 6;
    }
  g_assert_cmpuint (n_over, <, 5); /* of 8 s */
  desk_clear (&desk);
}

static void
test_where_nothing_comes_back_that_is_known (void)
{
  Desk desk;

  desk_init (&desk, -90, 60);
  run (&desk, 3, 12000, 0);
  g_assert_cmpint (askg_echo_judge_get_coupling (desk.judge), ==, ASKG_HEAR_APART);
  run (&desk, 1, 12000, 2000);
  g_assert_cmpfloat (desk.echo.left_dbfs - desk.echo.expected_dbfs, >, 25);
  g_assert_cmpint (askg_echo_judge_get_coupling (desk.judge), ==, ASKG_HEAR_APART);
  desk_clear (&desk);
}

/* The canceller learns something from whoever speaks, and takes a while to unlearn it. */
static void
test_with_a_headset_who_speaks_is_heard_at_once (void)
{
  Desk desk;
  guint n_unheard = 0;

  desk_init (&desk, -90, 60);
  run (&desk, 2, 12000, 0);
  for (guint i = 0; i < 20; i++)
    {
      run (&desk, 0.4f, 12000, 0);
      for (guint k = 0; k < 20; k++)
        {
          run (&desk, 0.008f, 12000, 4000);
          n_unheard += desk.echo.left_dbfs - desk.echo.expected_dbfs < 15;
        }
    }
  g_assert_cmpuint (n_unheard, <, 8); /* of 400 */
  desk_clear (&desk);
}

static void
test_a_way_that_jumps_is_learnt_anew (void)
{
  Desk desk;

  desk_init (&desk, -10, 60);
  run (&desk, 5, 12000, 0);
  memmove (desk.way + 300, desk.way, (N_WAY - 300) * sizeof *desk.way);
  memset (desk.way, 0, 300 * sizeof *desk.way);
  run (&desk, 0.3f, 12000, 0);
  g_assert_cmpfloat (desk.echo.left_dbfs - desk.echo.expected_dbfs, <, 6); /* and meanwhile nobody is thought to speak */
  run (&desk, 3, 12000, 0);
  run (&desk, 1, 12000, 0);
  g_assert_cmpfloat (taken_out_db (&desk), >, 20);
  desk_clear (&desk);
}

/* As from a loudspeaker that rattles: what is heard has nothing to do with what is played but when. */
static void
test_what_cannot_be_taken_out_is_too_strong (void)
{
  Desk desk;
  AskgHearEcho echo;

  desk_init (&desk, -10, 60);
  for (guint i = 0; i < 2000; i++)
    {
      echo = (AskgHearEcho) { .played_dbfs = -14, .heard_dbfs = -20, .left_dbfs = -24 - (float) (i % 5), .expected_dbfs = -50 };
      askg_echo_judge_take (desk.judge, -10, 8, &echo);
    }
  g_assert_cmpint (askg_echo_judge_get_coupling (desk.judge), ==, ASKG_HEAR_TOO_STRONG);
  g_assert_cmpfloat (echo.expected_dbfs, >=, 0);
  for (guint i = 0; i < 2000; i++)
    {
      echo = (AskgHearEcho) { .played_dbfs = -14, .heard_dbfs = -20, .left_dbfs = -60, .expected_dbfs = -55 };
      askg_echo_judge_take (desk.judge, -10, 8, &echo);
    }
  g_assert_cmpint (askg_echo_judge_get_coupling (desk.judge), ==, ASKG_HEAR_CANCELLED);
  desk_clear (&desk);
}

static void
test_every_rate_has_its_canceller (void)
{
  const guint rates[] = { 8000, 16000, 22050, 24000, 32000, 44100, 48000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr(AskgEchoCanceller) canceller = askg_echo_canceller_new (rates[i]);
      const guint block = askg_echo_canceller_get_block (canceller);
      gint16 played[1024] = { 0 }, heard[1024];
      AskgHearEcho echo;

      g_assert_cmpuint (block * 1000 / rates[i], <=, 11);
      for (guint n = 0; n < 50; n++)
        {
          for (guint j = 0; j < block; j++)
            heard[j] = played[j] = n % 2 == 0 ? G_MAXINT16 : G_MININT16; /* clipped */
          askg_echo_canceller_take (canceller, played, heard, &echo);
          g_assert_true (isfinite (echo.left_dbfs) && isfinite (echo.expected_dbfs));
        }
    }
}

static void
test_a_sound_is_the_same_after_going_there_and_back (void)
{
  g_autoptr(AskgFourier) fourier = askg_fourier_new (256);
  float samples[256], back[256], re[129], im[129];

  for (guint i = 0; i < 256; i++)
    samples[i] = cosf (2 * (float) G_PI * 5 * i / 256) + 0.5f * sinf (2 * (float) G_PI * 40 * i / 256) + 0.25f;
  askg_fourier_forward (fourier, samples, re, im);
  g_assert_cmpfloat_with_epsilon (re[0], 64, 0.01);
  g_assert_cmpfloat_with_epsilon (re[5], 128, 0.01);
  g_assert_cmpfloat_with_epsilon (im[40], -64, 0.01);
  g_assert_cmpfloat_with_epsilon (re[100], 0, 0.01);
  askg_fourier_back (fourier, re, im, back);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpfloat_with_epsilon (samples[i], back[i], 0.0001);
}

static void
test_what_was_played_is_read_by_the_same_time_later (void)
{
  g_autoptr(AskgPlayedTap) tap = askg_played_tap_new (1000);
  gint16 in[10], out[10];

  for (gint n = 0; n < 500; n++)
    {
      for (gint i = 0; i < 10; i++)
        in[i] = n * 10 + i;
      askg_played_tap_add (tap, in, 10);
      g_assert_true (n == 0 || n == 1 || askg_played_tap_read (tap, out, 10) == (n == 2));
      if (n == 100)
        { /* bursts: three at once, then two that came late */
          for (gint k = 0; k < 2; k++)
            g_assert_false (askg_played_tap_read (tap, out, 10));
          n += 2;
          for (gint i = 0; i < 20; i++)
            {
              in[i % 10] = (n - 1) * 10 + i;
              if (i % 10 == 9)
                askg_played_tap_add (tap, in, 10);
            }
        }
    }
  g_assert_cmpint (out[9], ==, 4999 - 30);
  askg_played_tap_stop (tap);
  g_assert_true (askg_played_tap_read (tap, out, 10));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/echo/gone", test_the_echo_is_gone_after_some_seconds);
  g_test_add_func ("/echo/voice", test_a_voice_beside_it_stays_and_does_not_spoil_it);
  g_test_add_func ("/echo/expected", test_what_is_expected_of_the_echo_is_what_is_left);
  g_test_add_func ("/echo/apart", test_where_nothing_comes_back_that_is_known);
  g_test_add_func ("/echo/headset", test_with_a_headset_who_speaks_is_heard_at_once);
  g_test_add_func ("/echo/jump", test_a_way_that_jumps_is_learnt_anew);
  g_test_add_func ("/echo/too-strong", test_what_cannot_be_taken_out_is_too_strong);
  g_test_add_func ("/echo/rates", test_every_rate_has_its_canceller);
  g_test_add_func ("/echo/fourier", test_a_sound_is_the_same_after_going_there_and_back);
  g_test_add_func ("/echo/tap", test_what_was_played_is_read_by_the_same_time_later);

  return g_test_run ();
}
