/* askg-echo-path.c: one thread. */
#include "capture/audio/askg-echo-path.h"

#include <string.h>

#include "capture/audio/askg-echo-canceller.h"
#include "capture/audio/askg-echo-judge.h"
#include "capture/audio/askg-hear-teller.h"

struct _AskgEchoPath
{
  AskgReplySink     *sink;
  AskgReplier       *replier;
  AskgEchoCanceller *canceller; /* owned */
  AskgEchoJudge     *judge;     /* owned */
  GArray            *held;      /* owned; gint16: less than a block */
  GArray            *out;       /* owned; gint16 */
  gint16            *played;    /* owned: one block */
  gint16            *plain;     /* owned: one block as it was heard */
  guint              rate_hz;
  AskgHearCoupling   told;
  AskgHearEcho       echo;      /* of @out */
  gboolean           has_echo;
};

/* @sink, @replier: borrowed for good */
AskgEchoPath *
askg_echo_path_new (guint          rate_hz,
                    AskgReplySink *sink,
                    AskgReplier   *replier)
{
  AskgEchoPath *self = g_new0 (AskgEchoPath, 1);

  self->rate_hz = rate_hz;
  self->sink = sink;
  self->replier = replier;
  self->canceller = askg_echo_canceller_new (rate_hz);
  self->judge = askg_echo_judge_new ();
  self->held = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->out = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->played = g_new (gint16, askg_echo_canceller_get_block (self->canceller));
  self->plain = g_new (gint16, askg_echo_canceller_get_block (self->canceller));

  return self;
}

static void
tell_coupling (AskgEchoPath *self)
{
  const AskgHearCoupling coupling = askg_echo_judge_get_coupling (self->judge);

  if (coupling == self->told)
    return;
  self->told = coupling;
  askg_replier_set_coupling (self->replier, coupling);
  askg_hear_tell (ASKG_HEAR_COUPLED, coupling, NULL, 0);
}

/* The worst of the blocks that are given out together. */
static void
add_echo (AskgEchoPath       *self,
          const AskgHearEcho *echo)
{
  if (!self->has_echo)
    self->echo = *echo;
  self->has_echo = TRUE;
  self->echo.played_dbfs = MAX (self->echo.played_dbfs, echo->played_dbfs);
  self->echo.heard_dbfs = MAX (self->echo.heard_dbfs, echo->heard_dbfs);
  self->echo.left_dbfs = MAX (self->echo.left_dbfs, echo->left_dbfs);
  self->echo.expected_dbfs = MAX (self->echo.expected_dbfs, echo->expected_dbfs);
}

static void
take_block (AskgEchoPath *self,
            gint16       *heard,
            guint         n_block)
{
  AskgHearEcho echo;

  /* Where nothing comes back, nothing of it comes at another time now. */
  if (askg_reply_sink_read_played (self->sink, self->played, n_block) && self->told != ASKG_HEAR_APART)
    askg_echo_canceller_doubt (self->canceller);
  memcpy (self->plain, heard, n_block * sizeof *heard);
  askg_echo_canceller_take (self->canceller, self->played, heard, &echo);
  if (self->told == ASKG_HEAR_APART || echo.left_dbfs > echo.heard_dbfs) /* it can only make it worse */
    memcpy (heard, self->plain, n_block * sizeof *heard);
  askg_echo_judge_take (self->judge, askg_echo_canceller_get_coupling_db (self->canceller), n_block * 1000.0f / self->rate_hz,
                        &echo);
  add_echo (self, &echo);
  tell_coupling (self);
}

/* Returns: (transfer none) (element-type gint16): what is to be given out now; while something is played it comes by whole
 * blocks, up to 11 ms later than @samples */
GArray *
askg_echo_path_take (AskgEchoPath *self,
                     const gint16 *samples,
                     gsize         n_samples)
{
  const guint n_block = askg_echo_canceller_get_block (self->canceller);
  const gboolean is_played = askg_reply_sink_is_heard (self->sink);
  guint n_whole;

  self->has_echo = FALSE;
  g_array_set_size (self->out, 0);
  g_array_append_vals (self->held, samples, n_samples);
  n_whole = is_played ? self->held->len / n_block * n_block : self->held->len;
  g_array_append_vals (self->out, self->held->data, n_whole);
  g_array_remove_range (self->held, 0, n_whole);
  for (guint at = 0; is_played && at < n_whole; at += n_block)
    take_block (self, &g_array_index (self->out, gint16, at), n_block);

  return self->out;
}

/* Returns: whether something is played whose echo may be in what was given out last */
gboolean
askg_echo_path_get_echo (AskgEchoPath *self,
                         AskgHearEcho *out_echo)
{
  *out_echo = self->echo;

  return self->has_echo;
}
