/* askg-wire-writer.h: JSON appended to a text, so that a picture's megabytes are encoded where they are sent from,
 * once. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  askg_wire_write_key      (GString    *json,
                                const char *key);
void  askg_wire_write_comma    (GString    *json);
void  askg_wire_write_string   (GString    *json,
                                const char *text);
void  askg_wire_write_escaped  (GString    *json,
                                const char *text);
void  askg_wire_write_base64   (GString    *json,
                                GBytes     *bytes);
void  askg_wire_write_data_url (GString    *json,
                                const char *mime,
                                GBytes     *bytes);
void  askg_wire_write_member   (GString    *json,
                                const char *key,
                                const char *text);
void  askg_wire_write_integer  (GString    *json,
                                const char *key,
                                gint64      value);
void  askg_wire_write_number   (GString    *json,
                                const char *key,
                                double      value);
gsize askg_wire_base64_length  (gsize       n_bytes);

G_END_DECLS
