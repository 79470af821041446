/* askg-clipboard-private.h: the ways to the clipboard. Each blocks, and runs on a worker thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_CLIPBOARD_MAX_BYTES (64u * 1024 * 1024)
#define ASKG_CLIPBOARD_WAIT_US   (3 * G_TIME_SPAN_SECOND)

/* The types that are taken, best first; a picture before the text that names it. */
extern const char *const askg_clipboard_types[];

/* Set by password managers: what carries it is never read. */
#define ASKG_CLIPBOARD_PASSWORD_HINT "x-kde-passwordManagerHint"

GBytes  *askg_clipboard_x11_read      (GCancellable       *cancellable,
                                       GError            **error);
GBytes  *askg_clipboard_wayland_read  (GCancellable       *cancellable,
                                       GError            **error);
gboolean askg_clipboard_wayland_works (void);

int      askg_clipboard_rank          (const char         *type);
GError  *askg_clipboard_nothing_there (void);
GError  *askg_clipboard_is_password   (void);
GError  *askg_clipboard_too_slow      (void);
GError  *askg_clipboard_too_large     (void);
gboolean askg_clipboard_wait_fd       (int                 fd,
                                       gint64              until_us,
                                       GCancellable       *cancellable,
                                       GError            **error);

G_END_DECLS
