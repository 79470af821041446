/* askg-region-picker.h: a person chooses part of the frozen screen. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_REGION_CHOICE_REGION, /* dragged, or set by keys */
  ASKG_REGION_CHOICE_WINDOW, /* clicked, or chosen with Tab */
  ASKG_REGION_CHOICE_OUTPUT, /* the whole screen: a click where no window is known */
} AskgRegionChoiceKind;

/* What was chosen. Clear it with askg_region_choice_clear(). */
typedef struct
{
  AskgRegionChoiceKind  kind;
  AskgFrame            *frame;  /* owned: a copy of those pixels; the frozen frames can go */
  AskgRect              place;  /* logical desktop coordinates */
  char                 *title;  /* owned (nullable): of the window */
  char                 *app;    /* owned (nullable): of the window */
  guint64               handle; /* of the window; 0 where there is none */
} AskgRegionChoice;

void              askg_region_choice_clear         (AskgRegionChoice     *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgRegionChoice, askg_region_choice_clear)

#define ASKG_TYPE_REGION_PICKER (askg_region_picker_get_type ())
G_DECLARE_FINAL_TYPE (AskgRegionPicker, askg_region_picker, ASKG, REGION_PICKER, GObject)

AskgRegionPicker *askg_region_picker_new           (GtkApplication       *app,
                                                    GPtrArray            *frames,
                                                    GPtrArray            *windows);
void              askg_region_picker_choose_async  (AskgRegionPicker     *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean          askg_region_picker_choose_finish (AskgRegionPicker     *self,
                                                    GAsyncResult         *result,
                                                    AskgRegionChoice     *out_choice,
                                                    GError              **error);

gboolean          askg_region_picker_is_open       (GtkApplication       *app);
void              askg_region_picker_prepare       (GtkApplication       *app);

G_END_DECLS
