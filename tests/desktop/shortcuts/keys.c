/* keys.c: asks the session for keys, and says what becomes of them.
 *
 *   keys ID=KEY...
 *
 * A line whenever a state changes: "ID STATE GIVEN | NOTE", "fired ID" for each press and "released ID" after it. "again" on standard
 * input asks a second time; its end ends the program. */
#include <stdio.h>

#include "capture/shortcuts/askg-shortcuts.h"

static GPtrArray *wanted;

static void
changed_cb (AskgShortcuts *shortcuts)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_KEY_STATE);

  for (guint i = 0; i < wanted->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (wanted, i);

      g_print ("%s %s %s %s | %s\n", shortcut->id, askg_shortcuts_get_kind (shortcuts),
               g_enum_get_value (states, shortcut->state)->value_nick,
               shortcut->given != NULL ? shortcut->given : "-", shortcut->note != NULL ? shortcut->note : "-");
    }
}

static void
fired_cb (AskgShortcuts *shortcuts,
          const char    *id)
{
  g_print ("fired %s\n", id);
}

static void
released_cb (AskgShortcuts *shortcuts,
             const char    *id)
{
  g_print ("released %s\n", id);
}

static gboolean
input_cb (GIOChannel   *channel,
          GIOCondition  condition,
          gpointer      shortcuts)
{
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    exit (0);
  askg_shortcuts_bind (shortcuts, wanted);

  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr(AskgShortcuts) shortcuts = askg_shortcuts_new_for_session ();
  g_autoptr(GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (shortcuts == NULL)
    return 1;
  wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_shortcut_free);
  for (int i = 1; i < argc; i++)
    {
      g_auto(GStrv) pair = g_strsplit (argv[i], "=", 2);

      g_ptr_array_add (wanted, askg_shortcut_new (pair[0], pair[0], "askglass ask --region", pair[1]));
    }
  g_signal_connect (shortcuts, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (shortcuts, "fired", G_CALLBACK (fired_cb), NULL);
  g_signal_connect (shortcuts, "released", G_CALLBACK (released_cb), NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_cb, shortcuts);
  askg_shortcuts_bind (shortcuts, wanted);
  g_main_loop_run (loop);

  return 0;
}
