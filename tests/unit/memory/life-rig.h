/* life-rig.h: what a person does with conversations, made plain. For the tests of the memory. */
#pragma once

#include "engine/memory/askg-store-life.h"
#include "tests/unit/memory/store-rig.h"

G_BEGIN_DECLS

GPtrArray *life_rig_list (StoreRig *rig, const AskgHistoryFilter *filter);
char *life_rig_titles (StoreRig *rig, const AskgHistoryFilter *filter);
gboolean life_rig_rename (StoreRig *rig, gint64 id, const char *title, GError **error);
void life_rig_pin (StoreRig *rig, gint64 id, gboolean pinned);
gint64 life_rig_branch (StoreRig *rig, gint64 id, gint64 turn, GError **error);
gssize life_rig_erase (StoreRig *rig, gint64 before_us, gboolean with_pinned);
AskgRetained life_rig_retain (StoreRig *rig, AskgRetention rule, gboolean only_plan);
AskgHistoryCheck *life_rig_check (StoreRig *rig);
GPtrArray *life_rig_find (StoreRig *rig, const AskgSearch *wanted);
gint64 life_rig_ask (StoreRig *rig, const char *words);
gint64 life_rig_ask_about_picture (StoreRig *rig, AskgConversation *conversation, const char *words, guint32 colour);
void life_rig_make_older (StoreRig *rig, gint64 id, gint64 days);
gboolean life_rig_is_on_disk (StoreRig *rig, const char *canary);
gboolean life_rig_vacuum (StoreRig *rig, gint64 *before, gint64 *after);

G_END_DECLS
