/* askg-clipboard-wayland.c: the selection by wlr-data-control, which needs no window and no focus.
 * Worker thread; an own connection. */
#include "capture/clipboard/askg-clipboard-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <wayland-client.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-secret-mark.h"
#include "wlr-data-control-unstable-v1-client-protocol.h"

/* One offer and the types it came with. */
typedef struct
{
  struct zwlr_data_control_offer_v1 *offer;
  const char                        *best; /* (nullable): static */
  int                                rank;
  gboolean                           is_password;
} Offer;

typedef struct
{
  struct wl_display                   *display;
  struct wl_registry                  *registry;
  struct wl_seat                      *seat;
  struct zwlr_data_control_manager_v1 *manager;
  struct zwlr_data_control_device_v1  *device;
  GPtrArray                           *offers;   /* of Offer */
  Offer                               *selected; /* borrowed; NULL when nothing is copied */
} Reader;

static void
offer_free (gpointer data)
{
  Offer *self = data;

  zwlr_data_control_offer_v1_destroy (self->offer);
  g_free (self);
}

static void
offer_type_cb (void                              *data,
               struct zwlr_data_control_offer_v1 *offer,
               const char                        *type)
{
  Offer *self = data;
  const int rank = askg_clipboard_rank (type);

  self->is_password |= askg_secret_mark_is_one (type);
  if (rank >= 0 && (self->best == NULL || rank < self->rank))
    {
      self->best = askg_clipboard_types[rank];
      self->rank = rank;
    }
}

static const struct zwlr_data_control_offer_v1_listener offer_listener = { .offer = offer_type_cb };

static void
data_offer_cb (void                               *data,
               struct zwlr_data_control_device_v1 *device,
               struct zwlr_data_control_offer_v1  *offer)
{
  Reader *self = data;
  Offer *added = g_new0 (Offer, 1);

  added->offer = offer;
  g_ptr_array_add (self->offers, added);
  zwlr_data_control_offer_v1_add_listener (offer, &offer_listener, added);
}

static void
selection_cb (void                               *data,
              struct zwlr_data_control_device_v1 *device,
              struct zwlr_data_control_offer_v1  *offer)
{
  Reader *self = data;

  self->selected = offer != NULL ? zwlr_data_control_offer_v1_get_user_data (offer) : NULL;
}

static void
finished_cb (void                               *data,
             struct zwlr_data_control_device_v1 *device)
{
}

static void
primary_selection_cb (void                               *data,
                      struct zwlr_data_control_device_v1 *device,
                      struct zwlr_data_control_offer_v1  *offer)
{
}

static const struct zwlr_data_control_device_v1_listener device_listener = {
  .data_offer = data_offer_cb,
  .selection = selection_cb,
  .finished = finished_cb,
  .primary_selection = primary_selection_cb,
};

static void
global_cb (void               *data,
           struct wl_registry *registry,
           uint32_t            name,
           const char         *interface,
           uint32_t            version)
{
  Reader *self = data;

  if (strcmp (interface, wl_seat_interface.name) == 0 && self->seat == NULL)
    self->seat = wl_registry_bind (registry, name, &wl_seat_interface, 1);
  else if (strcmp (interface, zwlr_data_control_manager_v1_interface.name) == 0)
    self->manager = wl_registry_bind (registry, name, &zwlr_data_control_manager_v1_interface, MIN (version, 2));
}

static void
global_remove_cb (void               *data,
                  struct wl_registry *registry,
                  uint32_t            name)
{
}

static const struct wl_registry_listener registry_listener = { global_cb, global_remove_cb };

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->device, zwlr_data_control_device_v1_destroy);
  g_clear_pointer (&self->manager, zwlr_data_control_manager_v1_destroy);
  g_clear_pointer (&self->seat, wl_seat_destroy);
  g_clear_pointer (&self->registry, wl_registry_destroy);
  g_clear_pointer (&self->display, wl_display_disconnect);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
reader_connect (Reader *self)
{
  self->offers = g_ptr_array_new_with_free_func (offer_free);
  self->display = wl_display_connect (NULL);
  if (self->display == NULL)
    return FALSE;

  self->registry = wl_display_get_registry (self->display);
  wl_registry_add_listener (self->registry, &registry_listener, self);

  return wl_display_roundtrip (self->display) >= 0 && self->manager != NULL && self->seat != NULL;
}

/* Whether the compositor shows the clipboard to programs without the focus. */
gboolean
askg_clipboard_wayland_works (void)
{
  g_auto(Reader) self = { 0 };

  return reader_connect (&self);
}

static GBytes *
receive (Reader                 *self,
         AskgClipboardPatience  *patience,
         GCancellable           *cancellable,
         GError                **error)
{
  GBytes *bytes;
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      g_propagate_error (error, askg_clipboard_broken_off ());
      return NULL;
    }
  zwlr_data_control_offer_v1_receive (self->selected->offer, self->selected->best, ends[1]);
  wl_display_flush (self->display);
  close (ends[1]);
  bytes = askg_clipboard_read_fd (ends[0], patience, cancellable, error);
  close (ends[0]);

  return bytes != NULL ? askg_clipboard_to_utf8 (bytes, self->selected->best) : NULL;
}

GBytes *
askg_clipboard_wayland_read (AskgClipboardPatience  *patience,
                             GCancellable           *cancellable,
                             GError                **error)
{
  g_auto(Reader) self = { 0 };

  if (!reader_connect (&self))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("This desktop shows the clipboard to the window in use alone. "
                             "Open the overlay and paste with Ctrl+V."));
      return NULL;
    }
  self.device = zwlr_data_control_manager_v1_get_data_device (self.manager, self.seat);
  zwlr_data_control_device_v1_add_listener (self.device, &device_listener, &self);
  wl_display_roundtrip (self.display); /* the selection */
  wl_display_roundtrip (self.display); /* the types of its offer */

  if (self.selected == NULL || (!self.selected->is_password && self.selected->best == NULL))
    g_propagate_error (error, askg_clipboard_nothing_there ());
  else if (self.selected->is_password)
    g_propagate_error (error, askg_secret_mark_new_error ());
  else
    return receive (&self, patience, cancellable, error);

  return NULL;
}
