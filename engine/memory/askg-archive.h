/* askg-archive.h: the database file of a data folder: made, opened, brought up to date, saved when
 * it is damaged. The store's thread; askg_archive_dup_notice() any. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

typedef struct _AskgArchive AskgArchive;

AskgArchive *askg_archive_new        (const char    *folder);
void         askg_archive_free       (AskgArchive   *self);
gboolean     askg_archive_open       (AskgArchive   *self,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     askg_archive_close      (AskgArchive   *self,
                                      GError       **error);
const char  *askg_archive_get_path   (AskgArchive   *self);
AskgDb      *askg_archive_get_db     (AskgArchive   *self);
AskgDb      *askg_archive_require_db (AskgArchive  *self,
                                      GError       **error);
AskgSeal    *askg_archive_get_key    (AskgArchive   *self);
void         askg_archive_forget_former (AskgArchive *self);
gboolean     askg_archive_is_damaged (AskgArchive   *self);
gboolean     askg_archive_rescue     (AskgArchive   *self,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
char        *askg_archive_dup_notice (AskgArchive   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgArchive, askg_archive_free)

G_END_DECLS
