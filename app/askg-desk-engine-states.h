/* askg-desk-engine-states.h: how each engine is, as far as it is known: what became of it when it was asked, and how
 * the server of a model file is right now. Main thread.
 *
 * Signal: "changed": one of them is otherwise. */
#pragma once

#include "app/askg-session.h"
#include "ui/overlay/askg-dot.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_ENGINE_STATES (askg_desk_engine_states_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskEngineStates, askg_desk_engine_states, ASKG, DESK_ENGINE_STATES, GObject)

typedef struct
{
  AskgDot   dot;
  char     *words;       /* owned: a word or two beside the dot */
  char     *cause;       /* (nullable), owned: a sentence, when it failed */
  gboolean  can_restart; /* a server of ours that ended, and does not start again by itself */
} AskgEngineState;

AskgDeskEngineStates *askg_desk_engine_states_new   (AskgSession           *session,
                                                     AskgEngineRoom        *room);
void                  askg_desk_engine_states_get   (AskgDeskEngineStates  *self,
                                                     AskgProfile           *profile,
                                                     AskgEngineState       *out_state);
void                  askg_desk_engine_states_note  (AskgDeskEngineStates  *self,
                                                     const char            *id,
                                                     const GError          *error);
void                  askg_desk_engine_states_forget (AskgDeskEngineStates *self,
                                                     const char            *id);
void                  askg_engine_state_clear       (AskgEngineState       *state);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgEngineState, askg_engine_state_clear)

G_END_DECLS
