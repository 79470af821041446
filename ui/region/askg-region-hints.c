/* askg-region-hints.c: main thread. */
#include "ui/region/askg-region-hints.h"

#include <glib/gi18n-lib.h>

/* Unicode isolates: numbers and a stranger's title keep their order whatever stands beside them. */
#define LEFT_TO_RIGHT "\u2066"
#define AS_IT_IS      "\u2068"
#define END           "\u2069"

typedef enum
{
  ALWAYS,
  WITH_WINDOW,    /* one stands out */
  WITHOUT_WINDOW,
  WITH_WINDOWS,   /* Tab has somewhere to go */
  WITH_REGION,
  BY_TAB,
  NOT_BY_TAB,
} Condition;

typedef struct
{
  AskgRegionState state;
  const char     *key;
  const char     *words;
  Condition       condition;
} Row;

static const Row rows[] = {
  { ASKG_REGION_IDLE,       N_("Drag"),        N_("a region"),             ALWAYS },
  { ASKG_REGION_IDLE,       N_("Click"),       N_("this window"),          WITH_WINDOW },
  { ASKG_REGION_IDLE,       N_("Click"),       N_("the whole screen"),     WITHOUT_WINDOW },
  { ASKG_REGION_IDLE,       N_("Arrow keys"),  N_("without a mouse"),      NOT_BY_TAB },
  { ASKG_REGION_IDLE,       N_("Tab"),         N_("next window"),          BY_TAB },
  { ASKG_REGION_IDLE,       N_("Enter"),       N_("take it"),              BY_TAB },
  { ASKG_REGION_PRESSED,    N_("Drag"),        N_("a region"),             ALWAYS },
  { ASKG_REGION_PRESSED,    N_("Let go"),      N_("this window"),          WITH_WINDOW },
  { ASKG_REGION_PRESSED,    N_("Let go"),      N_("the whole screen"),     WITHOUT_WINDOW },
  { ASKG_REGION_DRAWING,    N_("Space"),       N_("move it"),              ALWAYS },
  { ASKG_REGION_DRAWING,    N_("Shift"),       N_("adjust it afterwards"), ALWAYS },
  { ASKG_REGION_DRAWING,    N_("Let go"),      N_("take it"),              WITH_REGION },
  { ASKG_REGION_CROSS,      N_("Arrow keys"),  N_("1 pixel"),              ALWAYS },
  { ASKG_REGION_CROSS,      N_("Shift"),       N_("10"),                   ALWAYS },
  { ASKG_REGION_CROSS,      N_("Ctrl"),        N_("to the next edge"),     ALWAYS },
  { ASKG_REGION_CROSS,      N_("Space"),       N_("set the corner"),       ALWAYS },
  { ASKG_REGION_CROSS,      N_("Tab"),         N_("next window"),          WITH_WINDOWS },
  { ASKG_REGION_CROSS,      N_("Enter"),       N_("this window"),          WITH_WINDOW },
  { ASKG_REGION_CROSS,      N_("Enter"),       N_("the whole screen"),     WITHOUT_WINDOW },
  { ASKG_REGION_STRETCHING, N_("Arrow keys"),  N_("1 pixel"),              ALWAYS },
  { ASKG_REGION_STRETCHING, N_("Shift"),       N_("10"),                   ALWAYS },
  { ASKG_REGION_STRETCHING, N_("Ctrl"),        N_("to the next edge"),     ALWAYS },
  { ASKG_REGION_STRETCHING, N_("Space"),       N_("move it"),              WITH_REGION },
  { ASKG_REGION_STRETCHING, N_("Enter"),       N_("take it"),              WITH_REGION },
  { ASKG_REGION_PLACED,     N_("Arrow keys"),  N_("move it"),              ALWAYS },
  { ASKG_REGION_PLACED,     N_("Space"),       N_("resize it"),            ALWAYS },
  { ASKG_REGION_PLACED,     N_("Right click"), N_("start over"),           ALWAYS },
  { ASKG_REGION_PLACED,     N_("Enter"),       N_("take it"),              ALWAYS },
  { ASKG_REGION_MOVING,     N_("Let go"),      N_("leave it here"),        ALWAYS },
  { ASKG_REGION_RESIZING,   N_("Let go"),      N_("leave it so"),          ALWAYS },
};

static gboolean
is_met (Condition             condition,
        const AskgRegionDrag *drag)
{
  switch (condition)
    {
    case WITH_WINDOW:
      return drag->hover >= 0 && !drag->by_tab;
    case WITHOUT_WINDOW:
      return drag->hover < 0 && !drag->by_tab;
    case WITH_WINDOWS:
      return drag->n_windows > 0;
    case WITH_REGION:
      return askg_region_drag_has_region (drag);
    case BY_TAB:
      return drag->by_tab;
    case NOT_BY_TAB:
      return !drag->by_tab;
    case ALWAYS:
    default:
      return TRUE;
    }
}

/**
 * askg_region_hints_list:
 * @drag: the state of things
 * @hints: (out caller-allocates): keys and what they do now, the way out last
 *
 * Returns: how many
 */
guint
askg_region_hints_list (const AskgRegionDrag *drag,
                        AskgRegionHint        hints[ASKG_REGION_MAX_HINTS])
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows) && n < ASKG_REGION_MAX_HINTS - 1; i++)
    if (rows[i].state == drag->state && is_met (rows[i].condition, drag))
      hints[n++] = (AskgRegionHint) { _(rows[i].key), _(rows[i].words) };
  hints[n++] = (AskgRegionHint) { _("Esc"), _("leave nothing behind") };

  return n;
}

/**
 * askg_region_hints_size:
 * @title: (nullable): of the window that would be taken
 *
 * Returns: (transfer full): "490 × 106", or "make — 490 × 106"
 */
char *
askg_region_hints_size (int         width_px,
                        int         height_px,
                        const char *title)
{
  g_autofree char *size = NULL;

  /* Translators: width and height of a region, in pixels. */
  size = g_strdup_printf (_("%d × %d"), width_px, height_px);
  if (title == NULL || *title == '\0')
    return g_strconcat (LEFT_TO_RIGHT, size, END, NULL);

  return g_strconcat (AS_IT_IS, title, END " — " LEFT_TO_RIGHT, size, END, NULL);
}

/**
 * askg_region_hints_announce:
 * @title: (nullable): of the window that would be taken
 *
 * Returns: (transfer full) (nullable): where things stand, for those who hear the screen
 */
char *
askg_region_hints_announce (const AskgRegionDrag *drag,
                            const char           *title)
{
  AskgRect target;
  int window;

  if (drag->state == ASKG_REGION_CROSS)
    return g_strdup_printf (_("Corner at %d, %d"), (int) drag->corner.x, (int) drag->corner.y);
  if (!askg_region_drag_get_target (drag, &target, &window))
    return NULL;
  if (window >= 0)
    return g_strdup_printf (_("Window %s, %d by %d pixels"), title != NULL ? title : "", target.width, target.height);
  if (window == ASKG_REGION_WHOLE_OUTPUT)
    return g_strdup (_("The whole screen"));

  return g_strdup_printf (_("Region %d by %d pixels at %d, %d"), target.width, target.height, target.x, target.y);
}
