/* askg-portal-keys.c: main thread. Keys as the GlobalShortcuts portal writes them. */
#include "capture/shortcuts/askg-portal-keys.h"

#include <glib/gi18n-lib.h>

#include "capture/shortcuts/askg-accelerator.h"

/**
 * askg_portal_keys_list:
 * @shortcuts: (element-type AskgShortcut)
 *
 * Returns: (transfer floating): `a(sa{sv})`: what is asked for, as BindShortcuts and KDE's CreateSession take it
 */
GVariant *
askg_portal_keys_list (GPtrArray *shortcuts)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(sa{sv})"));
  for (guint i = 0; i < shortcuts->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (shortcuts, i);
      g_autoptr(AskgAccelerator) key = askg_accelerator_parse (shortcut->proposed);
      g_autofree char *trigger = key != NULL ? askg_accelerator_to_portal (key) : NULL;

      g_variant_builder_open (&list, G_VARIANT_TYPE ("(sa{sv})"));
      g_variant_builder_add (&list, "s", shortcut->id);
      g_variant_builder_open (&list, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&list, "{sv}", "description", g_variant_new_string (shortcut->title));
      if (trigger != NULL)
        g_variant_builder_add (&list, "{sv}", "preferred_trigger", g_variant_new_string (trigger));
      g_variant_builder_close (&list);
      g_variant_builder_close (&list);
    }

  return g_variant_builder_end (&list);
}

/**
 * askg_portal_keys_find:
 * @shortcuts: (element-type AskgShortcut)
 *
 * Returns: (transfer none) (nullable): the one with that @id
 */
AskgShortcut *
askg_portal_keys_find (GPtrArray  *shortcuts,
                       const char *id)
{
  for (guint i = 0; i < shortcuts->len; i++)
    {
      AskgShortcut *shortcut = g_ptr_array_index (shortcuts, i);

      if (g_str_equal (shortcut->id, id))
        return shortcut;
    }

  return NULL;
}

/**
 * askg_portal_keys_take:
 * @shortcuts: (element-type AskgShortcut): their states follow
 * @given: `a(sa{sv})`: what the desktop says it gave. One without a trigger is not bound, whatever the call's success
 */
void
askg_portal_keys_take (GPtrArray *shortcuts,
                       GVariant  *given)
{
  GVariantIter iter;
  const char *id;
  GVariant *about;

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_next (&iter, "(&s@a{sv})", &id, &about))
    {
      g_autoptr(GVariant) properties = about;
      AskgShortcut *shortcut = askg_portal_keys_find (shortcuts, id);
      const char *trigger = NULL;

      g_variant_lookup (properties, "trigger_description", "&s", &trigger);
      if (shortcut == NULL)
        continue;
      if (trigger != NULL && *trigger != '\0')
        askg_shortcut_set_state (shortcut, ASKG_KEY_BOUND, trigger, NULL);
      else
        askg_shortcut_set_state (shortcut, ASKG_KEY_ASKED, NULL,
                                 _("The desktop has given no key for it. Choose one in its settings for shortcuts."));
    }
}

/**
 * askg_portal_keys_holds_all:
 * @shortcuts: (element-type AskgShortcut)
 * @given: as in askg_portal_keys_take()
 *
 * Returns: whether each of @shortcuts is among the @given, with a key or without
 */
gboolean
askg_portal_keys_holds_all (GPtrArray *shortcuts,
                            GVariant  *given)
{
  guint n_ours = 0;
  GVariantIter iter;
  const char *id;

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_next (&iter, "(&s@a{sv})", &id, NULL))
    n_ours += askg_portal_keys_find (shortcuts, id) != NULL;

  return n_ours == shortcuts->len;
}
