/* Each row is what a hand does on a screen of 1000x800 with two windows, and what comes of it. */
#include <stdio.h>
#include <string.h>

#include "ui/region/askg-region-drag.h"

static const AskgRect windows[] = {
  { 100, 100, 300, 200 }, /* on top */
  { 300, 200, 500, 400 },
};

/* p press, m move, r let go, R let go with Shift, b the other button; al ar au ad arrows, with S
 * ten, with C to the edge; sp Space down, su up; e Enter, t Tab, T Shift+Tab, x Esc. */
static AskgRegionEvent
parse (const char *word)
{
  static const struct { const char *word; AskgRegionEvent event; } words[] = {
    { "b", { ASKG_REGION_EV_SECONDARY } }, { "e", { ASKG_REGION_EV_ENTER } }, { "x", { ASKG_REGION_EV_ESCAPE } },
    { "sp", { ASKG_REGION_EV_SPACE_DOWN } }, { "su", { ASKG_REGION_EV_SPACE_UP } },
    { "t", { ASKG_REGION_EV_TAB, .dx = 1 } }, { "T", { ASKG_REGION_EV_TAB, .dx = -1 } },
    { "al", { ASKG_REGION_EV_ARROW, .dx = -1 } }, { "ar", { ASKG_REGION_EV_ARROW, .dx = 1 } },
    { "au", { ASKG_REGION_EV_ARROW, .dy = -1 } }, { "ad", { ASKG_REGION_EV_ARROW, .dy = 1 } },
  };
  static const struct { char letter; AskgRegionEventKind kind; gboolean keep; } pointer[] = {
    { 'p', ASKG_REGION_EV_PRESS, FALSE }, { 'm', ASKG_REGION_EV_MOTION, FALSE },
    { 'r', ASKG_REGION_EV_RELEASE, FALSE }, { 'R', ASKG_REGION_EV_RELEASE, TRUE },
  };
  const char *rest = *word == 'S' || *word == 'C' ? word + 1 : word;
  AskgRegionEvent event = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (rest, words[i].word) == 0)
      {
        event = words[i].event;
        event.stride = *word == 'S' ? ASKG_REGION_BY_TEN : *word == 'C' ? ASKG_REGION_TO_EDGE : ASKG_REGION_BY_ONE;
        return event;
      }
  for (guint i = 0; i < G_N_ELEMENTS (pointer); i++)
    if (pointer[i].letter == *word && sscanf (word + 1, "%lf,%lf", &event.x, &event.y) == 2)
      {
        event.kind = pointer[i].kind;
        event.keep = pointer[i].keep;
        return event;
      }
  g_error ("no such word: %s", word);
}

static AskgRegionOutcome
play (AskgRegionDrag *drag,
      const char     *hand)
{
  g_auto(GStrv) words = g_strsplit (hand, " ", -1);
  AskgRegionOutcome outcome = ASKG_REGION_UNCHANGED;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const AskgRegionEvent event = parse (words[i]);

      g_assert_cmpint (outcome, <, ASKG_REGION_TAKEN); /* nothing comes after the end */
      outcome = askg_region_drag_step (drag, &event);
    }

  return outcome;
}

typedef struct
{
  const char        *what;
  const char        *hand;
  AskgRegionOutcome  outcome;
  AskgRegionState    state;
  AskgRect           target; /* what Enter, or this outcome, takes; 0x0 for nothing */
  int                window;
} Row;

#define OUTPUT  ASKG_REGION_WHOLE_OUTPUT
#define REGION  ASKG_REGION_NO_WINDOW
#define CHANGED ASKG_REGION_CHANGED
#define SAME    ASKG_REGION_UNCHANGED
#define TAKEN   ASKG_REGION_TAKEN
#define LEFT    ASKG_REGION_CANCELLED
#define BEYOND  ASKG_REGION_BEYOND
#define IDLE       ASKG_REGION_IDLE
#define PRESSED    ASKG_REGION_PRESSED
#define DRAWING    ASKG_REGION_DRAWING
#define CROSS      ASKG_REGION_CROSS
#define STRETCHING ASKG_REGION_STRETCHING
#define PLACED     ASKG_REGION_PLACED
#define MOVING     ASKG_REGION_MOVING
#define RESIZING   ASKG_REGION_RESIZING
#define SCREEN { 0, 0, 1000, 800 }
#define TOP    { 100, 100, 300, 200 }
#define BELOW  { 300, 200, 500, 400 }

