/* askg-desk-keys.c: main thread. */
#include "app/askg-desk-keys.h"

#include <glib/gi18n-lib.h>

#include "capture/shortcuts/askg-gnome-keys.h"
#include "engine/base/askg-program.h"

struct _AskgDeskKeys
{
  GObject        parent_instance;

  /* Owned */
  GSettings     *settings;  /* (nullable) */
  AskgShortcuts *shortcuts; /* (nullable): the desktop's way */
  GPtrArray     *wanted;    /* of AskgShortcut */
};

enum { FIRED, RELEASED, CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgDeskKeys, askg_desk_keys, G_TYPE_OBJECT)

static void
askg_desk_keys_finalize (GObject *object)
{
  AskgDeskKeys *self = ASKG_DESK_KEYS (object);

  g_clear_object (&self->shortcuts);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_desk_keys_parent_class)->finalize (object);
}

static void
askg_desk_keys_class_init (AskgDeskKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_keys_finalize;

  /* (const char *id): the person pressed that key */
  signals[FIRED] = g_signal_new ("fired", ASKG_TYPE_DESK_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  /* (const char *id): and let go of it, where askg_desk_keys_tell_release() says so */
  signals[RELEASED] = g_signal_new ("released", ASKG_TYPE_DESK_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  /* One is otherwise: given, taken, or seen to fire */
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_DESK_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
askg_desk_keys_init (AskgDeskKeys *self)
{
  self->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_shortcut_free);
}

/* That a key was seen to fire is worth more than any promise of the desktop: it is kept. */
static void
remember_fired (AskgDeskKeys *self,
                const char   *id)
{
  g_autoptr(GVariant) old = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  gint64 at;

  if (self->settings == NULL)
    return;

  old = g_settings_get_value (self->settings, "keys-seen");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&sx}", &key, &at))
    if (!g_str_equal (key, id))
      g_variant_builder_add (&builder, "{sx}", key, at);
  g_variant_builder_add (&builder, "{sx}", id, g_get_real_time () / G_USEC_PER_SEC);
  g_settings_set_value (self->settings, "keys-seen", g_variant_builder_end (&builder));
}

/**
 * askg_desk_keys_get:
 *
 * Returns: (nullable) (transfer none): that key; %NULL when there is none of it, as before the start
 */
const AskgShortcut *
askg_desk_keys_get (AskgDeskKeys *self,
                    const char   *id)
{
  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), NULL);

  for (guint i = 0; i < self->wanted->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (self->wanted, i);

      if (g_str_equal (shortcut->id, id))
        return shortcut;
    }

  return NULL;
}

/* (nullable): the desktop's way: "portal", "x11", "gnome" … */
const char *
askg_desk_keys_get_kind (AskgDeskKeys *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), NULL);

  return self->shortcuts != NULL ? askg_shortcuts_get_kind (self->shortcuts) : NULL;
}

/* Whether a key can be held: elsewhere it is pressed once more. */
gboolean
askg_desk_keys_tell_release (AskgDeskKeys *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), FALSE);

  return self->shortcuts != NULL && askg_shortcuts_tells_release (self->shortcuts);
}

/* Returns: in seconds since 1970; 0 for never */
gint64
askg_desk_keys_get_last_fired (AskgDeskKeys *self,
                               const char   *id)
{
  g_autoptr(GVariant) seen = NULL;
  gint64 at = 0;

  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), 0);

  seen = self->settings != NULL ? g_settings_get_value (self->settings, "keys-seen") : NULL;
  if (seen != NULL)
    g_variant_lookup (seen, id, "x", &at);

  return at;
}

/**
 * askg_desk_keys_note_fired:
 * @id: which key; one that is not known is ignored
 *
 * For a desktop that runs a command for a key: the command says which key it was.
 */
void
askg_desk_keys_note_fired (AskgDeskKeys *self,
                           const char   *id)
{
  g_return_if_fail (ASKG_IS_DESK_KEYS (self));

  if (askg_desk_keys_get (self, id) == NULL)
    return;
  remember_fired (self, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * askg_desk_keys_can_write:
 *
 * Returns: whether this desktop needs custom keybindings, which Askglass can write when told to
 */
gboolean
askg_desk_keys_can_write (AskgDeskKeys *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), FALSE);

  return self->shortcuts != NULL && g_str_equal (askg_shortcuts_get_kind (self->shortcuts), "gnome");
}

gboolean
askg_desk_keys_are_written (AskgDeskKeys *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), FALSE);

  /* One that came with a later Askglass may be missing. */
  for (guint i = 0; i < self->wanted->len; i++)
    if (!askg_gnome_keys_is_written (g_ptr_array_index (self->wanted, i)))
      return FALSE;

  return self->wanted->len > 0;
}

/**
 * askg_desk_keys_write:
 * @written: whether they shall be there; %FALSE takes them away again
 *
 * Only on the person's click.
 *
 * Returns: whether the desktop's settings took it
 */
gboolean
askg_desk_keys_write (AskgDeskKeys *self,
                      gboolean      written)
{
  gboolean done;

  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), FALSE);

  done = written ? askg_gnome_keys_write (self->wanted) : askg_gnome_keys_remove (self->wanted);
  askg_shortcuts_bind (self->shortcuts, self->wanted); /* tells the new state */

  return done;
}

