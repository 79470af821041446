/* askg-other-engines.h: the engines a question could be asked again with. A plain list; main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Strings are never NULL but where it says so. */
typedef struct
{
  char *id;
  char *name;  /* for people */
  char *place; /* (nullable): the host it is at; %NULL for this machine */
} AskgOtherEngine;

typedef struct _AskgOtherEngines AskgOtherEngines;

AskgOtherEngines      *askg_other_engines_new      (void);
void                   askg_other_engines_free     (AskgOtherEngines       *self);
void                   askg_other_engines_add      (AskgOtherEngines       *self,
                                                    const char             *id,
                                                    const char             *name,
                                                    const char             *place);
guint                  askg_other_engines_get_n    (const AskgOtherEngines *self);
const AskgOtherEngine *askg_other_engines_pick     (const AskgOtherEngines *self,
                                                    const char             *instead_of);
GMenuModel            *askg_other_engines_new_menu (const AskgOtherEngines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOtherEngines, askg_other_engines_free)

G_END_DECLS
