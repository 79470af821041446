/* askg-responses-request.c: the Responses API; its pictures are plain URLs, its tools are flat, and it takes no
 * sound. */
#include <string.h>

#include "engine/dialect/askg-request.h"
#include "engine/dialect/askg-wire-writer.h"

static void
write_item (GString               *json,
            const AskgRequestPlan *plan,
            const AskgRequestTurn *turn)
{
  const gboolean is_user = turn->role == ASKG_ROLE_USER;

  askg_wire_write_comma (json);
  g_string_append_printf (json, "{\"role\":\"%s\",\"content\":[", is_user ? "user" : "assistant");
  if (turn->text != NULL && *turn->text != '\0')
    {
      g_string_append_printf (json, "{\"type\":\"%s\",\"text\":", is_user ? "input_text" : "output_text");
      askg_wire_write_string (json, turn->text);
      g_string_append_c (json, '}');
    }
  for (gsize i = 0; is_user && i < turn->n_pictures; i++)
    {
      askg_wire_write_comma (json);
      g_string_append (json, "{\"type\":\"input_image\",\"image_url\":");
      askg_wire_write_data_url (json, turn->pictures[i].mime, turn->pictures[i].bytes);
      askg_wire_write_member (json, "detail", plan->image_detail != NULL ? plan->image_detail : "auto");
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
}

static void
write_tools (GString               *json,
             const AskgRequestPlan *plan)
{
  const char *others = plan->tools != NULL ? plan->tools : "[]";

  if (!plan->wants_pictures && plan->tools == NULL)
    return;
  askg_wire_write_key (json, "tools");
  if (!plan->wants_pictures)
    {
      g_string_append (json, others);
      return;
    }
  g_string_append (json, "[{\"type\":\"image_generation\",\"partial_images\":2}");
  if (strspn (others, "[] \n") < strlen (others))
    g_string_append_c (json, ',');
  g_string_append (json, strchr (others, '[') + 1);
}

/**
 * askg_responses_request_new:
 *
 * Returns: (transfer full): the body of a POST to "…/responses"; nothing of it is kept there
 */
GBytes *
askg_responses_request_new (const AskgRequestPlan *plan)
{
  GString *json = g_string_new ("{");

  askg_wire_write_member (json, "model", plan->model);
  askg_wire_write_key (json, "stream");
  g_string_append (json, plan->is_stream ? "true" : "false");
  askg_wire_write_key (json, "store");
  g_string_append (json, "false");
  askg_wire_write_member (json, "instructions", plan->system_text);
  askg_wire_write_key (json, "input");
  g_string_append_c (json, '[');
  for (gsize i = 0; i < plan->n_turns; i++)
    {
      const AskgRequestTurn *turn = &plan->turns[i];

      if ((turn->text != NULL && *turn->text != '\0') || (turn->role == ASKG_ROLE_USER && turn->n_pictures > 0))
        write_item (json, plan, turn);
    }
  g_string_append_c (json, ']');
  write_tools (json, plan);
  if (plan->max_tokens > 0)
    askg_wire_write_integer (json, "max_output_tokens", plan->max_tokens);
  if (plan->temperature >= 0)
    askg_wire_write_number (json, "temperature", plan->temperature);
  if (plan->reasoning_effort != NULL)
    {
      askg_wire_write_key (json, "reasoning");
      g_string_append_c (json, '{');
      askg_wire_write_member (json, "effort", plan->reasoning_effort);
      askg_wire_write_member (json, "summary", "auto");
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, '}');

  return g_string_free_to_bytes (json);
}
