/* askg-engine-room.c: main thread. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-engine-room.h"

#include "app/askg-settings.h"
#include "engine/base/askg-program.h"
#include "engine/provider/askg-chat-engine.h"
#include "engine/provider/askg-fallback.h"
#include "engine/provider/askg-live-engine.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-reader.h"

/* Of the settings. */
#define ENGINE_KEY     "engine" /* the one that is asked first */
#define LOCAL_ONLY_KEY "local-only"
#define REDACT_LOCAL_KEY "redact-local" /* secrets are covered also for engines here */
#define RULES_KEY      "redact-rules" /* what else is a secret to this person */
#define ALLOW_KEY      "redact-allow" /* and what is none */
#define PROGRAM_KEY    "llama-server" /* what serves model files */
#define SPEECH_PROGRAM_KEY "whisper-server"
#define HEAR_WITH_KEY  "hear-with"
#define HEAR_LANGUAGE_KEY "hear-language"
#define CAP_KEY        "monthly-cap-usd"
#define AGREED_KEY     "agreed" /* what may be sent where without asking */
#define HTTP2_KEY      "http2"

struct _AskgEngineRoom
{
  GObject         parent_instance;

  /* Owned */
  AskgRecogniser *recogniser;
  AskgPolicy     *policy;
  AskgGate       *gate;
  AskgHttp       *http;
  AskgModelServers *servers;
  AskgBudget     *budget;
  AskgKeys       *keys;
  AskgProfiles   *profiles;
  AskgEar        *ear;
  AskgEngines    *engines;
  AskgFinder     *finder;   /* (nullable) until somebody wants to look */
  AskgFallback   *first;    /* the default, and those that may step in for it */
  GSettings      *settings; /* (nullable) */
  GError         *trouble;  /* (nullable): why the list of connected engines is empty */
};

G_DEFINE_FINAL_TYPE (AskgEngineRoom, askg_engine_room, G_TYPE_OBJECT)

static guint default_changed_signal;

static void
askg_engine_room_finalize (GObject *object)
{
  AskgEngineRoom *self = ASKG_ENGINE_ROOM (object);

  g_object_run_dispose (G_OBJECT (self->servers)); /* they end, whoever still holds them */
  g_clear_object (&self->servers);
  g_clear_object (&self->finder);
  g_clear_object (&self->engines);
  g_clear_object (&self->first);
  g_clear_object (&self->profiles);
  g_clear_object (&self->keys);
  g_clear_object (&self->policy);
  g_clear_object (&self->gate);
  g_clear_object (&self->http);
  g_clear_object (&self->budget);
  g_clear_object (&self->ear);
  g_clear_object (&self->recogniser);
  g_clear_object (&self->settings);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (askg_engine_room_parent_class)->finalize (object);
}

static void
askg_engine_room_class_init (AskgEngineRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_engine_room_finalize;

  /* AskgEngineRoom::default-changed: another engine is asked first */
  default_changed_signal = g_signal_new ("default-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
askg_engine_room_init (AskgEngineRoom *self)
{
}

static void
default_changed_cb (AskgEngineRoom *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, ENGINE_KEY);

  askg_engines_set_default (self->engines, id);
  g_signal_emit (self, default_changed_signal, 0);
}

/* A profile that was added is an engine at once; one that was removed is none. */
static void
profiles_changed_cb (AskgEngineRoom *self,
                     guint           position,
                     guint           n_removed,
                     guint           n_added,
                     GListModel     *profiles)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->engines)); i-- > 0 && n_removed > 0;)
    {
      g_autoptr(AskgEngine) engine = g_list_model_get_item (G_LIST_MODEL (self->engines), i);
      const char *id = askg_engine_get_id (engine);

      if (!(ASKG_IS_CHAT_ENGINE (engine) || ASKG_IS_LIVE_ENGINE (engine)) || askg_profiles_find (self->profiles, id) != NULL)
        continue;
      askg_model_servers_drop (self->servers, id);
      askg_engines_remove (self->engines, id);
    }
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, i);
      g_autoptr(AskgEngineLink) link = NULL;
      g_autoptr(AskgChatEngine) engine = NULL;

      /* What only hears, or only speaks, is asked by others. */
      if (askg_profile_is_ear (profile) || askg_profile_is_mouth (profile))
        continue;
      link = askg_engine_room_new_link (self, profile);
      if (askg_profile_is_live (profile))
        {
          g_autoptr(AskgLiveEngine) live = askg_live_engine_new (link);

          askg_engines_add (self->engines, ASKG_ENGINE (live));
          continue;
        }
      engine = askg_chat_engine_new (link, self->recogniser, self->ear);
      askg_chat_engine_set_budget (engine, self->budget);
      askg_engines_add (self->engines, ASKG_ENGINE (engine));
    }
}

