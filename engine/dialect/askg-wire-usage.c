/* askg-wire-usage.c: one thing under a dozen names. */
#include "engine/dialect/askg-wire-usage-private.h"

#include <math.h>

static gint64
count_of (json_t     *usage,
          const char *a,
          const char *b,
          const char *c,
          const char *d)
{
  const char *const keys[] = { a, b, c, d };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL && json_is_number (json_object_get (usage, keys[i])))
      return askg_wire_json_get_count (usage, keys[i]);

  return -1;
}

static json_t *
details_of (json_t     *usage,
            const char *a,
            const char *b,
            const char *c)
{
  const char *const keys[] = { a, b, c };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      json_t *details = askg_wire_json_get_object (usage, keys[i]);

      if (details != NULL && json_object_size (details) > 0)
        return details;
    }

  return NULL;
}

/* What @usage does not hold, or holds beyond every measure, is not known. */
void
askg_wire_usage_read (json_t    *usage,
                      AskgUsage *out_usage)
{
  json_t *in = details_of (usage, "prompt_tokens_details", "input_tokens_details", "input_token_details");
  json_t *out = details_of (usage, "completion_tokens_details", "output_tokens_details", "output_token_details");
  const double cost = askg_wire_json_get_number (usage, "cost");

  askg_usage_init (out_usage);
  out_usage->input = count_of (usage, "prompt_tokens", "input_tokens", "promptTokenCount", "prompt_eval_count");
  out_usage->output = count_of (usage, "completion_tokens", "output_tokens", "candidatesTokenCount", "eval_count");
  out_usage->total = count_of (usage, "total_tokens", "totalTokenCount", NULL, NULL);
  out_usage->cached = askg_wire_json_get_count (in, "cached_tokens");
  out_usage->audio_in = askg_wire_json_get_count (in, "audio_tokens");
  out_usage->image_in = askg_wire_json_get_count (in, "image_tokens");
  out_usage->audio_out = askg_wire_json_get_count (out, "audio_tokens");
  out_usage->reasoning = askg_wire_json_get_count (out, "reasoning_tokens");
  if (out_usage->cached < 0)
    out_usage->cached = count_of (usage, "cachedContentTokenCount", "cache_read_input_tokens", NULL, NULL);
  if (out_usage->reasoning < 0)
    out_usage->reasoning = count_of (usage, "thoughtsTokenCount", "reasoning_tokens", NULL, NULL);
  if (isfinite (cost) && cost >= 0)
    out_usage->cost_usd = cost;
}
