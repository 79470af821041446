/* askg-download-file-private.h: the growing file of a download, and what is known about where it is from.
 * One thread at a time; every function but the getters works on the disk. */
#pragma once

#include "engine/transport/askg-download.h"

G_BEGIN_DECLS

typedef struct _AskgDownloadFile AskgDownloadFile;

AskgDownloadFile *askg_download_file_open      (const AskgDownloadManifest  *manifest,
                                                GError                     **error);
void              askg_download_file_free      (AskgDownloadFile            *self);
gboolean          askg_download_file_is_whole  (AskgDownloadFile            *self);
guint64           askg_download_file_get_size  (AskgDownloadFile            *self);
const char       *askg_download_file_get_etag  (AskgDownloadFile            *self);
gboolean          askg_download_file_begin     (AskgDownloadFile            *self,
                                                gboolean                     from_start,
                                                const char                  *etag,
                                                guint64                      n_total,
                                                GError                     **error);
gboolean          askg_download_file_write     (AskgDownloadFile            *self,
                                                const guint8                *bytes,
                                                gsize                        n_bytes,
                                                GError                     **error);
char             *askg_download_file_finish    (AskgDownloadFile            *self,
                                                GError                     **error);

G_END_DECLS
