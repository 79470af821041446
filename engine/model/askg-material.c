/* askg-material.c: strangers write what is on a screen. An engine gets their words, and nothing in them
 * that the template around a prompt would take for its own: not the end of a turn, not a new speaker,
 * not the end of the quotation, not a message in characters that nobody sees. */
#include "engine/model/askg-material.h"

#include <string.h>

#include "engine/model/askg-inert-text.h"

/* Between the brackets of a mark; servers look for whole marks only, so one space inside unmakes it.
 * From the chat templates of ChatML, Llama 2 to 4, Mistral, Gemma, Phi, Command, Granite, Qwen and DeepSeek. */
static const char *const angle_marks[] = {
  "begin_of_box", "bos", "end_of_box", "end_of_image", "end_of_sentence", "end_of_turn", "end_of_utterance", "endoftext",
  "eop", "eos", "fim_middle", "fim_prefix", "fim_suffix", "image_soft_token", "mask", "pad", "s", "sop", "start_of_image",
  "start_of_turn", "SYS", "think", "tool_call", "tool_response", "unk",
};
static const char *const square_marks[] = {
  "AVAILABLE_TOOLS", "ARGS", "AUDIO", "CALL_ID", "CLS", "gMASK", "IMG", "IMG_BREAK", "IMG_END", "INST", "MASK",
  "PREFIX", "MIDDLE", "SEP", "SUFFIX", "SYSTEM_PROMPT", "THINK", "TOOL_CALLS", "TOOL_CONTENT", "TOOL_RESULTS", "UNK",
};

static gboolean
is_named (const char        *at,
          char               close,
          const char *const *names,
          gsize              n_names)
{
  const char *name = *at == '/' ? at + 1 : at;

  for (gsize i = 0; i < n_names; i++)
    {
      const gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (name, names[i], length) == 0 && name[length] == close)
        return TRUE;
    }

  return FALSE;
}

/* Whether what follows the bracket at @at makes a mark of it. */
static gboolean
opens_mark (const char *at)
{
  if (*at == '[')
    return is_named (at + 1, ']', square_marks, G_N_ELEMENTS (square_marks));
  if (*at != '<')
    return FALSE;

  return at[1] == '|' || g_str_has_prefix (at + 1, "\xef\xbd\x9c") || /* U+FF5C, DeepSeek's bar */
         (at[1] == '<' && is_named (at + 2, '>', angle_marks, G_N_ELEMENTS (angle_marks))) ||
         is_named (at + 1, '>', angle_marks, G_N_ELEMENTS (angle_marks));
}

/* A line of its own that our quotation ends with, or begins with. */
static gboolean
is_our_line (const char *line)
{
  static const char *const beginnings[] = { "[end", "[attached text", "[words that were read", "[a picture that", "[what was said",
                                            "[from an earlier" };

  line += strspn (line, " \t");
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_ascii_strncasecmp (line, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;

  return FALSE;
}

/* For a tokenizer that cuts at `<s>` and for one that cuts at `|>` alike. */
static void
append_unmarked (GString    *out,
                 const char *text)
{
  gboolean at_line_start = TRUE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (at_line_start && is_our_line (c))
        g_string_append (out, "> ");
      at_line_start = *c == '\n';
      g_string_append_c (out, *c);
      if (opens_mark (c) || (*c == '|' && c[1] == '>'))
        g_string_append_c (out, ' ');
    }
}

/**
 * askg_material_quote:
 * @text: UTF-8 of anybody: from a screen, a clipboard, a window's title, a sound
 * @out_n_hidden: (out) (optional): how many characters that nobody sees were left out
 *
 * Leaves out what is not seen, spells out control characters, and puts a space into every special
 * token of a chat template and before every line that would end the quotation. All else stays
 * as it was. Linear; at most eight times as long.
 *
 * Returns: (transfer full)
 */
char *
askg_material_quote (const char *text,
                     guint      *out_n_hidden)
{
  const gsize n_bytes = strlen (text);
  g_autoptr(GString) seen = g_string_sized_new (n_bytes + 1);
  GString *out = g_string_sized_new (n_bytes + 1);
  AskgInert inert = { 0 };

  askg_inert_append (&inert, seen, text, n_bytes, ASKG_INERT_DEFAULT);
  append_unmarked (out, seen->str);
  if (out_n_hidden != NULL)
    *out_n_hidden = inert.n_hidden;

  return g_string_free (out, FALSE);
}
