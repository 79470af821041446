/* askg-service-facts.c: main thread. What the person wants remembered: listed, added and taken away by command. */
#include "app/askg-service-private.h"

#include "app/askg-settings.h"

#define SWITCH "send-facts" /* of the settings */

static void
end_with_facts (AskgServiceCall *call)
{
  AskgFacts *facts = askg_session_get_facts (call->service->session);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (facts));
  json_t *array = json_array ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgFact) fact = g_list_model_get_item (G_LIST_MODEL (facts), i);
      g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc (askg_fact_get_kept_at_us (fact) / G_USEC_PER_SEC);
      g_autofree char *when = at != NULL ? g_date_time_format_iso8601 (at) : NULL;

      json_array_append_new (array, json_pack ("{s:I, s:s, s:s*}", "id", (json_int_t) askg_fact_get_id (fact),
                                               "text", askg_fact_get_text (fact), "kept_at", when));
    }
  askg_service_call_end (call, json_pack ("{s:s, s:o, s:b}", "event", "done", "facts", array,
                                          "told", askg_facts_get_n_told (facts) == n));
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_facts_change_finish (ASKG_FACTS (object), result, &error))
    end_with_facts (call);
  else
    askg_service_call_fail (call, error);
}

static void
turn_switch (AskgServiceCall *call)
{
  g_autoptr(GSettings) settings = askg_settings_new ();

  if (settings != NULL)
    g_settings_set_boolean (settings, SWITCH, json_is_true (json_object_get (call->request, "on")));
  end_with_facts (call);
}

/* Returns %FALSE for what is not understood. */
static gboolean
start (AskgServiceCall *call,
       const char      *what)
{
  AskgFacts *facts = askg_session_get_facts (call->service->session);
  const char *text = askg_json_get_string (call->request, "text");

  if (what == NULL)
    end_with_facts (call);
  else if (g_str_equal (what, "remember") && text != NULL)
    askg_facts_keep_async (facts, text, changed_cb, call);
  else if (g_str_equal (what, "forget"))
    askg_facts_forget_async (facts, json_integer_value (json_object_get (call->request, "id")), changed_cb, call);
  else if (g_str_equal (what, "switch"))
    turn_switch (call);
  else
    return FALSE;

  return TRUE;
}

void
askg_service_call_facts (AskgServiceCall *call)
{
  askg_service_call_open (call, start);
}
