/* askg-question-entry.h: the field a question is typed in. Main thread.
 *
 * Enter asks, but never one that an input method is still using: the Enter that ends a
 * Hangul syllable or picks a candidate is the input method's alone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_QUESTION_ENTRY (askg_question_entry_get_type ())
G_DECLARE_FINAL_TYPE (AskgQuestionEntry, askg_question_entry, ASKG, QUESTION_ENTRY, GtkTextView)

AskgQuestionEntry *askg_question_entry_new      (void);
char              *askg_question_entry_dup_text (AskgQuestionEntry *self);
void               askg_question_entry_set_text (AskgQuestionEntry *self,
                                                 const char        *text);

G_END_DECLS
