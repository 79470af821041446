/* slow-window: a window without a background, which draws what was uncovered only after a while, as
 * large programs do: until then the server leaves there what covered it. Prints "shown". */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <xcb/xcb.h>

#define SLOW_US (100 * G_TIME_SPAN_MILLISECOND)

int
main (void)
{
  static const xcb_rectangle_t whole = { 0, 0, 600, 400 };
  xcb_connection_t *connection = xcb_connect (NULL, NULL);
  xcb_screen_t *screen = xcb_setup_roots_iterator (xcb_get_setup (connection)).data;
  const xcb_window_t window = xcb_generate_id (connection);
  const xcb_gcontext_t gc = xcb_generate_id (connection);
  const uint32_t values[] = { XCB_BACK_PIXMAP_NONE, XCB_EVENT_MASK_EXPOSURE }, color = 0xf0d8a8;
  gboolean is_shown = FALSE;
  xcb_generic_event_t *event;

  xcb_create_window (connection, XCB_COPY_FROM_PARENT, window, screen->root, 100, 100, whole.width, whole.height, 0,
                     XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT,
                     XCB_CW_BACK_PIXMAP | XCB_CW_EVENT_MASK, values);
  xcb_change_property (connection, XCB_PROP_MODE_REPLACE, window, XCB_ATOM_WM_NAME, XCB_ATOM_STRING, 8, 4, "slow");
  xcb_create_gc (connection, gc, window, XCB_GC_FOREGROUND, &color);
  xcb_map_window (connection, window);
  xcb_flush (connection);
  while ((event = xcb_wait_for_event (connection)) != NULL)
    {
      if ((event->response_type & 0x7f) == XCB_EXPOSE)
        {
          g_usleep (is_shown ? SLOW_US : 0);
          xcb_poly_fill_rectangle (connection, window, gc, 1, &whole);
          xcb_flush (connection);
          if (!is_shown)
            puts ("shown");
          fflush (stdout);
          is_shown = TRUE;
        }
      free (event);
    }
  xcb_disconnect (connection);

  return 0;
}
