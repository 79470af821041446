/* askg-fallback.c: main thread. Who asks an engine by its name gets that one and no other; this is for those who
 * do not say. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-fallback.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-engine.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-mouth.h"

struct _AskgFallback
{
  GObject       parent_instance;

  /* Owned */
  AskgEngines  *engines;
  AskgProfiles *profiles;
};

/* One question on its way along the list. */
typedef struct
{
  /* Owned */
  AskgFallback     *fallback;
  AskgChatEngine   *engine;  /* the one that is asked now */
  GPtrArray        *tried;   /* of AskgProfile */
  AskgConversation *earlier;
  AskgQuestion     *question;
  AskgAnswer       *answer;
  GCancellable     *cancellable; /* (nullable) */
} Asking;

static void engine_iface_init (AskgEngineInterface *iface);
static void try (Asking *asking);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgFallback, askg_fallback, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_ENGINE, engine_iface_init))

static AskgEngine *
first_engine (AskgEngine *engine)
{
  return askg_engines_get_default (ASKG_FALLBACK (engine)->engines);
}

static const char *
askg_fallback_get_id (AskgEngine *engine)
{
  return askg_engine_get_id (first_engine (engine));
}

static const char *
askg_fallback_get_name (AskgEngine *engine)
{
  return askg_engine_get_name (first_engine (engine));
}

static AskgCapabilities
askg_fallback_get_capabilities (AskgEngine *engine)
{
  return askg_engine_get_capabilities (first_engine (engine));
}

/* -- Stepping in --------------------------------------------------------------- */

/**
 * askg_fallback_is_worthwhile:
 *
 * Returns: whether another engine may do better: what the question itself is at fault for, it is for all
 */
gboolean
askg_fallback_is_worthwhile (const GError *error)
{
  if (error->domain != ASKG_ERROR)
    return FALSE;

  switch (error->code)
    {
    case ASKG_ERROR_NETWORK:
    case ASKG_ERROR_ADDRESS:
    case ASKG_ERROR_CERTIFICATE:
    case ASKG_ERROR_KEY_REFUSED:
    case ASKG_ERROR_NO_KEYRING:
    case ASKG_ERROR_NO_CREDIT:
    case ASKG_ERROR_RATE_LIMIT:
    case ASKG_ERROR_NO_SUCH_MODEL:
    case ASKG_ERROR_ENGINE_FAILED:
    case ASKG_ERROR_ENGINE_SILENT:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->fallback);
  g_clear_object (&asking->engine);
  g_clear_pointer (&asking->tried, g_ptr_array_unref);
  g_clear_object (&asking->earlier);
  g_clear_object (&asking->question);
  g_clear_object (&asking->answer);
  g_clear_object (&asking->cancellable);
  g_free (asking);
}

/* (nullable) (transfer none): the next of the list that was not tried, from the one that failed on, and round */
static AskgEngine *
find_next (Asking *asking)
{
  GListModel *profiles = G_LIST_MODEL (asking->fallback->profiles);
  const guint n = g_list_model_get_n_items (profiles);
  guint start = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, i);

      if (profile == askg_chat_engine_get_profile (asking->engine))
        start = i;
    }
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, (start + i) % n);

      if (!g_ptr_array_find (asking->tried, profile, NULL) && !askg_profile_is_ear (profile) &&
          !askg_profile_is_mouth (profile) && !askg_profile_is_live (profile))
        return askg_engines_find (asking->fallback->engines, askg_profile_get_id (profile), NULL);
    }

  return NULL;
}

static void
tried_cb (const GError *error,
          gboolean      has_output,
          gpointer      user_data)
{
  Asking *asking = user_data;
  AskgProfile *profile = askg_chat_engine_get_profile (asking->engine);
  AskgEngine *next = NULL;
  g_autofree char *sentence = NULL;

  if (error != NULL && !has_output && askg_profile_get_flag (profile, "may-fall-back") &&
      askg_fallback_is_worthwhile (error))
    next = find_next (asking);
  if (next == NULL || !ASKG_IS_CHAT_ENGINE (next))
    {
      askg_answer_finish (asking->answer, error);
      asking_free (asking);
      return;
    }

  sentence = g_strdup_printf (_("“%s” was asked instead. %s"), askg_engine_get_name (next), error->message);
  askg_answer_note (asking->answer, sentence);
  askg_answer_set_engine (asking->answer, askg_engine_get_id (next), askg_engine_get_name (next));
  g_set_object (&asking->engine, ASKG_CHAT_ENGINE (next));
  try (asking);
}

static void
try (Asking *asking)
{
  g_ptr_array_add (asking->tried, g_object_ref (askg_chat_engine_get_profile (asking->engine)));
  askg_chat_engine_try (asking->engine, asking->earlier, asking->question, asking->answer, asking->cancellable,
                        tried_cb, asking);
}

static void
askg_fallback_ask (AskgEngine       *engine,
                   AskgConversation *earlier,
                   AskgQuestion     *question,
                   AskgAnswer       *answer,
                   GCancellable     *cancellable)
{
  AskgFallback *self = ASKG_FALLBACK (engine);
  AskgEngine *first = first_engine (engine);
  Asking *asking;

  if (!ASKG_IS_CHAT_ENGINE (first))
    {
      askg_engine_ask (first, earlier, question, answer, cancellable);
      return;
    }

  asking = g_new0 (Asking, 1);
  asking->fallback = g_object_ref (self);
  asking->engine = g_object_ref (ASKG_CHAT_ENGINE (first));
  asking->tried = g_ptr_array_new_with_free_func (g_object_unref);
  asking->earlier = g_object_ref (earlier);
  asking->question = g_object_ref (question);
  asking->answer = g_object_ref (answer);
  g_set_object (&asking->cancellable, cancellable);
  try (asking);
}

static void
engine_iface_init (AskgEngineInterface *iface)
{
  iface->get_id = askg_fallback_get_id;
  iface->get_name = askg_fallback_get_name;
  iface->get_capabilities = askg_fallback_get_capabilities;
  iface->ask = askg_fallback_ask;
}

static void
askg_fallback_finalize (GObject *object)
{
  AskgFallback *self = ASKG_FALLBACK (object);

  g_clear_object (&self->engines);
  g_clear_object (&self->profiles);

  G_OBJECT_CLASS (askg_fallback_parent_class)->finalize (object);
}

static void
askg_fallback_class_init (AskgFallbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_fallback_finalize;
}

static void
askg_fallback_init (AskgFallback *self)
{
}

/**
 * askg_fallback_new:
 * @engines: at least one; the default of them is asked first
 * @profiles: in the order in which one steps in for another, where the one that failed may be stood in for
 *
 * Returns: (transfer full): an #AskgEngine with the name of the default
 */
AskgFallback *
askg_fallback_new (AskgEngines  *engines,
                   AskgProfiles *profiles)
{
  AskgFallback *self = g_object_new (ASKG_TYPE_FALLBACK, NULL);

  self->engines = g_object_ref (engines);
  self->profiles = g_object_ref (profiles);

  return self;
}
