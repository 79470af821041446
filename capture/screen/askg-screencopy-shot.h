/* askg-screencopy-shot.h: one picture of one output, from asking to frame. Main thread, but for the last step. */
#pragma once

#include "capture/screen/askg-shm-pool.h"
#include "capture/screen/askg-wayland-screen.h"
#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

typedef struct _AskgScreencopyShot AskgScreencopyShot;

/* The picture is there, or there will be none. Called once, from the main loop, never from begin(). */
typedef void (*AskgScreencopyDoneFunc) (AskgScreencopyShot *shot,
                                        gpointer            user_data);

AskgShmPool        *askg_screencopy_pool_new          (void);

AskgScreencopyShot *askg_screencopy_shot_begin        (AskgWaylandScreen       *screen,
                                                       AskgWaylandOutput       *output,
                                                       AskgShmPool             *pool,
                                                       AskgScreencopyDoneFunc   done,
                                                       gpointer                 user_data);
void                askg_screencopy_shot_withdraw     (AskgScreencopyShot      *self);
void                askg_screencopy_shot_free         (AskgScreencopyShot      *self);
gboolean            askg_screencopy_shot_has_picture  (AskgScreencopyShot      *self);
gboolean            askg_screencopy_shot_needs_work   (AskgScreencopyShot      *self);
AskgFrame          *askg_screencopy_shot_take_frame   (AskgScreencopyShot      *self);

G_END_DECLS
