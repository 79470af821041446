/* askg-choice-row.h: a setting that is one of several, some of which come and go: devices, engines, voices. Main thread.
 *
 * What was chosen stays chosen while it is not there, and the row says that it is not. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_CHOICE_ROW (askg_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgChoiceRow, askg_choice_row, ASKG, CHOICE_ROW, AdwComboRow)

/* Signals: "chosen" (const char *value): by the person. */
GtkWidget  *askg_choice_row_new       (void);
void        askg_choice_row_clear     (AskgChoiceRow *self);
void        askg_choice_row_add       (AskgChoiceRow *self,
                                       const char    *value,
                                       const char    *words);
void        askg_choice_row_choose    (AskgChoiceRow *self,
                                       const char    *value);
const char *askg_choice_row_get_value (AskgChoiceRow *self);
void        askg_choice_row_bind      (AskgChoiceRow *self,
                                       GSettings     *settings,
                                       const char    *key);

G_END_DECLS
