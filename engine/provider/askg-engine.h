/* askg-engine.h: what answers a question. No caller asks which kind it is. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_CAN_TAKE_TEXT   = 1 << 0,
  ASKG_CAN_TAKE_IMAGE  = 1 << 1,
  ASKG_CAN_TAKE_AUDIO  = 1 << 2,
  ASKG_CAN_GIVE_TEXT   = 1 << 3,
  ASKG_CAN_GIVE_IMAGE  = 1 << 4,
  ASKG_CAN_GIVE_AUDIO  = 1 << 5,
  ASKG_CAN_POINT       = 1 << 6,
  ASKG_IS_LOCAL        = 1 << 7, /* nothing leaves this machine */
  ASKG_CAN_CALL_TOOLS  = 1 << 8,
  ASKG_CAN_TRANSCRIBE  = 1 << 9, /* sound in, its words out, and nothing else */
  ASKG_CAN_READ_ALOUD  = 1 << 10, /* words in, their sound out */
  ASKG_CAN_CONVERSE    = 1 << 12, /* sound both ways while it is said: askg-live-session.h */
  ASKG_TAKES_RECALLED  = 1 << 11, /* earlier turns that go along with a question */
} AskgCapabilities;

#define ASKG_TYPE_CAPABILITIES (askg_capabilities_get_type ())
GType askg_capabilities_get_type (void);

#define ASKG_TYPE_ENGINE (askg_engine_get_type ())
G_DECLARE_INTERFACE (AskgEngine, askg_engine, ASKG, ENGINE, GObject)

struct _AskgEngineInterface
{
  GTypeInterface parent_iface;

  const char       *(*get_id)           (AskgEngine       *self);
  const char       *(*get_name)         (AskgEngine       *self);
  AskgCapabilities  (*get_capabilities) (AskgEngine       *self);
  void              (*ask)              (AskgEngine       *self,
                                         AskgConversation *earlier,
                                         AskgQuestion     *question,
                                         AskgAnswer       *answer,
                                         GCancellable     *cancellable);
};

const char       *askg_engine_get_id           (AskgEngine       *self);
const char       *askg_engine_get_name         (AskgEngine       *self);
AskgCapabilities  askg_engine_get_capabilities (AskgEngine       *self);
void              askg_engine_ask              (AskgEngine       *self,
                                                AskgConversation *earlier,
                                                AskgQuestion     *question,
                                                AskgAnswer       *answer,
                                                GCancellable     *cancellable);

G_END_DECLS
