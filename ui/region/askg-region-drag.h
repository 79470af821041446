/* askg-region-drag.h: what pointer and keys make of a region on one output. Pure: no GTK, no clock, any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_REGION_IDLE,       /* nothing chosen; the window under the pointer, or the one Tab chose, stands out */
  ASKG_REGION_PRESSED,    /* the button is down and has not travelled: still a click */
  ASKG_REGION_DRAWING,    /* the button is down and the region follows the pointer */
  ASKG_REGION_CROSS,      /* by keyboard: a cross-hair looks for the first corner */
  ASKG_REGION_STRETCHING, /* by keyboard: the first corner is set, the arrows move the other one */
  ASKG_REGION_PLACED,     /* the region stands: handles, arrows, Enter */
  ASKG_REGION_MOVING,     /* the pointer carries it */
  ASKG_REGION_RESIZING,   /* the pointer pulls one of its handles */
  ASKG_REGION_N_STATES
} AskgRegionState;

typedef enum
{
  ASKG_REGION_EV_PRESS,      /* x, y */
  ASKG_REGION_EV_MOTION,     /* x, y */
  ASKG_REGION_EV_RELEASE,    /* x, y, keep */
  ASKG_REGION_EV_SECONDARY,  /* the other button: clears, then cancels */
  ASKG_REGION_EV_ARROW,      /* dx, dy, stride */
  ASKG_REGION_EV_SPACE_DOWN,
  ASKG_REGION_EV_SPACE_UP,
  ASKG_REGION_EV_ENTER,      /* also a double click inside the region */
  ASKG_REGION_EV_TAB,        /* dx: 1 to the next window, -1 to the one before */
  ASKG_REGION_EV_ESCAPE,
  ASKG_REGION_N_EVENTS
} AskgRegionEventKind;

typedef enum
{
  ASKG_REGION_BY_ONE,
  ASKG_REGION_BY_TEN,
  ASKG_REGION_TO_EDGE, /* of a window or of the output */
} AskgRegionStride;

typedef enum
{
  ASKG_REGION_UNCHANGED,
  ASKG_REGION_CHANGED,   /* draw again */
  ASKG_REGION_TAKEN,     /* askg_region_drag_get_target() is what the person chose */
  ASKG_REGION_BEYOND,    /* Tab went past the last window: the next output's turn */
  ASKG_REGION_CANCELLED,
} AskgRegionOutcome;

typedef struct
{
  AskgRegionEventKind kind;
  double              x, y;   /* pixels of the frame; 0 is its first edge, its width the last */
  int                 dx, dy; /* -1, 0 or 1 */
  AskgRegionStride    stride;
  gboolean            keep;   /* leave the region standing instead of taking it */
} AskgRegionEvent;

#define ASKG_REGION_NO_WINDOW    (-1)
#define ASKG_REGION_WHOLE_OUTPUT (-2)

/* The corner of a pixel that it shares with the one before: whole numbers, from 0 to the frame's size. */
typedef struct
{
  double x;
  double y;
} AskgRegionPoint;

/* A plain value: look, but change it through the functions below only. Everything is in pixels of the frame. */
typedef struct
{
  /* Set by askg_region_drag_init(); the windows are borrowed. */
  const AskgRect  *windows; /* topmost first, inside the output */
  guint            n_windows;
  int              width_px;
  int              height_px;
  double           reach_px; /* how far from a handle still counts, and how far a click may slip */

  AskgRegionState  state;
  AskgRect         region;   /* 0x0 unless drawn, stretched or placed */
  int              hover;    /* index into windows, or one of the two constants */
  gboolean         by_tab;   /* hover was chosen with Tab, not with the pointer */
  gboolean         carrying; /* Space is down while drawing */

  AskgRegionPoint  pointer;  /* negative before the first motion */
  AskgRegionPoint  anchor;   /* the corner that stays */
  AskgRegionPoint  corner;   /* the corner that moves; the cross-hair */
  AskgRegionPoint  parked;   /* where the pointer was when the keyboard took over */
  int              pull_x;   /* -1, 0 or 1: which side is being pulled */
  int              pull_y;
} AskgRegionDrag;

void              askg_region_drag_init       (AskgRegionDrag        *self,
                                               int                    width_px,
                                               int                    height_px,
                                               double                 reach_px,
                                               const AskgRect        *windows,
                                               guint                  n_windows);
void              askg_region_drag_reset      (AskgRegionDrag        *self);
AskgRegionOutcome askg_region_drag_step       (AskgRegionDrag        *self,
                                               const AskgRegionEvent *event);
void              askg_region_drag_enter      (AskgRegionDrag        *self,
                                               int                    direction);
void              askg_region_drag_leave      (AskgRegionDrag        *self);

gboolean          askg_region_drag_has_region (const AskgRegionDrag  *self);
gboolean          askg_region_drag_get_target (const AskgRegionDrag  *self,
                                               AskgRect              *out_target,
                                               int                   *out_window);
gboolean          askg_region_drag_find_pull  (const AskgRegionDrag  *self,
                                               double                 x,
                                               double                 y,
                                               int                   *out_pull_x,
                                               int                   *out_pull_y);

G_END_DECLS
