/* askg-desk-facts-page.c: main thread. What Askglass remembers, in the preferences. */
#include "app/askg-desk-facts.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-facts-page.h"

/* Held by the window's actions, so that it is there as long as they are. */
typedef struct
{
  AskgPreferencesWindow *window;   /* borrowed: it has the actions */
  AskgSession           *session;  /* owned */
  GSettings             *settings; /* owned */
} Page;

static void
page_free (gpointer  data,
           GClosure *closure)
{
  Page *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_free (self);
}

static void
tell (AskgPreferencesWindow *window,
      GObject               *facts,
      GAsyncResult          *result)
{
  g_autoptr(GError) error = NULL;

  if (!askg_facts_change_finish (ASKG_FACTS (facts), result, &error))
    askg_preferences_window_tell (window, error->message);
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgPreferencesWindow) window = user_data;

  tell (window, object, result);
}

static void
remember_cb (AskgFactsPage *page,
             const char    *sentence,
             Page          *self)
{
  askg_facts_keep_async (askg_session_get_facts (self->session), sentence, changed_cb, g_object_ref (self->window));
}

static void
undo_cb (AdwToast *toast,
         Page     *self)
{
  askg_facts_put_back_async (askg_session_get_facts (self->session), g_object_get_data (G_OBJECT (toast), "askg-fact"),
                             changed_cb, g_object_ref (self->window));
}

static void
forget_cb (AskgFactsPage *page,
           AskgFact      *fact,
           Page          *self)
{
  AdwToast *toast = adw_toast_new (_("Forgotten"));

  askg_facts_forget_async (askg_session_get_facts (self->session), askg_fact_get_id (fact), changed_cb,
                           g_object_ref (self->window));
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "askg-fact", g_object_ref (fact), g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), self);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self->window), toast);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         Page          *self)
{
  GtkWidget *page = askg_facts_page_new (G_LIST_MODEL (askg_session_get_facts (self->session)), self->settings);

  g_signal_connect_object (page, "back", G_CALLBACK (askg_preferences_window_go_back), self->window, G_CONNECT_SWAPPED);
  g_signal_connect (page, "remember", G_CALLBACK (remember_cb), self);
  g_signal_connect (page, "forget", G_CALLBACK (forget_cb), self);
  askg_preferences_window_show_page (self->window, page);
}

/* "facts.open" of the window shows the page. */
void
askg_desk_facts_add_page (AskgPreferencesWindow *window,
                          AskgSession           *session,
                          GSettings             *settings)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open", NULL);
  Page *self = g_new0 (Page, 1);

  self->window = window;
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_data (open, "activate", G_CALLBACK (open_cb), self, page_free, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "facts", G_ACTION_GROUP (group));
}
