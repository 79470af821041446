/* wire-rig.c */
#include "tests/unit/transport/wire-rig.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/privacy/covered-rig.h"

static void fake_ledger_iface_init (AskgLedgerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLedger, fake_ledger, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_LEDGER, fake_ledger_iface_init))
G_DEFINE_FINAL_TYPE (FakeResolver, fake_resolver, G_TYPE_RESOLVER)

static gboolean
row_is_there_cb (gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  FakeLedger *self = g_task_get_source_object (task);

  if (self->is_broken)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL, "The disk is full.");
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, ++self->n_begun);

  return G_SOURCE_REMOVE;
}

static void
fake_ledger_begin_async (AskgLedger          *ledger,
                         const AskgLedgerRow *row,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  FakeLedger *self = FAKE_LEDGER (ledger);

  g_ptr_array_add (self->rows, askg_ledger_row_copy (row));
  g_timeout_add (self->delay_ms, row_is_there_cb, g_task_new (self, cancellable, callback, user_data));
}

static gint64
fake_ledger_begin_finish (AskgLedger    *ledger,
                          GAsyncResult  *result,
                          GError       **error)
{
  const gssize id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

static void
fake_ledger_end (AskgLedger      *ledger,
                 gint64           id,
                 AskgSentOutcome  outcome,
                 guint            http_status,
                 guint64          n_sent_bytes,
                 guint64          n_received_bytes)
{
  FakeLedger *self = FAKE_LEDGER (ledger);

  self->n_ended++;
  self->outcome = outcome;
  self->status = http_status;
  self->n_sent = n_sent_bytes;
  self->n_received = n_received_bytes;
}

static void
fake_ledger_end_stream (AskgLedger      *ledger,
                        gint64           id,
                        AskgSentOutcome  outcome,
                        guint64          n_sent_bytes,
                        const char      *sha256)
{
  FakeLedger *self = FAKE_LEDGER (ledger);

  fake_ledger_end (ledger, id, outcome, 0, n_sent_bytes, 0);
  g_strlcpy (self->sha256, sha256, sizeof self->sha256);
}

static void
fake_ledger_iface_init (AskgLedgerInterface *iface)
{
  iface->begin_async = fake_ledger_begin_async;
  iface->begin_finish = fake_ledger_begin_finish;
  iface->end = fake_ledger_end;
  iface->end_stream = fake_ledger_end_stream;
}

static void
fake_ledger_finalize (GObject *object)
{
  g_ptr_array_unref (FAKE_LEDGER (object)->rows);
  G_OBJECT_CLASS (fake_ledger_parent_class)->finalize (object);
}

static void
fake_ledger_class_init (FakeLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_ledger_finalize;
}

static void
fake_ledger_init (FakeLedger *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_ledger_row_free);
}

static void
gave_up_cb (GCancellable *cancellable,
            GTask        *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (task);
}

static void
fake_resolver_lookup_async (GResolver           *resolver,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  FakeResolver *self = FAKE_RESOLVER (resolver);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  self->n_asked++;
  if (self->is_silent)
    {
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (gave_up_cb), task, 0);
      return;
    }
  if (self->address == NULL)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "Not found");
  else
    g_task_return_pointer (task, g_list_prepend (NULL, g_inet_address_new_from_string (self->address)), NULL);
  g_object_unref (task);
}

static GList *
fake_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_resolver_class_init (FakeResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = fake_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = fake_resolver_lookup_finish;
}

static void
fake_resolver_init (FakeResolver *self)
{
}

static void
start_server (WireRig           *rig,
              const char *const *listeners)
{
  g_autofree char *program = g_build_filename (ASKG_SOURCE_DIR, "tests", "rigs", "wire", "scripted-server", NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GDataInputStream) out = NULL;
  g_autoptr(GStrvBuilder) where = g_strv_builder_new ();

  g_ptr_array_add (argv, program);
  for (gsize i = 0; listeners[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) listeners[i]);
  g_ptr_array_add (argv, NULL);
  rig->server = g_subprocess_newv ((const char *const *) argv->pdata,
                                   G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (rig->server));
  for (gsize i = 0; listeners[i] != NULL; i++)
    {
      g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, NULL);

      g_assert_nonnull (line);
      g_strv_builder_add (where, line);
    }
  rig->listeners = g_strv_builder_end (where);
}

/* Each of @listeners as scripted-server names them; the first is the one that wire_rig_play() uses. */
void
wire_rig_set_up (WireRig           *rig,
                 const char *const *listeners)
{
  rig->policy = askg_policy_new ();
  rig->gate = askg_gate_new ();
  rig->ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  rig->resolver = g_object_new (FAKE_TYPE_RESOLVER, NULL);
  rig->resolver->address = "127.0.0.1";
  g_resolver_set_default (G_RESOLVER (rig->resolver));
  rig->http = askg_http_new (rig->policy, rig->gate, ASKG_LEDGER (rig->ledger));
  rig->body = g_string_new (NULL);
  rig->stages = g_string_new (NULL);
  start_server (rig, listeners);
}

void
wire_rig_tear_down (WireRig *rig)
{
  g_assert_finalize_object (rig->http);
  g_output_stream_close (g_subprocess_get_stdin_pipe (rig->server), NULL, NULL);
  g_subprocess_wait (rig->server, NULL, NULL);
  g_clear_object (&rig->server);
  g_clear_object (&rig->policy);
  g_clear_object (&rig->gate);
  wire_rig_turn_loop (0);
  g_assert_cmpuint (rig->ledger->n_begun, ==, rig->ledger->n_ended);
  g_clear_object (&rig->ledger);
  g_clear_object (&rig->resolver);
  g_clear_object (&rig->cancellable);
  g_clear_pointer (&rig->listeners, g_strfreev);
  g_clear_pointer (&rig->key, askg_key_unref);
  g_string_free (rig->body, TRUE);
  g_string_free (rig->stages, TRUE);
  g_clear_error (&rig->error);
  g_free (rig->content_type);
}

