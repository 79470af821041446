/* askg-overlay-host.h: what keeps the panel above other windows, where the desktop lets it.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_OVERLAY_STAYS_ON_TOP,
  ASKG_OVERLAY_MAY_BE_COVERED,
} AskgOverlayLevel;

#define ASKG_TYPE_OVERLAY_HOST (askg_overlay_host_get_type ())
G_DECLARE_DERIVABLE_TYPE (AskgOverlayHost, askg_overlay_host, ASKG, OVERLAY_HOST, GObject)

struct _AskgOverlayHostClass
{
  GObjectClass parent_class;

  const char       *(*describe)  (AskgOverlayHost *self);
  AskgOverlayLevel  (*get_level) (AskgOverlayHost *self);
  void              (*summon)    (AskgOverlayHost *self,
                                  const AskgRect  *beside);
  void              (*resized)   (AskgOverlayHost *self);
  int               (*get_room)  (AskgOverlayHost *self);
};

AskgOverlayHost  *askg_overlay_host_new        (GtkWindow       *window);
GtkWindow        *askg_overlay_host_get_window (AskgOverlayHost *self);
const char       *askg_overlay_host_describe   (AskgOverlayHost *self);
AskgOverlayLevel  askg_overlay_host_get_level  (AskgOverlayHost *self);
void              askg_overlay_host_summon     (AskgOverlayHost *self,
                                                const AskgRect  *beside);
void              askg_overlay_host_resized    (AskgOverlayHost *self);
int               askg_overlay_host_get_room   (AskgOverlayHost *self);

G_END_DECLS
