/* askg-service-sealing.c: main thread. Whether the history is encrypted: told, switched on, switched off. */
#include "app/askg-service-private.h"

#include "engine/memory/askg-store-sealing.h"

static const char *const states[] = {
  [ASKG_SEAL_OFF] = "off",
  [ASKG_SEAL_CLOSING] = "encrypting",
  [ASKG_SEAL_ON] = "on",
  [ASKG_SEAL_OPENING] = "decrypting",
};

static void
end_with_state (AskgServiceCall *call,
                AskgStore       *store)
{
  askg_service_call_end (call, json_pack ("{s:s, s:s, s:s?}", "event", "done", "encryption",
                                          states[askg_store_get_seal_state (store)], "key", askg_store_get_key_id (store)));
}

static void
progress_cb (goffset  n_done,
             goffset  n_total,
             gpointer user_data)
{
  askg_service_call_reply (user_data, json_pack ("{s:s, s:I, s:I}", "event", "progress",
                                                 "n_done", (json_int_t) n_done, "n_total", (json_int_t) n_total));
}

static void
sealed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_store_sealing_finish (ASKG_STORE (object), result, &error))
    end_with_state (call, ASKG_STORE (object));
  else
    askg_service_call_fail (call, error);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgStore *store = askg_session_get_store (ASKG_SESSION (object));
  json_t *wanted = json_object_get (call->request, "on");
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    askg_service_call_fail (call, error);
  else if (json_is_true (wanted))
    askg_store_encrypt_async (store, progress_cb, call, call->cancellable, sealed_cb, call);
  else if (json_is_false (wanted))
    askg_store_decrypt_async (store, progress_cb, call, call->cancellable, sealed_cb, call);
  else
    end_with_state (call, store);
}

void
askg_service_call_encryption (AskgServiceCall *call)
{
  askg_session_open_async (call->service->session, call->cancellable, open_cb, call);
}
