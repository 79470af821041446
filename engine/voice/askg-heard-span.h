/* askg-heard-span.h: how much of a reply was heard, from how much of its sound was: in bytes of its transcript, and the
 * word that sounds. Pure; any one thread. Samples count from the beginning of the reply. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgHeardSpan AskgHeardSpan;

/* Bytes of the transcript; both 0 for nothing. */
typedef struct
{
  gsize start;
  gsize end;
} AskgHeardWord;

AskgHeardSpan *askg_heard_span_new          (void);
void           askg_heard_span_free         (AskgHeardSpan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHeardSpan, askg_heard_span_free)

void           askg_heard_span_begin_clause (AskgHeardSpan *self,
                                             gint64         at_sample,
                                             gsize          start,
                                             gsize          end);
void           askg_heard_span_add_word     (AskgHeardSpan *self,
                                             gint64         at_sample,
                                             gsize          start,
                                             gsize          end);
void           askg_heard_span_reach        (AskgHeardSpan *self,
                                             gint64         end_sample,
                                             gsize          end);
gsize          askg_heard_span_find         (AskgHeardSpan *self,
                                             gint64         n_heard,
                                             AskgHeardWord *out_word);

G_END_DECLS
