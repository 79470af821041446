/* askg-recogniser.h: the seam to whatever reads the words of a picture. Main thread. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/model/askg-page-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called on the main thread with the lines read so far, zero or more times before the end. */
typedef void (*AskgReadSoFarFunc) (AskgPageText *so_far,
                                   gpointer      user_data);

#define ASKG_TYPE_RECOGNISER (askg_recogniser_get_type ())
G_DECLARE_INTERFACE (AskgRecogniser, askg_recogniser, ASKG, RECOGNISER, GObject)

struct _AskgRecogniserInterface
{
  GTypeInterface parent_iface;

  void          (*warm_up)     (AskgRecogniser      *self);
  void          (*read_async)  (AskgRecogniser      *self,
                                AskgFrame           *frame,
                                AskgReadSoFarFunc    so_far,
                                gpointer             so_far_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
  AskgPageText *(*read_finish) (AskgRecogniser      *self,
                                GAsyncResult        *result,
                                GError             **error);
};

void          askg_recogniser_warm_up     (AskgRecogniser       *self);
void          askg_recogniser_read_async  (AskgRecogniser       *self,
                                           AskgFrame            *frame,
                                           AskgReadSoFarFunc     so_far,
                                           gpointer              so_far_data,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
AskgPageText *askg_recogniser_read_finish (AskgRecogniser       *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
