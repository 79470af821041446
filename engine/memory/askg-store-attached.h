/* askg-store-attached.h: the texts that were attached to earlier questions, found by words in them. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

/* A text that went along with a question. */
typedef struct
{
  gint64  conversation_id;
  gint64  turn_id;
  gint64  asked_at_us; /* wall clock, microseconds since 1970 */
  char   *text;        /* owned: all of it */
} AskgAttachedText;

void       askg_attached_text_free         (AskgAttachedText     *self);

void       askg_store_find_attached_async  (AskgStore            *self,
                                            const AskgSearch     *search,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *askg_store_find_attached_finish (AskgStore            *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgAttachedText, askg_attached_text_free)

G_END_DECLS
