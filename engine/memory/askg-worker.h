/* askg-worker.h: the store's thread and the queue before it. Main thread. */
#pragma once

#include "engine/memory/askg-archive.h"

G_BEGIN_DECLS

typedef struct _AskgWorker AskgWorker;

/* On the store's thread. @data is the task's; it may be called a second time after a failure. */
typedef gboolean (*AskgWork)  (AskgDb *db, gpointer data, GError **error);
/* The same for what opens and closes the database, or changes its key. */
typedef gboolean (*AskgArchiveWork) (AskgArchive *archive, gpointer data, GError **error);
/* On the main thread, once: returns @task. @error is (transfer full) and %NULL after success. */
typedef void     (*AskgReply) (GTask *task, gpointer data, GError *error);

typedef enum
{
  ASKG_WORK_READ,   /* may be stopped in its middle by the task's cancellable */
  ASKG_WORK_WRITE,  /* is not begun when cancelled before; once begun it is finished */
} AskgWorkKind;

AskgWorker *askg_worker_new          (const char      *folder);
void        askg_worker_free         (AskgWorker      *self);
void        askg_worker_push         (AskgWorker      *self,
                                      GTask           *task,
                                      AskgWorkKind     kind,
                                      AskgWork         work,
                                      AskgReply        reply);
void        askg_worker_push_archive (AskgWorker      *self,
                                      GTask           *task,
                                      AskgArchiveWork  work,
                                      AskgReply        reply);
gboolean    askg_worker_take_mended  (AskgWorker      *self);
char       *askg_worker_dup_notice   (AskgWorker      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWorker, askg_worker_free)

G_END_DECLS
