/* askg-clipboard-private.h: the ways to the clipboard. Each blocks, and runs on a worker thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_CLIPBOARD_MAX_BYTES (64u * 1024 * 1024)

typedef struct
{
  gint64 silence_us;
  gint64 until_us;   /* monotonic: when the next piece must have come */
  gint64 ends_at_us; /* and when the last */
} AskgClipboardPatience;

/* The types that are taken, best first; a picture before the text that names it. */
extern const char *const askg_clipboard_types[];

GBytes  *askg_clipboard_x11_read       (AskgClipboardPatience        *patience,
                                        GCancellable                 *cancellable,
                                        GError                      **error);
gboolean askg_clipboard_x11_is_secret  (AskgClipboardPatience        *patience,
                                        GCancellable                 *cancellable);
GBytes  *askg_clipboard_wayland_read   (AskgClipboardPatience        *patience,
                                        GCancellable                 *cancellable,
                                        GError                      **error);
gboolean askg_clipboard_wayland_works  (void);

int      askg_clipboard_rank           (const char                   *type);
GError  *askg_clipboard_nothing_there  (void);
GError  *askg_clipboard_too_slow       (void);
GError  *askg_clipboard_broken_off     (void);
GError  *askg_clipboard_too_large      (void);

void     askg_clipboard_patience_start (AskgClipboardPatience        *self,
                                        gint64                        silence_us,
                                        gint64                        whole_us);
void     askg_clipboard_patience_renew (AskgClipboardPatience        *self);
gboolean askg_clipboard_wait_fd        (int                           fd,
                                        const AskgClipboardPatience  *patience,
                                        GCancellable                 *cancellable,
                                        GError                      **error);
GBytes  *askg_clipboard_read_fd        (int                           fd,
                                        AskgClipboardPatience        *patience,
                                        GCancellable                 *cancellable,
                                        GError                      **error);
GBytes  *askg_clipboard_to_utf8        (GBytes                       *bytes,
                                        const char                   *type);

G_END_DECLS
