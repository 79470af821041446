/* askg-summary.h: one row of the history, and which rows are wanted. Plain values; any thread. */
#pragma once

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  char     *title;
  gint64    changed_at_us; /* wall clock, microseconds since 1970 */
  guint     n_turns;
  gboolean  has_picture;
  gboolean  has_sound;
  gboolean  is_pinned;
  int       first_kind;    /* #AskgAttachmentKind of what was attached first; -1: nothing was */
  char     *preview;       /* how the last answer begins, in one line; "" where there is none */
  char     *branched_from; /* (nullable): the title of the conversation it was branched from */
} AskgConversationSummary;

/* A value of 0, %FALSE or %NULL asks for nothing in particular. */
typedef struct
{
  gboolean  pinned_only;
  gboolean  with_picture;
  gboolean  with_sound;
  gboolean  with_error;    /* an error message was asked about, or an answer failed */
  char     *app;           /* the application that was asked about, as its windows call it */
  gint64    since_us;      /* changed at this time or later; wall clock, microseconds since 1970 */
} AskgHistoryFilter;

void               askg_conversation_summary_free (AskgConversationSummary *summary);
AskgHistoryFilter *askg_history_filter_copy       (const AskgHistoryFilter *filter);
void               askg_history_filter_free       (AskgHistoryFilter       *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgConversationSummary, askg_conversation_summary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHistoryFilter, askg_history_filter_free)

G_END_DECLS
