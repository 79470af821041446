/* askg-level.c: main thread. */
#include "ui/voice/askg-level.h"

#include <adwaita.h>

#define SLOT_US (30 * G_TIME_SPAN_MILLISECOND)
#define N_SLOTS 50u
/* What a voice is between: as quiet as a room, and as loud as somebody at the microphone. */
#define QUIET_DBFS (-54.0f)
#define LOUD_DBFS (-12.0f)

#define STRIDE 6
#define STROKE 3
#define FADED 0.35f
#define FADED_BY_CONTRAST 0.6f
#define AUDIBLE 0.02f

#define N_STEPS 3u
#define STEP_SLOTS 16u /* a step holds for half a second: what speaks does not flicker */

struct _AskgLevel
{
  GtkWidget parent_instance;

  float     slots[N_SLOTS]; /* 0 to 1; a ring */
  guint     next;           /* the oldest of them */
  float     peak;           /* of the slot that is being filled */
  gint64    slot_us;        /* when that began; 0 before the first */
  guint     step;           /* that is drawn, without animations */
};

G_DEFINE_FINAL_TYPE (AskgLevel, askg_level, GTK_TYPE_WIDGET)

/* @age: in slots; 0 is the newest */
static float
slot_of (AskgLevel *self,
         guint      age)
{
  return self->slots[(self->next + N_SLOTS - 1 - age) % N_SLOTS];
}

static guint
find_step (AskgLevel *self)
{
  float loudest = 0;

  for (guint age = 0; age < STEP_SLOTS; age++)
    loudest = MAX (loudest, slot_of (self, age));

  return loudest <= AUDIBLE ? 0 : 1 + MIN ((guint) (loudest * N_STEPS), N_STEPS - 1);
}

static gboolean
is_animated (AskgLevel *self)
{
  gboolean wanted = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &wanted, NULL);

  return wanted;
}

/* -- Drawing ------------------------------------------------------------------ */

static void
draw_bar (GtkWidget   *widget,
          GtkSnapshot *snapshot,
          float        x,
          float        width,
          float        height,
          GdkRGBA     *color)
{
  const float whole = (float) gtk_widget_get_width (widget);
  GskRoundedRect shape;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = whole - x - width;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, ((float) gtk_widget_get_height (widget) - height) / 2, width, height),
                                   MIN (width, height) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static float
faded_alpha (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? FADED_BY_CONTRAST : FADED;
}

static void
draw_steps (AskgLevel     *self,
            GtkSnapshot   *snapshot,
            const GdkRGBA *color)
{
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  const float width = MIN ((float) gtk_widget_get_width (GTK_WIDGET (self)) / N_STEPS, 2 * STRIDE);

  for (guint i = 0; i < N_STEPS; i++)
    {
      GdkRGBA own = *color;

      own.alpha *= i < self->step ? 1 : faded_alpha ();
      draw_bar (GTK_WIDGET (self), snapshot, (float) i * width, width - STROKE, height * (float) (i + 1) / N_STEPS, &own);
    }
}

static void
draw_slots (AskgLevel     *self,
            GtkSnapshot   *snapshot,
            const GdkRGBA *color)
{
  const guint n_bars = (guint) gtk_widget_get_width (GTK_WIDGET (self)) / STRIDE;
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  const float faded = faded_alpha ();

  for (guint i = 0; i < n_bars; i++)
    {
      const float value = slot_of (self, N_SLOTS - 1 - i * N_SLOTS / n_bars);
      GdkRGBA own = *color;

      own.alpha *= value > AUDIBLE ? faded + (1 - faded) * (float) i / (float) n_bars : faded;
      draw_bar (GTK_WIDGET (self), snapshot, (float) (i * STRIDE), STROKE, MAX (STROKE, value * height), &own);
    }
}

static void
askg_level_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  AskgLevel *self = ASKG_LEVEL (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (is_animated (self))
    draw_slots (self, snapshot, &color);
  else
    draw_steps (self, snapshot, &color);
}

static void
askg_level_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : 24;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 24;
}

static void
askg_level_class_init (AskgLevelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = askg_level_snapshot;
  widget_class->measure = askg_level_measure;
  gtk_widget_class_set_css_name (widget_class, "askglevel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
askg_level_init (AskgLevel *self)
{
}

/* -- What it is told ------------------------------------------------------------ */

static void
add_slot (AskgLevel *self,
          float      value)
{
  self->slots[self->next] = value;
  self->next = (self->next + 1) % N_SLOTS;
}

static void
show_change (AskgLevel *self)
{
  const guint step = find_step (self);
  const gboolean is_new = step != self->step;

  self->step = step;
  if (is_new || is_animated (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * askg_level_push:
 * @dbfs: of the sound since the last time
 * @now_us: monotonic
 *
 * As often as there is something to tell: it is drawn when a thirtieth of a second is full. After a gap what was before
 * it is gone.
 */
void
askg_level_push (AskgLevel *self,
                 float      dbfs,
                 gint64     now_us)
{
  guint n_full;

  g_return_if_fail (ASKG_IS_LEVEL (self));

  self->peak = MAX (self->peak, CLAMP ((dbfs - QUIET_DBFS) / (LOUD_DBFS - QUIET_DBFS), 0, 1));
  if (self->slot_us == 0)
    self->slot_us = now_us;
  n_full = (guint) MIN ((now_us - self->slot_us) / SLOT_US, N_SLOTS);
  if (n_full == 0)
    return;

  self->slot_us = n_full == N_SLOTS ? now_us : self->slot_us + n_full * SLOT_US;
  for (guint i = 1; i < n_full; i++)
    add_slot (self, n_full == N_SLOTS ? 0 : self->peak);
  add_slot (self, self->peak);
  self->peak = 0;
  show_change (self);
}

/* Nothing is heard any more. */
void
askg_level_clear (AskgLevel *self)
{
  g_return_if_fail (ASKG_IS_LEVEL (self));

  for (guint i = 0; i < N_SLOTS; i++)
    self->slots[i] = 0;
  self->peak = 0;
  self->slot_us = 0;
  self->step = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Returns: 0 for silence, to 3 for loud: what is shown where nothing may move */
guint
askg_level_get_step (AskgLevel *self)
{
  g_return_val_if_fail (ASKG_IS_LEVEL (self), 0);

  return self->step;
}
