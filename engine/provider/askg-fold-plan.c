/* askg-fold-plan.c: any thread. Folding goes in large steps: each one changes the beginning of what an engine is sent,
 * which it then has to read anew, and costs a request of its own. */
#include "engine/provider/askg-fold-plan.h"

#define SURE_OF 0.9 /* the part of a context that is counted on: tokens are estimated */
#define USUAL_OUTPUT_TOKENS 2048

/**
 * askg_fold_plan_room:
 * @context: what the engine takes in and gives out together, in tokens
 * @output: the longest answer it may give; 0: its own limit
 * @rest: what goes with the earlier turns in any case: the question, who the assistant is
 *
 * Returns: tokens for earlier turns; negative when not even the rest fits
 */
double
askg_fold_plan_room (gint64 context,
                     gint64 output,
                     double rest)
{
  const double answer = output > 0 ? output : USUAL_OUTPUT_TOKENS;

  return context * SURE_OF - MIN (answer, context / 4.0) - rest;
}

/* The least that is folded so that the turns behind it take no more than @most. */
static guint
fold_down_to (const double *turns,
              guint         n_turns,
              guint         n_folded,
              double        most)
{
  double sum = 0;
  guint n = n_turns;

  while (n > n_folded && sum + turns[n - 1] <= most)
    sum += turns[--n];

  return n;
}

/**
 * askg_fold_plan:
 * @turns: (array length=n_turns): what each turn takes, in tokens
 * @n_folded: how many of the first are told by a summary so far
 * @summary: what that takes, in tokens; 0 without one
 * @room: see askg_fold_plan_room()
 *
 * Nothing changes as long as all of it fits. Then so much is folded that half of the room is free again; of the last turn
 * people still speak: it stays whole if it fits at all.
 *
 * Returns: how many of the first turns are to be told by a summary: @n_folded or more
 */
guint
askg_fold_plan (const double *turns,
                guint         n_turns,
                guint         n_folded,
                double        summary,
                double        room)
{
  double sum = summary;
  guint n;

  g_return_val_if_fail (n_folded <= n_turns, n_folded);

  for (guint i = n_folded; i < n_turns; i++)
    sum += turns[i];
  if (sum <= room || n_folded == n_turns)
    return n_folded;

  n = fold_down_to (turns, n_turns, n_folded, room / 2 - ASKG_FOLD_SUMMARY_TOKENS);
  if (n == n_turns && n - 1 > n_folded && turns[n - 1] <= room - ASKG_FOLD_SUMMARY_TOKENS)
    n--;

  return MAX (n, n_folded + 1);
}
