/* askg-chat-engine.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-chat-engine.h"

#include "engine/provider/askg-chat-rehearsal.h"
#include "engine/provider/askg-probe.h"

struct _AskgChatEngine
{
  GObject         parent_instance;

  /* Owned */
  AskgEngineLink *link;
  AskgRecogniser *recogniser;
  AskgEar        *ear;   /* (nullable) */
  AskgBudget      *budget; /* (nullable) */
};

static void engine_iface_init (AskgEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgChatEngine, askg_chat_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_ENGINE, engine_iface_init))

static const char *
askg_chat_engine_get_id (AskgEngine *engine)
{
  return askg_profile_get_id (askg_chat_engine_get_profile (ASKG_CHAT_ENGINE (engine)));
}

static const char *
askg_chat_engine_get_name (AskgEngine *engine)
{
  return askg_profile_get_name (askg_chat_engine_get_profile (ASKG_CHAT_ENGINE (engine)));
}

/* With what is filled in for it: words for pictures it cannot see, words for sounds it cannot hear. */
static AskgCapabilities
askg_chat_engine_get_capabilities (AskgEngine *engine)
{
  AskgChatEngine *self = ASKG_CHAT_ENGINE (engine);
  AskgProfile *profile = askg_chat_engine_get_profile (self);
  AskgCapabilities capabilities = ASKG_CAN_TAKE_TEXT | ASKG_CAN_GIVE_TEXT | ASKG_CAN_TAKE_IMAGE | ASKG_TAKES_RECALLED;
  const AskgCapabilities own[] = { ASKG_CAN_GIVE_IMAGE, ASKG_CAN_GIVE_AUDIO, ASKG_CAN_CALL_TOOLS };
  gboolean hears;

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (askg_profile_can (profile, own[i]))
      capabilities |= own[i];
  if (askg_profile_find_out (profile, ASKG_CAN_TAKE_AUDIO, &hears) == ASKG_KNOWN_BY_NOBODY || hears ||
      (self->ear != NULL && askg_ear_is_there (self->ear)))
    capabilities |= ASKG_CAN_TAKE_AUDIO;
  if (askg_engine_link_is_here (self->link))
    capabilities |= ASKG_IS_LOCAL;

  return capabilities;
}

static void
asked_cb (const GError *error,
          gboolean      has_output,
          gpointer      user_data)
{
  g_autoptr(AskgAnswer) answer = user_data;

  askg_answer_finish (answer, error);
}

static void
askg_chat_engine_ask (AskgEngine       *engine,
                      AskgConversation *earlier,
                      AskgQuestion     *question,
                      AskgAnswer       *answer,
                      GCancellable     *cancellable)
{
  askg_chat_engine_try (ASKG_CHAT_ENGINE (engine), earlier, question, answer, cancellable, asked_cb,
                        g_object_ref (answer));
}

static void
engine_iface_init (AskgEngineInterface *iface)
{
  iface->get_id = askg_chat_engine_get_id;
  iface->get_name = askg_chat_engine_get_name;
  iface->get_capabilities = askg_chat_engine_get_capabilities;
  iface->ask = askg_chat_engine_ask;
}

static void
askg_chat_engine_finalize (GObject *object)
{
  AskgChatEngine *self = ASKG_CHAT_ENGINE (object);

  g_clear_object (&self->link);
  g_clear_object (&self->recogniser);
  g_clear_object (&self->ear);
  g_clear_object (&self->budget);

  G_OBJECT_CLASS (askg_chat_engine_parent_class)->finalize (object);
}

static void
askg_chat_engine_class_init (AskgChatEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_chat_engine_finalize;
}

static void
askg_chat_engine_init (AskgChatEngine *self)
{
}

/**
 * askg_chat_engine_new:
 * @recogniser: reads pictures for an engine that cannot see
 * @ear: (nullable): hears for an engine that cannot
 *
 * Returns: (transfer full): an #AskgEngine; it may be dropped while it still answers
 */
