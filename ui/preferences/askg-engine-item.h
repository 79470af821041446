/* askg-engine-item.h: one engine as lists show it. Main thread.
 *
 * Signal: "changed", after any of its facts did. */
#pragma once

#include "engine/provider/askg-profile.h"
#include "ui/overlay/askg-dot.h"

G_BEGIN_DECLS

/* All is copied. */
typedef struct
{
  const char *name;
  const char *place;    /* (nullable): the host that a question goes to; %NULL when it stays on this machine */
  const char *kind;     /* what it is, such as "Model file, served here" */
  const char *can;      /* (nullable): such as "sees, hears"; %NULL when nobody knows yet */
  AskgDot     dot;
  const char *state;    /* a word or two beside the dot */
  const char *cause;    /* (nullable): a sentence, why it failed */
  gboolean    is_first; /* asked when nobody says which */
  gboolean    can_restart; /* it ended, and is started again by the person alone */
} AskgEngineFacts;

#define ASKG_TYPE_ENGINE_ITEM (askg_engine_item_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineItem, askg_engine_item, ASKG, ENGINE_ITEM, GObject)

AskgEngineItem *askg_engine_item_new          (const char            *id,
                                               AskgProfile           *profile);
void            askg_engine_item_tell         (AskgEngineItem        *self,
                                               const AskgEngineFacts *facts);
const char     *askg_engine_item_get_id       (AskgEngineItem        *self);
AskgProfile    *askg_engine_item_get_profile  (AskgEngineItem        *self);
const char     *askg_engine_item_get_name     (AskgEngineItem        *self);
const char     *askg_engine_item_get_place    (AskgEngineItem        *self);
AskgDot         askg_engine_item_get_dot      (AskgEngineItem        *self);
const char     *askg_engine_item_get_state    (AskgEngineItem        *self);
const char     *askg_engine_item_get_cause    (AskgEngineItem        *self);
gboolean        askg_engine_item_is_first     (AskgEngineItem        *self);
gboolean        askg_engine_item_can_restart  (AskgEngineItem        *self);
char           *askg_engine_item_dup_short    (AskgEngineItem        *self);
char           *askg_engine_item_dup_long     (AskgEngineItem        *self);

G_END_DECLS
