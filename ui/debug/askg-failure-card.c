/* askg-failure-card.c: main thread. */
#include "ui/debug/askg-failure-card.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/debug/askg-source-finder.h"
#include "engine/model/askg-day.h"
#include "engine/model/askg-inert-text.h"
#include "ui/debug/askg-code-lines.h"
#include "ui/debug/askg-debug-host.h"
#include "ui/debug/askg-failure-part-rows.h"
#include "ui/reply/askg-code-scroller.h"

/* Around the line that is named; all of what was read goes to the engine. */
#define N_AROUND 2u

struct _AskgFailureCard
{
  GtkWidget      parent_instance;

  /* Template children */
  GtkWidget     *box;
  GtkLabel      *command;
  GtkLabel      *outcome;
  GtkLabel      *duration;
  AskgFailureAgain *again;
  GtkLabel      *message;
  GtkLabel      *change;
  GtkWidget     *place_row;
  GtkButton     *place;
  GtkLabel      *place_text;
  GtkLabel      *context;
  GtkWidget     *met;
  GtkButton     *met_button;
  GtkLabel      *met_text;
  GtkWidget     *outside;
  GtkLabel      *outside_text;
  GtkWidget     *include;
  GtkWidget     *source_scroller;
  AskgCodeLines *source;
  GtkExpander   *consequences;
  GtkLabel      *consequences_label;
  GtkLabel      *consequences_text;
  GtkExpander   *parts;
  GtkLabel      *parts_label;
  GtkBox        *parts_box;

  /* Owned */
  AskgFailure   *failure;
  char          *path;   /* (nullable): of the file that is named, absolute */

  gboolean       is_told; /* to whoever remembers such */
  guint          line;
};

G_DEFINE_FINAL_TYPE (AskgFailureCard, askg_failure_card, GTK_TYPE_WIDGET)

static void
place_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgFailureCard *self = ASKG_FAILURE_CARD (widget);

  gtk_widget_activate_action (widget, "overlay.open-place", "(su)", self->path, self->line);
}

static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  askg_debug_host_mean_failure (widget);
  gtk_widget_activate_action (widget, "overlay.run-again", NULL);
}

static void
include_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  AskgFailureCard *self = ASKG_FAILURE_CARD (widget);

  gtk_widget_activate_action (widget, "overlay.include-outside", "(ssu)", self->failure->text, self->path, self->line);
}

static void
leave_out_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autofree char *text = askg_failure_without (ASKG_FAILURE_CARD (widget)->failure, g_variant_get_uint32 (parameter));

  gtk_widget_activate_action (widget, "overlay.ask-failure", "s", text);
}

/* Once it stands somewhere. */
static void
askg_failure_card_map (GtkWidget *widget)
{
  AskgFailureCard *self = ASKG_FAILURE_CARD (widget);

  GTK_WIDGET_CLASS (askg_failure_card_parent_class)->map (widget);
  if (!self->is_told)
    askg_debug_host_show_failure (widget, self->failure);
  self->is_told = TRUE;
}

static void
askg_failure_card_dispose (GObject *object)
{
  AskgFailureCard *self = ASKG_FAILURE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->failure, askg_failure_free);

  G_OBJECT_CLASS (askg_failure_card_parent_class)->dispose (object);
}

static void
askg_failure_card_class_init (AskgFailureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_failure_card_dispose;
  widget_class->map = askg_failure_card_map;

  g_type_ensure (ASKG_TYPE_CODE_LINES);
  g_type_ensure (ASKG_TYPE_FAILURE_AGAIN);
  g_type_ensure (ASKG_TYPE_CODE_SCROLLER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-failure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, box);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, command);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, outcome);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, duration);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, again);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, message);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, change);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, place_row);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, place);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, place_text);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, context);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, met);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, met_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, met_text);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, outside);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, outside_text);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, include);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, source_scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, source);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, consequences);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, consequences_label);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, consequences_text);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, parts);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, parts_label);
  gtk_widget_class_bind_template_child (widget_class, AskgFailureCard, parts_box);
  gtk_widget_class_install_action (widget_class, "failure.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "failure.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "failure.include", NULL, include_action);
  gtk_widget_class_install_action (widget_class, "failure.leave-out", "u", leave_out_action);
}

static void
askg_failure_card_init (AskgFailureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Failing command"), -1);
}