static void
load_profiles (AskgEngineRoom *self)
{
  g_autofree char *own = askg_program_config_folder (NULL);
  g_autofree char *folder = own != NULL ? g_steal_pointer (&own)
                                        : g_build_filename (g_get_user_config_dir (), "askglass", NULL);
  g_autofree char *list = g_build_filename (folder, "engines.json", NULL);
  g_autofree char *keys = g_build_filename (folder, "keys", NULL);

  self->keys = askg_keys_new (keys);
  self->profiles = askg_profiles_new (list);
  self->ear = askg_ear_new (self->profiles, self->http, self->keys, self->servers);
  g_signal_connect_object (self->profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);
  askg_profiles_load (self->profiles, &self->trouble);
}

/* The one way out of the program: nothing is sent past it. */
static void
make_way_out (AskgEngineRoom *self,
              AskgStore      *store)
{
  self->policy = askg_policy_new ();
  self->gate = askg_gate_new ();
  self->http = askg_http_new (self->policy, self->gate, ASKG_LEDGER (store));
  self->servers = askg_model_servers_new (self->http);
}

static void
redaction_changed_cb (AskgEngineRoom *self)
{
  g_auto(GStrv) rules = g_settings_get_strv (self->settings, RULES_KEY);
  g_auto(GStrv) allowed = g_settings_get_strv (self->settings, ALLOW_KEY);
  AskgRedactor *redactor = askg_redactor_new ((const char *const *) rules, (const char *const *) allowed);

  askg_policy_set_redactor (self->policy, redactor);
  askg_redactor_unref (redactor);
}

static void
http2_changed_cb (AskgEngineRoom *self)
{
  askg_http_set_http2 (self->http, g_settings_get_boolean (self->settings, HTTP2_KEY));
}

/**
 * askg_engine_room_new:
 * @recogniser: (transfer none): reads pictures for those that cannot see
 * @catalogue: (transfer none): of errors, for the reader
 * @store: (transfer none)
 */
AskgEngineRoom *
askg_engine_room_new (AskgRecogniser *recogniser,
                      AskgCatalogue  *catalogue,
                      AskgStore      *store)
{
  g_autoptr(AskgReader) reader = askg_reader_new (recogniser, catalogue, store);
  g_autofree char *prices = askg_program_find_data ("prices.json");
  AskgEngineRoom *self = g_object_new (ASKG_TYPE_ENGINE_ROOM, NULL);

  self->engines = askg_engines_new ();
  askg_engines_add (self->engines, ASKG_ENGINE (reader));
  self->recogniser = g_object_ref (recogniser);
  make_way_out (self, store);
  self->budget = askg_budget_new (store, prices);
  load_profiles (self);
  self->first = askg_fallback_new (self->engines, self->profiles);
  self->settings = askg_settings_new ();
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::" ENGINE_KEY, G_CALLBACK (default_changed_cb), self,
                               G_CONNECT_SWAPPED);
      default_changed_cb (self);
      g_settings_bind (self->settings, AGREED_KEY, self->gate, "passed", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (self->settings, PROGRAM_KEY, self->servers, "program", G_SETTINGS_BIND_GET);
      g_settings_bind (self->settings, SPEECH_PROGRAM_KEY, self->servers, "speech-program", G_SETTINGS_BIND_GET);
      g_settings_bind (self->settings, HEAR_WITH_KEY, self->ear, "with", G_SETTINGS_BIND_GET);
      g_settings_bind (self->settings, HEAR_LANGUAGE_KEY, self->ear, "language", G_SETTINGS_BIND_GET);
      g_settings_bind (self->settings, CAP_KEY, self->budget, "monthly-cap-usd", G_SETTINGS_BIND_DEFAULT);
      g_signal_connect_object (self->settings, "changed::" RULES_KEY, G_CALLBACK (redaction_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->settings, "changed::" ALLOW_KEY, G_CALLBACK (redaction_changed_cb), self,
                               G_CONNECT_SWAPPED);
      redaction_changed_cb (self);
      g_signal_connect_object (self->settings, "changed::" HTTP2_KEY, G_CALLBACK (http2_changed_cb), self, G_CONNECT_SWAPPED);
      http2_changed_cb (self);
      g_settings_bind (self->settings, REDACT_LOCAL_KEY, self->policy, "redact-local", G_SETTINGS_BIND_GET);
      g_settings_bind (self->settings, LOCAL_ONLY_KEY, self->policy, "local-only", G_SETTINGS_BIND_DEFAULT);
    }

  return self;
}

