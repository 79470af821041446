/* askg-preferences-window.c: main thread. */
#include "ui/preferences/askg-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-engine-item.h"

/* How long an engine that was removed can be brought back. */
#define UNDO_SECONDS 10

struct _AskgPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  /* Template children */
  AskgEnginesPage      *engines;
  AskgPrivacyPage      *privacy;
  AskgVoicePage        *voice;

  /* Owned */
  AskgProfiles         *profiles;

  GtkWidget            *open_page; /* (nullable), borrowed: the subpage that shows */
};

enum { ENGINE_OPENED, UNDO_REMOVE, REMOVED_FOR_GOOD, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgPreferencesWindow, askg_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
close_open_page (AskgPreferencesWindow *self)
{
  if (self->open_page == NULL)
    return;

  g_clear_weak_pointer (&self->open_page);
  adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (self));
}

static void
open_engine (AskgPreferencesWindow *self,
             AskgEngineItem        *item)
{
  askg_preferences_window_open (self, askg_engine_item_get_profile (item));
}

/* Esc: back from an engine, then out; before the rows, one of which takes it. Not a binding of the class:
 * AdwPreferencesWindow has one for the same key, and of two that match GTK takes now this, now that. */
static gboolean
key_pressed (AskgPreferencesWindow *self,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  if (keyval != GDK_KEY_Escape || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  if (self->open_page != NULL)
    close_open_page (self);
  else
    gtk_window_close (GTK_WINDOW (self));

  return TRUE;
}

static void
askg_preferences_window_dispose (GObject *object)
{
  AskgPreferencesWindow *self = ASKG_PREFERENCES_WINDOW (object);

  g_clear_weak_pointer (&self->open_page);
  g_clear_object (&self->profiles);

  G_OBJECT_CLASS (askg_preferences_window_parent_class)->dispose (object);
}

static void
askg_preferences_window_class_init (AskgPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_preferences_window_dispose;

  signals[ENGINE_OPENED] = g_signal_new ("engine-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, ASKG_TYPE_ENGINE_PAGE);
  signals[UNDO_REMOVE] = g_signal_new ("undo-remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, ASKG_TYPE_PROFILE);
  signals[REMOVED_FOR_GOOD] = g_signal_new ("removed-for-good", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_PROFILE);

  g_type_ensure (ASKG_TYPE_ENGINES_PAGE);
  g_type_ensure (ASKG_TYPE_PRIVACY_PAGE);
  g_type_ensure (ASKG_TYPE_VOICE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgPreferencesWindow, engines);
  gtk_widget_class_bind_template_child (widget_class, AskgPreferencesWindow, privacy);
  gtk_widget_class_bind_template_child (widget_class, AskgPreferencesWindow, voice);
  gtk_widget_class_bind_template_callback (widget_class, open_engine);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
askg_preferences_window_init (AskgPreferencesWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Returns: (transfer none): hidden; GTK owns it until gtk_window_destroy(), closing it hides it */
AskgPreferencesWindow *
askg_preferences_window_new (GtkApplication *application,
                             AskgProfiles   *profiles)
{
  AskgPreferencesWindow *self = g_object_new (ASKG_TYPE_PREFERENCES_WINDOW, "application", application, NULL);

  self->profiles = g_object_ref (profiles);

  return self;
}

/* (transfer none) */
AskgEnginesPage *
askg_preferences_window_get_engines (AskgPreferencesWindow *self)
{
  g_return_val_if_fail (ASKG_IS_PREFERENCES_WINDOW (self), NULL);

  return self->engines;
}

/* Shows the page of @profile. */
void
askg_preferences_window_open (AskgPreferencesWindow *self,
                              AskgProfile           *profile)
{
  AskgEnginePage *page;

  g_return_if_fail (ASKG_IS_PREFERENCES_WINDOW (self));

  page = askg_engine_page_new (self->profiles, profile);
  g_signal_connect_object (page, "back", G_CALLBACK (close_open_page), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[ENGINE_OPENED], 0, page);
  g_set_weak_pointer (&self->open_page, GTK_WIDGET (page));
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (self), GTK_WIDGET (page));
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD); /* what had it may be gone: a row that became this */
}

static void
undo_clicked (AskgPreferencesWindow *self,
              AdwToast              *toast)
{
  AskgProfile *profile = g_object_steal_data (G_OBJECT (toast), "askg-profile");

  if (profile == NULL)
    return;

  g_signal_emit (self, signals[UNDO_REMOVE], 0, profile);
  g_object_unref (profile);
}

static void
toast_dismissed (AskgPreferencesWindow *self,
                 AdwToast              *toast)
{
  AskgProfile *profile = g_object_steal_data (G_OBJECT (toast), "askg-profile");

  if (profile == NULL)
    return;

  g_signal_emit (self, signals[REMOVED_FOR_GOOD], 0, profile);
  g_object_unref (profile);
}

/* Says that @profile is off the list, and offers to bring it back for ten seconds. */
void
askg_preferences_window_show_removed (AskgPreferencesWindow *self,
                                      AskgProfile           *profile)
{
  g_autofree char *escaped = g_markup_escape_text (askg_profile_get_name (profile), -1);
  g_autofree char *words = g_strdup_printf (_("Removed “%s”"), escaped);
  AdwToast *toast;

  g_return_if_fail (ASKG_IS_PREFERENCES_WINDOW (self));

  close_open_page (self);
  toast = adw_toast_new (words);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "askg-profile", g_object_ref (profile), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

/* Shows @page over all others, until Esc or askg_preferences_window_go_back(). */
void
askg_preferences_window_show_page (AskgPreferencesWindow *self,
                                   GtkWidget             *page)
{
  g_return_if_fail (ASKG_IS_PREFERENCES_WINDOW (self));

  close_open_page (self);
  g_set_weak_pointer (&self->open_page, page);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (self), page);
}

void
askg_preferences_window_go_back (AskgPreferencesWindow *self)
{
  g_return_if_fail (ASKG_IS_PREFERENCES_WINDOW (self));

  close_open_page (self);
}

/* (transfer none) */
AskgPrivacyPage *
askg_preferences_window_get_privacy (AskgPreferencesWindow *self)
{
  g_return_val_if_fail (ASKG_IS_PREFERENCES_WINDOW (self), NULL);

  return self->privacy;
}

/* (transfer none) */
AskgVoicePage *
askg_preferences_window_get_voice (AskgPreferencesWindow *self)
{
  g_return_val_if_fail (ASKG_IS_PREFERENCES_WINDOW (self), NULL);

  return self->voice;
}

/* One sentence, for a while. */
void
askg_preferences_window_tell (AskgPreferencesWindow *self,
                              const char            *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  g_return_if_fail (ASKG_IS_PREFERENCES_WINDOW (self));

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (escaped));
}
