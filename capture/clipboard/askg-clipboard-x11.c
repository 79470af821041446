/* askg-clipboard-x11.c: the CLIPBOARD selection, by an own connection. Worker thread. */
#include "capture/clipboard/askg-clipboard-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <xcb/xcb.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-secret-mark.h"

typedef struct
{
  xcb_connection_t *connection;
  xcb_window_t      window;
  xcb_atom_t        clipboard;
  xcb_atom_t        property; /* of our window, where the owner puts it */
  xcb_atom_t        targets;
  xcb_atom_t        incr;
  GCancellable     *cancellable;

  AskgClipboardPatience *patience;
  gboolean               is_secret; /* a password manager marked it */
} Reader;

static xcb_atom_t
atom (xcb_connection_t *connection,
      const char       *name)
{
  g_autofree xcb_intern_atom_reply_t *reply =
    xcb_intern_atom_reply (connection, xcb_intern_atom (connection, FALSE, strlen (name), name), NULL);

  return reply != NULL ? reply->atom : XCB_ATOM_NONE;
}

static char *
atom_name (xcb_connection_t *connection,
           xcb_atom_t        value)
{
  g_autofree xcb_get_atom_name_reply_t *reply =
    xcb_get_atom_name_reply (connection, xcb_get_atom_name (connection, value), NULL);

  return reply != NULL ? g_strndup (xcb_get_atom_name_name (reply), xcb_get_atom_name_name_length (reply))
                       : g_strdup ("");
}

/* The next event, or NULL with @error set. */
static xcb_generic_event_t *
next_event (Reader  *self,
            GError **error)
{
  for (;;)
    {
      xcb_generic_event_t *event = xcb_poll_for_event (self->connection);

      if (event != NULL)
        return event;
      if (xcb_connection_has_error (self->connection) != 0)
        {
          g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY, _("The X server no longer answers. Run it in a desktop session."));
          return NULL;
        }
      if (!askg_clipboard_wait_fd (xcb_get_file_descriptor (self->connection), self->patience, self->cancellable, error))
        return NULL;
    }
}

/* Takes the property away, which tells an owner that sends in pieces to send the next. */
static xcb_get_property_reply_t *
take_property (Reader *self)
{
  xcb_get_property_cookie_t cookie = xcb_get_property (self->connection, TRUE, self->window, self->property,
                                                       XCB_GET_PROPERTY_TYPE_ANY, 0, ASKG_CLIPBOARD_MAX_BYTES / 4);

  return xcb_get_property_reply (self->connection, cookie, NULL);
}

static gboolean
append (GByteArray                *bytes,
        xcb_get_property_reply_t  *piece,
        GError                   **error)
{
  const int n_bytes = xcb_get_property_value_length (piece);

  if (piece->bytes_after > 0 || bytes->len + (guint) n_bytes > ASKG_CLIPBOARD_MAX_BYTES)
    {
      g_propagate_error (error, askg_clipboard_too_large ());
      return FALSE;
    }
  g_byte_array_append (bytes, xcb_get_property_value (piece), n_bytes);

  return TRUE;
}

/* ICCCM 2.7.2: pieces come as changes of the property; an empty one is the end. */
static gboolean
read_pieces (Reader      *self,
             GByteArray  *bytes,
             GError     **error)
{
  for (;;)
    {
      g_autofree xcb_generic_event_t *event = next_event (self, error);
      xcb_property_notify_event_t *change = (xcb_property_notify_event_t *) event;
      g_autofree xcb_get_property_reply_t *piece = NULL;

      if (event == NULL)
        return FALSE;
      if ((event->response_type & 0x7f) != XCB_PROPERTY_NOTIFY || change->atom != self->property ||
          change->state != XCB_PROPERTY_NEW_VALUE)
        continue;

      askg_clipboard_patience_renew (self->patience);
      piece = take_property (self);
      if (piece == NULL)
        {
          g_propagate_error (error, askg_clipboard_broken_off ());
          return FALSE;
        }
      if (xcb_get_property_value_length (piece) == 0)
        return TRUE;
      if (!append (bytes, piece, error))
        return FALSE;
    }
}