static const Row pointer_rows[] = {
  { "a drag is taken on letting go", "m10,10 p10,20 m60,50 r60,50", TAKEN, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "a drag up and left is the same region", "p60,50 m10,20 r10,20", TAKEN, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "while the button is down it is drawn", "p10,20 m60,50", CHANGED, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "the pixel under the pointer is meant", "p10.4,20.9 m60.2,49.996 r60.2,49.996", TAKEN, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "a drag ends at the edge of the screen", "p900,700 m2000,1500 r2000,1500", TAKEN, DRAWING, { 900, 700, 100, 100 }, REGION },
  { "and at the other one", "p50,50 m-90,-70 r-90,-70", TAKEN, DRAWING, { 0, 0, 50, 50 }, REGION },
  { "a flat drag is no region", "p10,20 m90,20 r90,20", CHANGED, IDLE, SCREEN, OUTPUT },
  { "neither is one that comes back", "p500,700 m600,750 r500,700", CHANGED, IDLE, SCREEN, OUTPUT },
  { "letting go where no motion was seen still counts", "p10,20 r60,50", TAKEN, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "with Shift the region stays", "p10,20 m60,50 R60,50", CHANGED, PLACED, { 10, 20, 50, 30 }, REGION },
  { "the other button clears a drag", "p10,20 m60,50 b", CHANGED, IDLE, SCREEN, OUTPUT },
  { "and letting go of it then takes nothing", "p10,20 m60,50 b r60,50", SAME, IDLE, SCREEN, OUTPUT },
  { "the other button with nothing chosen leaves", "m10,20 b", LEFT, IDLE, SCREEN, OUTPUT },
  { "Esc leaves in mid-drag", "p10,20 m60,50 x", LEFT, DRAWING, { 10, 20, 50, 30 }, REGION },
  { "Enter takes in mid-drag", "p10,20 m60,50 e", TAKEN, DRAWING, { 10, 20, 50, 30 }, REGION },
};

static const Row click_rows[] = {
  { "a click takes the window under it", "m150,150 p150,150 r150,150", TAKEN, IDLE, TOP, 0 },
  { "where two overlap, the upper one", "p350,250 r350,250", TAKEN, IDLE, TOP, 0 },
  { "the lower one where it is seen", "p500,400 r500,400", TAKEN, IDLE, BELOW, 1 },
  { "a click beside all windows takes the screen", "p900,50 r900,50", TAKEN, IDLE, SCREEN, OUTPUT },
  { "a hand that trembles still clicks", "p150,150 m152,151 r151,152", TAKEN, IDLE, TOP, 0 },
  { "a window's last pixel is its own", "p399,299 r399,299", TAKEN, IDLE, TOP, 0 },
  { "the pixel after it is not", "p400,150 r400,150", TAKEN, IDLE, SCREEN, OUTPUT },
  { "the window under the pointer stands out", "m150,150", CHANGED, IDLE, TOP, 0 },
  { "and the next one in turn", "m150,150 m500,400", CHANGED, IDLE, BELOW, 1 },
  { "a motion within it changes nothing", "m150,150 m160,150", SAME, IDLE, TOP, 0 },
  { "Enter takes what stands out", "m150,150 e", TAKEN, IDLE, TOP, 0 },
  { "Enter before any motion takes the screen", "e", TAKEN, IDLE, SCREEN, OUTPUT },
};

