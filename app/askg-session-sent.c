/* askg-session-sent.c: main thread. For how many days the session keeps what left this machine. */
#include "app/askg-session-private.h"

#include "app/askg-settings.h"
#include "engine/memory/askg-store-ledger.h"

#define KEEP_SENT_KEY "keep-sent-days" /* of the settings */

static void
keep_sent_changed_cb (AskgSession *self)
{
  askg_store_set_keep_sent_days (self->store, g_settings_get_uint (self->settings, KEEP_SENT_KEY));
}

/* From now on as the settings say. */
void
askg_session_follow_keep_sent (AskgSession *self)
{
  self->settings = askg_settings_new ();
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, "changed::" KEEP_SENT_KEY, G_CALLBACK (keep_sent_changed_cb), self,
                           G_CONNECT_SWAPPED);
  keep_sent_changed_cb (self);
}
