/* askg-engine.c: main thread. */
#include "engine/provider/askg-engine.h"

G_DEFINE_INTERFACE (AskgEngine, askg_engine, G_TYPE_OBJECT)

static void
askg_engine_default_init (AskgEngineInterface *iface)
{
}

/* A stable word for command line, settings and store, such as "reader". */
const char *
askg_engine_get_id (AskgEngine *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE (self), NULL);

  return ASKG_ENGINE_GET_IFACE (self)->get_id (self);
}

/* Its name for people, translated. */
const char *
askg_engine_get_name (AskgEngine *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE (self), NULL);

  return ASKG_ENGINE_GET_IFACE (self)->get_name (self);
}

AskgCapabilities
askg_engine_get_capabilities (AskgEngine *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE (self), 0);

  return ASKG_ENGINE_GET_IFACE (self)->get_capabilities (self);
}

/**
 * askg_engine_ask:
 * @earlier: the turns before this one; the one being asked is not in it
 * @question: what is asked now
 * @answer: where the answer is written; the engine finishes it exactly once, also when it
 *   fails or is cancelled, and holds a reference until then
 * @cancellable: (nullable): stops it
 *
 * Returns at once; the answer grows from the main loop.
 */
void
askg_engine_ask (AskgEngine       *self,
                 AskgConversation *earlier,
                 AskgQuestion     *question,
                 AskgAnswer       *answer,
                 GCancellable     *cancellable)
{
  g_return_if_fail (ASKG_IS_ENGINE (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (earlier));
  g_return_if_fail (ASKG_IS_QUESTION (question));
  g_return_if_fail (ASKG_IS_ANSWER (answer));

  ASKG_ENGINE_GET_IFACE (self)->ask (self, earlier, question, answer, cancellable);
}
