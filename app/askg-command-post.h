/* askg-command-post.h: the socket over which a person's shell tells of its commands: a datagram each, as askg_command_record_write()
 * makes them. What counts lies on the shelf, where the shell has put it before it tells; here is only heard that it does, and at
 * once. So nothing is lost where nobody listens, where who listens is busy, or where a datagram is dropped.
 *
 * A datagram is whole or is not there, nobody can hold one open, and whoever sends is never kept waiting. Main thread. */
#pragma once

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

/* Of a datagram. A longer record stays on the shelf, and is found there. */
#define ASKG_COMMAND_POST_MAX_BYTES (64u * 1024)

/* @record: (transfer none): of a shell, whole, and without output */
typedef void (* AskgCommandTold) (AskgCommandRecord *record,
                                  gpointer           user_data);

typedef struct _AskgCommandPost AskgCommandPost;

char            *askg_command_post_path (GError          **error);
AskgCommandPost *askg_command_post_new  (const char       *path,
                                         AskgCommandTold   told,
                                         gpointer          user_data,
                                         GError          **error);
void             askg_command_post_free (AskgCommandPost  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCommandPost, askg_command_post_free)

G_END_DECLS
