/* askg-engine.c: main thread. */
#include "engine/provider/askg-engine.h"

G_DEFINE_INTERFACE (AskgEngine, askg_engine, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (AskgCapabilities, askg_capabilities,
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_TAKE_TEXT, "take-text"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_TAKE_IMAGE, "take-image"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_TAKE_AUDIO, "take-audio"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_GIVE_TEXT, "give-text"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_GIVE_IMAGE, "give-image"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_GIVE_AUDIO, "give-audio"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_POINT, "point"),
                     G_DEFINE_ENUM_VALUE (ASKG_IS_LOCAL, "local"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_CALL_TOOLS, "call-tools"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_TRANSCRIBE, "transcribe"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_READ_ALOUD, "read-aloud"),
                     G_DEFINE_ENUM_VALUE (ASKG_CAN_CONVERSE, "converse"),
                     G_DEFINE_ENUM_VALUE (ASKG_TAKES_RECALLED, "take-recalled"))

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
