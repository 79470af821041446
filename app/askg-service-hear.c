/* askg-service-hear.c: main thread. What was said into another process's microphone becomes words. It is no question: the
 * history hears nothing of it; the ledger does, as of all that is sent. */
#include "app/askg-service-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "engine/provider/askg-ear.h"

/* The data of a call that hears. */
typedef struct
{
  AskgServiceCall *call;
  AskgEngineLink  *link;        /* owned */
  GPtrArray       *attachments; /* owned: the one sound */
} Hearing;

static void
hearing_free (Hearing *hearing)
{
  g_ptr_array_unref (hearing->attachments);
  g_object_unref (hearing->link);
  g_free (hearing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hearing, hearing_free)

/* (transfer none) (nullable): the first of the list that hears */
static AskgProfile *
find_any (AskgProfiles *profiles)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (askg_profile_is_ear (profile))
        return profile; /* the list holds it */
    }

  return NULL;
}

static AskgProfile *
find_ear (AskgProfiles  *profiles,
          const char    *wanted,
          GError       **error)
{
  AskgProfile *profile = wanted != NULL ? askg_profiles_find (profiles, wanted) : find_any (profiles);

  if (profile == NULL && wanted != NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_ENGINE,
                 _("No engine is called “%s”. “askglass engines” lists those that are connected."), wanted);
  else if (profile == NULL)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                         _("No engine that turns speech into words is connected. Connect one with “askglass engines add NAME "
                           "URL”: a whisper-server, or any server with /v1/audio/transcriptions at the end of its URL."));
  else if (!askg_profile_is_ear (profile))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                   _("“%s” does not turn speech into words alone. Choose an engine that does, or ask this one with “askglass ask "
                     "--audio FILE”."), askg_profile_get_name (profile));
      profile = NULL;
    }

  return profile;
}

static AskgPcm *
read_sound (const char  *base64,
            GError     **error)
{
  gsize n_bytes;
  guchar *bytes = g_base64_decode (base64, &n_bytes);
  g_autoptr(GBytes) wav = g_bytes_new_take (bytes, n_bytes);

  return askg_wav_read (wav, error);
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Hearing) hearing = user_data;
  AskgAttachment *attachment = g_ptr_array_index (hearing->attachments, 0);
  const char *words = askg_attachment_get_text (attachment);
  g_autoptr(GError) error = NULL;

  if (askg_ear_listen_finish (ASKG_ENGINE_LINK (object), result, &error))
    askg_service_call_end (hearing->call, json_pack ("{s:s, s:s, s:s}", "event", "done", "text", words != NULL ? words : "", "engine",
                                                     askg_profile_get_name (askg_engine_link_get_profile (hearing->link))));
  else
    askg_service_call_fail (hearing->call, error);
}

/* The session is open: what is sent is written down. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Hearing *hearing = user_data;
  AskgServiceCall *call = hearing->call;
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (ASKG_SESSION (object), result, &error))
    {
      askg_ear_listen_async (hearing->link, hearing->attachments, FALSE, call->cancellable, heard_cb, hearing);
      return;
    }

  hearing_free (hearing);
  askg_service_call_fail (call, error);
}

/* Without a sound it only tells who would hear, before anybody has spoken. Ends @call. */
void
askg_service_call_hear (AskgServiceCall *call)
{
  AskgSession *session = call->service->session;
  g_autoptr(GError) error = NULL;
  AskgEngineRoom *room = askg_session_get_engine_room (session, &error);
  AskgProfile *profile = room != NULL ? find_ear (askg_engine_room_get_profiles (room),
                                                  askg_json_get_string (call->request, "engine"), &error) : NULL;
  const char *base64 = askg_json_get_string (call->request, "sound");
  g_autoptr(AskgPcm) sound = profile != NULL && base64 != NULL ? read_sound (base64, &error) : NULL;
  Hearing *hearing;

  if (error != NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  if (sound == NULL)
    {
      askg_service_call_end (call, json_pack ("{s:s, s:s}", "event", "done", "engine", askg_profile_get_name (profile)));
      return;
    }

  hearing = g_new0 (Hearing, 1);
  hearing->call = call;
  hearing->link = askg_engine_room_new_link (room, profile);
  hearing->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (hearing->attachments, askg_attachment_new_sound (ASKG_ATTACHMENT_PIPE, sound, NULL));
  call->engine_id = g_strdup (askg_profile_get_id (profile));
  askg_session_open_async (session, call->cancellable, open_cb, hearing);
}
