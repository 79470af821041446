/* askg-download-fetch.c: main thread: one request of a download, from its head to its last byte on the disk. */
#include "engine/transport/askg-download-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/transport/askg-back-off.h"

#define MAX_REDIRECTS 5u
#define WRITE_BYTES   (1u << 20)
#define ENOUGH_BYTES  (8u << 20) /* more than this does not wait in memory */

static gboolean
begin_on_disk (AskgDownloadJob     *job,
               GError **error)
{
  return askg_download_file_begin (job->file, job->from_start, job->etag, job->n_total, error);
}

static gboolean
write_on_disk (AskgDownloadJob     *job,
               GError **error)
{
  return askg_download_file_write (job->file, job->writing->data, job->writing->len, error);
}

static void
written (GTask *task)
{
  AskgDownloadJob *job = g_task_get_task_data (task);

  g_byte_array_set_size (job->writing, 0);
  if (job->trouble == NULL && job->progress != NULL)
    job->progress (askg_download_file_get_size (job->file), job->n_total, job->progress_data);
  if (job->trouble != NULL)
    g_byte_array_set_size (job->waiting, 0);

  if (job->waiting->len >= WRITE_BYTES || (job->is_over && job->waiting->len > 0))
    {
      GByteArray *empty = job->writing;

      job->writing = job->waiting;
      job->waiting = empty;
      askg_download_on_disk (task, write_on_disk, written);
    }
  else if (job->is_over)
    {
      askg_download_exchange_ended (task);
      return;
    }
  if (job->trouble != NULL && !job->is_over)
    askg_exchange_finish_early (job->exchange);
  if (job->is_paused && !job->is_over && job->waiting->len < ENOUGH_BYTES)
    {
      job->is_paused = FALSE;
      askg_exchange_resume (job->exchange);
    }
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  GTask *task = user_data;
  AskgDownloadJob *job = g_task_get_task_data (task);

  if (job->status / 100 != 2 || job->trouble != NULL)
    return; /* a page about the error: its number says enough */
  g_byte_array_append (job->waiting, bytes, n_bytes);
  if (!job->is_on_disk && job->waiting->len >= WRITE_BYTES)
    written (task);
  if (job->waiting->len >= ENOUGH_BYTES && !job->is_paused)
    {
      job->is_paused = TRUE;
      askg_exchange_pause (exchange);
    }
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  GTask *task = user_data;
  AskgDownloadJob *job = g_task_get_task_data (task);

  job->is_over = TRUE;
  job->exchange = NULL;
  if (error != NULL)
    job->cut = g_error_copy (error);
  if (!job->is_on_disk)
    written (task);
  g_object_unref (exchange);
}

/* "bytes 100-199/200": where it begins, and of how many; FALSE when it is nothing like that. */
static gboolean
read_range (const char *value,
            guint64    *out_start,
            guint64    *out_total)
{
  g_auto(GStrv) parts = value != NULL && g_str_has_prefix (value, "bytes ") ? g_strsplit_set (value + 6, "-/", 3) : NULL;

  *out_total = 0;
  if (parts == NULL || g_strv_length (parts) != 3 || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT64, out_start, NULL))
    return FALSE;

  return g_str_equal (parts[2], "*") || g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXINT64, out_total, NULL);
}

/* https stays https; nobody is led from the net to this machine. */
static char *
find_next_url (AskgDownloadJob         *job,
               const char  *location,
               GError     **error)
{
  g_autoptr(AskgOrigin) here = askg_origin_new (job->url, NULL, NULL, NULL);
  g_autofree char *next = location != NULL ? g_uri_resolve_relative (job->url, location, G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_autoptr(AskgOrigin) there = next != NULL ? askg_origin_new (next, NULL, NULL, NULL) : NULL;

  if (there != NULL && ++job->n_redirects <= MAX_REDIRECTS &&
      (askg_origin_is_encrypted (there) || (askg_origin_is_this_machine (here) && askg_origin_equal (here, there))))
    return g_steal_pointer (&next);

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
               _("%s was not fetched: %s sends on to somewhere else too often, or to an address that is not encrypted. Give another address for the file."),
               job->manifest.name, askg_origin_get_label (here));

  return NULL;
}

