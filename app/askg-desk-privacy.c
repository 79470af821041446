/* askg-desk-privacy.c: main thread. */
#include "app/askg-desk-privacy.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-kept.h"
#include "app/askg-desk-ledger-export.h"
#include "app/askg-desk-lists.h"
#include "app/askg-desk-proof.h"
#include "engine/memory/askg-store-ledger.h"
#include "ui/preferences/askg-ledger-page.h"
#include "ui/preferences/askg-sent-window.h"
#include "ui/preferences/askg-shown-page.h"

#define NEWEST_ROWS 3
#define PAGE_ROWS   50
#define UNDO_SECONDS 10

struct _AskgDeskPrivacy
{
  GObject                parent_instance;

  /* Owned */
  AskgSession           *session;
  GSettings             *settings;
  AskgDeskKept          *kept;
  AskgDeskProof         *proof;  /* (nullable): while it runs */
  GPtrArray             *newest; /* (nullable): of AskgLedgerEntry, until all else of the page is known */
  AskgLedgerSum          all;
  gint64                 purge_before_us; /* rows before it are hidden and go when nobody takes it back; 0 for none */

  /* Borrowed */
  AskgPreferencesWindow *window; /* owns us */
};

G_DEFINE_FINAL_TYPE (AskgDeskPrivacy, askg_desk_privacy, G_TYPE_OBJECT)

static AskgPrivacyPage *
page_of (AskgDeskPrivacy *self)
{
  return askg_preferences_window_get_privacy (self->window);
}

static AskgStore *
store_of (AskgDeskPrivacy *self)
{
  return askg_session_get_store (self->session);
}

/* (nullable) */
static AskgProfiles *
profiles_of (AskgDeskPrivacy *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  return room != NULL ? askg_engine_room_get_profiles (room) : NULL;
}

/* -- The newest rows ----------------------------------------------------------------- */

static void
today_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgDeskPrivacy) self = user_data;
  AskgLedgerSum today = { 0 };
  g_autoptr(GPtrArray) rows = askg_store_list_sent_finish (ASKG_STORE (object), result, &today, NULL);

  if (rows != NULL && self->newest != NULL && self->window != NULL)
    askg_privacy_page_set_sent (page_of (self), self->newest, &today, &self->all);
}

static gint64
midnight_us (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                         g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

static void
newest_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskPrivacy) self = user_data;
  const AskgLedgerFilter today = { .only_left = TRUE, .since_us = MAX (midnight_us (), self->purge_before_us) };
  g_autoptr(GPtrArray) rows = askg_store_list_sent_finish (ASKG_STORE (object), result, &self->all, NULL);

  if (rows == NULL || self->window == NULL)
    return;
  g_clear_pointer (&self->newest, g_ptr_array_unref);
  self->newest = g_steal_pointer (&rows);
  askg_store_list_sent_async (ASKG_STORE (object), &today, 1, NULL, today_cb, g_object_ref (self));
}

static void
show_when (AskgDeskPrivacy *self)
{
  g_autofree char *words = self->window != NULL && profiles_of (self) != NULL ? askg_shown_page_words_for (profiles_of (self)) : NULL;

  if (words != NULL)
    askg_privacy_page_set_shown (page_of (self), words);
}

/* What changed meanwhile is shown. */
void
askg_desk_privacy_refresh (AskgDeskPrivacy *self)
{
  const AskgLedgerFilter left = { .only_left = TRUE, .since_us = self->purge_before_us };

  g_return_if_fail (ASKG_IS_DESK_PRIVACY (self));

  if (self->window == NULL)
    return;
  show_when (self);
  askg_desk_kept_refresh (self->kept);
  if (askg_store_is_open (store_of (self)))
    askg_store_list_sent_async (store_of (self), &left, NEWEST_ROWS, NULL, newest_cb, g_object_ref (self));
}

/* -- All of them ------------------------------------------------------------------------ */

static void
page_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgLedgerPage) page = user_data;
  AskgLedgerSum sum;
  g_autoptr(GPtrArray) rows = askg_store_list_sent_finish (ASKG_STORE (object), result, &sum, NULL);

  if (rows != NULL)
    askg_ledger_page_add (page, rows, &sum, rows->len == PAGE_ROWS);
}

static void
more_cb (AskgLedgerPage  *page,
         gint64           before_id,
         AskgDeskPrivacy *self)
{
  const AskgLedgerFilter next = { .only_left = TRUE, .before_id = before_id, .since_us = self->purge_before_us };

  askg_store_list_sent_async (store_of (self), &next, PAGE_ROWS, NULL, page_cb, g_object_ref (page));
}

static void
back_cb (AskgDeskPrivacy *self)
{
  askg_preferences_window_go_back (self->window);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskPrivacy) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgLedgerEntry) entry = askg_store_load_sent_finish (ASKG_STORE (object), result, &error);

  if (self->window == NULL)
    return;
  if (entry != NULL)
    gtk_window_present (GTK_WINDOW (askg_sent_window_new (GTK_WINDOW (self->window), entry)));
  else
    askg_preferences_window_tell (self->window, error->message);
}

static void
open_sent_cb (AskgDeskPrivacy *self,
              gint64           id)
{
  askg_store_load_sent_async (store_of (self), id, NULL, loaded_cb, g_object_ref (self));
}

