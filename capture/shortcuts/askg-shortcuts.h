/* askg-shortcuts.h: keys that reach Askglass whatever window is in use. Main thread.
 *
 * What was asked for is not yet given: a key goes from asked to bound, when the desktop says
 * which key it gave, and only its firing proves it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_KEY_UNASKED,  /* no way to ask here, or the person must do something first; see the note */
  ASKG_KEY_ASKED,    /* the desktop has not answered yet, or gave no key */
  ASKG_KEY_BOUND,    /* the desktop says it is ours */
  ASKG_KEY_TAKEN,    /* another program has it */
} AskgKeyState;

#define ASKG_TYPE_KEY_STATE (askg_key_state_get_type ())
GType askg_key_state_get_type (void);

typedef struct
{
  char         *id;       /* "open", "region", "talk" */
  char         *title;    /* for the desktop's own settings, translated */
  char         *command;  /* what a desktop without a portal runs for it: "askglass ask --region" */
  char         *proposed; /* as GTK writes it: "<Super><Alt>a" */
  AskgKeyState  state;
  char         *given;    /* (nullable): what the desktop gave, for people: "Super+Alt+A" */
  char         *note;     /* (nullable): what to know or do, one sentence */
} AskgShortcut;

#define ASKG_TYPE_SHORTCUTS (askg_shortcuts_get_type ())
G_DECLARE_INTERFACE (AskgShortcuts, askg_shortcuts, ASKG, SHORTCUTS, GObject)

/* Signals: "fired" (const char *id), "released" (const char *id): after each "fired", where the kind tells it;
 * "changed" (). */
struct _AskgShortcutsInterface
{
  GTypeInterface parent_iface;

  const char *(*get_kind) (AskgShortcuts *self);
  gboolean    (*tells_release) (AskgShortcuts *self); /* (nullable): never */
  void        (*bind)     (AskgShortcuts *self,
                           GPtrArray     *shortcuts);
};

AskgShortcut  *askg_shortcut_new              (const char     *id,
                                               const char     *title,
                                               const char     *command,
                                               const char     *proposed);
void           askg_shortcut_free             (AskgShortcut   *shortcut);
void           askg_shortcut_set_state        (AskgShortcut   *shortcut,
                                               AskgKeyState    state,
                                               const char     *given,
                                               const char     *note);

AskgShortcuts *askg_shortcuts_new_for_session (void);
const char    *askg_shortcuts_get_kind        (AskgShortcuts  *self);
gboolean       askg_shortcuts_tells_release   (AskgShortcuts  *self);
void           askg_shortcuts_bind            (AskgShortcuts  *self,
                                               GPtrArray      *shortcuts);
void           askg_shortcuts_emit_fired      (AskgShortcuts  *self,
                                               const char     *id);
void           askg_shortcuts_emit_released   (AskgShortcuts  *self,
                                               const char     *id);
void           askg_shortcuts_emit_changed    (AskgShortcuts  *self);

G_END_DECLS
