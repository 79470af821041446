/* drip-owner: owns the clipboard and gives it a byte at a time (ICCCM's INCR), without an end. With a
 * number it dies after so many bytes. Prints "owner". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <xcb/xcb.h>

#define DRIP_US (100 * G_TIME_SPAN_MILLISECOND)

static xcb_connection_t *connection;

static xcb_atom_t
atom (const char *name)
{
  g_autofree xcb_intern_atom_reply_t *reply =
    xcb_intern_atom_reply (connection, xcb_intern_atom (connection, FALSE, strlen (name), name), NULL);

  return reply->atom;
}

static void
answer (const xcb_selection_request_event_t *request)
{
  const xcb_atom_t text = atom ("UTF8_STRING");
  const uint32_t length = 1000, listen = XCB_EVENT_MASK_PROPERTY_CHANGE;
  const xcb_selection_notify_event_t notify = {
    .response_type = XCB_SELECTION_NOTIFY, .requestor = request->requestor, .selection = request->selection,
    .target = request->target, .property = request->property,
  };

  if (request->target == text)
    {
      xcb_change_window_attributes (connection, request->requestor, XCB_CW_EVENT_MASK, &listen);
      xcb_change_property (connection, XCB_PROP_MODE_REPLACE, request->requestor, request->property, atom ("INCR"), 32, 1, &length);
    }
  else
    xcb_change_property (connection, XCB_PROP_MODE_REPLACE, request->requestor, request->property, XCB_ATOM_ATOM, 32, 1, &text);
  xcb_send_event (connection, FALSE, request->requestor, 0, (const char *) &notify);
}

int
main (int    argc,
      char **argv)
{
  int left = argc > 1 ? atoi (argv[1]) : -1;
  xcb_atom_t incr_property = XCB_ATOM_NONE;
  xcb_generic_event_t *event;
  xcb_window_t window;

  connection = xcb_connect (NULL, NULL);
  window = xcb_generate_id (connection);
  xcb_create_window (connection, 0, window, xcb_setup_roots_iterator (xcb_get_setup (connection)).data->root, 0, 0, 1, 1, 0,
                     XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, 0, NULL);
  xcb_set_selection_owner (connection, window, atom ("CLIPBOARD"), XCB_CURRENT_TIME);
  xcb_flush (connection);
  puts ("owner");
  fflush (stdout);
  while (left != 0 && (event = xcb_wait_for_event (connection)) != NULL)
    {
      const xcb_property_notify_event_t *change = (const xcb_property_notify_event_t *) event;

      if ((event->response_type & 0x7f) == XCB_SELECTION_REQUEST)
        {
          answer ((const xcb_selection_request_event_t *) event);
          incr_property = ((const xcb_selection_request_event_t *) event)->property;
        }
      else if ((event->response_type & 0x7f) == XCB_PROPERTY_NOTIFY && change->state == XCB_PROPERTY_DELETE &&
               change->atom == incr_property)
        {
          g_usleep (DRIP_US);
          xcb_change_property (connection, XCB_PROP_MODE_REPLACE, change->window, change->atom, atom ("UTF8_STRING"), 8, 1, "a");
          left -= left > 0;
        }
      xcb_flush (connection);
      free (event);
    }
  xcb_disconnect (connection);

  return 0;
}