static void
all_sent_cb (AskgDeskPrivacy *self)
{
  GtkWidget *page = askg_ledger_page_new ();

  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "more", G_CALLBACK (more_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "open-sent", G_CALLBACK (open_sent_cb), self, G_CONNECT_SWAPPED);
  askg_preferences_window_show_page (self->window, page);
  more_cb (ASKG_LEDGER_PAGE (page), 0, self);
}

/* -- The person's choices ------------------------------------------------------------------ */

static void
list_cb (AskgDeskPrivacy *self,
         const char      *key)
{
  askg_desk_lists_show (self->window, self->settings, key);
}

static void
shown_cb (AskgDeskPrivacy *self)
{
  GtkWidget *page;

  if (profiles_of (self) == NULL)
    return;
  page = askg_desk_lists_show_when (self->window, profiles_of (self));
  g_signal_connect_object (page, "unmap", G_CALLBACK (show_when), self, G_CONNECT_SWAPPED);
}

/* -- Purging ------------------------------------------------------------------------------- */

static void
purged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskPrivacy) self = user_data;
  g_autoptr(GError) error = NULL;
  guint n_rows;

  if (self->window == NULL)
    return;
  if (!askg_store_purge_sent_finish (ASKG_STORE (object), result, &n_rows, &error))
    askg_preferences_window_tell (self->window, error->message);
  askg_desk_privacy_refresh (self);
}

/* What was hidden goes for good: nobody wanted it back. */
static void
purge_now (AskgDeskPrivacy *self)
{
  const gint64 before_us = self->purge_before_us;

  self->purge_before_us = 0;
  if (before_us != 0)
    askg_store_purge_sent_async (store_of (self), before_us, NULL, purged_cb, g_object_ref (self));
}

static void
undo_purge_cb (AskgDeskPrivacy *self)
{
  self->purge_before_us = 0;
  askg_desk_privacy_refresh (self);
}

/* As elsewhere: at once, and for ten seconds it can be taken back. Until then the rows are only hidden. */
static void
purge_cb (AskgDeskPrivacy *self)
{
  AdwToast *toast = adw_toast_new (_("The ledger was erased"));

  self->purge_before_us = g_get_real_time ();
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_purge_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (purge_now), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self->window), toast);
  askg_desk_privacy_refresh (self);
}

static void
export_cb (AskgDeskPrivacy *self)
{
  askg_desk_ledger_export (self->window, store_of (self));
}

/* -- The proof -------------------------------------------------------------------------------- */

static void
proof_step_cb (AskgDeskPrivacy *self,
               const char      *step,
               guint            n_done,
               guint            n_steps)
{
  if (self->window != NULL)
    askg_privacy_page_set_proving (page_of (self), step, n_done, n_steps);
}

static void
proof_over_cb (AskgDeskPrivacy *self,
               gboolean         is_proven,
               const char      *line,
               const char      *text)
{
  if (self->window != NULL)
    askg_privacy_page_set_proof (page_of (self), is_proven, line, *text != '\0' ? text : NULL);
  g_clear_object (&self->proof);
}

static void
prove_cb (AskgDeskPrivacy *self)
{
  if (self->proof != NULL)
    return;
  self->proof = askg_desk_proof_new ();
  g_signal_connect_object (self->proof, "step", G_CALLBACK (proof_step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof, "over", G_CALLBACK (proof_over_cb), self, G_CONNECT_SWAPPED);
  askg_privacy_page_set_proving (page_of (self), _("Making a network of its own"), 0, 0);
}

static void
stop_proving_cb (AskgDeskPrivacy *self)
{
  if (self->proof != NULL)
    askg_desk_proof_stop (self->proof);
}

/* -- Life --------------------------------------------------------------------------------------- */

static void
askg_desk_privacy_finalize (GObject *object)
{
  AskgDeskPrivacy *self = ASKG_DESK_PRIVACY (object);

  g_clear_weak_pointer (&self->window);
  if (self->purge_before_us != 0) /* the window was closed: nobody takes it back any more */
    askg_store_purge_sent_async (store_of (self), self->purge_before_us, NULL, NULL, NULL);
  if (self->proof != NULL)
    askg_desk_proof_stop (self->proof);
  g_clear_object (&self->proof);
  g_clear_object (&self->kept);
  g_clear_pointer (&self->newest, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (askg_desk_privacy_parent_class)->finalize (object);
}

static void
askg_desk_privacy_class_init (AskgDeskPrivacyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_privacy_finalize;
}

static void
askg_desk_privacy_init (AskgDeskPrivacy *self)
{
}

AskgDeskPrivacy *
askg_desk_privacy_new (AskgSession           *session,
                       GSettings             *settings,
                       AskgPreferencesWindow *window)
{
  AskgDeskPrivacy *self = g_object_new (ASKG_TYPE_DESK_PRIVACY, NULL);
  AskgPrivacyPage *page = askg_preferences_window_get_privacy (window);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_set_weak_pointer (&self->window, window);
  askg_privacy_page_bind (page, settings);
  self->kept = askg_desk_kept_new (session, window);
  g_signal_connect_object (page, "list", G_CALLBACK (list_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "all-sent", G_CALLBACK (all_sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "open-sent", G_CALLBACK (open_sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "purge", G_CALLBACK (purge_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "export", G_CALLBACK (export_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "prove", G_CALLBACK (prove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "stop-proving", G_CALLBACK (stop_proving_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "map", G_CALLBACK (askg_desk_privacy_refresh), self, G_CONNECT_SWAPPED);
  askg_desk_privacy_refresh (self);

  return self;
}
