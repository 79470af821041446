/* askg-voice-commands.c: any thread. */
#include "engine/voice/askg-voice-commands.h"

/* English, since the recogniser that takes orders knows no other language; each word stands in its dictionary. */
static const char *const phrases[][7] = {
  [ASKG_COMMAND_NONE] = { NULL },
  [ASKG_COMMAND_STOP] = { "stop", "stop it", "be quiet", "that is enough", NULL },
  [ASKG_COMMAND_READ_ALOUD] = { "read it aloud", "read that aloud", "read it again", "say it again", "repeat that", NULL },
  [ASKG_COMMAND_COPY] = { "copy", "copy it", "copy that", "copy the answer", NULL },
  [ASKG_COMMAND_AGAIN] = { "again", "once again", "ask again", "try again", NULL },
  [ASKG_COMMAND_NEXT] = { "next error", "the next one", "what is next", NULL },
  [ASKG_COMMAND_WHAT] = { "what does it say", "what does this say", "read this to me", NULL },
  [ASKG_COMMAND_UNDO] = { "undo", "undo that", "go back", NULL },
  [ASKG_COMMAND_REGION] = { "look at the screen", "look at this", "choose a region", NULL },
  [ASKG_COMMAND_NEW_CONVERSATION] = { "new conversation", "start over", NULL },
  [ASKG_COMMAND_HISTORY] = { "open the history", "show the history", "history", NULL },
  [ASKG_COMMAND_PREFERENCES] = { "open the preferences", "open the settings", NULL },
  [ASKG_COMMAND_SHOW] = { "show yourself", "show the window", NULL },
  [ASKG_COMMAND_HIDE] = { "hide", "go away", "hide the window", NULL },
  [ASKG_COMMAND_STOP_LISTENING] = { "stop listening", "do not listen", NULL },
};

GType
askg_voice_command_get_type (void)
{
  static const GEnumValue values[] = {
    { ASKG_COMMAND_NONE, "ASKG_COMMAND_NONE", "none" },
    { ASKG_COMMAND_STOP, "ASKG_COMMAND_STOP", "stop" },
    { ASKG_COMMAND_READ_ALOUD, "ASKG_COMMAND_READ_ALOUD", "read-aloud" },
    { ASKG_COMMAND_COPY, "ASKG_COMMAND_COPY", "copy" },
    { ASKG_COMMAND_AGAIN, "ASKG_COMMAND_AGAIN", "again" },
    { ASKG_COMMAND_NEXT, "ASKG_COMMAND_NEXT", "next" },
    { ASKG_COMMAND_WHAT, "ASKG_COMMAND_WHAT", "what" },
    { ASKG_COMMAND_UNDO, "ASKG_COMMAND_UNDO", "undo" },
    { ASKG_COMMAND_REGION, "ASKG_COMMAND_REGION", "region" },
    { ASKG_COMMAND_NEW_CONVERSATION, "ASKG_COMMAND_NEW_CONVERSATION", "new-conversation" },
    { ASKG_COMMAND_HISTORY, "ASKG_COMMAND_HISTORY", "history" },
    { ASKG_COMMAND_PREFERENCES, "ASKG_COMMAND_PREFERENCES", "preferences" },
    { ASKG_COMMAND_SHOW, "ASKG_COMMAND_SHOW", "show" },
    { ASKG_COMMAND_HIDE, "ASKG_COMMAND_HIDE", "hide" },
    { ASKG_COMMAND_STOP_LISTENING, "ASKG_COMMAND_STOP_LISTENING", "stop-listening" },
    { 0, NULL, NULL }
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("AskgVoiceCommand", values));

  return type;
}

/* @words: as they were understood. Returns %ASKG_COMMAND_NONE for words that are no order. */
AskgVoiceCommand
askg_voice_command_find (const char *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    for (gsize j = 0; phrases[i][j] != NULL; j++)
      if (g_ascii_strcasecmp (phrases[i][j], words) == 0)
        return i;

  return ASKG_COMMAND_NONE;
}

/* Returns: its name for programs: "read-aloud" */
const char *
askg_voice_command_get_nick (AskgVoiceCommand command)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (ASKG_TYPE_VOICE_COMMAND);
  const GEnumValue *value = g_enum_get_value (values, command);

  return value != NULL ? value->value_nick : "none";
}

/* Returns: (array zero-terminated=1): all the words it is understood by, the usual ones first */
const char *const *
askg_voice_command_phrases (AskgVoiceCommand command)
{
  g_return_val_if_fail (command < G_N_ELEMENTS (phrases), phrases[ASKG_COMMAND_NONE]);

  return phrases[command];
}

/**
 * askg_voice_commands_grammar:
 *
 * Returns: (transfer full): all of them, in the Java Speech Grammar Format
 */
char *
askg_voice_commands_grammar (void)
{
  GString *grammar = g_string_new ("#JSGF V1.0;\ngrammar commands;\npublic <command> = ");
  const char *between = "";

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    for (gsize j = 0; phrases[i][j] != NULL; j++)
      {
        g_string_append_printf (grammar, "%s%s", between, phrases[i][j]);
        between = " | ";
      }
  g_string_append (grammar, ";\n");

  return g_string_free (grammar, FALSE);
}
