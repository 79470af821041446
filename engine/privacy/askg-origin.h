/* askg-origin.h: where a request goes: scheme, host and port, or a Unix socket. Immutable; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgOrigin AskgOrigin;

AskgOrigin   *askg_origin_new             (const char  *url,
                                           const char  *socket_path,
                                           char       **out_target,
                                           GError     **error) G_GNUC_WARN_UNUSED_RESULT;
AskgOrigin   *askg_origin_ref             (AskgOrigin  *self);
void          askg_origin_unref           (AskgOrigin  *self);
gboolean      askg_origin_equal           (AskgOrigin  *self,
                                           AskgOrigin  *other);
const char   *askg_origin_get_url         (AskgOrigin  *self);
const char   *askg_origin_get_label       (AskgOrigin  *self);
const char   *askg_origin_get_host        (AskgOrigin  *self);
guint16       askg_origin_get_port        (AskgOrigin  *self);
const char   *askg_origin_get_socket_path (AskgOrigin  *self);
GInetAddress *askg_origin_get_literal     (AskgOrigin  *self);
gboolean      askg_origin_is_encrypted    (AskgOrigin  *self);
gboolean      askg_origin_is_this_machine (AskgOrigin  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOrigin, askg_origin_unref)

G_END_DECLS
