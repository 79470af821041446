/* askg-entry-row.c: main thread. */
#include "ui/preferences/askg-entry-row.h"

#include <glib/gi18n-lib.h>

struct _AskgEntryRow
{
  AdwPreferencesRow  parent_instance;

  /* Borrowed: children */
  GtkEditable       *entry; /* GtkEntry or GtkPasswordEntry */
  GtkWidget         *apply;
  GtkWidget         *line;

  gboolean           is_secret;
  gboolean           shows_apply;
  gboolean           was_typed; /* since it was applied, or set from outside */
};

enum { PROP_0, PROP_SECRET, PROP_SHOW_APPLY, PROP_ACTIVATES_DEFAULT, PROP_INPUT_PURPOSE, N_PROPS };
enum { APPLY, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void editable_iface_init (GtkEditableInterface *iface);
static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgEntryRow, askg_entry_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE, editable_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

/* -- What the person does --------------------------------------------------- */

static void
set_typed (AskgEntryRow *self,
           gboolean      was_typed)
{
  self->was_typed = was_typed;
  gtk_widget_set_visible (self->apply, self->shows_apply && was_typed);
}

/* A text that is set while nobody types is none of the person's. */
static void
entry_changed (AskgEntryRow *self)
{
  set_typed (self, (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
}

static void
apply (AskgEntryRow *self)
{
  g_autoptr(AskgEntryRow) held = g_object_ref (self);

  if (!self->shows_apply || !self->was_typed)
    return;
  if (gtk_widget_has_focus (self->apply))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  g_signal_emit (self, signals[APPLY], 0);
  if (self->entry != NULL)
    set_typed (self, FALSE);
}

static gboolean
askg_entry_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ASKG_ENTRY_ROW (widget)->entry));
}

/* The row itself never has the keyboard: a list would else stop there on the way back. */
static gboolean
askg_entry_row_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  return gtk_widget_child_focus (ASKG_ENTRY_ROW (widget)->line, direction);
}

/* -- Its text is that of the entry ------------------------------------------- */

static GtkEditable *
askg_entry_row_get_delegate (GtkEditable *editable)
{
  return ASKG_ENTRY_ROW (editable)->entry;
}

static void
editable_iface_init (GtkEditableInterface *iface)
{
  iface->get_delegate = askg_entry_row_get_delegate;
}

static GtkBuildableIface *parent_buildable;

static void
askg_entry_row_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  AskgEntryRow *self = ASKG_ENTRY_ROW (buildable);

  if (g_strcmp0 (type, "suffix") == 0)
    gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = askg_entry_row_add_child;
}

/* -- Properties ---------------------------------------------------------------- */

static void
askg_entry_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AskgEntryRow *self = ASKG_ENTRY_ROW (object);

  if (gtk_editable_delegate_set_property (object, id, value, pspec))
    return;

  switch (id)
    {
    case PROP_SECRET:
      self->is_secret = g_value_get_boolean (value);
      break;
    case PROP_SHOW_APPLY:
      self->shows_apply = g_value_get_boolean (value);
      break;
    case PROP_ACTIVATES_DEFAULT:
    case PROP_INPUT_PURPOSE:
      g_object_set_property (G_OBJECT (self->entry), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_entry_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AskgEntryRow *self = ASKG_ENTRY_ROW (object);

  if (gtk_editable_delegate_get_property (object, id, value, pspec))
    return;

  switch (id)
    {
    case PROP_SECRET:
      g_value_set_boolean (value, self->is_secret);
      break;
    case PROP_SHOW_APPLY:
      g_value_set_boolean (value, self->shows_apply);
      break;
    case PROP_ACTIVATES_DEFAULT:
    case PROP_INPUT_PURPOSE:
      g_object_get_property (G_OBJECT (self->entry), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* -- Life ------------------------------------------------------------------------ */

static void
title_changed (AskgEntryRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static GtkWidget *
new_apply_button (AskgEntryRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_tooltip_text (button, _("Apply"));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Apply"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);

  return button;
}

/* What the entry is called stands above it, small. */
static GtkWidget *
new_column (AskgEntryRow *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  g_object_bind_property (self, "title", caption, "label", G_BINDING_SYNC_CREATE);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), caption);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->entry));

  return column;
}

static void
askg_entry_row_constructed (GObject *object)
{
  AskgEntryRow *self = ASKG_ENTRY_ROW (object);

  G_OBJECT_CLASS (askg_entry_row_parent_class)->constructed (object);

  self->entry = GTK_EDITABLE (self->is_secret ? gtk_password_entry_new () : gtk_entry_new ());
  if (self->is_secret)
    gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (self->entry), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "flat");
  gtk_editable_init_delegate (GTK_EDITABLE (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (self->line), new_column (self));
  gtk_box_append (GTK_BOX (self->line), self->apply);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed), NULL);
  title_changed (self);
}

static void
askg_entry_row_dispose (GObject *object)
{
  AskgEntryRow *self = ASKG_ENTRY_ROW (object);

  if (self->entry != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  self->entry = NULL;

  G_OBJECT_CLASS (askg_entry_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_SHOW_APPLY] = g_param_spec_boolean ("show-apply-button", NULL, NULL, FALSE, flags);
  props[PROP_ACTIVATES_DEFAULT] = g_param_spec_boolean ("activates-default", NULL, NULL, FALSE, flags);
  props[PROP_INPUT_PURPOSE] = g_param_spec_enum ("input-purpose", NULL, NULL, GTK_TYPE_INPUT_PURPOSE,
                                                 GTK_INPUT_PURPOSE_FREE_FORM, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_editable_install_properties (object_class, N_PROPS);
}

static void
askg_entry_row_class_init (AskgEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = askg_entry_row_constructed;
  object_class->dispose = askg_entry_row_dispose;
  object_class->set_property = askg_entry_row_set_property;
  object_class->get_property = askg_entry_row_get_property;
  GTK_WIDGET_CLASS (klass)->focus = askg_entry_row_focus;
  GTK_WIDGET_CLASS (klass)->grab_focus = askg_entry_row_grab_focus;

  install_properties (object_class);
  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_entry_row_init (AskgEntryRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "askg-entry-row");
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  g_signal_connect_swapped (click, "released", G_CALLBACK (gtk_widget_grab_focus), self); /* beside the entry, too */
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  self->apply = new_apply_button (self);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->line);
}

/* @title: its name, for eyes and for screen readers */
GtkWidget *
askg_entry_row_new (const char *title)
{
  return g_object_new (ASKG_TYPE_ENTRY_ROW, "title", title, NULL);
}
