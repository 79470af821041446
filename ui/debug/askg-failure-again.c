/* askg-failure-again.c: main thread. */
#include "ui/debug/askg-failure-again.h"

#include <glib/gi18n-lib.h>

struct _AskgFailureAgain
{
  GtkWidget   parent_instance;

  /* Owned */
  GtkWidget  *box;

  /* Borrowed: in the box */
  GtkSpinner *spinner;
  GtkImage   *icon;
  GtkLabel   *words;
  GtkLabel   *took;
};

G_DEFINE_FINAL_TYPE (AskgFailureAgain, askg_failure_again, GTK_TYPE_WIDGET)

static void
askg_failure_again_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_FAILURE_AGAIN (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_failure_again_parent_class)->dispose (object);
}

static void
askg_failure_again_class_init (AskgFailureAgainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_failure_again_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP); /* the overlay says it, once */
}

static void
askg_failure_again_init (AskgFailureAgain *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->words = GTK_LABEL (gtk_label_new (NULL));
  self->took = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption-heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->took), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->took), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->took), "dim-label");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->took));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "askg-again");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static const char *
words_for (AskgAgain again)
{
  switch (again)
    {
    case ASKG_AGAIN_RUNS:
      return _("Running again…");
    case ASKG_AGAIN_PASSES:
      return _("Passes now");
    case ASKG_AGAIN_FAILS:
      return _("Fails again, with the same error");
    case ASKG_AGAIN_NOT:
    default:
      return "";
    }
}

static void
set_class (AskgFailureAgain *self,
           const char       *name,
           gboolean          is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* @took_us: 0 where nobody knows */
void
askg_failure_again_set (AskgFailureAgain *self,
                        AskgAgain         again,
                        gint64            took_us)
{
  const gboolean runs = again == ASKG_AGAIN_RUNS;

  g_return_if_fail (ASKG_IS_FAILURE_AGAIN (self));

  gtk_widget_set_visible (GTK_WIDGET (self), again != ASKG_AGAIN_NOT);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), runs);
  gtk_spinner_set_spinning (self->spinner, runs);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !runs);
  gtk_image_set_from_icon_name (self->icon, again == ASKG_AGAIN_PASSES ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->words, words_for (again));
  gtk_widget_set_visible (GTK_WIDGET (self->took), took_us > 0);
  if (took_us > 0)
    {
      g_autofree char *took = g_strdup_printf (_("%.1f s"), (double) took_us / G_USEC_PER_SEC);

      gtk_label_set_text (self->took, took);
    }
  set_class (self, "passes", again == ASKG_AGAIN_PASSES);
  set_class (self, "fails", again == ASKG_AGAIN_FAILS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words_for (again), -1);
}
