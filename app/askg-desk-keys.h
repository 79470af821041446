/* askg-desk-keys.h: the global keys: asked for, bound, seen to fire. Main thread. */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

#include "capture/shortcuts/askg-shortcuts.h"

G_BEGIN_DECLS

#define ASKG_DESK_KEY_TALK "talk"
#define ASKG_DESK_KEY_FAILURE "failure"

#define ASKG_TYPE_DESK_KEYS (askg_desk_keys_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskKeys, askg_desk_keys, ASKG, DESK_KEYS, GObject)

AskgDeskKeys *askg_desk_keys_new    (GSettings    *settings);
void          askg_desk_keys_start  (AskgDeskKeys *self);
json_t       *askg_desk_keys_status (AskgDeskKeys *self);
const AskgShortcut *askg_desk_keys_get (AskgDeskKeys *self,
                                     const char   *id);
const char   *askg_desk_keys_get_kind (AskgDeskKeys *self);
gboolean      askg_desk_keys_tell_release (AskgDeskKeys *self);
gint64        askg_desk_keys_get_last_fired (AskgDeskKeys *self,
                                     const char   *id);
char         *askg_desk_keys_describe (AskgDeskKeys *self);
void          askg_desk_keys_note_fired (AskgDeskKeys *self,
                                     const char   *id);
gboolean      askg_desk_keys_can_write (AskgDeskKeys *self);
gboolean      askg_desk_keys_are_written (AskgDeskKeys *self);
gboolean      askg_desk_keys_write  (AskgDeskKeys *self,
                                     gboolean      written);

G_END_DECLS
