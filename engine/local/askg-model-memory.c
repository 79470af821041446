/* askg-model-memory.c: whether a model can be loaded here. Any thread. */
#include "engine/local/askg-model-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* What the program itself takes while it computes, beside weights and context: 150 to 300 MiB are seen
 * for models of one to four gigabytes. */
#define WORK_BYTES ((gint64) 256 << 20)

/**
 * askg_model_file_free_memory:
 *
 * Returns: the bytes that a new program may take without swapping (MemAvailable of the kernel); -1 when
 *   nobody knows
 */
gint64
askg_model_file_free_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return -1;
  line = strstr (text, "MemAvailable:");

  return line == NULL ? -1 : g_ascii_strtoll (line + strlen ("MemAvailable:"), NULL, 10) * 1024;
}

/**
 * askg_model_file_fits:
 * @projector: (nullable): what is loaded beside @model
 * @context_tokens: how long a conversation may get
 * @free_bytes: what there is; see askg_model_file_free_memory(); -1 is always enough
 *
 * Weights are mapped, so too big a model does not fail: it makes the whole machine wait for its disk.
 * A graphics card may hold part of it; then this is too careful, and the person may insist.
 *
 * Errors: %ASKG_ERROR_TOO_LARGE
 */
gboolean
askg_model_file_fits (const AskgModelFile  *model,
                      const AskgModelFile  *projector,
                      gint64                context_tokens,
                      gint64                free_bytes,
                      GError              **error)
{
  const gint64 needed = model->size_bytes * model->n_parts + (projector != NULL ? projector->size_bytes : 0) +
                        model->state_bytes_per_token * context_tokens + WORK_BYTES;
  g_autofree char *needed_text = g_format_size_full (needed, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *free_text = g_format_size_full (MAX (free_bytes, 0), G_FORMAT_SIZE_IEC_UNITS);

  if (free_bytes < 0 || needed <= free_bytes)
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
               _("This model needs about %s of memory, and %s are free. Close other programs, or choose a smaller model."),
               needed_text, free_text);
  return FALSE;
}
