/* askg-accelerator.c: pure; any thread. */
#include "capture/shortcuts/askg-accelerator.h"

#include <string.h>

#define MAX_KEY_BYTES 32u

static const struct
{
  AskgModifiers  modifier;
  const char    *gtk;
  const char    *portal; /* as the XDG shortcuts specification names it */
  const char    *person;
  const char    *sway;
  const char    *hyprland;
  const char    *niri;
} names[] = {
  { ASKG_MODIFIER_CONTROL, "Control", "CTRL", "Ctrl", "Ctrl", "CTRL", "Ctrl" },
  { ASKG_MODIFIER_SUPER, "Super", "LOGO", "Super", "Mod4", "SUPER", "Super" },
  { ASKG_MODIFIER_ALT, "Alt", "ALT", "Alt", "Mod1", "ALT", "Alt" },
  { ASKG_MODIFIER_SHIFT, "Shift", "SHIFT", "Shift", "Shift", "SHIFT", "Shift" },
};

static const struct
{
  const char    *name;
  AskgModifiers  modifier;
} spellings[] = {
  { "Control", ASKG_MODIFIER_CONTROL }, { "Ctrl", ASKG_MODIFIER_CONTROL }, { "Primary", ASKG_MODIFIER_CONTROL },
  { "Super", ASKG_MODIFIER_SUPER }, { "Meta", ASKG_MODIFIER_SUPER }, { "Mod4", ASKG_MODIFIER_SUPER },
  { "Alt", ASKG_MODIFIER_ALT }, { "Mod1", ASKG_MODIFIER_ALT }, { "Shift", ASKG_MODIFIER_SHIFT },
};

static gboolean
is_key_name (const char *key)
{
  const gsize length = strlen (key);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (key[i]) && key[i] != '_')
      return FALSE;

  return length > 0 && length <= MAX_KEY_BYTES;
}

/**
 * askg_accelerator_parse:
 * @text: as GTK writes it: "<Super><Alt>a"
 *
 * A key without Control, Alt or Super would take a letter away from every program: it is refused
 * unless it is a function key.
 *
 * Returns: (transfer full) (nullable): %NULL when it is empty or not understood
 */
AskgAccelerator *
askg_accelerator_parse (const char *text)
{
  g_autoptr(AskgAccelerator) self = g_new0 (AskgAccelerator, 1);
  gboolean is_function_key;

  while (*text == '<')
    {
      const char *end = strchr (text, '>');
      gboolean known = FALSE;

      if (end == NULL)
        return NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (spellings) && !known; i++)
        {
          known = strlen (spellings[i].name) == (gsize) (end - text - 1) &&
                  g_ascii_strncasecmp (text + 1, spellings[i].name, end - text - 1) == 0;
          if (known)
            self->modifiers |= spellings[i].modifier;
        }
      if (!known)
        return NULL;
      text = end + 1;
    }
  if (!is_key_name (text))
    return NULL;

  is_function_key = text[0] == 'F' && g_ascii_isdigit (text[1]);
  if ((self->modifiers & ~ASKG_MODIFIER_SHIFT) == 0 && !is_function_key)
    return NULL;
  self->key = g_strdup (text);

  return g_steal_pointer (&self);
}

void
askg_accelerator_free (AskgAccelerator *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self);
}

/* As GTK and GNOME's settings write it: "<Super><Alt>a". */
char *
askg_accelerator_to_gtk (const AskgAccelerator *self)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "<%s>", names[i].gtk);
  g_string_append (text, self->key);

  return g_string_free (text, FALSE);
}

/* As the GlobalShortcuts portal takes it: "LOGO+ALT+a". */
char *
askg_accelerator_to_portal (const AskgAccelerator *self)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "%s+", names[i].portal);
  g_string_append (text, self->key);

  return g_string_free (text, FALSE);
}

/* As it stands on the keys: "Super+Alt+A". */
char *
askg_accelerator_to_person (const AskgAccelerator *self)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "%s+", names[i].person);
  g_string_append_c (text, g_ascii_toupper (self->key[0]));
  g_string_append (text, self->key + 1);

  return g_string_free (text, FALSE);
}

/* A line for sway's configuration. */
char *
askg_accelerator_to_sway (const AskgAccelerator *self,
                          const char            *command)
{
  GString *text = g_string_new ("bindsym ");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "%s+", names[i].sway);
  g_string_append_printf (text, "%s exec %s", self->key, command);

  return g_string_free (text, FALSE);
}

/* A line for Hyprland's configuration. */
char *
askg_accelerator_to_hyprland (const AskgAccelerator *self,
                              const char            *command)
{
  GString *text = g_string_new ("bind = ");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "%s ", names[i].hyprland);
  g_string_truncate (text, text->len - (g_str_has_suffix (text->str, "= ") ? 0 : 1));
  g_string_append_printf (text, ", %s, exec, %s", self->key, command);

  return g_string_free (text, FALSE);
}

/* A line for the binds of niri's configuration, which takes @command word by word. */
char *
askg_accelerator_to_niri (const AskgAccelerator *self,
                          const char            *command)
{
  g_auto(GStrv) words = NULL;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->modifiers & names[i].modifier)
      g_string_append_printf (text, "%s+", names[i].niri);
  g_string_append_c (text, g_ascii_toupper (self->key[0]));
  g_string_append_printf (text, "%s { spawn", self->key + 1);
  g_shell_parse_argv (command, NULL, &words, NULL);
  for (char **word = words; word != NULL && *word != NULL; word++)
    g_string_append_printf (text, " \"%s\"", *word);
  g_string_append (text, "; }");

  return g_string_free (text, FALSE);
}
