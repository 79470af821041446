/* askg-session-outputs.c: main thread. */
#include "capture/screen/askg-session-outputs.h"

#include "capture/screen/askg-x11-screen.h"

#ifdef ASKG_HAVE_WAYLAND
#include "capture/screen/askg-wayland-screen.h"
#endif

struct _AskgSessionOutputs
{
#ifdef ASKG_HAVE_WAYLAND
  AskgWaylandScreen *wayland; /* owned; NULL without a compositor */
#endif
  AskgX11Screen     *x11;     /* owned; NULL without a server, or beside a compositor */
};

/**
 * askg_session_outputs_new:
 *
 * Connects to the session's display. Where there is none, no outputs are known, and that is no error.
 */
AskgSessionOutputs *
askg_session_outputs_new (void)
{
  AskgSessionOutputs *self = g_new0 (AskgSessionOutputs, 1);

#ifdef ASKG_HAVE_WAYLAND
  if (g_getenv ("WAYLAND_DISPLAY") != NULL)
    {
      self->wayland = askg_wayland_screen_open (NULL);
      return self;
    }
#endif
  self->x11 = askg_x11_screen_open (NULL);

  return self;
}

void
askg_session_outputs_free (AskgSessionOutputs *self)
{
  if (self == NULL)
    return;

#ifdef ASKG_HAVE_WAYLAND
  askg_wayland_screen_close (self->wayland);
#endif
  askg_x11_screen_close (self->x11);
  g_free (self);
}

static void
add_x11 (AskgX11Screen *screen,
         GArray        *layout)
{
  g_autoptr(GArray) outputs = askg_x11_screen_list_outputs (screen, NULL);

  for (guint i = 0; outputs != NULL && i < outputs->len; i++)
    {
      const AskgX11Output *output = &g_array_index (outputs, AskgX11Output, i);

      askg_output_layout_add (layout, output->name, &output->place);
    }
}

/**
 * askg_session_outputs_list:
 *
 * Returns: (transfer full) (element-type AskgOutputPlace): the outputs as they are now; may be empty
 */
GArray *
askg_session_outputs_list (AskgSessionOutputs *self)
{
  GArray *layout = askg_output_layout_new ();

#ifdef ASKG_HAVE_WAYLAND
  GPtrArray *outputs = self->wayland != NULL ? askg_wayland_screen_list_outputs (self->wayland) : NULL;

  for (guint i = 0; outputs != NULL && i < outputs->len; i++)
    {
      const AskgWaylandOutput *output = g_ptr_array_index (outputs, i);

      askg_output_layout_add (layout, output->name, &output->place);
    }
#endif
  if (self->x11 != NULL)
    add_x11 (self->x11, layout);

  return layout;
}
