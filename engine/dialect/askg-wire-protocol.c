/* askg-wire-protocol.c */
#include "engine/dialect/askg-wire-protocol.h"

#include <string.h>

/* Every message of these says what it is: an event of a stream, or all of a reply. */
static const struct
{
  const char *member;
  const char *start; /* of its value */
  const char *name;
} marks[] = {
  { "type", "message_", "Anthropic Messages" },
  { "type", "content_block_", "Anthropic Messages" },
  { "type", "message", "Anthropic Messages" },
  { "type", "response.", "OpenAI Responses" },
  { "object", "response", "OpenAI Responses" },
};

/**
 * askg_wire_protocol_guess:
 * @root: what is no chunk and no reply of Chat Completions
 *
 * Returns: (transfer none) (nullable): what people call the protocol it is of; %NULL where it is of none that is known
 */
const char *
askg_wire_protocol_guess (json_t *root)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *value = askg_wire_json_get_string (root, marks[i].member);

      if (value != NULL && g_str_has_prefix (value, marks[i].start))
        return marks[i].name;
    }
  if (askg_wire_json_get_array (root, "candidates") != NULL)
    return "Gemini";
  if (json_is_boolean (json_object_get (root, "done")) &&
      (json_object_get (root, "message") != NULL || json_object_get (root, "response") != NULL))
    return "Ollama";

  return NULL;
}
