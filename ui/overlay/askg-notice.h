/* askg-notice.h: what failed, why, and what to do; above the entry, which keeps the question.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_NOTICE_INFO,
  ASKG_NOTICE_WARNING,
  ASKG_NOTICE_FAILED,
} AskgNoticeKind;

#define ASKG_TYPE_NOTICE (askg_notice_get_type ())
G_DECLARE_FINAL_TYPE (AskgNotice, askg_notice, ASKG, NOTICE, GtkWidget)

void     askg_notice_show        (AskgNotice     *self,
                                  AskgNoticeKind  kind,
                                  const char     *title,
                                  const char     *body,
                                  const char     *first_label,
                                  const char     *first_action,
                                  const char     *second_label,
                                  const char     *second_action);
void     askg_notice_set_body    (AskgNotice     *self,
                                  const char     *body);
void     askg_notice_put_away    (AskgNotice     *self);
gboolean askg_notice_press_first (AskgNotice     *self);

G_END_DECLS
