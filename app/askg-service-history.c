/* askg-service-history.c: main thread. What is done with the history as a whole, or with one conversation of it. */
#include "app/askg-service-private.h"

#include "app/askg-retaining.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-store-life.h"

#define MAX_LISTED 100000

static AskgStore *
store_of (AskgServiceCall *call)
{
  return askg_session_get_store (call->service->session);
}

static gint64
number_of (AskgServiceCall *call,
           const char      *key)
{
  return json_integer_value (json_object_get (call->request, key));
}

static void
end_changed (AskgServiceCall *call,
             json_t          *event)
{
  askg_session_note_history_changed (call->service->session);
  askg_service_call_end (call, event);
}

/* -- Looking ---------------------------------------------------------------- */

static json_t *
for_summary (const AskgConversationSummary *summary)
{
  json_t *object = json_pack ("{s:I, s:s, s:I, s:i, s:b, s:b, s:b, s:s}", "conversation", (json_int_t) summary->id,
                              "title", summary->title, "changed_at_us", (json_int_t) summary->changed_at_us,
                              "turns", (int) summary->n_turns, "pinned", summary->is_pinned,
                              "picture", summary->has_picture, "sound", summary->has_sound, "preview", summary->preview);

  if (summary->branched_from != NULL)
    json_object_set_new (object, "branched_from", json_string (summary->branched_from));

  return object;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = askg_store_list_finish (ASKG_STORE (object), result, &error);
  json_t *array;

  if (rows == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  array = json_array ();
  for (guint i = 0; i < rows->len; i++)
    json_array_append_new (array, for_summary (g_ptr_array_index (rows, i)));
  askg_service_call_end (call, json_pack ("{s:s, s:o}", "event", "done", "conversations", array));
}

static json_t *
for_check (const AskgHistoryCheck *check)
{
  g_autofree char *verdict = askg_history_check_verdict (check);

  return json_pack ("{s:b, s:s, s:s*, s:i, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:i, s:I}",
                    "whole", askg_history_check_is_whole (check), "verdict", verdict, "damage", check->damage,
                    "version", (int) check->version, "conversations", (json_int_t) check->n_conversations,
                    "turns", (json_int_t) check->n_turns, "pictures", (json_int_t) check->n_pictures,
                    "sounds", (json_int_t) check->n_sounds, "lost", (json_int_t) check->n_lost,
                    "orphans", (json_int_t) check->n_orphans, "spoiled", (json_int_t) check->n_spoiled,
                    "index_rebuilt", check->index_was_rebuilt, "file_bytes", (json_int_t) check->file_bytes,
                    "free_bytes", (json_int_t) check->free_bytes, "picture_bytes", (json_int_t) check->picture_bytes,
                    "sound_bytes", (json_int_t) check->sound_bytes, "text_bytes", (json_int_t) check->text_bytes,
                    "log_bytes", (json_int_t) check->log_bytes, "copies", (int) check->n_copies,
                    "copies_bytes", (json_int_t) check->copies_bytes);
}

typedef struct
{
  AskgServiceCall *call;
  json_t          *check; /* owned */
} Check;

/* What the settings would end is a part of what is told. */
static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Check *self = user_data;
  AskgRetained plan;

  if (askg_store_retain_finish (ASKG_STORE (object), result, &plan, NULL))
    json_object_set_new (self->check, "to_be_forgotten", json_integer (plan.n_too_old + plan.n_too_large));
  askg_service_call_end (self->call, json_pack ("{s:s, s:o}", "event", "done", "check", self->check));
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgHistoryCheck) check = askg_store_check_finish (ASKG_STORE (object), result, &error);
  const AskgRetention rule = askg_retaining_get_rule ();
  Check *self;

  if (check == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  self = g_new0 (Check, 1);
  self->call = call;
  self->check = for_check (check);
  askg_store_retain_async (ASKG_STORE (object), &rule, TRUE, NULL, planned_cb, self);
}

/* -- Out and in ------------------------------------------------------------- */

static void
progress (double   done,
          guint    n_conversations,
          gpointer user_data)
{
  askg_service_call_reply (user_data, json_pack ("{s:s, s:f, s:i}", "event", "progress", "part", done,
                                                 "conversations", (int) n_conversations));
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  AskgExported exported;

  if (!askg_export_finish (result, &exported, &error))
    askg_service_call_fail (call, error);
  else
    askg_service_call_end (call, json_pack ("{s:s, s:{s:i, s:i}}", "event", "done", "exported",
                                            "conversations", (int) exported.n_conversations,
                                            "turns", (int) exported.n_turns));
}

