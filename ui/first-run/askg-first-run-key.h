/* askg-first-run-key.h: a global key: asked for, bound, seen to fire; each told as far as it is so. Main thread.
 *
 * Signal: "set-up": the person wants it written into the desktop's settings. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_KEY_STEP_TO_COME,
  ASKG_KEY_STEP_DONE,
  ASKG_KEY_STEP_FAILED,
} AskgKeyStep;

/* All is copied. */
typedef struct
{
  const char  *key;       /* "Super+Alt+A" */
  AskgKeyStep  asked;
  const char  *asked_how; /* one line each */
  AskgKeyStep  bound;
  const char  *bound_how;
  AskgKeyStep  fired;
  const char  *fired_how;
  const char  *note;      /* (nullable): what to know or do */
  gboolean     can_set_up;
} AskgKeyFacts;

#define ASKG_TYPE_FIRST_RUN_KEY (askg_first_run_key_get_type ())
G_DECLARE_FINAL_TYPE (AskgFirstRunKey, askg_first_run_key, ASKG, FIRST_RUN_KEY, GtkBox)

GtkWidget *askg_first_run_key_new  (void);
void       askg_first_run_key_tell (AskgFirstRunKey    *self,
                                    const AskgKeyFacts *facts);

G_END_DECLS