static const Row space_rows[] = {
  { "Space carries what is being drawn", "p10,20 m60,50 sp m70,60", CHANGED, DRAWING, { 20, 30, 50, 30 }, REGION },
  { "held down, a key repeats", "p10,20 m60,50 sp sp sp m70,60", CHANGED, DRAWING, { 20, 30, 50, 30 }, REGION },
  { "after Space it is drawn on", "p10,20 m60,50 sp m70,60 su m80,80", CHANGED, DRAWING, { 20, 30, 60, 50 }, REGION },
  { "it is not carried over the edge", "p10,20 m60,50 sp m0,0", CHANGED, DRAWING, { 0, 0, 50, 30 }, REGION },
  { "nor over the far one", "p900,700 m950,750 sp m1000,800 m1000,800", CHANGED, DRAWING, { 950, 750, 50, 50 }, REGION },
  { "letting go while carrying takes it", "p10,20 m60,50 sp m70,60 r70,60", TAKEN, DRAWING, { 20, 30, 50, 30 }, REGION },
  { "Space before the drag is nothing", "p10,20 sp m60,50", CHANGED, DRAWING, { 10, 20, 50, 30 }, REGION },
};

#define PLACE "p200,200 m400,300 R400,300 "
static const Row handle_rows[] = {
  { "the right side", PLACE "p400,250 m450,500", CHANGED, RESIZING, { 200, 200, 250, 100 }, REGION },
  { "the left side", PLACE "p200,250 m150,0", CHANGED, RESIZING, { 150, 200, 250, 100 }, REGION },
  { "the top", PLACE "p300,200 m0,150", CHANGED, RESIZING, { 200, 150, 200, 150 }, REGION },
  { "the foot", PLACE "p300,300 m0,350", CHANGED, RESIZING, { 200, 200, 200, 150 }, REGION },
  { "the corner at the top left", PLACE "p200,200 m150,160", CHANGED, RESIZING, { 150, 160, 250, 140 }, REGION },
  { "the corner at the top right", PLACE "p400,200 m450,160", CHANGED, RESIZING, { 200, 160, 250, 140 }, REGION },
  { "the corner at the foot left", PLACE "p200,300 m150,350", CHANGED, RESIZING, { 150, 200, 250, 150 }, REGION },
  { "the corner at the foot right", PLACE "p400,300 m450,350", CHANGED, RESIZING, { 200, 200, 250, 150 }, REGION },
  { "a near miss is a hit", PLACE "p405,304 m450,350", CHANGED, RESIZING, { 200, 200, 250, 150 }, REGION },
  { "a side is pulled past the other", PLACE "p400,250 m100,250", CHANGED, RESIZING, { 100, 200, 100, 100 }, REGION },
  { "but never makes a line", PLACE "p400,250 m201,250 m200,250", SAME, RESIZING, { 200, 200, 1, 100 }, REGION },
  { "it ends at the screen's edge", PLACE "p400,250 m5000,250 r5000,250", CHANGED, PLACED, { 200, 200, 800, 100 }, REGION },
  { "inside, it is carried", PLACE "p300,250 m310,270", CHANGED, MOVING, { 210, 220, 200, 100 }, REGION },
  { "not off the screen", PLACE "p300,250 m2000,2000 r2000,2000", CHANGED, PLACED, { 800, 700, 200, 100 }, REGION },
  { "a press inside that does not move leaves it", PLACE "p300,250 r300,250", CHANGED, PLACED, { 200, 200, 200, 100 }, REGION },
  { "a double click inside takes it", PLACE "p300,250 r300,250 p300,250 e", TAKEN, MOVING, { 200, 200, 200, 100 }, REGION },
  { "outside, another one begins", PLACE "p700,700 m750,760 r750,760", TAKEN, DRAWING, { 700, 700, 50, 60 }, REGION },
  { "Enter takes it", PLACE "e", TAKEN, PLACED, { 200, 200, 200, 100 }, REGION },
  { "the other button begins again", PLACE "b", CHANGED, IDLE, BELOW, 1 },
  { "and then leaves", PLACE "b b", LEFT, IDLE, BELOW, 1 },
  { "an arrow moves it", PLACE "ar", CHANGED, PLACED, { 201, 200, 200, 100 }, REGION },
  { "with Shift by ten", PLACE "Sau", CHANGED, PLACED, { 200, 190, 200, 100 }, REGION },
  { "with Ctrl its right side goes to the next edge", PLACE "Car", CHANGED, PLACED, { 600, 200, 200, 100 }, REGION },
  { "with Ctrl its left side goes to the one before", PLACE "Cal", CHANGED, PLACED, { 100, 200, 200, 100 }, REGION },
  { "the screen's edge stops it", PLACE "Cal Cal Cal al", CHANGED, PLACED, { 0, 200, 200, 100 }, REGION },
  { "Space lets the arrows resize it", PLACE "sp ar Sad", CHANGED, STRETCHING, { 200, 200, 201, 110 }, REGION },
};