/* What came in is told also when it ended early. */
static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  AskgImported imported;
  json_t *event;

  if (askg_import_finish (result, &imported, &error))
    event = json_pack ("{s:s}", "event", "done");
  else
    event = json_pack ("{s:s, s:o}", "event", "error", "error", askg_json_for_error (error));
  json_object_set_new (event, "imported",
                       json_pack ("{s:i, s:i, s:i, s:i, s:i}", "facts", (int) imported.n_facts,
                                  "conversations", (int) imported.n_conversations,
                                  "turns", (int) imported.n_turns, "already_there", (int) imported.n_already_there,
                                  "pictures_lost", (int) imported.n_pictures_lost));
  end_changed (call, event);
}

static gboolean
start_transfer (AskgServiceCall *call,
                gboolean         is_export)
{
  const char *path = askg_json_get_string (call->request, "path");

  if (path == NULL || !g_path_is_absolute (path))
    return FALSE;
  if (is_export)
    askg_export_async (store_of (call), path,
                       json_is_true (json_object_get (call->request, "markdown")) ? ASKG_EXPORT_MARKDOWN : ASKG_EXPORT_LINES,
                       json_is_true (json_object_get (call->request, "replace")), number_of (call, "conversation"),
                       progress, call, call->cancellable, exported_cb, call);
  else
    askg_import_async (store_of (call), path, progress, call, call->cancellable, imported_cb, call);

  return TRUE;
}

/* -- Less of it ------------------------------------------------------------- */

static void
erased_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  const gssize n = askg_store_erase_finish (ASKG_STORE (object), result, &error);

  if (n < 0)
    askg_service_call_fail (call, error);
  else
    end_changed (call, json_pack ("{s:s, s:I}", "event", "done", "deleted", (json_int_t) n));
}

static gboolean
start_erasing (AskgServiceCall *call)
{
  const gint64 conversation = number_of (call, "conversation");
  const gint64 before_us = number_of (call, "before_us");

  if (conversation != 0)
    askg_store_erase_one_async (store_of (call), conversation, call->cancellable, erased_cb, call);
  else if (json_is_true (json_object_get (call->request, "all")))
    askg_store_erase_async (store_of (call), G_MAXINT64, TRUE, call->cancellable, erased_cb, call);
  else if (before_us > 0)
    askg_store_erase_async (store_of (call), before_us, FALSE, call->cancellable, erased_cb, call);
  else
    return FALSE;

  return TRUE;
}

typedef struct
{
  AskgServiceCall *call;
  AskgRetained     retained;
} Vacuum;

static void
vacuumed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Vacuum *self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 before_bytes, after_bytes;

  if (!askg_store_vacuum_finish (ASKG_STORE (object), result, &before_bytes, &after_bytes, &error))
    askg_service_call_fail (self->call, error);
  else
    end_changed (self->call, json_pack ("{s:s, s:I, s:I, s:i}", "event", "done", "before_bytes", (json_int_t) before_bytes,
                                        "after_bytes", (json_int_t) after_bytes,
                                        "forgotten", (int) (self->retained.n_too_old + self->retained.n_too_large)));
}

/* Whoever has no windows has nothing else that does what the settings say. */
static void
let_go_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Vacuum *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_retain_finish (ASKG_STORE (object), result, &self->retained, &error))
    askg_service_call_fail (self->call, error);
  else
    {
      AskgServiceCall *call = self->call;

      askg_store_vacuum_async (ASKG_STORE (object), call->cancellable, vacuumed_cb, g_steal_pointer (&self));
    }
}

static void
start_vacuum (AskgServiceCall *call)
{
  const AskgRetention rule = askg_retaining_get_rule ();
  Vacuum *self = g_new0 (Vacuum, 1);

  self->call = call;
  askg_store_retain_async (store_of (call), &rule, FALSE, call->cancellable, let_go_cb, self);
}

/* Returns %FALSE for what is not understood. */
static gboolean
start (AskgServiceCall *call,
       const char      *what)
{
  const AskgHistoryFilter all = { 0 };

  if (g_strcmp0 (what, "list") == 0)
    askg_store_list_history_async (store_of (call), &all, CLAMP (number_of (call, "most"), 1, MAX_LISTED),
                                   call->cancellable, listed_cb, call);
  else if (g_strcmp0 (what, "check") == 0)
    askg_store_check_async (store_of (call), call->cancellable, checked_cb, call);
  else if (g_strcmp0 (what, "vacuum") == 0)
    start_vacuum (call);
  else if (g_strcmp0 (what, "delete") == 0)
    return start_erasing (call);
  else if (g_strcmp0 (what, "export") == 0 || g_strcmp0 (what, "import") == 0)
    return start_transfer (call, g_str_equal (what, "export"));
  else
    return FALSE;

  return TRUE;
}

void
askg_service_call_history (AskgServiceCall *call)
{
  askg_service_call_open (call, start);
}
