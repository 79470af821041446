/* askg-service-open.c: a request that needs the history waits until it is open. Main thread. */
#include <glib/gi18n-lib.h>

#include "app/askg-service-private.h"
#include "engine/base/askg-error.h"

typedef struct
{
  AskgServiceCall      *call;
  AskgServiceCallStart  start;
} Opening;

/* Ends @call: it came from a program that speaks otherwise. */
void
askg_service_call_fail_unknown (AskgServiceCall *call)
{
  g_autoptr(GError) error =
    g_error_new_literal (ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("Another program sent Askglass something that is not understood. Is it another version?"));

  askg_service_call_fail (call, error);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    askg_service_call_fail (opening->call, error);
  else if (!opening->start (opening->call, askg_json_get_string (opening->call->request, "do")))
    askg_service_call_fail_unknown (opening->call);
}

/**
 * askg_service_call_open:
 * @start: called with what is to be done, once the history is open; ends @call, or returns %FALSE for what it does not
 *   understand
 */
void
askg_service_call_open (AskgServiceCall      *call,
                        AskgServiceCallStart  start)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->call = call;
  opening->start = start;
  askg_session_open_async (call->service->session, call->cancellable, open_cb, opening);
}
