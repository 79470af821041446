/* askg-check.c: any thread. */
#include "engine/memory/askg-check.h"

#include <glib/gi18n-lib.h>

AskgHistoryCheck *
askg_history_check_new (void)
{
  return g_new0 (AskgHistoryCheck, 1);
}

void
askg_history_check_free (AskgHistoryCheck *self)
{
  if (self == NULL)
    return;

  g_free (self->damage);
  g_free (self);
}

/* Whether nothing is lost. An orphaned picture or an index that was built again is no loss. */
gboolean
askg_history_check_is_whole (const AskgHistoryCheck *self)
{
  return self->damage == NULL && self->n_lost == 0 && self->n_spoiled == 0;
}

/**
 * askg_history_check_verdict:
 *
 * Returns: (transfer full): one sentence for people
 */
char *
askg_history_check_verdict (const AskgHistoryCheck *self)
{
  if (self->damage != NULL)
    return g_strdup_printf (_("The history file is damaged (%s). Start Askglass again to save what can be read of it."),
                            self->damage);
  if (self->n_lost > 0)
    return g_strdup_printf (ngettext ("%d row belongs to a conversation that is gone. Export the history and import it into a new one.",
                                      "%d rows belong to conversations that are gone. Export the history and import it into a new one.",
                                      (gulong) self->n_lost), (int) self->n_lost);
  if (self->n_spoiled > 0)
    return g_strdup_printf (ngettext ("%d picture or sound is not what was saved, and is no longer shown. Everything else is whole.",
                                      "%d pictures or sounds are not what was saved, and are no longer shown. Everything else is whole.",
                                      (gulong) self->n_spoiled), (int) self->n_spoiled);
  if (self->index_was_rebuilt)
    return g_strdup (_("The history is whole. Its search index did not agree with it and was built again."));

  return g_strdup (_("The history is whole."));
}