/* -- What it shows ---------------------------------------------------------------------------- */

/* What a command wrote may hold anything. */
static void
set_inert (GtkLabel   *label,
           const char *text)
{
  g_autofree char *inert = askg_text_make_inert (text, ASKG_INERT_SHOW_HIDDEN);

  gtk_label_set_text (label, inert);
}

static void
show_head (AskgFailureCard   *self,
           const AskgFailure *failure)
{
  g_autofree char *outcome = g_strdup_printf (_("exit %d"), failure->status);

  set_inert (self->command, failure->command);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->command), failure->folder);
  gtk_label_set_text (self->outcome, outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->duration), failure->took_us > 0);
  if (failure->took_us > 0)
    {
      g_autofree char *duration = g_strdup_printf (_("%.1f s"), (double) failure->took_us / G_USEC_PER_SEC);

      gtk_label_set_text (self->duration, duration);
    }
}

static void
show_place (AskgFailureCard   *self,
            const AskgFailure *failure)
{
  g_autofree char *place = NULL, *context = NULL, *told = NULL;

  gtk_widget_set_visible (self->place_row, failure->file != NULL);
  if (failure->file == NULL)
    return;
  place = failure->line > 0 ? g_strdup_printf ("%s:%u", failure->file, failure->line) : g_strdup (failure->file);
  set_inert (self->place_text, place);
  told = g_strdup_printf (_("Open %s in your editor"), gtk_label_get_text (self->place_text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  self->path = g_canonicalize_filename (failure->file, failure->folder);
  self->line = failure->line;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "failure.place", failure->source->len > 0);
  /* Translators: %s is a function, as in “in main ()” */
  context = failure->function != NULL ? g_strdup_printf (_("in %s ()"), failure->function) : g_strdup ("");
  set_inert (self->context, context);
}

static void
show_source (AskgFailureCard   *self,
             const AskgFailure *failure)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (AskgCodeLine));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < failure->source->len; i++)
    {
      const AskgSourceLine *line = g_ptr_array_index (failure->source, i);
      AskgCodeLine shown = { line->number, line->number == failure->line ? ASKG_CODE_WRONG : ASKG_CODE_PLAIN, NULL };

      if (line->number + N_AROUND < failure->line || line->number > failure->line + N_AROUND)
        continue;
      g_ptr_array_add (texts, askg_text_make_inert (line->text, ASKG_INERT_SHOW_HIDDEN));
      shown.text = g_ptr_array_index (texts, texts->len - 1);
      g_array_append_val (lines, shown);
    }
  gtk_widget_set_visible (self->source_scroller, lines->len > 0);
  if (lines->len > 0)
    askg_code_lines_set (self->source, (const AskgCodeLine *) (gpointer) lines->data, lines->len, failure->file);
}

static void
show_others (AskgFailureCard   *self,
             const AskgFailure *failure)
{
  const guint n_others = failure->others->len + failure->n_more;
  g_autofree char *label = g_strdup_printf (ngettext ("%u more follows", "%u more follow", n_others), n_others);
  g_autoptr(GString) text = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->consequences), n_others > 0);
  gtk_label_set_text (self->consequences_label, label);
  for (guint i = 0; i < failure->others->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (failure->others, i));
  set_inert (self->consequences_text, text->str);
}

/* What else of the project goes along, word for word. */
static void
show_parts (AskgFailureCard   *self,
            const AskgFailure *failure)
{
  const guint n = failure->parts->len;
  g_autofree char *label = g_strdup_printf (ngettext ("%u more piece of the project goes along",
                                                      "%u more pieces of the project go along", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->parts), n > 0);
  gtk_label_set_text (self->parts_label, label);
  askg_failure_part_rows_add (self->parts_box, failure->parts);
}

/* Without what asked for it: "unused variable ‘x’ [-Wunused-variable]". */
static void
show_message (AskgFailureCard   *self,
              const AskgFailure *failure)
{
  const char *message = failure->message != NULL ? failure->message : _("No error was found in what it wrote.");
  const char *option = strstr (message, " [-W");
  g_autofree char *shown = g_strndup (message, option != NULL ? (gsize) (option - message) : strlen (message));

  set_inert (self->message, shown);
}

/**
 * askg_failure_card_new:
 * @failure: (transfer full): shown as it is
 *
 * Returns: (transfer floating):
 */