/* The clipboard as @target; an empty array when its owner does not have it so. */
static GByteArray *
convert (Reader      *self,
         xcb_atom_t   target,
         GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree xcb_get_property_reply_t *value = NULL;
  xcb_atom_t given = XCB_ATOM_NONE;
  gboolean answered = FALSE;

  xcb_convert_selection (self->connection, self->window, self->clipboard, target, self->property, XCB_CURRENT_TIME);
  xcb_flush (self->connection);
  while (!answered)
    {
      g_autofree xcb_generic_event_t *event = next_event (self, error);

      if (event == NULL)
        return NULL;
      answered = (event->response_type & 0x7f) == XCB_SELECTION_NOTIFY;
      if (answered)
        given = ((xcb_selection_notify_event_t *) event)->property;
    }
  if (given == XCB_ATOM_NONE)
    return g_steal_pointer (&bytes);

  value = take_property (self);
  if (value == NULL)
    {
      g_propagate_error (error, askg_clipboard_broken_off ());
      return NULL;
    }
  if (value->type == self->incr ? !read_pieces (self, bytes, error) : !append (bytes, value, error))
    return NULL;

  return g_steal_pointer (&bytes);
}

/* The best of the types the owner offers; XCB_ATOM_NONE when there is none, or it must not be read. */
static xcb_atom_t
choose_target (Reader  *self,
               GError **error)
{
  g_autoptr(GByteArray) offered = convert (self, self->targets, error);
  xcb_atom_t best = XCB_ATOM_NONE;
  int best_rank = G_MAXINT;

  if (offered == NULL)
    return XCB_ATOM_NONE;

  for (guint i = 0; i + sizeof (xcb_atom_t) <= offered->len; i += sizeof (xcb_atom_t))
    {
      g_autofree char *name = NULL;
      xcb_atom_t target;
      int rank;

      memcpy (&target, offered->data + i, sizeof target);
      name = atom_name (self->connection, target);
      if (askg_secret_mark_is_one (name))
        {
          self->is_secret = TRUE;
          g_propagate_error (error, askg_secret_mark_new_error ());
          return XCB_ATOM_NONE;
        }
      rank = askg_clipboard_rank (name);
      if (rank >= 0 && rank < best_rank)
        {
          best = target;
          best_rank = rank;
        }
    }
  if (best == XCB_ATOM_NONE)
    g_propagate_error (error, askg_clipboard_nothing_there ());

  return best;
}

static GBytes *
read_selection (Reader  *self,
                GError **error)
{
  g_autoptr(GByteArray) bytes = NULL;
  g_autofree char *type = NULL;
  g_autofree xcb_get_selection_owner_reply_t *owner =
    xcb_get_selection_owner_reply (self->connection, xcb_get_selection_owner (self->connection, self->clipboard), NULL);
  xcb_atom_t target;

  if (owner == NULL || owner->owner == XCB_WINDOW_NONE)
    {
      g_propagate_error (error, askg_clipboard_nothing_there ());
      return NULL;
    }
  target = choose_target (self, error);
  if (target == XCB_ATOM_NONE)
    return NULL;
  bytes = convert (self, target, error);
  if (bytes == NULL)
    return NULL;
  if (bytes->len == 0)
    {
      g_propagate_error (error, askg_clipboard_nothing_there ());
      return NULL;
    }

  type = atom_name (self->connection, target);

  return askg_clipboard_to_utf8 (g_byte_array_free_to_bytes (g_steal_pointer (&bytes)), type);
}

static gboolean
open_reader (Reader  *self,
             GError **error)
{
  const uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;

  self->connection = xcb_connect (NULL, NULL);
  if (xcb_connection_has_error (self->connection) != 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                           _("The X server cannot be reached. Run it in a desktop session."));
      return FALSE;
    }
  self->window = xcb_generate_id (self->connection);
  xcb_create_window (self->connection, XCB_COPY_FROM_PARENT, self->window,
                     xcb_setup_roots_iterator (xcb_get_setup (self->connection)).data->root, 0, 0, 1, 1, 0,
                     XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK, &events);
  self->clipboard = atom (self->connection, "CLIPBOARD");
  self->property = atom (self->connection, "ASKGLASS_CLIPBOARD");
  self->targets = atom (self->connection, "TARGETS");
  self->incr = atom (self->connection, "INCR");

  return TRUE;
}

GBytes *
askg_clipboard_x11_read (AskgClipboardPatience  *patience,
                         GCancellable           *cancellable,
                         GError                **error)
{
  Reader self = { .cancellable = cancellable, .patience = patience };
  GBytes *bytes = NULL;

  if (open_reader (&self, error))
    bytes = read_selection (&self, error);
  xcb_disconnect (self.connection);

  return bytes;
}

/* Only what it is offered as is asked for. */
gboolean
askg_clipboard_x11_is_secret (AskgClipboardPatience *patience,
                              GCancellable          *cancellable)
{
  Reader self = { .cancellable = cancellable, .patience = patience };

  if (open_reader (&self, NULL))
    choose_target (&self, NULL);
  xcb_disconnect (self.connection);

  return self.is_secret;
}
