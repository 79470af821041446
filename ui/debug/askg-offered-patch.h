/* askg-offered-patch.h: a patch in an answer: what it says, whether it applies, and what a person wants done with it. A card shows
 * it, a controller checks and applies it; neither knows the other. Main thread.
 *
 * Signals: "changed" (): state, words or patch; and what the person wants: "check" (), "apply" (), "undo" (), "run" (),
 * "ask-again" (), "choose-folder" () */
#pragma once

#include <glib-object.h>

#include "engine/debug/askg-patch.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_OFFERED_WAITING,  /* the answer is still being written */
  ASKG_OFFERED_UNPLACED, /* nobody knows for which project */
  ASKG_OFFERED_CHECKING,
  ASKG_OFFERED_FITS,
  ASKG_OFFERED_WRITING,  /* it is being applied, or taken back */
  ASKG_OFFERED_IS_IN,
  ASKG_OFFERED_FAILS,
} AskgOfferedState;

typedef enum
{
  ASKG_OFFERED_CHECK,
  ASKG_OFFERED_APPLY,
  ASKG_OFFERED_UNDO,
  ASKG_OFFERED_RUN,
  ASKG_OFFERED_ASK_AGAIN,
  ASKG_OFFERED_CHOOSE_FOLDER,
  ASKG_OFFERED_N_WISHES
} AskgOfferedWish;

#define ASKG_TYPE_OFFERED_PATCH (askg_offered_patch_get_type ())
G_DECLARE_FINAL_TYPE (AskgOfferedPatch, askg_offered_patch, ASKG, OFFERED_PATCH, GObject)

AskgOfferedPatch *askg_offered_patch_new         (void);
void              askg_offered_patch_set_text    (AskgOfferedPatch *self,
                                                  const char       *text);
const char       *askg_offered_patch_get_text    (AskgOfferedPatch *self);
const AskgPatch  *askg_offered_patch_get_patch   (AskgOfferedPatch *self);
void              askg_offered_patch_take_fitted (AskgOfferedPatch *self,
                                                  AskgPatch        *fitted);
void              askg_offered_patch_set_state   (AskgOfferedPatch *self,
                                                  AskgOfferedState  state,
                                                  const char       *words);
AskgOfferedState  askg_offered_patch_get_state   (AskgOfferedPatch *self);
const char       *askg_offered_patch_get_words   (AskgOfferedPatch *self);
void              askg_offered_patch_set_can_run (AskgOfferedPatch *self,
                                                  gboolean          can_run);
gboolean          askg_offered_patch_can_run     (AskgOfferedPatch *self);
gboolean          askg_offered_patch_allows      (AskgOfferedPatch *self,
                                                  AskgOfferedWish   wish);
void              askg_offered_patch_wish        (AskgOfferedPatch *self,
                                                  AskgOfferedWish   wish);

G_END_DECLS
