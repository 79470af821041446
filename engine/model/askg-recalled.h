/* askg-recalled.h: an earlier turn that goes along with a question. A plain value; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64  conversation_id;
  gint64  turn_id;
  gint64  asked_at_us; /* wall clock, microseconds since 1970 */
  char   *title;       /* of its conversation */
  char   *text;        /* what the engine is told of it; never changes, so that what was said before stays as it was */
} AskgRecalled;

AskgRecalled *askg_recalled_copy     (const AskgRecalled *self);
void          askg_recalled_free     (AskgRecalled       *self);
GPtrArray    *askg_recalled_new_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgRecalled, askg_recalled_free)

G_END_DECLS
