/* askg-memory-group.c: main thread. */
#include "ui/preferences/askg-memory-group.h"

struct _AskgMemoryGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Template children */
  GtkSwitch           *use_earlier;
  GtkSwitch           *by_meaning;
};

G_DEFINE_FINAL_TYPE (AskgMemoryGroup, askg_memory_group, ADW_TYPE_PREFERENCES_GROUP)

static void
askg_memory_group_class_init (AskgMemoryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-memory-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgMemoryGroup, use_earlier);
  gtk_widget_class_bind_template_child (widget_class, AskgMemoryGroup, by_meaning);
}

static void
askg_memory_group_init (AskgMemoryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Once: @settings say what is so, and learn what is changed. */
void
askg_memory_group_bind (AskgMemoryGroup *self,
                        GSettings       *settings)
{
  g_return_if_fail (ASKG_IS_MEMORY_GROUP (self));

  g_settings_bind (settings, "use-earlier", self->use_earlier, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "by-meaning", self->by_meaning, "active", G_SETTINGS_BIND_DEFAULT);
}
