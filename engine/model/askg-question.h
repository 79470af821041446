/* askg-question.h: what was asked: words and attachments, fixed once made, and what goes along with it. Main thread.
 *
 * Signal: "recalled": it is known which earlier turns go along */
#pragma once

#include "engine/model/askg-attachment.h"
#include "engine/model/askg-recalled.h"

G_BEGIN_DECLS

#define ASKG_TYPE_QUESTION (askg_question_get_type ())
G_DECLARE_FINAL_TYPE (AskgQuestion, askg_question, ASKG, QUESTION, GObject)

AskgQuestion   *askg_question_new               (const char     *text,
                                                 GListModel     *attachments);
const char     *askg_question_get_text          (AskgQuestion   *self);
const char     *askg_question_get_wish          (AskgQuestion   *self);
void            askg_question_set_wish          (AskgQuestion   *self,
                                                 const char     *wish);
GListModel     *askg_question_get_attachments   (AskgQuestion   *self);
guint           askg_question_get_n_attachments (AskgQuestion   *self);
AskgAttachment *askg_question_get_attachment    (AskgQuestion   *self,
                                                 guint           index);
gint64          askg_question_get_asked_at_us   (AskgQuestion   *self);
void            askg_question_set_asked_at_us   (AskgQuestion   *self,
                                                 gint64          asked_at_us);
gboolean        askg_question_is_off_record     (AskgQuestion   *self);
void            askg_question_set_off_record    (AskgQuestion   *self);
gboolean        askg_question_goes_without_facts (AskgQuestion  *self);
void            askg_question_leave_out_facts   (AskgQuestion   *self);

GPtrArray      *askg_question_get_recalled      (AskgQuestion   *self);
void            askg_question_set_recalled      (AskgQuestion   *self,
                                                 GPtrArray      *recalled);
GArray         *askg_question_dup_left_out      (AskgQuestion   *self);
void            askg_question_leave_out         (AskgQuestion   *self,
                                                 gint64          turn_id);

G_END_DECLS
