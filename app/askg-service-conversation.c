/* askg-service-conversation.c: main thread. Which conversation a question from another process goes on with. */
#include "app/askg-service-private.h"

static gint64
id_of (AskgServiceCall *call)
{
  return json_integer_value (json_object_get (call->request, "conversation"));
}

static gboolean
is_off_record (AskgServiceCall *call)
{
  return json_is_true (json_object_get (call->request, "off_record"));
}

/* What is told of it is known; what is asked now is not written to it. */
static AskgConversation *
copy_off_record (AskgConversation *written)
{
  AskgConversation *copy = askg_conversation_new_off_record ();

  for (guint i = 0; i < askg_conversation_get_n_turns (written); i++)
    askg_conversation_append (copy, askg_conversation_get_turn (written, i));
  askg_conversation_set_fold (copy, askg_conversation_get_fold (written));

  return copy;
}

typedef struct
{
  AskgServiceCall     *call;
  AskgServiceCallNext  next;
} Loading;

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  AskgServiceCall *call = loading->call;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) written = askg_store_load_finish (ASKG_STORE (object), result, &error);

  if (written == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  written = askg_session_share_conversation (call->service->session, g_steal_pointer (&written));
  call->conversation = is_off_record (call) ? copy_off_record (written) : g_steal_pointer (&written);
  loading->next (call);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Loading *loading = user_data;
  AskgSession *session = ASKG_SESSION (object);
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (session, result, &error))
    {
      askg_store_load_async (askg_session_get_store (session), id_of (loading->call), loading->call->cancellable, loaded_cb,
                             loading);
      return;
    }
  askg_service_call_fail (loading->call, error);
  g_free (loading);
}

/**
 * askg_service_call_find_conversation:
 * @next: called with the conversation set, at once or later; not when it is not there: then @call has ended
 */
void
askg_service_call_find_conversation (AskgServiceCall     *call,
                                     AskgServiceCallNext  next)
{
  Loading *loading;

  if (id_of (call) == 0)
    {
      call->conversation = is_off_record (call) ? askg_conversation_new_off_record () : askg_conversation_new ();
      next (call);
      return;
    }

  loading = g_new0 (Loading, 1);
  loading->call = call;
  loading->next = next;
  askg_session_open_async (call->service->session, call->cancellable, open_cb, loading);
}
