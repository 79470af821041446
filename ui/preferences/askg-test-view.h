/* askg-test-view.h: an engine's test: what is tried, how it went, and what to do about the first thing that
 * failed. Main thread.
 *
 * Signals: "test": begin; "cancel". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_TEST_VIEW (askg_test_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgTestView, askg_test_view, ASKG, TEST_VIEW, AdwPreferencesGroup)

void askg_test_view_set_steps   (AskgTestView *self,
                                 GListModel   *steps);
void askg_test_view_set_running (AskgTestView *self,
                                 gboolean      is_running);

G_END_DECLS
