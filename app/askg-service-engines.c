/* askg-service-engines.c: main thread. The list of engines: shown, one connected, one taken away. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-engine-change.h"
#include "app/askg-engine-model.h"
#include "app/askg-json-engines.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-test.h"
#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-llama-arguments.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-profile-name.h"

/* A change on its way, for whoever asked for it. */
typedef struct
{
  AskgServiceCall *call;
  AskgProfile     *profile; /* owned */
} Change;

static Change *
change_new (AskgServiceCall *call,
            AskgProfile     *profile)
{
  Change *change = g_new0 (Change, 1);

  change->call = call;
  change->profile = g_object_ref (profile);

  return change;
}

static void
change_free (Change *change)
{
  g_clear_object (&change->profile);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* -- Adding --------------------------------------------------------------- */

static void
end_added (Change         *change,
           AskgEngineRoom *room)
{
  g_autofree char *default_id = askg_engine_room_get_default (room);

  askg_service_call_end (change->call, json_pack ("{s:s, s:o}", "event", "done", "engine",
                                                  askg_json_for_profile (change->profile, default_id)));
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  AskgEngineRoom *room = ASKG_ENGINE_ROOM (object);
  g_autoptr(GError) error = NULL;

  if (askg_engine_connect_finish (room, result, &error))
    end_added (change, room);
  else
    askg_service_call_fail (change->call, error);
}

static gboolean
is_model_file (AskgServiceCall *call)
{
  return askg_json_get_string (call->request, "model_file") != NULL ||
         askg_json_get_string (call->request, "model_url") != NULL ||
         askg_json_get_string (call->request, "speech_model") != NULL;
}

/* How the model file is to be served. */
static gboolean
set_run (AskgServiceCall  *call,
         AskgProfile      *profile,
         GError          **error)
{
  const char *typed = askg_json_get_string (call->request, "arguments");
  const json_int_t context = json_integer_value (json_object_get (call->request, "context"));
  g_auto(GStrv) arguments = NULL;

  if (typed != NULL && *typed != '\0' && !g_shell_parse_argv (typed, NULL, &arguments, NULL))
    arguments = g_strsplit (typed, " ", -1);
  if (!askg_llama_arguments_check ((const char *const *) arguments, NULL, error))
    return FALSE;
  g_object_set (profile, "arguments", arguments, "wanted-context-tokens", (gint64) CLAMP (context, 0, G_MAXINT32), NULL);

  return TRUE;
}

/* Only what an address and a name must be is asked of them: the engine need not run now. */
static AskgProfile *
new_profile (AskgServiceCall  *call,
             AskgProfiles     *profiles,
             GError          **error)
{
  const char *name = askg_json_get_string (call->request, "name");
  const char *url = askg_json_get_string (call->request, "url");
  const char *voice = askg_json_get_string (call->request, "voice");
  g_autofree char *id = askg_profile_name_to_id (profiles, name != NULL ? name : "", error);
  g_autoptr(AskgEngineUrl) parsed = NULL;
  const gboolean reads_aloud = json_is_true (json_object_get (call->request, "speaks"));
  AskgProfile *profile;

  if (id == NULL)
    return NULL;
  if (!is_model_file (call))
    parsed = askg_engine_url_parse (url != NULL ? url : "", error);
  if (!is_model_file (call) && parsed == NULL)
    return NULL;

  profile = askg_profile_new (id, name, url);
  g_object_set (profile, "model", askg_json_get_string (call->request, "model"),
                "may-fall-back", json_is_true (json_object_get (call->request, "fallback")),
                "voice", voice, "wants-sound", voice != NULL && !reads_aloud && !askg_profile_is_mouth (profile),
                "wants-pictures", json_is_true (json_object_get (call->request, "pictures")),
                "preview", askg_preview_from_nick (askg_json_get_string (call->request, "preview")), NULL);

  if (!set_run (call, profile, error))
    {
      g_object_unref (profile);
      return NULL;
    }
  if (askg_json_get_string (call->request, "speech_model") != NULL)
    g_object_set (profile, "speaks", ASKG_SPEAKS_INFERENCE, NULL);
  if (reads_aloud)
    askg_profile_learn (profile, ASKG_CAN_READ_ALOUD, TRUE, ASKG_KNOWN_BY_PERSON);

  return profile;
}

static void
fetched_some_cb (guint64  n_bytes,
                 guint64  n_total,
                 gpointer user_data)
{
  Change *change = user_data;

  askg_service_call_reply (change->call, json_pack ("{s:s, s:I, s:I}", "event", "progress",
                                                    "n_bytes", (json_int_t) n_bytes, "n_total", (json_int_t) n_total));
}

static void
model_added_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  AskgEngineRoom *room = ASKG_ENGINE_ROOM (object);
  g_autoptr(GError) error = NULL;

  if (askg_engine_add_model_finish (room, result, &error))
    end_added (change, room);
  else
    askg_service_call_fail (change->call, error);
}

