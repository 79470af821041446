/* askg-service-engines.c: main thread. The list of engines: shown, one connected, one taken away. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-json-engines.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-reader.h"

/* A change on its way: the key first, then the list on the disk. */
typedef struct
{
  AskgServiceCall *call;

  /* Owned */
  AskgEngineRoom  *room;
  AskgProfile     *profile;
  char            *note; /* (nullable): what else the person should know */
} Change;

static Change *
change_new (AskgServiceCall *call,
            AskgEngineRoom  *room,
            AskgProfile     *profile)
{
  Change *change = g_new0 (Change, 1);

  change->call = call;
  change->room = g_object_ref (room);
  change->profile = g_object_ref (profile);

  return change;
}

static void
change_free (Change *change)
{
  g_clear_object (&change->room);
  g_clear_object (&change->profile);
  g_free (change->note);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* -- Adding --------------------------------------------------------------- */

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autofree char *default_id = askg_engine_room_get_default (change->room);
  g_autoptr(GError) error = NULL;

  if (!askg_profiles_save_finish (ASKG_PROFILES (object), result, &error))
    {
      askg_profiles_remove (ASKG_PROFILES (object), change->profile);
      askg_keys_remove_async (askg_engine_room_get_keys (change->room), askg_profile_get_key_place (change->profile),
                              askg_profile_get_id (change->profile), NULL, NULL, NULL);
      askg_service_call_fail (change->call, error);
      return;
    }

  askg_service_call_end (change->call, json_pack ("{s:s, s:o}", "event", "done", "engine",
                                                  askg_json_for_profile (change->profile, default_id)));
}

static void
add_to_list (Change *change)
{
  AskgProfiles *profiles = askg_engine_room_get_profiles (change->room);
  g_autoptr(GError) error = NULL;

  if (askg_profiles_add (profiles, change->profile, &error))
    {
      askg_profiles_save_async (profiles, added_cb, change);
      return;
    }

  askg_service_call_fail (change->call, error);
  change_free (change);
}

static void
key_stored_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_keys_store_finish (ASKG_KEYS (object), result, &error))
    {
      add_to_list (change);
      return;
    }

  askg_service_call_fail (change->call, error);
  change_free (change);
}

static void
store_key (Change              *change,
           const char          *secret,
           const AskgEngineUrl *url)
{
  const gboolean in_file = json_is_true (json_object_get (change->call->request, "key_in_file"));
  const AskgKeyPlace place = in_file ? ASKG_KEY_IN_FILE : ASKG_KEY_IN_SERVICE;
  g_autofree char *origin = askg_engine_url_get_origin (url);

  g_object_set (change->profile, "key-place", place, NULL);
  askg_keys_store_async (askg_engine_room_get_keys (change->room), place, askg_profile_get_id (change->profile),
                         origin, secret, change->call->cancellable, key_stored_cb, change);
}

/* Only what an address and a name must be is asked of them: the engine need not run now. */
static AskgProfile *
new_profile (AskgServiceCall  *call,
             AskgProfiles     *profiles,
             AskgEngineUrl   **out_url,
             GError          **error)
{
  const char *name = askg_json_get_string (call->request, "name");
  const char *url = askg_json_get_string (call->request, "url");
  g_autofree char *id = askg_profile_make_id (name != NULL ? name : "");
  AskgProfile *profile;

  if (*id == '\0' || g_str_equal (id, ASKG_READER_ID) || askg_profiles_find (profiles, id) != NULL)
    {
      if (*id == '\0')
        g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                             _("That name holds no letter and no figure. Give the engine a name to ask it by."));
      else
        g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                     _("There is already an engine “%s”. Give another name, or remove that one first."), id);
      return NULL;
    }
  *out_url = askg_engine_url_parse (url != NULL ? url : "", error);
  if (*out_url == NULL)
    return NULL;

  profile = askg_profile_new (id, name, url);
  g_object_set (profile, "model", askg_json_get_string (call->request, "model"), NULL);

  return profile;
}

