/* askg-desk-engine-add.c: main thread. */
#include "app/askg-desk-engine-add.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/askg-engine-change.h"
#include "app/askg-engine-model.h"
#include "engine/base/askg-error.h"
#include "ui/preferences/askg-add-engine-window.h"

/* A key that is on its way to its place. */
typedef struct
{
  /* Owned */
  GtkWidget       *asker;    /* the AskgAddEngineWindow or AskgEnginePage where it was typed */
  AskgEngineRoom  *room;
  AskgProfile     *profile;
  char            *secret;   /* (nullable) */

  AskgEngineAdded  added;    /* (nullable): for one that is being added */
  gpointer         added_data;
} Keeping;

static Keeping *
keeping_new (GtkWidget      *asker,
             AskgEngineRoom *room,
             AskgProfile    *profile,
             const char     *secret)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->asker = g_object_ref (asker);
  keeping->room = g_object_ref (room);
  keeping->profile = g_object_ref (profile);
  keeping->secret = g_strdup (secret);

  return keeping;
}

static void
keeping_free (Keeping *keeping)
{
  g_clear_object (&keeping->asker);
  g_clear_object (&keeping->room);
  g_clear_object (&keeping->profile);
  askg_keys_wipe (keeping->secret);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static void keep (Keeping      *keeping,
                  AskgKeyPlace  place);

/* Where the person looks. */
static void
tell (Keeping    *keeping,
      const char *sentence)
{
  if (ASKG_IS_ADD_ENGINE_WINDOW (keeping->asker))
    askg_add_engine_window_fail (ASKG_ADD_ENGINE_WINDOW (keeping->asker), sentence);
  else if (sentence != NULL)
    askg_engine_page_show_trouble (ASKG_ENGINE_PAGE (keeping->asker), _("The key was not kept"), sentence);
}

/* -- A file, after a yes -------------------------------------------------- */

static void
file_response_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  gpointer          user_data)
{
  g_autoptr(Keeping) keeping = user_data;

  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (keeping->asker)));
  if (g_str_equal (response, "file"))
    keep (g_steal_pointer (&keeping), ASKG_KEY_IN_FILE);
  else
    tell (keeping, _("Without a keyring and without a file there is no place for the key. Nothing was kept."));
}

static void
ask_for_file (Keeping      *keeping,
              const GError *why)
{
  g_autofree char *body =
    g_strdup_printf ("%s\n\n%s", why->message,
                     _("A file in your home folder, which no other account can open, can keep it. It is not encrypted: "
                       "whoever uses this account can read it."));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (keeping->asker)),
                                              _("Keep the key in a file?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Do Not Keep It"), "file",
                                    _("_Keep in a File"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (file_response_cb), keeping);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- Keeping -------------------------------------------------------------- */

static gboolean
finish (Keeping       *keeping,
        GAsyncResult  *result,
        GError       **error)
{
  if (keeping->added == NULL)
    return askg_engine_set_key_finish (keeping->room, result, error);
  if (askg_profile_get_kind (keeping->profile) == ASKG_PROFILE_CHILD)
    return askg_engine_add_model_finish (keeping->room, result, error);

  return askg_engine_connect_finish (keeping->room, result, error);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Keeping) keeping = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean is_kept = finish (keeping, result, &error);

  if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING) && keeping->secret != NULL)
    ask_for_file (g_steal_pointer (&keeping), error);
  else if (!is_kept)
    tell (keeping, error->message);
  else if (keeping->added != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (keeping->asker));
      keeping->added (keeping->profile, keeping->added_data);
    }
}

/* Whether this machine can serve it is looked at before it is on the list. */
static void
keep_model (Keeping *keeping)
{
  const AskgModelSource source = {
    .model_path = askg_profile_get_text (keeping->profile, "model-file"),
    .projector_path = askg_profile_get_text (keeping->profile, "projector-file"),
  };

  askg_engine_add_model_async (keeping->room, keeping->profile, &source, NULL, NULL, NULL, NULL, kept_cb, keeping);
}

static void
keep (Keeping      *keeping,
      AskgKeyPlace  place)
{
  if (keeping->added != NULL && askg_profile_get_kind (keeping->profile) == ASKG_PROFILE_CHILD)
    keep_model (keeping);
  else if (keeping->added != NULL)
    askg_engine_connect_async (keeping->room, keeping->profile, keeping->secret, place, NULL, kept_cb, keeping);
  else
    askg_engine_set_key_async (keeping->room, keeping->profile, keeping->secret, place, NULL, kept_cb, keeping);
}

/* -- Adding --------------------------------------------------------------- */

typedef struct
{
  AskgEngineRoom  *room; /* owned */
  AskgEngineAdded  added;
  gpointer         user_data;
} Adding;

static void
adding_free (gpointer  data,
             GClosure *closure)
{
  Adding *adding = data;

  g_clear_object (&adding->room);
  g_free (adding);
}

static void
add_cb (AskgAddEngineWindow *window,
        AskgProfile         *profile,
        const char          *secret,
        Adding              *adding)
{
  Keeping *keeping = keeping_new (GTK_WIDGET (window), adding->room, profile, secret);

  keeping->added = adding->added;
  keeping->added_data = adding->user_data;
  keep (keeping, ASKG_KEY_IN_SERVICE);
}

static gboolean
present (gpointer window)
{
  gtk_window_present (window);

  return G_SOURCE_REMOVE;
}

/* Window managers may give the focus to the overlay instead; they are told once the dialog is gone. */
static void
unmap_cb (GtkWindow *parent)
{
  g_idle_add_full (G_PRIORITY_LOW, present, g_object_ref (parent), g_object_unref);
}

/**
 * askg_desk_engine_add:
 * @added: called with @user_data once it is on the list; not when the person thinks otherwise
 */
void
askg_desk_engine_add (GtkWindow       *parent,
                      AskgEngineRoom  *room,
                      AskgEngineAdded  added,
                      gpointer         user_data)
{
  AskgAddEngineWindow *window = askg_add_engine_window_new (parent, askg_engine_room_get_profiles (room));
  Adding *adding = g_new0 (Adding, 1);

  adding->room = g_object_ref (room);
  adding->added = added;
  adding->user_data = user_data;
  g_signal_connect_object (window, "unmap", G_CALLBACK (unmap_cb), parent, G_CONNECT_SWAPPED);
  g_signal_connect_data (window, "add", G_CALLBACK (add_cb), adding, adding_free, G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (window));
}

/* @secret: (nullable): typed on @page; %NULL to forget the one there is */
void
askg_desk_engine_set_key (AskgEnginePage *page,
                          AskgEngineRoom *room,
                          const char     *secret)
{
  keep (keeping_new (GTK_WIDGET (page), room, askg_engine_page_get_profile (page), secret), ASKG_KEY_IN_SERVICE);
}