/* Where the click stands just below, nobody is sent to look for it. */
static const char *
note_beside_the_click (AskgDeskKeys       *self,
                       const AskgShortcut *shortcut)
{
  if (shortcut->state == ASKG_KEY_UNASKED && askg_desk_keys_can_write (self))
    return _("GNOME before 48 has no way to ask for keys. “Set Up Keys” writes a custom shortcut for each into "
             "GNOME’s settings; it can be taken away here again.");

  return shortcut->note;
}

/**
 * askg_desk_keys_describe:
 *
 * Returns: (transfer full): a line a key, for people, to be shown beside the button that sets them up
 */
char *
askg_desk_keys_describe (AskgDeskKeys *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), NULL);

  for (guint i = 0; i < self->wanted->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (self->wanted, i);
      const AskgShortcut *next = i + 1 < self->wanted->len ? g_ptr_array_index (self->wanted, i + 1) : NULL;
      const char *note = note_beside_the_click (self, shortcut);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n\n" : "", shortcut->title,
                              shortcut->given != NULL ? shortcut->given : _("no key yet"));
      if (askg_desk_keys_get_last_fired (self, shortcut->id) > 0)
        g_string_append_printf (text, " (%s)", _("seen to fire"));
      else if (shortcut->state == ASKG_KEY_BOUND)
        g_string_append_printf (text, " (%s)", _("press it once to see it fire"));
      /* What holds for all of them is said once. */
      if (note != NULL && (next == NULL || g_strcmp0 (note, note_beside_the_click (self, next)) != 0))
        g_string_append_printf (text, "\n%s", note);
    }

  return g_string_free (text, FALSE);
}

static void
fired_cb (AskgShortcuts *shortcuts,
          const char    *id,
          AskgDeskKeys  *self)
{
  remember_fired (self, id);
  g_signal_emit (self, signals[FIRED], 0, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
released_cb (AskgShortcuts *shortcuts,
             const char    *id,
             AskgDeskKeys  *self)
{
  g_signal_emit (self, signals[RELEASED], 0, id);
}

static void
changed_cb (AskgDeskKeys *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * askg_desk_keys_new:
 * @settings: (nullable)
 */
AskgDeskKeys *
askg_desk_keys_new (GSettings *settings)
{
  AskgDeskKeys *self = g_object_new (ASKG_TYPE_DESK_KEYS, NULL);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;

  return self;
}

static void
want (AskgDeskKeys *self,
      const char   *id,
      const char   *title,
      const char   *arguments,
      const char   *setting,
      const char   *otherwise)
{
  g_autofree char *front_door = askg_program_front_door ();
  g_autofree char *quoted = strpbrk (front_door, " '\"\\$") != NULL ? g_shell_quote (front_door) : NULL;
  /* Opening the overlay, too, when nothing runs yet; see desk_key_fired() for what else it does. */
  const char *which = g_str_equal (id, ASKG_DESK_KEY_TALK) ? "env ASKGLASS_KEY=" ASKG_DESK_KEY_TALK " "
                      : g_str_equal (id, ASKG_DESK_KEY_FAILURE) ? "env ASKGLASS_KEY=" ASKG_DESK_KEY_FAILURE " " : "";
  g_autofree char *command = g_strconcat (which, quoted != NULL ? quoted : front_door, arguments, NULL);
  g_autofree char *proposed = self->settings != NULL ? g_settings_get_string (self->settings, setting)
                                                     : g_strdup (otherwise);

  g_ptr_array_add (self->wanted, askg_shortcut_new (id, title, command, proposed));
}

/* Asks the desktop for the keys, on every start: a portal forgets them. */
void
askg_desk_keys_start (AskgDeskKeys *self)
{
  g_return_if_fail (ASKG_IS_DESK_KEYS (self));

  want (self, "open", _("Open Askglass"), "", "key-open", "<Control><Alt>space");
  want (self, "region", _("Ask about a region"), " ask --region", "key-region", "<Super><Alt>a");
  want (self, ASKG_DESK_KEY_FAILURE, _("Explain the last error"), "", "key-failure", "<Super><Alt>e");
  want (self, ASKG_DESK_KEY_TALK, _("Talk"), "", "key-talk", "<Super><Alt>t");
  self->shortcuts = askg_shortcuts_new_for_session ();
  if (self->shortcuts == NULL)
    return;
  g_signal_connect_object (self->shortcuts, "fired", G_CALLBACK (fired_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->shortcuts, "released", G_CALLBACK (released_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->shortcuts, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  askg_shortcuts_bind (self->shortcuts, self->wanted);
}

/**
 * askg_desk_keys_status:
 *
 * Returns: (transfer full): what `askglass doctor` tells of the keys
 */
json_t *
askg_desk_keys_status (AskgDeskKeys *self)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_KEY_STATE);
  json_t *keys = json_array ();

  g_return_val_if_fail (ASKG_IS_DESK_KEYS (self), NULL);

  for (guint i = 0; i < self->wanted->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (self->wanted, i);

      json_array_append_new (keys, json_pack ("{s:s, s:s, s:s, s:s, s:s*, s:s*, s:I}",
                                              "id", shortcut->id,
                                              "title", shortcut->title,
                                              "state", g_enum_get_value (states, shortcut->state)->value_nick,
                                              "way", self->shortcuts != NULL
                                                       ? askg_shortcuts_get_kind (self->shortcuts) : "none",
                                              "given", shortcut->given,
                                              "note", shortcut->note,
                                              "fired_at", (json_int_t) askg_desk_keys_get_last_fired (self, shortcut->id)));
    }

  return keys;
}