GtkWidget *
askg_failure_card_new (AskgFailure *failure)
{
  AskgFailureCard *self = g_object_new (ASKG_TYPE_FAILURE_CARD, NULL);

  self->failure = failure;
  show_head (self, failure);
  show_message (self, failure);
  show_place (self, failure);
  show_source (self, failure);
  show_others (self, failure);
  show_parts (self, failure);

  return GTK_WIDGET (self);
}

/**
 * askg_failure_card_set_met:
 * @asked_at_us: when it was asked about before; wall clock, microseconds since 1970
 *
 * A press opens that turn.
 */
void
askg_failure_card_set_met (AskgFailureCard *self,
                           gint64           conversation_id,
                           gint64           turn_id,
                           gint64           asked_at_us)
{
  g_autofree char *told = NULL, *words = NULL;

  g_return_if_fail (ASKG_IS_FAILURE_CARD (self));

  told = askg_day_tell_met (asked_at_us, g_get_real_time ());
  words = g_strdup_printf (_("%s: open that question"), told);
  gtk_label_set_text (self->met_text, told);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->met_button), "(xx)", conversation_id, turn_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->met_button), "overlay.open-turn"); /* once it has its target */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->met_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->met, TRUE);
}

/* Returns: (transfer none): what it shows */
const AskgFailure *
askg_failure_card_get_failure (AskgFailureCard *self)
{
  g_return_val_if_fail (ASKG_IS_FAILURE_CARD (self), NULL);

  return self->failure;
}

static void
strike (GtkLabel *label,
        gboolean  is_struck)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (is_struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (label, attributes);
}

/**
 * askg_failure_card_set_again:
 * @took_us: of that run; 0 where nobody knows
 *
 * What became of its command. Once it passes, the errors are struck out and what follows from them is folded.
 */
void
askg_failure_card_set_again (AskgFailureCard *self,
                             AskgAgain        again,
                             gint64           took_us)
{
  const gboolean passes = again == ASKG_AGAIN_PASSES;

  g_return_if_fail (ASKG_IS_FAILURE_CARD (self));

  askg_failure_again_set (self->again, again, took_us);
  strike (self->message, passes);
  strike (self->outcome, passes);
  strike (self->consequences_label, passes);
  gtk_widget_set_visible (GTK_WIDGET (self->duration), !passes && self->failure->took_us > 0);
  if (passes)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "passes");
      gtk_expander_set_expanded (self->consequences, FALSE);
      gtk_expander_set_expanded (self->parts, FALSE);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "passes");
}

/* How it fails where it failed otherwise before; the numbers of errors where they are known. */
void
askg_failure_card_set_change (AskgFailureCard         *self,
                              const AskgFailureChange *change)
{
  g_autofree char *words = NULL, *counts = NULL;

  g_return_if_fail (ASKG_IS_FAILURE_CARD (self));

  if (change->n_before > 0 && change->n_after > 0 && change->n_before != change->n_after)
    counts = g_strdup_printf (ngettext ("%u error instead of %u", "%u errors instead of %u", change->n_after), change->n_after,
                              change->n_before);
  words = g_strdup_printf ("%s%s%s", change->is_same ? _("Still the same error") : _("Another error than before"),
                           counts != NULL ? " · " : "", counts != NULL ? counts : "");
  gtk_label_set_text (self->change, words);
  gtk_widget_set_visible (GTK_WIDGET (self->change), TRUE);
}

/**
 * askg_failure_card_set_outside:
 * @path: where the named file lies; outside the project, so that nothing of it was read
 */
void
askg_failure_card_set_outside (AskgFailureCard *self,
                               const char      *path)
{
  g_autofree char *place = NULL, *words = NULL, *told = NULL;

  g_return_if_fail (ASKG_IS_FAILURE_CARD (self));

  g_free (self->path);
  self->path = g_strdup (path);
  place = askg_text_make_inert (path, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  words = g_strdup_printf (_("%s lies outside the project: nothing of it was read"), place);
  told = g_strdup_printf (_("Include lines of %s"), place);
  gtk_label_set_text (self->outside_text, place);
  gtk_widget_set_tooltip_text (self->outside, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->include), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_widget_set_visible (self->outside, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "failure.place", TRUE);
}