#define CORNER "m50,60 ar sp "
static const Row key_rows[] = {
  { "an arrow brings the cross-hair, one pixel on", "m50,60 ar", CHANGED, CROSS, SCREEN, OUTPUT },
  { "without a pointer it starts in the middle", "ar sp Sar Sad", CHANGED, STRETCHING, { 501, 400, 10, 10 }, REGION },
  { "Space sets the corner: nothing yet to take", CORNER "e", SAME, STRETCHING, { 0 }, REGION },
  { "nor with a line", CORNER "ar e", SAME, STRETCHING, { 0 }, REGION },
  { "arrows draw it", CORNER "Sar Sad e", TAKEN, STRETCHING, { 51, 60, 10, 10 }, REGION },
  { "in any direction", CORNER "Sal Sau", CHANGED, STRETCHING, { 41, 50, 10, 10 }, REGION },
  { "Ctrl goes to the next edge of a window", CORNER "Car Cad", CHANGED, STRETCHING, { 51, 60, 49, 40 }, REGION },
  { "and to the one after", CORNER "Car Car Cad Cad", CHANGED, STRETCHING, { 51, 60, 249, 140 }, REGION },
  { "at last to the screen's edge", CORNER "Car Car Car Car Car Car Cad", CHANGED, STRETCHING, { 51, 60, 949, 40 }, REGION },
  { "Space then moves it", CORNER "Sar Sad sp ar", CHANGED, PLACED, { 52, 60, 10, 10 }, REGION },
  { "and Space again draws on", CORNER "Sar Sad sp ar sp ar", CHANGED, STRETCHING, { 52, 60, 11, 10 }, REGION },
  { "Space on an empty one does nothing", CORNER "sp", SAME, STRETCHING, { 0 }, REGION },
  { "Enter at the cross-hair takes the window there", "m150,160 ar e", TAKEN, CROSS, TOP, 0 },
  { "a trembling mouse does not end it", "m50,60 ar m51,61", SAME, CROSS, SCREEN, OUTPUT },
  { "the first motion only tells where the pointer was", "ar m51,61", SAME, CROSS, BELOW, 1 },
  { "a hand on the mouse ends it", "m50,60 ar m150,160", CHANGED, IDLE, TOP, 0 },
  { "the mouse does not end a corner that is set", CORNER "m500,500 Sar Sad", CHANGED, STRETCHING, { 51, 60, 10, 10 }, REGION },
  { "a press begins a drag instead", CORNER "p500,500 m510,520 r510,520", TAKEN, DRAWING, { 500, 500, 10, 20 }, REGION },
  { "Esc leaves", CORNER "x", LEFT, STRETCHING, { 0 }, REGION },
  { "Tab chooses the top window", "t", CHANGED, IDLE, TOP, 0 },
  { "then the next", "t t", CHANGED, IDLE, BELOW, 1 },
  { "then the screen", "t t t", CHANGED, IDLE, SCREEN, OUTPUT },
  { "then another screen's", "t t t t", BEYOND, IDLE, SCREEN, OUTPUT },
  { "backwards the screen comes first", "T", CHANGED, IDLE, SCREEN, OUTPUT },
  { "Enter takes what Tab chose", "t t e", TAKEN, IDLE, BELOW, 1 },
  { "a click takes what is under it all the same", "t p500,400 r500,400", TAKEN, IDLE, BELOW, 1 },
  { "a tremor does not undo Tab", "m50,50 t m51,50", SAME, IDLE, TOP, 0 },
  { "a hand on the mouse does", "m50,50 t m500,400", CHANGED, IDLE, BELOW, 1 },
  { "Tab gives up a region", CORNER "Sar Sad t", CHANGED, IDLE, TOP, 0 },
};

