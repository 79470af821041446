/* askg-entry-row.h: one line of text in a list of preferences, which screen readers can read and follow.
 *
 * They do not see into an AdwEntryRow of libadwaita 1.2: neither its text nor that it has the keyboard.
 *
 * Properties, beside those of #AdwPreferencesRow (the title names the entry) and #GtkEditable: "secret", for the
 * construction; "show-apply-button"; "activates-default"; "input-purpose". Children of type "suffix" stand at its end.
 * "apply" is emitted by Enter or the button when the person changed the text. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_ENTRY_ROW (askg_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgEntryRow, askg_entry_row, ASKG, ENTRY_ROW, AdwPreferencesRow)

GtkWidget *askg_entry_row_new (const char *title);

G_END_DECLS
