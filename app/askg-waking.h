/* askg-waking.h: waits for the wake word with a microphone of its own. Off by default. While it waits the microphone is open
 * and its light is on; what it hears goes to a process of this machine that knows one phrase, and nowhere else, and is not
 * kept. Main thread.
 *
 *   off --wanted--> waiting --the phrase--> held (the microphone is closed: "woken") --askg_waking_go_on()--> waiting
 *
 * Whoever talks otherwise, by a key or a button, holds it first and lets it go on afterwards. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_WAKING_OFF,
  ASKG_WAKING_WAITING, /* the light is on */
  ASKG_WAKING_HELD,    /* somebody else has the microphone */
  ASKG_WAKING_DEAF,    /* there is no microphone: it is looked for again and again */
  ASKG_WAKING_FAILED,  /* see askg_waking_get_trouble() */
} AskgWakingState;

#define ASKG_TYPE_WAKING (askg_waking_get_type ())
G_DECLARE_FINAL_TYPE (AskgWaking, askg_waking, ASKG, WAKING, GObject)

AskgWaking      *askg_waking_new          (const char      *microphone);
void             askg_waking_follow       (AskgWaking      *self,
                                           GSettings       *settings);
AskgWakingState  askg_waking_get_state    (AskgWaking      *self);
const GError    *askg_waking_get_trouble  (AskgWaking      *self);
void             askg_waking_hold         (AskgWaking      *self);
void             askg_waking_go_on        (AskgWaking      *self);
char            *askg_waking_dup_sentence (AskgWaking      *self);

G_END_DECLS