static void
begun (GTask *task)
{
  written (task); /* lets it go on, or ends it */
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  GTask *task = user_data;
  AskgDownloadJob *job = g_task_get_task_data (task);
  const char *length = askg_exchange_get_header (exchange, "content-length");
  guint64 start = 0;

  job->status = http_status;
  job->told_ms = askg_retry_after_parse_ms (askg_exchange_get_header (exchange, "retry-after-ms"),
                                            askg_exchange_get_header (exchange, "retry-after"), g_get_real_time ());
  if (http_status / 100 == 3)
    job->next_url = find_next_url (job, askg_exchange_get_header (exchange, "location"), &job->trouble);
  if (http_status != 200 && http_status != 206)
    return;

  job->n_total = 0;
  if (http_status == 206 && (!read_range (askg_exchange_get_header (exchange, "content-range"), &start, &job->n_total) ||
                             start != askg_download_file_get_size (job->file)))
    {
      job->status = 502; /* not what was asked for: no byte of it is taken */
      return;
    }
  if (http_status == 200 && length != NULL)
    g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &job->n_total, NULL);
  if (job->n_total == 0)
    job->n_total = job->manifest.n_bytes;
  job->from_start = http_status == 200;
  g_free (job->etag);
  job->etag = g_strdup (askg_exchange_get_header (exchange, "etag"));
  job->is_paused = TRUE;
  askg_exchange_pause (exchange);
  askg_download_on_disk (task, begin_on_disk, begun);
}

static AskgOutbound *
new_outbound (AskgDownloadJob     *job,
              GError **error)
{
  const guint64 size = askg_download_file_get_size (job->file);
  const char *etag = askg_download_file_get_etag (job->file);
  const gboolean is_strong = etag != NULL && *etag == '"' && strpbrk (etag, "\r\n") == NULL;
  g_autofree char *range = g_strdup_printf ("Range: bytes=%" G_GUINT64_FORMAT "-", size);
  g_autofree char *if_range = is_strong ? g_strconcat ("If-Range: ", etag, NULL) : NULL;
  g_autoptr(AskgOrigin) origin = askg_origin_new (job->url, NULL, NULL, error);
  const char *headers[] = { range, if_range, NULL };
  AskgOutboundParts parts = { .method = "GET", .url = job->url, .engine_id = job->manifest.purpose };

  if (origin == NULL)
    return NULL;
  if (size > 0)
    parts.headers = headers;
  if (job->manifest.key != NULL && askg_key_fits (job->manifest.key, origin))
    parts.key = job->manifest.key;

  return askg_outbound_new (askg_http_get_policy (job->http), &parts, error);
}

/* One try: one hop, from where the file ends. */
void
askg_download_request (GTask *task)
{
  static const AskgExchangeHandlers handlers = { .head = head_cb, .body = body_cb, .done = done_cb };
  AskgDownloadJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgOutbound) outbound = new_outbound (job, &error);
  AskgExchangeLimits limits;

  if (outbound == NULL)
    {
      askg_download_fail (task, error);
      return;
    }
  askg_exchange_limits_init (&limits, outbound);
  limits.is_raw = TRUE;
  limits.shows_redirects = TRUE;
  limits.max_bytes = G_MAXINT64;
  job->status = 0;
  job->told_ms = -1;
  job->is_over = FALSE;
  job->is_paused = FALSE;
  job->size_before = askg_download_file_get_size (job->file);
  g_clear_error (&job->cut);
  job->exchange = g_object_ref (askg_http_send (job->http, outbound, &limits, &handlers, task, g_task_get_cancellable (task)));
}
