/* askg-guarded-grabber.h: a grabber that leaves out what is never to be looked at. Main thread. */
#pragma once

#include "capture/screen/askg-grabber.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whether @window is never to be looked at. */
  gboolean (*is_hidden) (const AskgWindowPlace *window,
                         gpointer               data);
  /* (transfer full) (nullable): why nothing may be captured now. Asked before, and for everything once more when it
   * is grabbed and nobody has it yet. @is_last: it is not asked again: what is not known yet is to be waited for. */
  GError  *(*refuse)    (gpointer               data,
                         gboolean               is_last);
} AskgGrabberGuard;

#define ASKG_TYPE_GUARDED_GRABBER (askg_guarded_grabber_get_type ())
G_DECLARE_FINAL_TYPE (AskgGuardedGrabber, askg_guarded_grabber, ASKG, GUARDED_GRABBER, GObject)

AskgGrabber *askg_guarded_grabber_new       (AskgGrabber            *inner,
                                             const AskgGrabberGuard *guard,
                                             gpointer                data,
                                             GDestroyNotify          free_data);
const char  *askg_guarded_grabber_get_blackened (AskgGuardedGrabber *self,
                                                 const AskgRect     *within);

G_END_DECLS
