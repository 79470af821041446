/* askg-failure-again.h: a line of the card of a failing command: that it runs again, passes now, or fails as before. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_AGAIN_NOT,     /* it was not run again; nothing is shown */
  ASKG_AGAIN_RUNS,
  ASKG_AGAIN_PASSES,
  ASKG_AGAIN_FAILS,   /* as it did */
} AskgAgain;

#define ASKG_TYPE_FAILURE_AGAIN (askg_failure_again_get_type ())
G_DECLARE_FINAL_TYPE (AskgFailureAgain, askg_failure_again, ASKG, FAILURE_AGAIN, GtkWidget)

void askg_failure_again_set (AskgFailureAgain *self,
                             AskgAgain         again,
                             gint64            took_us);

G_END_DECLS
