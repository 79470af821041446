/* askg-facts-chip.c: main thread. */
#include "ui/overlay/askg-facts-chip.h"

#include <glib/gi18n-lib.h>

#include "ui/reply/askg-whole-words.h"

struct _AskgFactsChip
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkWidget *box;
  GtkLabel  *count;
  GtkLabel  *list;

  /* Owned */
  AskgDraft *draft;

  guint      n_facts;
};

G_DEFINE_FINAL_TYPE (AskgFactsChip, askg_facts_chip, GTK_TYPE_WIDGET)

/* An overlay that is just looked at stays quiet. */
static void
update (AskgFactsChip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_facts > 0 && askg_draft_can_be_asked (self->draft) &&
                          !askg_draft_goes_without_facts (self->draft));
}

/* The focus would go with the chip, and the next key nowhere. */
static void
leave_out (AskgFactsChip *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "overlay.focus-entry", NULL);
  askg_draft_leave_out_facts (self->draft);
}

static void
askg_facts_chip_dispose (GObject *object)
{
  AskgFactsChip *self = ASKG_FACTS_CHIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (askg_facts_chip_parent_class)->dispose (object);
}

static void
askg_facts_chip_class_init (AskgFactsChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_facts_chip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-facts-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFactsChip, box);
  gtk_widget_class_bind_template_child (widget_class, AskgFactsChip, count);
  gtk_widget_class_bind_template_child (widget_class, AskgFactsChip, list);
  gtk_widget_class_bind_template_callback (widget_class, leave_out);
}

static void
askg_facts_chip_init (AskgFactsChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Once. */
void
askg_facts_chip_set_draft (AskgFactsChip *self,
                           AskgDraft     *draft)
{
  g_return_if_fail (ASKG_IS_FACTS_CHIP (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "notify::can-be-asked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::without-facts", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* @facts: what the engine that is asked first is told; empty where it is told none */
void
askg_facts_chip_set_facts (AskgFactsChip     *self,
                           const char *const *facts)
{
  g_autofree char *list = NULL;
  g_autofree char *count = NULL;

  g_return_if_fail (ASKG_IS_FACTS_CHIP (self));

  self->n_facts = g_strv_length ((char **) facts);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fact", "%u facts", self->n_facts), self->n_facts);
  list = g_strjoinv ("\n", (char **) facts);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->list, list);
  askg_whole_words_apply (self->list);
  update (self);
}
