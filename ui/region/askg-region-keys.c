/* askg-region-keys.c: any thread. */
#include "ui/region/askg-region-keys.h"

typedef struct
{
  guint               keyval;
  AskgRegionEventKind kind;
  int                 dx;
  int                 dy;
} Key;

static const Key keys[] = {
  { GDK_KEY_Left,         ASKG_REGION_EV_ARROW, -1, 0 },
  { GDK_KEY_KP_Left,      ASKG_REGION_EV_ARROW, -1, 0 },
  { GDK_KEY_Right,        ASKG_REGION_EV_ARROW, 1, 0 },
  { GDK_KEY_KP_Right,     ASKG_REGION_EV_ARROW, 1, 0 },
  { GDK_KEY_Up,           ASKG_REGION_EV_ARROW, 0, -1 },
  { GDK_KEY_KP_Up,        ASKG_REGION_EV_ARROW, 0, -1 },
  { GDK_KEY_Down,         ASKG_REGION_EV_ARROW, 0, 1 },
  { GDK_KEY_KP_Down,      ASKG_REGION_EV_ARROW, 0, 1 },
  { GDK_KEY_space,        ASKG_REGION_EV_SPACE_DOWN, 0, 0 },
  { GDK_KEY_KP_Space,     ASKG_REGION_EV_SPACE_DOWN, 0, 0 },
  { GDK_KEY_Return,       ASKG_REGION_EV_ENTER, 0, 0 },
  { GDK_KEY_KP_Enter,     ASKG_REGION_EV_ENTER, 0, 0 },
  { GDK_KEY_ISO_Enter,    ASKG_REGION_EV_ENTER, 0, 0 },
  { GDK_KEY_Tab,          ASKG_REGION_EV_TAB, 1, 0 },
  { GDK_KEY_KP_Tab,       ASKG_REGION_EV_TAB, 1, 0 },
  { GDK_KEY_ISO_Left_Tab, ASKG_REGION_EV_TAB, -1, 0 },
  { GDK_KEY_Escape,       ASKG_REGION_EV_ESCAPE, 0, 0 },
};

/**
 * askg_region_keys_translate:
 * @keyval: a GDK key
 * @modifiers: what is held with it
 * @is_down: pressed, not released
 * @out_event: (out): what the drag is told
 *
 * Returns: whether it means anything
 */
gboolean
askg_region_keys_translate (guint            keyval,
                            GdkModifierType  modifiers,
                            gboolean         is_down,
                            AskgRegionEvent *out_event)
{
  const Key *key = NULL;

  for (guint i = 0; key == NULL && i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == keyval)
      key = &keys[i];
  if (key == NULL || (!is_down && key->kind != ASKG_REGION_EV_SPACE_DOWN))
    return FALSE;

  *out_event = (AskgRegionEvent) { is_down ? key->kind : ASKG_REGION_EV_SPACE_UP, .dx = key->dx, .dy = key->dy };
  if (key->kind == ASKG_REGION_EV_TAB && (modifiers & GDK_SHIFT_MASK) != 0)
    out_event->dx = -1;
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    out_event->stride = ASKG_REGION_TO_EDGE;
  else if ((modifiers & GDK_SHIFT_MASK) != 0)
    out_event->stride = ASKG_REGION_BY_TEN;

  return TRUE;
}