static void
add (AskgServiceCall *call,
     AskgEngineRoom  *room)
{
  const char *key = askg_json_get_string (call->request, "key");
  g_autoptr(AskgEngineUrl) url = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgProfile) profile = new_profile (call, askg_engine_room_get_profiles (room), &url, &error);
  char *secret = profile != NULL && key != NULL ? askg_keys_clean (key, strlen (key), &error) : NULL;

  if (error != NULL)
    askg_service_call_fail (call, error);
  else if (secret != NULL)
    store_key (change_new (call, room, profile), secret, url);
  else
    add_to_list (change_new (call, room, profile));
  askg_keys_wipe (secret);
}

/* -- Removing ------------------------------------------------------------- */

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_profiles_save_finish (ASKG_PROFILES (object), result, &error))
    askg_service_call_fail (change->call, error);
  else
    askg_service_call_end (change->call, json_pack ("{s:s, s:s, s:s*}", "event", "done",
                                                    "removed", askg_profile_get_id (change->profile),
                                                    "note", change->note));
}

/* An engine goes also when its key cannot be reached now; the person is told that it stays behind. */
static void
key_removed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Change *change = user_data;
  AskgProfiles *profiles = askg_engine_room_get_profiles (change->room);
  g_autofree char *default_id = askg_engine_room_get_default (change->room);
  g_autoptr(GError) error = NULL;

  if (!askg_keys_remove_finish (ASKG_KEYS (object), result, &error))
    change->note = g_strdup_printf (_("Its key is still where it was: %s"), error->message);
  if (g_strcmp0 (default_id, askg_profile_get_id (change->profile)) == 0)
    askg_engine_room_set_default (change->room, ASKG_READER_ID, NULL);
  askg_profiles_remove (profiles, change->profile);
  askg_profiles_save_async (profiles, removed_cb, change);
}

static void
fail_for_unknown (AskgServiceCall *call,
                  AskgEngineRoom  *room,
                  const char      *name)
{
  g_autoptr(GError) error = NULL;

  if (askg_engines_find (askg_engine_room_get_engines (room), name, &error) != NULL)
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("The reader comes with Askglass and cannot be removed. Remove one that you added."));
  askg_service_call_fail (call, error);
}

static void
remove_engine (AskgServiceCall *call,
               AskgEngineRoom  *room)
{
  const char *name = askg_json_get_string (call->request, "name");
  AskgProfile *profile = name != NULL ? askg_profiles_find (askg_engine_room_get_profiles (room), name) : NULL;

  if (profile == NULL)
    fail_for_unknown (call, room, name != NULL ? name : "");
  else
    askg_keys_remove_async (askg_engine_room_get_keys (room), askg_profile_get_key_place (profile),
                            askg_profile_get_id (profile), call->cancellable, key_removed_cb,
                            change_new (call, room, profile));
}

/* -- All ------------------------------------------------------------------ */

static void
list_engines (AskgServiceCall *call,
              AskgEngineRoom  *room)
{
  const GError *trouble = askg_engine_room_get_trouble (room);
  json_t *event = json_pack ("{s:s, s:o}", "event", "done", "engines", askg_json_for_engines (room));

  if (trouble != NULL)
    json_object_set_new (event, "trouble", askg_json_for_error (trouble));
  askg_service_call_end (call, event);
}

static void
set_default (AskgServiceCall *call,
             AskgEngineRoom  *room)
{
  const char *name = askg_json_get_string (call->request, "name");
  g_autofree char *default_id = NULL;
  g_autoptr(GError) error = NULL;

  if (!askg_engine_room_set_default (room, name != NULL ? name : "", &error))
    {
      askg_service_call_fail (call, error);
      return;
    }

  default_id = askg_engine_room_get_default (room);
  askg_service_call_end (call, json_pack ("{s:s, s:s}", "event", "done", "default", default_id));
}

void
askg_service_call_engines (AskgServiceCall *call)
{
  const char *what = askg_json_get_string (call->request, "do");
  g_autoptr(GError) error = NULL;
  AskgEngineRoom *room = askg_session_get_engine_room (call->service->session, &error);

  if (room == NULL)
    askg_service_call_fail (call, error);
  else if (what == NULL)
    list_engines (call, room);
  else if (g_str_equal (what, "add"))
    add (call, room);
  else if (g_str_equal (what, "default"))
    set_default (call, room);
  else if (g_str_equal (what, "remove"))
    remove_engine (call, room);
  else
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("Another program sent Askglass something that is not understood. Is it another version?"));
      askg_service_call_fail (call, error);
    }
}
