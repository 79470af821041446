/* askg-model-servers.c: main thread. */
#include "engine/provider/askg-model-servers.h"

#include "engine/provider/askg-server-kind.h"

/* One that serves what an engine was when it was asked first. */
typedef struct
{
  AskgModelServer *server;
  AskgServedModel  *model;
} Served;

struct _AskgModelServers
{
  GObject     parent_instance;

  /* Owned */
  AskgHttp   *http;
  char       *program; /* (nullable); so is the next */
  char       *speech_program;
  GHashTable *served;  /* engine id -> Served */
};

enum
{
  PROP_0,
  PROP_PROGRAM,
  PROP_SPEECH_PROGRAM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (AskgModelServers, askg_model_servers, G_TYPE_OBJECT)

/* Whoever holds it may still: it ends all the same. */
static void
served_free (gpointer data)
{
  Served *served = data;

  askg_model_server_stop_async (served->server, NULL, NULL);
  g_object_unref (served->server);
  askg_served_model_free (served->model);
  g_free (served);
}

static void
server_changed_cb (AskgModelServer  *server,
                   AskgModelServers *self)
{
  GHashTableIter iter;
  gpointer id;
  gpointer served;

  g_hash_table_iter_init (&iter, self->served);
  while (g_hash_table_iter_next (&iter, &id, &served))
    if (((Served *) served)->server == server)
      {
        g_signal_emit (self, changed_signal, 0, id);
        return;
      }
}

static void
askg_model_servers_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AskgModelServers *self = ASKG_MODEL_SERVERS (object);

  g_value_set_string (value, id == PROP_PROGRAM ? self->program : self->speech_program);
}

static void
askg_model_servers_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  AskgModelServers *self = ASKG_MODEL_SERVERS (object);

  char **program = id == PROP_PROGRAM ? &self->program : &self->speech_program;

  g_free (*program);
  *program = g_value_dup_string (value);
}

/* The end of the program: nobody waits for what is told to end, and nothing of it may be left. */
static void
askg_model_servers_dispose (GObject *object)
{
  GHashTableIter iter;
  gpointer served;

  g_hash_table_iter_init (&iter, ASKG_MODEL_SERVERS (object)->served);
  while (g_hash_table_iter_next (&iter, NULL, &served))
    g_object_run_dispose (G_OBJECT (((Served *) served)->server));
  g_hash_table_remove_all (ASKG_MODEL_SERVERS (object)->served);

  G_OBJECT_CLASS (askg_model_servers_parent_class)->dispose (object);
}

static void
askg_model_servers_finalize (GObject *object)
{
  AskgModelServers *self = ASKG_MODEL_SERVERS (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->served, g_hash_table_unref);
  g_free (self->program);
  g_free (self->speech_program);

  G_OBJECT_CLASS (askg_model_servers_parent_class)->finalize (object);
}

static void
askg_model_servers_class_init (AskgModelServersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_model_servers_get_property;
  object_class->set_property = askg_model_servers_set_property;
  object_class->dispose = askg_model_servers_dispose;
  object_class->finalize = askg_model_servers_finalize;

  /* AskgModelServers:program: a path, or a name in PATH; "" for "llama-server". What runs is not touched. */
  props[PROP_PROGRAM] = g_param_spec_string ("program", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /* AskgModelServers:speech-program: the same, for "whisper-server" */
  props[PROP_SPEECH_PROGRAM] = g_param_spec_string ("speech-program", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* AskgModelServers::changed: (const char *engine_id): its server is in another state */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
askg_model_servers_init (AskgModelServers *self)
{
  self->served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, served_free);
}

/* @http: what they are asked through */
AskgModelServers *
askg_model_servers_new (AskgHttp *http)
{
  AskgModelServers *self = g_object_new (ASKG_TYPE_MODEL_SERVERS, NULL);

  self->http = g_object_ref (http);

  return self;
}

/**
 * askg_model_servers_describe:
 * @profile: of a model file; outlives @model
 * @model: (out caller-allocates): what is served for it, and by which program; the arguments are left out
 */
void
askg_model_servers_describe (AskgModelServers *self,
                             AskgProfile      *profile,
                             AskgServedModel  *model)
{
  const gboolean is_speech = askg_profile_get_speaks (profile) == ASKG_SPEAKS_INFERENCE;
  const char *program = is_speech ? self->speech_program : self->program;
  const char *path = askg_profile_get_text (profile, "model-file");

  *model = (AskgServedModel) {
    .kind = is_speech ? &askg_whisper_kind : &askg_llama_kind,
    .program = program != NULL && *program != '\0' ? program : NULL,
    .model_path = path != NULL ? path : "",
    .projector_path = askg_profile_get_text (profile, "projector-file"),
    .context_tokens = askg_profile_get_number (profile, "wanted-context-tokens"),
  };
}

/**
 * askg_model_servers_get:
 * @profile: one of kind %ASKG_PROFILE_CHILD
 *
 * Returns: (transfer none): its server, another one when another file was chosen; it may not run
 */
AskgModelServer *
askg_model_servers_get (AskgModelServers *self,
                        AskgProfile      *profile)
{
  g_auto(GStrv) arguments = askg_profile_dup_list (profile, "arguments");
  AskgServedModel model;
  const char *id = askg_profile_get_id (profile);
  Served *served;

  g_return_val_if_fail (ASKG_IS_MODEL_SERVERS (self), NULL);

  askg_model_servers_describe (self, profile, &model);
  model.arguments = arguments;
  served = g_hash_table_lookup (self->served, id);
  if (served != NULL && askg_served_model_equal (served->model, &model))
    return served->server;

  served = g_new0 (Served, 1);
  served->model = askg_served_model_copy (&model);
  served->server = askg_model_server_new (self->http, id, askg_profile_get_name (profile), &model);
  g_signal_connect_object (served->server, "changed", G_CALLBACK (server_changed_cb), self, G_CONNECT_DEFAULT);
  g_hash_table_replace (self->served, g_strdup (id), served);

  return served->server;
}

/**
 * askg_model_servers_peek:
 *
 * Returns: (nullable) (transfer none): the server of that engine, %NULL when it was not wanted yet
 */
AskgModelServer *
askg_model_servers_peek (AskgModelServers *self,
                         const char       *engine_id)
{
  Served *served;

  g_return_val_if_fail (ASKG_IS_MODEL_SERVERS (self), NULL);

  served = g_hash_table_lookup (self->served, engine_id);

  return served != NULL ? served->server : NULL;
}

/* The engine is taken away: its server ends. */
void
askg_model_servers_drop (AskgModelServers *self,
                         const char       *engine_id)
{
  g_return_if_fail (ASKG_IS_MODEL_SERVERS (self));

  g_hash_table_remove (self->served, engine_id);
}
