/* askg-restarts.h: how often a child that ends by itself is started again. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_RESTARTS_MOST 5u /* in ten minutes, the first start not counted */

/* All zero at first. */
typedef struct
{
  gint64 at_us[ASKG_RESTARTS_MOST]; /* the last ones, oldest first */
  guint  n;
} AskgRestarts;

gint64 askg_restarts_next_ms (AskgRestarts *restarts,
                              gint64        now_us);
void   askg_restarts_forget  (AskgRestarts *restarts);

G_END_DECLS
