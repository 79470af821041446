/* askg-download-private.h: what the two halves of a download share: its course, and one request of it. */
#pragma once

#include "engine/transport/askg-download-file-private.h"

G_BEGIN_DECLS

typedef struct _Job AskgDownloadJob;

/* On a worker; the next step is told on the main thread. */
typedef gboolean (*AskgDiskFunc) (AskgDownloadJob *job, GError **error);
typedef void     (*AskgNextFunc) (GTask *task);

/* Owned by its task. */
struct _Job
{
  AskgHttp             *http;      /* borrowed: the task's source */
  AskgDownloadManifest  manifest;  /* its strings are ours */
  AskgDownloadFunc      progress;
  gpointer              progress_data;
  AskgDownloadFile     *file;
  AskgExchange         *exchange;  /* borrowed, while one runs */
  char                 *url;       /* of this hop */
  char                 *next_url;  /* (nullable): where a redirect leads */
  char                 *path;      /* (nullable): of the finished file */
  char                 *etag;      /* (nullable): of what comes */
  GByteArray           *waiting;   /* for the disk */
  GByteArray           *writing;   /* with the disk */
  GError               *trouble;   /* (nullable): of the disk, or of what the server said */
  GError               *cut;       /* (nullable): of the exchange */
  guint64               size_before; /* of the file, when this try began */
  guint64               n_total;
  gint64                told_ms;
  guint                 status;
  guint                 n_redirects;
  guint                 n_tries;
  gboolean              from_start;
  gboolean              is_on_disk; /* a AskgDiskFunc runs */
  gboolean              is_over;    /* the exchange */
  gboolean              is_paused;
};

void askg_download_request        (GTask        *task);
void askg_download_exchange_ended (GTask        *task);
void askg_download_fail           (GTask        *task,
                                   GError       *error);
void askg_download_on_disk        (GTask        *task,
                                   AskgDiskFunc  func,
                                   AskgNextFunc  next);

G_END_DECLS
