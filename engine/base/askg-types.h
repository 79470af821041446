/* askg-types.h: plain values that every layer may know. No functions, no other askg header. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A rectangle. Its unit stands wherever one is used: pixels of a frame, or logical
 * desktop coordinates (X11: root window pixels; Wayland: xdg-output). */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} AskgRect;

/* A window on the desktop, as the person sees it. Strings are owned by the holder. */
typedef struct
{
  AskgRect  place;  /* logical desktop coordinates, frame (title bar) included */
  char     *title;  /* (nullable) */
  char     *app;    /* (nullable): class or application id */
  guint64   handle; /* X11 window id; 0 where there is none */
  gboolean  is_popup; /* a menu or a list of the application’s, which is no window to a person */
} AskgWindowPlace;

G_END_DECLS
