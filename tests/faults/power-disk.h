/* power-disk.h: a disk that remembers everything it was asked to do, so that the power can be cut
 * afterwards, at any point, any number of times.
 *
 * The model: what was written since a file was last synced may be there, be missing, or be torn at
 * a sector of 512 bytes, each write by itself; names (files made, renamed, removed) come back in
 * their order up to some point, and all of them once their folder was synced. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PowerDisk PowerDisk;

PowerDisk *power_disk_new         (const char *folder);
void       power_disk_free        (PowerDisk  *self);
void       power_disk_weaken      (gboolean    is_weak);
void       power_disk_stop        (PowerDisk  *self);
void       power_disk_acknowledge (PowerDisk  *self,
                                   const char *what);
guint      power_disk_get_n_steps (PowerDisk  *self);
guint      power_disk_get_n_syncs (PowerDisk  *self);
void       power_disk_cut         (PowerDisk  *self,
                                   guint       after_step,
                                   GRand      *chance,
                                   const char *into_folder);
GPtrArray *power_disk_get_acknowledged (PowerDisk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerDisk, power_disk_free)

G_END_DECLS
