/* askg-waterfall-popover.c: main thread. */
#include "ui/overlay/askg-waterfall-popover.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-bar.h"
#include "ui/overlay/askg-meter.h"
#include "ui/overlay/askg-waterfall.h"

struct _AskgWaterfallPopover
{
  GtkPopover  parent_instance;

  /* Template children */
  GtkLabel   *total;
  GtkGrid    *rows;
  GtkLabel   *verdict;
  GtkGrid    *usage;
};

G_DEFINE_FINAL_TYPE (AskgWaterfallPopover, askg_waterfall_popover, GTK_TYPE_POPOVER)

static GtkWidget *
new_label (const char *words,
           float       xalign,
           gboolean    is_dim)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  if (is_dim)
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
add_bar (AskgWaterfallPopover   *self,
         int                     row,
         const AskgWaterfallBar *bar)
{
  g_autofree char *duration = bar->is_reused ? g_strdup (C_("a connection", "reused"))
                                             : askg_waterfall_dup_time (bar->duration_us);
  GtkWidget *line = askg_bar_new (bar->start, bar->end);

  if (bar->is_engines)
    gtk_widget_add_css_class (line, "wait");
  gtk_grid_attach (self->rows, new_label (bar->name, 0, FALSE), 0, row, 1, 1);
  gtk_grid_attach (self->rows, line, 1, row, 1, 1);
  gtk_grid_attach (self->rows, new_label (duration, 1, TRUE), 2, row, 1, 1);
}

/* Takes @words, which may be NULL. */
static void
add_usage (AskgWaterfallPopover *self,
           int                   row,
           const char           *name,
           char                 *words)
{
  g_autofree char *owned = words;
  GtkWidget *value;

  if (words == NULL)
    return;
  value = new_label (words, 1, FALSE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 40);
  gtk_label_set_justify (GTK_LABEL (value), GTK_JUSTIFY_RIGHT);
  gtk_grid_attach (self->usage, new_label (name, 0, TRUE), 0, row, 1, 1);
  gtk_grid_attach (self->usage, value, 1, row, 1, 1);
}

static void
askg_waterfall_popover_class_init (AskgWaterfallPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-waterfall-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgWaterfallPopover, total);
  gtk_widget_class_bind_template_child (widget_class, AskgWaterfallPopover, rows);
  gtk_widget_class_bind_template_child (widget_class, AskgWaterfallPopover, verdict);
  gtk_widget_class_bind_template_child (widget_class, AskgWaterfallPopover, usage);
}

static void
askg_waterfall_popover_init (AskgWaterfallPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @turn: its answer is over; what it shows does not change any more */
GtkWidget *
askg_waterfall_popover_new (AskgTurn *turn)
{
  AskgWaterfallPopover *self = g_object_new (ASKG_TYPE_WATERFALL_POPOVER, NULL);
  AskgAnswer *answer = askg_turn_get_answer (turn);
  const char *model = askg_answer_get_parts (answer)->model;
  g_autoptr(AskgWaterfall) waterfall = askg_waterfall_new (answer);
  g_autofree char *total = askg_waterfall_dup_time (MAX (askg_answer_get_duration_us (answer), 0));
  g_autofree char *verdict = askg_waterfall_dup_verdict (waterfall);

  gtk_label_set_text (self->total, total);
  for (guint i = 0; i < waterfall->bars->len; i++)
    add_bar (self, (int) i, &g_array_index (waterfall->bars, AskgWaterfallBar, i));
  gtk_label_set_text (self->verdict, verdict != NULL ? verdict : "");
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), verdict != NULL);

  add_usage (self, 0, _("Engine"), model != NULL && *model != '\0' && g_strcmp0 (model, askg_answer_get_engine_name (answer)) != 0
                                   ? g_strdup_printf ("%s · %s", askg_answer_get_engine_name (answer), model)
                                   : g_strdup (askg_answer_get_engine_name (answer)));
  add_usage (self, 1, _("Question"), askg_meter_dup_question (askg_turn_get_question (turn), answer));
  add_usage (self, 2, _("Answer"), askg_meter_dup_answer (answer));
  add_usage (self, 3, _("Cost"), askg_meter_dup_cost_in_month (answer));

  return GTK_WIDGET (self);
}
