/* askg-service-preview.c: main thread. What a question would send, for the command that wants to know. */
#include "app/askg-service-private.h"

#include "app/askg-json-outbound.h"
#include "app/askg-rehearsing.h"

static void
rehearsed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgOutbound) outbound = askg_rehearsing_finish (ASKG_SESSION (object), result, &error);

  if (outbound == NULL)
    askg_service_call_fail (call, error);
  else
    askg_service_call_end (call, json_pack ("{s:s, s:o}", "event", "done", "preview", askg_json_for_outbound (outbound)));
}

/* Where the history does not open, nothing of it would go along. */
static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(AskgQuestion) question = askg_question_new (text != NULL ? text : "", G_LIST_MODEL (call->attachments));
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    askg_session_report (ASKG_SESSION (object), error);
  askg_service_call_decide_memory (call, question);
  if (json_is_false (json_object_get (call->request, "facts")))
    askg_question_leave_out_facts (question);
  askg_rehearsing_async (call->service->session, call->conversation, question, askg_json_get_string (call->request, "engine"),
                         call->cancellable, rehearsed_cb, call);
}

/* Nothing is asked, and nothing is remembered. */
static void
preview (AskgServiceCall *call)
{
  askg_session_open_async (call->service->session, NULL, opened_cb, call);
}

void
askg_service_call_preview (AskgServiceCall *call)
{
  askg_service_call_find_conversation (call, preview);
}
