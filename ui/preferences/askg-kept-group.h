/* askg-kept-group.h: how long and how what was said is kept on this machine, as a group of the preferences. Main thread.
 *
 * Signals: "seal" (gboolean is_on): encrypt the history, or decrypt it; "stop-sealing"; "erase": all conversations. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the history is. */
typedef enum
{
  ASKG_KEPT_PLAIN,
  ASKG_KEPT_SEALED,
  ASKG_KEPT_SEALING_STOPPED,   /* partly sealed */
  ASKG_KEPT_UNSEALING_STOPPED,
} AskgKeptState;

#define ASKG_TYPE_KEPT_GROUP (askg_kept_group_get_type ())
G_DECLARE_FINAL_TYPE (AskgKeptGroup, askg_kept_group, ASKG, KEPT_GROUP, AdwPreferencesGroup)

void askg_kept_group_bind        (AskgKeptGroup *self,
                                  GSettings     *settings);
void askg_kept_group_set_state   (AskgKeptGroup *self,
                                  AskgKeptState  state,
                                  const char    *key_id,
                                  const char    *trouble);
void askg_kept_group_set_working (AskgKeptGroup *self,
                                  gboolean       is_sealing,
                                  int            percent);

G_END_DECLS
