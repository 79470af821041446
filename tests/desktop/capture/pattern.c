/* pattern.c: a window of X11 whose every pixel tells where it is.
 *
 *   pattern TITLE SEED X Y WIDTH HEIGHT [argb]
 *
 * Pixel x,y is 0xXXYYSS (low bytes of x and y, SEED in the lowest four bits, what is above 255 in the others).
 * With argb the window has an alpha channel and is half transparent in its right half.
 * Prints "shown" after each drawing, and lives until it is ended. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/xcb.h>

typedef struct
{
  xcb_connection_t *x;
  xcb_screen_t     *screen;
  xcb_window_t      window;
  xcb_gcontext_t    gc;
  unsigned          seed;
  int               width;
  int               height;
  int               depth;
} Pattern;

static unsigned
pixel_of (const Pattern *self, int x, int y)
{
  const unsigned colour = (x & 0xffu) << 16 | (y & 0xffu) << 8 | (x >> 8 & 0x3u) << 6 | (y >> 8 & 0x3u) << 4 | self->seed;

  if (self->depth == 24)
    return colour;

  return x < self->width / 2 ? 0xff000000u | colour : 0x80000000u | (colour >> 1 & 0x7f7f7fu);
}

static void
draw (Pattern *self)
{
  unsigned *row = calloc (self->width, sizeof *row);

  for (int y = 0; y < self->height; y++)
    {
      for (int x = 0; x < self->width; x++)
        row[x] = pixel_of (self, x, y);
      xcb_put_image (self->x, XCB_IMAGE_FORMAT_Z_PIXMAP, self->window, self->gc, self->width, 1, 0, y, 0, self->depth,
                     self->width * sizeof *row, (unsigned char *) row);
    }
  free (row);
  xcb_flush (self->x);
  free (xcb_get_input_focus_reply (self->x, xcb_get_input_focus (self->x), NULL)); /* drawn, not only asked */
  puts ("shown");
  fflush (stdout);
}

static xcb_visualid_t
visual_of_depth (xcb_screen_t *screen, int depth)
{
  for (xcb_depth_iterator_t i = xcb_screen_allowed_depths_iterator (screen); i.rem > 0; xcb_depth_next (&i))
    if (i.data->depth == depth && xcb_depth_visuals_length (i.data) > 0)
      return xcb_depth_visuals (i.data)[0].visual_id;

  return screen->root_visual;
}

static void
make_window (Pattern *self, const char *title, int x, int y)
{
  const xcb_visualid_t visual = visual_of_depth (self->screen, self->depth);
  const xcb_colormap_t colours = xcb_generate_id (self->x);
  const unsigned values[] = { 0, 0, XCB_EVENT_MASK_EXPOSURE, colours };
  /* WM_NORMAL_HINTS: the person chose place and size. */
  const unsigned hints[18] = { 1 | 2, x, y, self->width, self->height };

  self->window = xcb_generate_id (self->x);
  self->gc = xcb_generate_id (self->x);
  xcb_create_colormap (self->x, XCB_COLORMAP_ALLOC_NONE, colours, self->screen->root, visual);
  xcb_create_window (self->x, self->depth, self->window, self->screen->root, x, y, self->width, self->height, 0,
                     XCB_WINDOW_CLASS_INPUT_OUTPUT, visual,
                     XCB_CW_BACK_PIXEL | XCB_CW_BORDER_PIXEL | XCB_CW_EVENT_MASK | XCB_CW_COLORMAP, values);
  xcb_create_gc (self->x, self->gc, self->window, 0, NULL);
  xcb_change_property (self->x, XCB_PROP_MODE_REPLACE, self->window, XCB_ATOM_WM_NAME, XCB_ATOM_STRING, 8,
                       strlen (title), title);
  xcb_change_property (self->x, XCB_PROP_MODE_REPLACE, self->window, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 8,
                       sizeof "pattern\0Pattern", "pattern\0Pattern");
  xcb_change_property (self->x, XCB_PROP_MODE_REPLACE, self->window, XCB_ATOM_WM_NORMAL_HINTS,
                       XCB_ATOM_WM_SIZE_HINTS, 32, 18, hints);
  xcb_map_window (self->x, self->window);
  xcb_flush (self->x);
}

int
main (int argc, char **argv)
{
  Pattern self = { 0 };
  xcb_generic_event_t *event;

  if (argc < 7)
    return 2;
  self.x = xcb_connect (NULL, NULL);
  if (xcb_connection_has_error (self.x))
    return 1;
  self.screen = xcb_setup_roots_iterator (xcb_get_setup (self.x)).data;
  self.seed = atoi (argv[2]) & 0xf;
  self.width = atoi (argv[5]);
  self.height = atoi (argv[6]);
  self.depth = argc > 7 ? 32 : 24;
  make_window (&self, argv[1], atoi (argv[3]), atoi (argv[4]));

  while ((event = xcb_wait_for_event (self.x)) != NULL)
    {
      const xcb_expose_event_t *expose = (const xcb_expose_event_t *) event;

      if ((event->response_type & 0x7f) == XCB_EXPOSE && expose->count == 0)
        draw (&self);
      free (event);
    }
  xcb_disconnect (self.x);

  return 0;
}
