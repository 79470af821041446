/* askg-desk-bus.h: org.askglass.Askglass1 on the session bus: show, hide, ask, talk, stop. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

/* What a caller may cause; each opens something the person sees. */
typedef struct
{
  void (*show)       (gpointer data);
  void (*hide)       (gpointer data);
  void (*ask)        (gpointer        data,
                      const char     *text,
                      AskgAttachment *about); /* (nullable): goes along */
  void (*ask_region) (gpointer data);
  void (*stop)       (gpointer data);
  void (*talk)       (gpointer data,
                      gboolean is_wanted);
} AskgBusVerbs;

#define ASKG_TYPE_DESK_BUS (askg_desk_bus_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskBus, askg_desk_bus, ASKG, DESK_BUS, GObject)

AskgDeskBus *askg_desk_bus_new (const AskgBusVerbs *verbs,
                                gpointer            data);
void         askg_desk_bus_set_talk_state (AskgDeskBus *self,
                                           const char  *state);

G_END_DECLS