/* (transfer none) */
AskgEngines *
askg_engine_room_get_engines (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->engines;
}

/* (transfer none): what answers when nobody says which: the default, or one that steps in for it */
AskgEngine *
askg_engine_room_get_first (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return ASKG_ENGINE (self->first);
}

/* (transfer none) */
AskgProfiles *
askg_engine_room_get_profiles (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->profiles;
}

/* (transfer none) */
AskgKeys *
askg_engine_room_get_keys (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->keys;
}

/* (transfer none): what may be spoken to; its "local only" is kept in the settings */
AskgPolicy *
askg_engine_room_get_policy (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->policy;
}

/* Returns: (transfer full): a way to a connected engine; one that is a model file is served by the same process for all */
AskgEngineLink *
askg_engine_room_new_link (AskgEngineRoom *self,
                           AskgProfile    *profile)
{
  AskgEngineLink *link;

  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  link = askg_engine_link_new (profile, self->http, self->keys);
  askg_engine_link_set_servers (link, self->servers);

  return link;
}

/* (transfer none): who turns speech into words */
AskgEar *
askg_engine_room_get_ear (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->ear;
}

/* (transfer none): looks at this machine when it is told to, and not before */
AskgFinder *
askg_engine_room_get_finder (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  if (self->finder == NULL)
    self->finder = askg_finder_new (self->profiles, self->http, self->keys);

  return self->finder;
}

/* (transfer none): what serves the engines that are model files */
AskgModelServers *
askg_engine_room_get_servers (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->servers;
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  /* Why it did not start, it says itself. */
  if (askg_model_server_hold_finish (ASKG_MODEL_SERVER (object), result, NULL))
    askg_model_server_release (ASKG_MODEL_SERVER (object));
}

/* Has the server of @profile, a model file, start without a question; it tells how that goes by itself. */
void
askg_engine_room_start_server (AskgEngineRoom *self,
                               AskgProfile    *profile)
{
  g_return_if_fail (ASKG_IS_ENGINE_ROOM (self));
  g_return_if_fail (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD);

  askg_model_server_hold_async (askg_model_servers_get (self->servers, profile), NULL, started_cb, NULL);
}

/* (transfer none): asks before the first sending to another machine; whoever can ask the person gives it an asker */
AskgGate *
askg_engine_room_get_gate (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->gate;
}

/* (transfer none): asks before the month's limit is passed; whoever can ask the person gives it an asker */
AskgBudget *
askg_engine_room_get_budget (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->budget;
}

/* (transfer none) */
AskgHttp *
askg_engine_room_get_http (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->http;
}

/* The overlay opens: the engine that is asked first gets ready. */
void
askg_engine_room_warm_up (AskgEngineRoom *self)
{
  AskgEngine *engine;

  g_return_if_fail (ASKG_IS_ENGINE_ROOM (self));

  engine = askg_engines_get_default (self->engines);
  if (ASKG_IS_CHAT_ENGINE (engine))
    askg_chat_engine_warm_up (ASKG_CHAT_ENGINE (engine));
}

/* Returns: (transfer full): the id of the one that is asked first, which may be gone */
char *
askg_engine_room_get_default (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->settings != NULL ? g_settings_get_string (self->settings, ENGINE_KEY) : g_strdup (ASKG_READER_ID);
}

/* (nullable): why the list of connected engines could not be read; to be told once */
const GError *
askg_engine_room_get_trouble (AskgEngineRoom *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), NULL);

  return self->trouble;
}

/**
 * askg_engine_room_set_default:
 *
 * Has that engine asked when nobody says which; kept in the settings.
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE
 */
gboolean
askg_engine_room_set_default (AskgEngineRoom  *self,
                              const char      *id_or_name,
                              GError         **error)
{
  AskgProfile *profile;
  AskgEngine *engine;
  const char *id;

  g_return_val_if_fail (ASKG_IS_ENGINE_ROOM (self), FALSE);

  profile = askg_profiles_find (self->profiles, id_or_name);
  engine = profile == NULL ? askg_engines_find (self->engines, id_or_name, error) : NULL;
  if (profile == NULL && engine == NULL)
    return FALSE;

  id = profile != NULL ? askg_profile_get_id (profile) : askg_engine_get_id (engine);
  askg_engines_set_default (self->engines, id);
  if (self->settings != NULL)
    {
      g_settings_set_string (self->settings, ENGINE_KEY, id);
      g_settings_sync ();
    }

  return TRUE;
}
