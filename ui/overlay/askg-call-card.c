/* askg-call-card.c: main thread. */
#include "ui/overlay/askg-call-card.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "ui/reply/askg-whole-words.h"

/* What the card shows; the copy has all of it. */
#define SHOWN_CHARS 1200

struct _AskgCallCard
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkWidget *box;
  GtkLabel  *title;
  GtkLabel  *arguments;

  /* Owned */
  char      *whole; /* what is copied */
};

G_DEFINE_FINAL_TYPE (AskgCallCard, askg_call_card, GTK_TYPE_WIDGET)

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), ASKG_CALL_CARD (widget)->whole);
}

static void
askg_call_card_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_CALL_CARD (object)->box, gtk_widget_unparent);
  g_clear_pointer (&ASKG_CALL_CARD (object)->whole, g_free);

  G_OBJECT_CLASS (askg_call_card_parent_class)->dispose (object);
}

static void
askg_call_card_class_init (AskgCallCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_call_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-call-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgCallCard, box);
  gtk_widget_class_bind_template_child (widget_class, AskgCallCard, title);
  gtk_widget_class_bind_template_child (widget_class, AskgCallCard, arguments);
  gtk_widget_class_install_action (widget_class, "call.copy", NULL, copy_action);
}

static void
askg_call_card_init (AskgCallCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
askg_call_card_new (void)
{
  return g_object_new (ASKG_TYPE_CALL_CARD, NULL);
}

/* @call: as far as it came; its arguments may not be JSON */
void
askg_call_card_show (AskgCallCard       *self,
                     const AskgToolCall *call)
{
  g_autofree char *name = askg_text_make_inert (call->name, ASKG_INERT_ONE_LINE | ASKG_INERT_SHOW_HIDDEN);
  g_autofree char *arguments = askg_text_make_inert (call->arguments->str, ASKG_INERT_SHOW_HIDDEN);
  g_autofree char *title = g_strdup_printf (_("The engine would like to run “%s”"), name);
  g_autofree char *start = g_utf8_strlen (arguments, -1) > SHOWN_CHARS ? g_utf8_substring (arguments, 0, SHOWN_CHARS) : NULL;
  g_autofree char *shown = start != NULL ? g_strconcat (start, "…", NULL) : g_strdup (arguments);

  g_return_if_fail (ASKG_IS_CALL_CARD (self));

  gtk_label_set_text (self->title, title);
  askg_whole_words_apply (self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_text (self->arguments, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->arguments), *shown != '\0');
  g_free (self->whole);
  self->whole = g_strdup_printf ("%s %s", name, arguments);
}
