/* askg-desk-region-private.h: one job at a time, for the files of askg-desk-region.h. */
#pragma once

#include "app/askg-desk-region.h"
#include "capture/screen/askg-x11-cover.h"
#include "engine/base/askg-window-place.h"
#include "ui/region/askg-region-picker.h"

G_BEGIN_DECLS

struct _AskgDeskRegion
{
  GObject           parent_instance;

  /* Owned */
  AskgGrabber      *grabber; /* kept: its connection and buffers make the next grab fast */
  AskgRegionPicker *picker;  /* while a region is being chosen */
  AskgX11Cover     *cover;   /* (nullable): shows the frozen frames until the picker is drawn */
  GCancellable     *stopping; /* (nullable): of the job under way */

  /* Borrowed */
  GtkApplication   *application;

  gboolean          busy;
  gint64            settled_at_us; /* monotonic; before that our own windows may still be seen */
};

typedef struct
{
  AskgAttachmentKind  kind;
  GPtrArray          *windows; /* of AskgWindowPlace, as they stood when the screen was frozen; owned */
  AskgAttachment     *chosen;  /* owned */
  GPtrArray          *grabbed; /* of AskgAttachment; owned */
  AskgAttachmentTime  capture;
  AskgRect            place;
} AskgDeskRegionJob;

void askg_desk_region_begin     (AskgDeskRegion      *self,
                                AskgDeskRegionJob   *job,
                                gpointer             source_tag,
                                GSourceFunc          grab,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
void askg_desk_region_end       (GTask               *task,
                                GError              *error);
void askg_desk_region_tell_note (AskgDeskRegion      *self,
                                const AskgRect      *within);

G_END_DECLS