AskgChatEngine *
askg_chat_engine_new (AskgEngineLink *link,
                      AskgRecogniser *recogniser,
                      AskgEar        *ear)
{
  AskgChatEngine *self = g_object_new (ASKG_TYPE_CHAT_ENGINE, NULL);

  self->link = g_object_ref (link);
  self->recogniser = g_object_ref (recogniser);
  g_set_object (&self->ear, ear);

  return self;
}

/* @budget: (nullable): tells what answers cost, and keeps to the month's limit */
void
askg_chat_engine_set_budget (AskgChatEngine *self,
                             AskgBudget     *budget)
{
  g_return_if_fail (ASKG_IS_CHAT_ENGINE (self));

  g_set_object (&self->budget, budget);
}

/* (transfer none) */
AskgProfile *
askg_chat_engine_get_profile (AskgChatEngine *self)
{
  g_return_val_if_fail (ASKG_IS_CHAT_ENGINE (self), NULL);

  return askg_engine_link_get_profile (self->link);
}

/* (transfer none) */
AskgEngineLink *
askg_chat_engine_get_link (AskgChatEngine *self)
{
  g_return_val_if_fail (ASKG_IS_CHAT_ENGINE (self), NULL);

  return self->link;
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  const AskgLinkRequest request = { .endpoint = "models" };
  g_autoptr(AskgOutbound) outbound = NULL;

  /* What is wrong with it is told when it is asked. */
  if (!askg_engine_link_open_finish (link, result, NULL))
    return;

  outbound = askg_engine_link_make (link, &request, NULL);
  if (outbound == NULL)
    return;
  if (askg_engine_link_is_here (link))
    askg_probe_async (link, NULL, NULL, NULL);
  else
    askg_http_prewarm (askg_engine_link_get_http (link), outbound);
}

/* A question is likely soon: the connection stands by then, and one on this machine has said what it is. */
void
askg_chat_engine_warm_up (AskgChatEngine *self)
{
  AskgProfile *profile = askg_chat_engine_get_profile (self);

  g_return_if_fail (ASKG_IS_CHAT_ENGINE (self));

  /* A model takes the memory of the machine: it is started by a question, not by a look. */
  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD)
    return;
  /* A keyring that is locked would ask the person out of nowhere. */
  if (askg_engine_link_is_open (self->link) || askg_profile_get_key_place (profile) != ASKG_KEY_IN_SERVICE)
    askg_engine_link_open_async (self->link, NULL, opened_cb, NULL);
}

/**
 * askg_chat_engine_try:
 * @answer: is not finished by it
 * @done: called once, later: with an error and no output somebody else may be asked the same
 */
void
askg_chat_engine_try (AskgChatEngine   *self,
                      AskgConversation *earlier,
                      AskgQuestion     *question,
                      AskgAnswer       *answer,
                      GCancellable     *cancellable,
                      AskgChatDone      done,
                      gpointer          user_data)
{
  const AskgChatAsk ask = {
    .link = self->link,
    .recogniser = self->recogniser,
    .ear = self->ear,
    .budget = self->budget,
    .earlier = earlier,
    .question = question,
    .answer = answer,
    .cancellable = cancellable,
  };

  g_return_if_fail (ASKG_IS_CHAT_ENGINE (self));

  askg_chat_job_start (&ask, done, user_data);
}

static void
rehearsed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AskgOutbound *outbound = askg_chat_rehearse_finish (ASKG_ENGINE_LINK (object), result, &error);

  if (outbound != NULL)
    g_task_return_pointer (task, outbound, (GDestroyNotify) askg_outbound_unref);
  else
    g_task_return_error (task, error);
}

/* What asking @question would send; nobody is contacted. */
void
askg_chat_engine_rehearse_async (AskgChatEngine      *self,
                                 AskgConversation    *earlier,
                                 AskgQuestion        *question,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_chat_engine_rehearse_async);
  askg_chat_rehearse_async (self->link, self->recogniser, earlier, question, cancellable, rehearsed_cb, task);
}

/* Errors: those of askg_chat_rehearse_finish() */
AskgOutbound *
askg_chat_engine_rehearse_finish (AskgChatEngine  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_chat_engine_rehearse_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
