/* askg-grabber.h: the seam to whatever gives the pixels of the screen. Main thread. */
#pragma once

#include "engine/base/askg-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_GRABBER (askg_grabber_get_type ())
G_DECLARE_INTERFACE (AskgGrabber, askg_grabber, ASKG, GRABBER, GObject)

struct _AskgGrabberInterface
{
  GTypeInterface parent_iface;

  const char *(*get_kind)           (AskgGrabber          *self);
  void        (*grab_async)         (AskgGrabber          *self,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
  GPtrArray  *(*grab_finish)        (AskgGrabber          *self,
                                     GAsyncResult         *result,
                                     GError              **error);
  GPtrArray  *(*list_windows)       (AskgGrabber          *self);
  gboolean    (*tells_windows)      (AskgGrabber          *self);
  void        (*grab_window_async)  (AskgGrabber          *self,
                                     guint64               handle,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
  AskgFrame  *(*grab_window_finish) (AskgGrabber          *self,
                                     GAsyncResult         *result,
                                     GError              **error);
};

AskgGrabber *askg_grabber_new_for_session  (GError              **error);
char        *askg_grabber_describe_session (void);

const char  *askg_grabber_get_kind         (AskgGrabber          *self);
void         askg_grabber_grab_async       (AskgGrabber          *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray   *askg_grabber_grab_finish      (AskgGrabber          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
GPtrArray   *askg_grabber_list_windows     (AskgGrabber          *self);
gboolean     askg_grabber_tells_windows    (AskgGrabber          *self);
void         askg_grabber_grab_window_async (AskgGrabber         *self,
                                            guint64               handle,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
AskgFrame   *askg_grabber_grab_window_finish (AskgGrabber        *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
