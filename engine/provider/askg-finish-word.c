/* askg-finish-word.c: any thread. */
#include "engine/provider/askg-finish-word.h"

AskgFinish
askg_finish_from_word (const char *reason)
{
  const struct { const char *reason; AskgFinish finish; } reasons[] = {
    { "length", ASKG_FINISH_LENGTH }, { "max_tokens", ASKG_FINISH_LENGTH }, { "MAX_TOKENS", ASKG_FINISH_LENGTH },
    { "model_length", ASKG_FINISH_LENGTH }, { "max_output_tokens", ASKG_FINISH_LENGTH },
    { "content_filter", ASKG_FINISH_FILTER }, { "refusal", ASKG_FINISH_FILTER }, { "SAFETY", ASKG_FINISH_FILTER },
    { "RECITATION", ASKG_FINISH_FILTER }, { "BLOCKLIST", ASKG_FINISH_FILTER }, { "PROHIBITED_CONTENT", ASKG_FINISH_FILTER },
    { "tool_calls", ASKG_FINISH_TOOLS }, { "function_call", ASKG_FINISH_TOOLS }, { "tool_use", ASKG_FINISH_TOOLS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].reason, reason))
      return reasons[i].finish;

  return ASKG_FINISH_STOP;
}
