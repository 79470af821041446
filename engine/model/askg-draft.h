/* askg-draft.h: the question being composed. Main thread. */
#pragma once

#include "engine/model/askg-question.h"

G_BEGIN_DECLS

/* askg_draft_get_replaces() of a draft that is a question of its own. */
#define ASKG_DRAFT_NEW_TURN G_MAXUINT

#define ASKG_TYPE_DRAFT (askg_draft_get_type ())
G_DECLARE_FINAL_TYPE (AskgDraft, askg_draft, ASKG, DRAFT, GObject)

AskgDraft    *askg_draft_new               (void);

const char   *askg_draft_get_text          (AskgDraft      *self);
void          askg_draft_set_text          (AskgDraft      *self,
                                            const char     *text);
GListModel   *askg_draft_get_attachments   (AskgDraft      *self);
void          askg_draft_attach            (AskgDraft      *self,
                                            AskgAttachment *attachment);
void          askg_draft_detach            (AskgDraft      *self,
                                            AskgAttachment *attachment);
gboolean      askg_draft_is_empty          (AskgDraft      *self);
gboolean      askg_draft_can_be_asked      (AskgDraft      *self);

gboolean      askg_draft_goes_without_facts (AskgDraft     *self);
void          askg_draft_leave_out_facts   (AskgDraft      *self);

AskgQuestion *askg_draft_make_question     (AskgDraft      *self);
void          askg_draft_clear             (AskgDraft      *self);
void          askg_draft_take_back         (AskgDraft      *self,
                                            AskgQuestion   *question,
                                            guint           replaces);
guint         askg_draft_get_replaces      (AskgDraft      *self);
void          askg_draft_forget_replaces   (AskgDraft      *self);

G_END_DECLS
