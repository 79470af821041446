/* askg-region-choice.c: any thread. */
#include "ui/region/askg-region-picker.h"

/**
 * askg_region_choice_clear:
 * @choice: what askg_region_picker_choose_finish() gave, or all zero
 */
void
askg_region_choice_clear (AskgRegionChoice *choice)
{
  g_clear_object (&choice->frame);
  g_clear_pointer (&choice->title, g_free);
  g_clear_pointer (&choice->app, g_free);
}
