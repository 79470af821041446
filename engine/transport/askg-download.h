/* askg-download.h: one large file fetched whole, or not at all: resumed, counted, hashed. Main thread. */
#pragma once

#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

typedef struct
{
  const char *url;     /* https:// or on this machine */
  const char *folder;  /* must exist */
  const char *name;    /* of the file in @folder: one plain name */
  const char *sha256;  /* (nullable): 64 hexadecimal digits */
  guint64     n_bytes; /* 0: not known */
  const char *magic;   /* (nullable): how the file begins, such as "GGUF" */
  AskgKey    *key;     /* (nullable): shown to the host of @url alone */
  const char *purpose; /* who fetches it, for the ledger: an engine's id */
} AskgDownloadManifest;

/* @n_total: 0 when the server does not say. */
typedef void (*AskgDownloadFunc) (guint64  n_bytes,
                                  guint64  n_total,
                                  gpointer user_data);

void      askg_download_async      (AskgHttp                    *http,
                                    const AskgDownloadManifest  *manifest,
                                    AskgDownloadFunc             progress,
                                    gpointer                     progress_data,
                                    GCancellable                *cancellable,
                                    GAsyncReadyCallback          callback,
                                    gpointer                     user_data);
char     *askg_download_finish     (GAsyncResult                *result,
                                    GError                     **error);
gboolean  askg_download_check_name (const char                  *name,
                                    GError                     **error);

G_END_DECLS
