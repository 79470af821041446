/* askg-failure-change.c: any thread. */
#include "engine/debug/askg-failure-change.h"

static guint
count_errors (const AskgFailure *failure)
{
  return failure->message != NULL ? 1 + failure->others->len + failure->n_more : 0;
}

static gboolean
have_same_others (const AskgFailure *one,
                  const AskgFailure *other)
{
  for (guint i = 0; i < one->others->len; i++)
    if (g_strcmp0 (g_ptr_array_index (one->others, i), g_ptr_array_index (other->others, i)) != 0)
      return FALSE;

  return TRUE;
}

/* Both of one command. */
AskgFailureChange
askg_failure_compare (const AskgFailure *before,
                      const AskgFailure *after)
{
  AskgFailureChange change = { .n_before = count_errors (before), .n_after = count_errors (after) };

  change.is_same = g_strcmp0 (before->signature, after->signature) == 0 &&
                   (before->signature != NULL || g_strcmp0 (before->message, after->message) == 0);
  change.is_as_was = change.is_same && before->status == after->status && change.n_before == change.n_after && before->line == after->line &&
                     g_strcmp0 (before->file, after->file) == 0 && g_strcmp0 (before->message, after->message) == 0 &&
                     before->others->len == after->others->len && have_same_others (before, after);

  return change;
}
