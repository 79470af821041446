/* askg-notice.c: main thread. */
#include "ui/overlay/askg-notice.h"

#include "ui/reply/askg-whole-words.h"

struct _AskgNotice
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkWidget *box;
  GtkImage  *icon;
  GtkLabel  *title;
  GtkLabel  *body;
  GtkWidget *buttons;
  GtkButton *first_button;
  GtkButton *second_button;
};

G_DEFINE_FINAL_TYPE (AskgNotice, askg_notice, GTK_TYPE_WIDGET)

static const struct
{
  const char *css_class;
  const char *icon_name;
} looks[] = {
  [ASKG_NOTICE_INFO] = { "info", "dialog-information-symbolic" },
  [ASKG_NOTICE_WARNING] = { "warning", "dialog-warning-symbolic" },
  [ASKG_NOTICE_FAILED] = { "failed", "dialog-error-symbolic" },
};

static void
put_away_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  askg_notice_put_away (ASKG_NOTICE (widget));
}

static void
askg_notice_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_NOTICE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_notice_parent_class)->dispose (object);
}

static void
askg_notice_class_init (AskgNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_notice_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  /* Screen readers speak an alert when it appears. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, box);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, title);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, body);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, buttons);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, first_button);
  gtk_widget_class_bind_template_child (widget_class, AskgNotice, second_button);
  gtk_widget_class_bind_template_callback (widget_class, askg_notice_put_away);
  gtk_widget_class_install_action (widget_class, "notice.put-away", NULL, put_away_action);
}

static void
askg_notice_init (AskgNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The target goes before the name: an action looks at both when it gets its name. */
static void
set_button (GtkButton  *button,
            const char *label,
            const char *action)
{
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  if (label == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return;

  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
}

/**
 * askg_notice_show:
 * @title: what failed, in a few words
 * @body: (nullable): why, and what to do, in whole sentences
 * @first_label: (nullable): the likely wish
 * @first_action: (nullable): its action as in g_action_parse_detailed_name()
 * @second_label: (nullable): another way
 * @second_action: (nullable): its action
 *
 * A button puts the notice away after its action ran.
 */
void
askg_notice_show (AskgNotice     *self,
                  AskgNoticeKind  kind,
                  const char     *title,
                  const char     *body,
                  const char     *first_label,
                  const char     *first_action,
                  const char     *second_label,
                  const char     *second_action)
{
  g_return_if_fail (ASKG_IS_NOTICE (self));
  g_return_if_fail (kind < G_N_ELEMENTS (looks));
  g_return_if_fail (title != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->box, looks[i].css_class);
  gtk_widget_add_css_class (self->box, looks[kind].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[kind].icon_name);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL);
  askg_whole_words_apply (self->title);
  askg_whole_words_apply (self->body);
  set_button (self->first_button, first_label, first_action);
  set_button (self->second_button, second_label, second_action);
  gtk_widget_set_visible (self->buttons, first_label != NULL || second_label != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body != NULL ? body : "",
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* For what counts down: nothing is announced anew. */
void
askg_notice_set_body (AskgNotice *self,
                      const char *body)
{
  g_return_if_fail (ASKG_IS_NOTICE (self));

  if (g_str_equal (gtk_label_get_text (self->body), body))
    return;
  gtk_label_set_text (self->body, body);
  askg_whole_words_apply (self->body);
}

void
askg_notice_put_away (AskgNotice *self)
{
  g_return_if_fail (ASKG_IS_NOTICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Returns: %FALSE when no notice with a button shows. */
gboolean
askg_notice_press_first (AskgNotice *self)
{
  g_return_val_if_fail (ASKG_IS_NOTICE (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || !gtk_widget_get_visible (GTK_WIDGET (self->first_button)))
    return FALSE;

  return gtk_widget_activate (GTK_WIDGET (self->first_button));
}