static void
check_rows (const Row *rows,
            guint      n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      const Row *row = &rows[i];
      AskgRegionOutcome outcome;
      AskgRegionDrag drag;
      AskgRect target;
      int window;

      g_test_message ("%s: %s", row->what, row->hand);
      askg_region_drag_init (&drag, 1000, 800, 8, windows, G_N_ELEMENTS (windows));
      outcome = play (&drag, row->hand);

      g_assert_cmpint (outcome, ==, row->outcome);
      g_assert_cmpint (drag.state, ==, row->state);
      if (askg_region_drag_get_target (&drag, &target, &window))
        g_assert_cmpmem (&target, sizeof target, &row->target, sizeof target);
      else
        g_assert_cmpint (row->target.width, ==, 0);
      g_assert_cmpint (window, ==, row->window);
    }
}

static void test_pointer (void) { check_rows (pointer_rows, G_N_ELEMENTS (pointer_rows)); }
static void test_click   (void) { check_rows (click_rows, G_N_ELEMENTS (click_rows)); }
static void test_space   (void) { check_rows (space_rows, G_N_ELEMENTS (space_rows)); }
static void test_handles (void) { check_rows (handle_rows, G_N_ELEMENTS (handle_rows)); }
static void test_keys    (void) { check_rows (key_rows, G_N_ELEMENTS (key_rows)); }

/* A hand that does anything at all: what is taken is never empty and never off the screen. */
static void
test_never_empty (void)
{
  static const char *const words[] = {
    "p", "m", "r", "R", "b", "e", "sp", "su", "t", "T", "al", "ar", "au", "ad", "Sal", "Sad", "Cal", "Car", "Cau", "Cad",
  };
  AskgRegionDrag drag;

  askg_region_drag_init (&drag, 1000, 800, 8, windows, G_N_ELEMENTS (windows));
  for (guint i = 0; i < 20000; i++)
    {
      const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
      g_autofree char *moved = g_strdup_printf ("%s%d,%d", word, g_test_rand_int_range (-20, 1020), g_test_rand_int_range (-20, 820));
      const AskgRegionEvent event = parse (strchr ("pmrR", *word) != NULL ? moved : word);
      const AskgRegionOutcome outcome = askg_region_drag_step (&drag, &event);
      AskgRect target;
      int window;

      if (askg_region_drag_get_target (&drag, &target, &window))
        {
          g_assert_true (target.width > 0 && target.height > 0);
          g_assert_true (target.x >= 0 && target.x + target.width <= 1000);
          g_assert_true (target.y >= 0 && target.y + target.height <= 800);
        }
      else
        g_assert_cmpint (outcome, !=, ASKG_REGION_TAKEN);
      if (outcome >= ASKG_REGION_TAKEN)
        askg_region_drag_reset (&drag);
    }
}

static void
test_another_output (void)
{
  AskgRegionDrag drag;
  AskgRect target;
  int window;

  askg_region_drag_init (&drag, 1000, 800, 8, windows, G_N_ELEMENTS (windows));
  play (&drag, "m150,150");
  askg_region_drag_leave (&drag);
  g_assert_cmpint (drag.hover, ==, ASKG_REGION_NO_WINDOW);

  askg_region_drag_enter (&drag, 1);
  g_assert_true (askg_region_drag_get_target (&drag, &target, &window));
  g_assert_cmpint (window, ==, 0);
  askg_region_drag_enter (&drag, -1);
  g_assert_true (askg_region_drag_get_target (&drag, &target, &window));
  g_assert_cmpint (window, ==, ASKG_REGION_WHOLE_OUTPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-drag/pointer", test_pointer);
  g_test_add_func ("/region-drag/click", test_click);
  g_test_add_func ("/region-drag/space-carries", test_space);
  g_test_add_func ("/region-drag/handles", test_handles);
  g_test_add_func ("/region-drag/keys-alone", test_keys);
  g_test_add_func ("/region-drag/never-empty", test_never_empty);
  g_test_add_func ("/region-drag/another-output", test_another_output);

  return g_test_run ();
}
