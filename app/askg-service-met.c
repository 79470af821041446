/* askg-service-met.c: tells another process whether an error was asked about before. Main thread. */
#include "app/askg-service-private.h"

#include "app/askg-met-before.h"

static void
met_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  AskgMetBefore met;

  if (askg_met_before_find_finish (result, &met, &error))
    askg_service_call_end (call, json_pack ("{s:s, s:{s:I, s:I, s:I}}", "event", "done", "met",
                                            "conversation", (json_int_t) met.conversation_id,
                                            "turn", (json_int_t) met.turn_id, "asked_at_us", (json_int_t) met.asked_at_us));
  else if (error != NULL)
    askg_service_call_fail (call, error);
  else
    askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  json_int_t before_us = 0;
  char *signature = NULL, *words = NULL, *text = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    {
      askg_service_call_fail (call, error);
      return;
    }
  if (json_unpack (call->request, "{s:s, s:s, s:s, s:I}", "signature", &signature, "words", &words, "text", &text,
                   "before_us", &before_us) != 0)
    {
      askg_service_call_fail_unknown (call);
      return;
    }
  askg_met_before_find_async (askg_session_get_store (ASKG_SESSION (object)),
                              &(AskgFailure) { .signature = signature, .words = words, .text = text }, before_us,
                              call->cancellable, met_cb, call);
}

/**
 * askg_service_call_met:
 *
 * Ends @call with where it was met last, if it was.
 */
void
askg_service_call_met (AskgServiceCall *call)
{
  askg_session_open_async (call->service->session, call->cancellable, open_cb, call);
}
