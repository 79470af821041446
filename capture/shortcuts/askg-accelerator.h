/* askg-accelerator.h: a key with its modifiers, and how each desktop writes it. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_MODIFIER_SHIFT   = 1 << 0,
  ASKG_MODIFIER_CONTROL = 1 << 1,
  ASKG_MODIFIER_ALT     = 1 << 2,
  ASKG_MODIFIER_SUPER   = 1 << 3,
} AskgModifiers;

typedef struct
{
  AskgModifiers  modifiers;
  char          *key; /* keysym name: "a", "space", "F5" */
} AskgAccelerator;

AskgAccelerator *askg_accelerator_parse       (const char            *text);
void             askg_accelerator_free        (AskgAccelerator       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgAccelerator, askg_accelerator_free)

char            *askg_accelerator_to_gtk      (const AskgAccelerator *self);
char            *askg_accelerator_to_portal   (const AskgAccelerator *self);
char            *askg_accelerator_to_person   (const AskgAccelerator *self);
char            *askg_accelerator_to_sway     (const AskgAccelerator *self,
                                               const char            *command);
char            *askg_accelerator_to_hyprland (const AskgAccelerator *self,
                                               const char            *command);
char            *askg_accelerator_to_niri     (const AskgAccelerator *self,
                                               const char            *command);

G_END_DECLS