/* What is fetched from another machine is written down first: the history has to be open. */
static void
add_open_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Change *change = user_data;
  AskgSession *session = ASKG_SESSION (object);
  json_t *request = change->call->request;
  const char *speech_model = askg_json_get_string (request, "speech_model");
  const AskgModelSource source = {
    .model_path = speech_model != NULL ? speech_model : askg_json_get_string (request, "model_file"),
    .model_url = askg_json_get_string (request, "model_url"),
    .model_sha256 = askg_json_get_string (request, "sha256"),
    .projector_path = askg_json_get_string (request, "projector_file"),
    .projector_url = askg_json_get_string (request, "projector_url"),
  };
  g_autofree char *folder = g_build_filename (askg_session_get_data_folder (session), "models", NULL);
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (session, result, &error))
    {
      askg_engine_add_model_async (askg_session_get_engine_room (session, NULL), change->profile, &source, folder,
                                   fetched_some_cb, change, change->call->cancellable, model_added_cb, change);
      return;
    }

  askg_service_call_fail (change->call, error);
  change_free (change);
}

static void
add (AskgServiceCall *call,
     AskgEngineRoom  *room)
{
  const char *key = askg_json_get_string (call->request, "key");
  const gboolean in_file = json_is_true (json_object_get (call->request, "key_in_file"));
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgProfile) profile = new_profile (call, askg_engine_room_get_profiles (room), &error);
  char *secret = profile != NULL && key != NULL ? askg_keys_clean (key, strlen (key), &error) : NULL;

  if (error != NULL)
    askg_service_call_fail (call, error);
  else if (is_model_file (call))
    askg_session_open_async (call->service->session, call->cancellable, add_open_cb, change_new (call, profile));
  else
    askg_engine_connect_async (room, profile, secret, in_file ? ASKG_KEY_IN_FILE : ASKG_KEY_IN_SERVICE,
                               call->cancellable, added_cb, change_new (call, profile));
  askg_keys_wipe (secret);
}

/* -- Removing ------------------------------------------------------------- */

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autofree char *note = NULL;
  g_autoptr(GError) error = NULL;

  if (askg_engine_disconnect_finish (ASKG_ENGINE_ROOM (object), result, &note, &error))
    askg_service_call_end (change->call, json_pack ("{s:s, s:s, s:s*}", "event", "done",
                                                    "removed", askg_profile_get_id (change->profile), "note", note));
  else
    askg_service_call_fail (change->call, error);
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
    askg_engine_disconnect_async (room, profile, call->cancellable, removed_cb, change_new (call, profile));
}

/* -- Testing -------------------------------------------------------------- */

static const char *
nick_of (GType type,
         int   value)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, value)->value_nick;
}

static void
step_cb (const AskgTestResult *result,
         gpointer              user_data)
{
  Change *change = user_data;

  askg_service_call_reply (change->call, json_pack ("{s:s, s:s, s:s, s:I, s:s}", "event", "step",
                                                    "step", nick_of (ASKG_TYPE_TEST_STEP, result->step),
                                                    "verdict", nick_of (ASKG_TYPE_TEST_VERDICT, result->verdict),
                                                    "duration_us", (json_int_t) result->duration_us,
                                                    "detail", result->detail));
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_engine_test_finish (ASKG_ENGINE_LINK (object), result, &error))
    askg_service_call_end (change->call, json_pack ("{s:s}", "event", "done"));
  else
    askg_service_call_fail (change->call, error);
}

/* What is sent to another machine is written down first: the history has to be open. */
static void
test_open_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Change *change = user_data;
  AskgSession *session = ASKG_SESSION (object);
  AskgEngineRoom *room = askg_session_get_engine_room (session, NULL);
  g_autoptr(AskgEngineLink) link = NULL;
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (session, result, &error))
    {
      askg_service_call_fail (change->call, error);
      change_free (change);
      return;
    }

  link = askg_engine_room_new_link (room, change->profile);
  askg_engine_test_async (link, askg_session_get_recogniser (session), step_cb, change, change->call->cancellable,
                          tested_cb, change);
}

static void
test_engine (AskgServiceCall *call,
             AskgEngineRoom  *room)
{
  const char *name = askg_json_get_string (call->request, "name");
  AskgProfile *profile = name != NULL ? askg_profiles_find (askg_engine_room_get_profiles (room), name) : NULL;
  g_autoptr(GError) error = NULL;

  if (profile != NULL)
    {
      askg_session_open_async (call->service->session, call->cancellable, test_open_cb, change_new (call, profile));
      return;
    }
  if (askg_engines_find (askg_engine_room_get_engines (room), name != NULL ? name : "", &error) != NULL)
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("The reader needs no connection, so there is nothing to test: “askglass doctor” tells whether "
                           "it can read. Name an engine that you added."));
  askg_service_call_fail (call, error);
}

/* -- Looking around ------------------------------------------------------- */

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  GListModel *found = askg_finder_get_found (ASKG_FINDER (object));
  json_t *list = json_array ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (found, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "id", askg_profile_get_id (profile),
                                              "name", askg_profile_get_name (profile),
                                              "url", askg_profile_get_url (profile)));
    }
  if (askg_finder_look_finish (ASKG_FINDER (object), result, &error))
    askg_service_call_end (call, json_pack ("{s:s, s:O}", "event", "done", "found", list));
  else
    askg_service_call_fail (call, error);
  json_decref (list);
}

static void
find_open_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgSession *session = ASKG_SESSION (object);
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (session, result, &error))
    askg_finder_look_async (askg_engine_room_get_finder (askg_session_get_engine_room (session, NULL)),
                            call->cancellable, looked_cb, call);
  else
    askg_service_call_fail (call, error);
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
  else if (g_str_equal (what, "test"))
    test_engine (call, room);
  else if (g_str_equal (what, "find"))
    askg_session_open_async (call->service->session, call->cancellable, find_open_cb, call);
  else
    askg_service_call_fail_unknown (call);
}