static gboolean
is_stopped (WireRig *rig)
{
  if (rig->cancelled_us == 0)
    return FALSE;
  rig->n_after_cancel++;

  return TRUE;
}

static void
stage_cb (AskgExchange      *exchange,
          AskgExchangeStage  stage,
          gpointer           user_data)
{
  static const char letters[] = "acswre";
  WireRig *rig = user_data;

  if (!is_stopped (rig))
    g_string_append_c (rig->stages, letters[stage]);
}

static void
progress_cb (AskgExchange *exchange,
             guint64       n_sent,
             guint64       n_total,
             gpointer      user_data)
{
  WireRig *rig = user_data;

  g_assert_cmpuint (n_sent, <=, n_total);
  rig->n_progress = n_sent;
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  WireRig *rig = user_data;

  if (is_stopped (rig))
    return;
  rig->n_heads++;
  rig->status = http_status;
  g_free (rig->content_type);
  rig->content_type = g_strdup (askg_exchange_get_header (exchange, "Content-Type"));
}

static void
cancel (WireRig *rig)
{
  rig->cancelled_us = g_get_monotonic_time ();
  g_cancellable_cancel (rig->cancellable);
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  WireRig *rig = user_data;

  if (is_stopped (rig))
    return;
  g_assert_cmpuint (rig->n_heads, ==, 1);
  rig->n_bodies++;
  g_string_append_len (rig->body, (const char *) bytes, n_bytes);
  if (rig->cancel_at_bytes != 0 && rig->body->len >= rig->cancel_at_bytes)
    cancel (rig);
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  WireRig *rig = user_data;

  rig->n_done++;
  rig->done_us = g_get_monotonic_time ();
  rig->error = error != NULL ? g_error_copy (error) : NULL;
  rig->timings = *timings;
  g_assert_cmpint (askg_exchange_get_stage (exchange), ==, ASKG_EXCHANGE_ENDED);
}

static gboolean
cancel_cb (gpointer user_data)
{
  WireRig *rig = user_data;

  if (rig->n_done == 0)
    cancel (rig);

  return G_SOURCE_REMOVE;
}

static void
forget_last (WireRig *rig)
{
  g_string_truncate (rig->body, 0);
  g_string_truncate (rig->stages, 0);
  g_clear_error (&rig->error);
  g_clear_pointer (&rig->content_type, g_free);
  rig->n_done = rig->n_heads = rig->n_bodies = rig->n_after_cancel = rig->status = 0;
  rig->n_progress = 0;
  rig->cancelled_us = rig->done_us = 0;
  g_clear_object (&rig->cancellable);
  rig->cancellable = g_cancellable_new ();
}

/* @body: (nullable) */
void
wire_rig_begin (WireRig    *rig,
                const char *url,
                const char *body)
{
  static const AskgExchangeHandlers handlers = { stage_cb, progress_cb, head_cb, body_cb, done_cb };
  g_autoptr(GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr(AskgCovered) content = bytes != NULL ? rig_covered (bytes, rig->has_content ? body : NULL, TRUE) : NULL;
  const AskgOutboundParts parts = {
    .method = rig->method != NULL ? rig->method : body != NULL ? "POST" : "GET",
    .url = url, .socket_path = rig->socket_path, .headers = rig->headers, .content = content, .key = rig->key,
    .engine_id = "tested",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig->policy, &parts, &error);

  g_assert_no_error (error);
  forget_last (rig);
  askg_http_send (rig->http, outbound, rig->limits, &handlers, rig, rig->cancellable);
  if (rig->cancel_after_ms != 0)
    g_timeout_add (rig->cancel_after_ms, cancel_cb, rig);
}

void
wire_rig_wait (WireRig *rig)
{
  const gint64 give_up_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (rig->n_done == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
    }
  g_assert_cmpuint (rig->n_after_cancel, ==, 0);
}

void
wire_rig_send (WireRig    *rig,
               const char *url,
               const char *body)
{
  wire_rig_begin (rig, url, body);
  wire_rig_wait (rig);
}

/* The first listener, on this machine, does as @script says. */
void
wire_rig_play (WireRig    *rig,
               const char *script)
{
  g_autofree char *url = wire_rig_get_url (rig, 0, "/play");

  wire_rig_send (rig, url, script);
}

char *
wire_rig_get_url (WireRig    *rig,
                  guint       listener,
                  const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%s%s", rig->listeners[listener], path);
}

char *
wire_rig_script_url (WireRig    *rig,
                     guint       listener,
                     const char *script)
{
  g_autofree char *packed = g_base64_encode ((const guint8 *) script, strlen (script));
  g_autofree char *path = NULL;

  g_strdelimit (g_strdelimit (g_strdelimit (packed, "+", '-'), "/", '_'), "=", '\0');
  path = g_strconcat ("/script/", packed, NULL);

  return wire_rig_get_url (rig, listener, path);
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
wire_rig_turn_loop (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, wake_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full): @bytes as "send" of a script takes them */
char *
wire_rig_escape (const char *bytes,
                 gsize       n_bytes)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < n_bytes; i++)
    if (g_ascii_isalnum (bytes[i]) || strchr ("{}[]:,\" .<>=/-", bytes[i]) != NULL)
      g_string_append_c (out, bytes[i]);
    else
      g_string_append_printf (out, "\\x%02x", (guchar) bytes[i]);

  return g_string_free (out, FALSE);
}
