/* askg-test-item.h: one step of an engine's test, as it goes. Main thread.
 *
 * Signal: "changed". */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_TEST_ITEM_WAITING, /* not tried yet, or no longer */
  ASKG_TEST_ITEM_RUNNING,
  ASKG_TEST_ITEM_PASSED,
  ASKG_TEST_ITEM_FAILED,
  ASKG_TEST_ITEM_SKIPPED, /* there is nothing to try: such as the certificate of a plain connection */
} AskgTestItemState;

#define ASKG_TYPE_TEST_ITEM (askg_test_item_get_type ())
G_DECLARE_FINAL_TYPE (AskgTestItem, askg_test_item, ASKG, TEST_ITEM, GObject)

AskgTestItem      *askg_test_item_new          (const char        *title);
void               askg_test_item_tell         (AskgTestItem      *self,
                                                AskgTestItemState  state,
                                                gint64             ms,
                                                const char        *sentence);
const char        *askg_test_item_get_title    (AskgTestItem      *self);
AskgTestItemState  askg_test_item_get_state    (AskgTestItem      *self);
const char        *askg_test_item_get_sentence (AskgTestItem      *self);
char              *askg_test_item_dup_outcome  (AskgTestItem      *self);

G_END_DECLS
