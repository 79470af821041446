/* test-voice-commands.c: what can be ordered, and in which words. */
#include <string.h>

#include "engine/voice/askg-voice-commands.h"

static void
every_phrase_finds_its_order (void)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (ASKG_TYPE_VOICE_COMMAND);
  g_autofree char *grammar = askg_voice_commands_grammar ();

  for (int command = ASKG_COMMAND_STOP; command <= values->maximum; command++)
    {
      const char *const *phrases = askg_voice_command_phrases (command);

      g_assert_nonnull (phrases[0]);
      g_assert_cmpstr (askg_voice_command_get_nick (command), !=, "none");
      for (gsize i = 0; phrases[i] != NULL; i++)
        {
          g_assert_cmpint (askg_voice_command_find (phrases[i]), ==, command);
          g_assert_nonnull (strstr (grammar, phrases[i]));
        }
    }
  g_assert_true (g_str_has_prefix (grammar, "#JSGF V1.0;"));
}

static void
other_talk_is_no_order (void)
{
  const char *const words[] = { "", "stop the build", "what is this", "copying", "read" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (askg_voice_command_find (words[i]), ==, ASKG_COMMAND_NONE);
  g_assert_cmpint (askg_voice_command_find ("Stop"), ==, ASKG_COMMAND_STOP);
  g_assert_cmpstr (askg_voice_command_get_nick (ASKG_COMMAND_NONE), ==, "none");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice-commands/phrases", every_phrase_finds_its_order);
  g_test_add_func ("/voice-commands/other-talk", other_talk_is_no_order);

  return g_test_run ();
}
