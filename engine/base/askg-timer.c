/* askg-timer.c: any thread. */
#include "engine/base/askg-timer.h"

/**
 * askg_timer_set:
 * @timer: (inout): where it is kept; one that runs is cleared first
 * @name: static; for whoever profiles the main loop
 * @callback: must return %G_SOURCE_REMOVE, and clear @timer before it sets it anew
 */
void
askg_timer_set (GSource    **timer,
                guint        wait_ms,
                const char  *name,
                GSourceFunc  callback,
                gpointer     user_data)
{
  askg_timer_clear (timer);
  *timer = g_timeout_source_new (wait_ms);
  g_source_set_static_name (*timer, name);
  g_source_set_callback (*timer, callback, user_data, NULL);
  g_source_attach (*timer, g_main_context_get_thread_default ());
}

/* Does nothing to one that is not set. */
void
askg_timer_clear (GSource **timer)
{
  if (*timer == NULL)
    return;

  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
