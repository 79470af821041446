/* askg-model-file.c: any thread. The layout is that of GGUF versions 2 and 3 (ggml's docs/gguf.md). */
#include "engine/local/askg-model-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_KEY_BYTES 256
#define MAX_TEXT_BYTES 1024       /* of a value that is kept; longer ones are passed over */
#define MAX_VALUES 100000         /* keys, and tensors: far above any real model */
#define MAX_DEPTH 4               /* arrays of arrays */
#define MAX_HEAD_BYTES ((gint64) 512 << 20) /* vocabularies are the bulk of it; 40 MB are seen */

typedef enum
{
  TYPE_U8, TYPE_I8, TYPE_U16, TYPE_I16, TYPE_U32, TYPE_I32, TYPE_F32, TYPE_BOOL,
  TYPE_TEXT, TYPE_ARRAY, TYPE_U64, TYPE_I64, TYPE_F64,
  N_TYPES
} Type;

static const guint8 type_bytes[N_TYPES] = {
  [TYPE_U8] = 1, [TYPE_I8] = 1, [TYPE_U16] = 2, [TYPE_I16] = 2, [TYPE_U32] = 4, [TYPE_I32] = 4,
  [TYPE_F32] = 4, [TYPE_BOOL] = 1, [TYPE_U64] = 8, [TYPE_I64] = 8, [TYPE_F64] = 8,
};

typedef struct
{
  GInputStream  *stream;
  GCancellable  *cancellable;
  AskgModelFile *model;
  guint64        position;  /* bytes read so far */
  guint32        alignment; /* of the tensors' bytes */
  guint64        n_layers;
  guint64        n_heads;
  guint64        n_state_heads;
  guint64        width;
} Head;

/* A message that is not about the file's end gets one from the caller. */
static gboolean
read_bytes (Head    *head,
            void    *bytes,
            gsize    n_bytes,
            GError **error)
{
  gsize n_read = 0;

  if (!g_input_stream_read_all (head->stream, bytes, n_bytes, &n_read, head->cancellable, error))
    return FALSE;
  head->position += n_read;
  if (n_read < n_bytes)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the file ends too early");
      return FALSE;
    }

  return TRUE;
}

static gboolean
skip_bytes (Head    *head,
            guint64  n_bytes,
            GError **error)
{
  if (n_bytes > (guint64) MAX_HEAD_BYTES || head->position + n_bytes > (guint64) MAX_HEAD_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "its head is out of proportion");
      return FALSE;
    }

  while (n_bytes > 0)
    {
      const gssize n_skipped = g_input_stream_skip (head->stream, MIN (n_bytes, 1 << 20), head->cancellable, error);

      if (n_skipped < 0)
        return FALSE;
      if (n_skipped == 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the file ends too early");
          return FALSE;
        }
      head->position += n_skipped;
      n_bytes -= n_skipped;
    }

  return TRUE;
}

static gboolean
read_u32 (Head     *head,
          guint32  *value,
          GError  **error)
{
  if (!read_bytes (head, value, sizeof *value, error))
    return FALSE;
  *value = GUINT32_FROM_LE (*value);

  return TRUE;
}

static gboolean
read_u64 (Head     *head,
          guint64  *value,
          GError  **error)
{
  if (!read_bytes (head, value, sizeof *value, error))
    return FALSE;
  *value = GUINT64_FROM_LE (*value);

  return TRUE;
}

/* @text is NULL for one that is too long to be kept. */
static gboolean
read_text (Head     *head,
           gsize     most_bytes,
           char    **text,
           GError  **error)
{
  guint64 length;

  *text = NULL;
  if (!read_u64 (head, &length, error))
    return FALSE;
  if (length > most_bytes)
    return skip_bytes (head, length, error);

  *text = g_malloc0 (length + 1);
  if (!read_bytes (head, *text, length, error))
    {
      g_clear_pointer (text, g_free);
      return FALSE;
    }

  return TRUE;
}

static gboolean
skip_value (Head     *head,
            guint32   type,
            guint     depth,
            GError  **error)
{
  guint64 length;
  guint32 item_type;

  if (type >= N_TYPES || depth > MAX_DEPTH)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it holds a value of an unknown kind");
      return FALSE;
    }
  if (type == TYPE_TEXT)
    return read_u64 (head, &length, error) && skip_bytes (head, length, error);
  if (type != TYPE_ARRAY)
    return skip_bytes (head, type_bytes[type], error);

  if (!read_u32 (head, &item_type, error) || !read_u64 (head, &length, error))
    return FALSE;
  if (item_type < N_TYPES && type_bytes[item_type] != 0)
    return skip_bytes (head, length > G_MAXUINT64 / 8 ? G_MAXUINT64 : length * type_bytes[item_type], error);
  for (guint64 i = 0; i < length; i++)
    if (!skip_value (head, item_type, depth + 1, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_number (Head     *head,
             guint32   type,
             guint64  *value,
             GError  **error)
{
  guint8 bytes[8] = { 0 };

  if (!read_bytes (head, bytes, type_bytes[type], error))
    return FALSE;
  memcpy (value, bytes, sizeof *value);
  *value = GUINT64_FROM_LE (*value);

  return TRUE;
}

static gboolean
is_whole_number (guint32 type)
{
  return type < N_TYPES && type_bytes[type] != 0 && type != TYPE_F32 && type != TYPE_F64;
}

static void
take_number (Head       *head,
             const char *key,
             guint64     value)
{
  AskgModelFile *model = head->model;

  if (g_str_equal (key, "general.alignment") && value > 0 && value <= 1 << 16)
    head->alignment = value;
  else if (g_str_equal (key, "clip.has_vision_encoder"))
    model->has_vision = value != 0;
  else if (g_str_equal (key, "clip.has_audio_encoder"))
    model->has_audio = value != 0;
  else if (g_str_equal (key, "split.no"))
    model->part = MIN (value, 9999);
  else if (g_str_equal (key, "split.count"))
    model->n_parts = CLAMP (value, 1, 9999);
  else if (g_str_has_suffix (key, ".context_length"))
    model->context_tokens = MIN (value, 1 << 30);
  else if (g_str_has_suffix (key, ".block_count"))
    head->n_layers = MIN (value, 1 << 16);
  else if (g_str_has_suffix (key, ".attention.head_count"))
    head->n_heads = MIN (value, 1 << 16);
  else if (g_str_has_suffix (key, ".attention.head_count_kv"))
    head->n_state_heads = MIN (value, 1 << 16);
  else if (g_str_has_suffix (key, ".embedding_length"))
    head->width = MIN (value, 1 << 20);
}

static void
take_text (Head       *head,
           const char *key,
           char       *text)
{
  AskgModelFile *model = head->model;
  char **kept = g_str_equal (key, "general.architecture") ? &model->architecture :
                g_str_equal (key, "general.name") ? &model->name : NULL;

  if (g_str_equal (key, "general.type"))
    model->is_projector |= g_str_equal (text, "mmproj");
  if (kept == NULL)
    return;

  g_free (*kept);
  *kept = g_utf8_make_valid (text, -1);
}

static gboolean
read_pair (Head    *head,
           GError **error)
{
  g_autofree char *key = NULL;
  guint32 type;

  if (!read_text (head, MAX_KEY_BYTES, &key, error) || !read_u32 (head, &type, error))
    return FALSE;
  if (key != NULL && is_whole_number (type))
    {
      guint64 value;

      if (!read_number (head, type, &value, error))
        return FALSE;
      take_number (head, key, value);
      return TRUE;
    }
  if (key != NULL && type == TYPE_TEXT)
    {
      g_autofree char *text = NULL;

      if (!read_text (head, MAX_TEXT_BYTES, &text, error))
        return FALSE;
      if (text != NULL)
        take_text (head, key, text);
      return TRUE;
    }

  return skip_value (head, type, 0, error);
}

/* Where the last tensor starts, within their bytes: a file that ends before it has been cut. */
static gboolean
read_tensors (Head     *head,
              guint64   n_tensors,
              guint64  *last_start,
              GError  **error)
{
  *last_start = 0;
  for (guint64 i = 0; i < n_tensors; i++)
    {
      g_autofree char *name = NULL;
      guint32 n_sides, type;
      guint64 start;

      if (!read_text (head, MAX_KEY_BYTES, &name, error) || !read_u32 (head, &n_sides, error))
        return FALSE;
      if (n_sides > 8)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a tensor has too many sides");
          return FALSE;
        }
      if (!skip_bytes (head, 8 * n_sides, error) || !read_u32 (head, &type, error) || !read_u64 (head, &start, error))
        return FALSE;
      *last_start = MAX (*last_start, start);
    }

  return TRUE;
}

static gboolean
read_head (Head    *head,
           GError **error)
{
  char magic[4];
  guint32 version;
  guint64 n_tensors, n_pairs, last_start, body;

  if (!read_bytes (head, magic, sizeof magic, error))
    return FALSE;
  if (memcmp (magic, "GGUF", 4) != 0 || !read_u32 (head, &version, error) || version < 2 || version > 3)
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "it is no GGUF file");
      return FALSE;
    }
  if (!read_u64 (head, &n_tensors, error) || !read_u64 (head, &n_pairs, error))
    return FALSE;
  if (n_tensors > MAX_VALUES || n_pairs > MAX_VALUES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "its head is out of proportion");
      return FALSE;
    }
  for (guint64 i = 0; i < n_pairs; i++)
    if (!read_pair (head, error))
      return FALSE;
  if (!read_tensors (head, n_tensors, &last_start, error))
    return FALSE;

  body = (head->position + head->alignment - 1) / head->alignment * head->alignment;
  if (n_tensors > 0 && (last_start > G_MAXINT64 / 2 || body + last_start >= (guint64) head->model->size_bytes))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the file ends too early");
      return FALSE;
    }

  return TRUE;
}

static void
conclude (Head *head)
{
  AskgModelFile *model = head->model;

  if (model->architecture == NULL)
    model->architecture = g_strdup ("unknown");
  model->is_projector |= g_str_equal (model->architecture, "clip");
  if (head->n_heads > 0 && head->n_state_heads > 0)
    model->state_bytes_per_token = 2 * 2 * head->n_layers * head->width / head->n_heads * head->n_state_heads;
}

static GError *
tell (const GError *why,
      const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *quoted = askg_error_quote (name);

  if (askg_error_is_cancelled (why))
    return g_error_copy (why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                        _("“%s” is cut short: it is not the whole model. Download or copy it again."), quoted);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                        _("“%s” is not a model that llama-server can load: it is no GGUF file. Choose a file that ends in .gguf."),
                        quoted);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                        _("“%s” is damaged: its head makes no sense. Download or copy it again."), quoted);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                      _("The model “%s” cannot be read: %s. Choose another file."), quoted, why->message);
}

/**
 * askg_model_file_parse:
 * @bytes: the file from its start
 * @size_bytes: how long the whole file is
 * @path: what it is called
 *
 * Reads its head alone: some megabytes of a file of gigabytes.
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what it is, or %NULL with @error set
 */
AskgModelFile *
askg_model_file_parse (GInputStream  *bytes,
                       gint64         size_bytes,
                       const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(GInputStream) stream = g_buffered_input_stream_new_sized (bytes, 1 << 16);
  g_autoptr(AskgModelFile) model = g_new0 (AskgModelFile, 1);
  g_autoptr(GError) trouble = NULL;
  Head head = { .stream = stream, .cancellable = cancellable, .model = model, .alignment = 32 };

  model->path = g_strdup (path);
  model->n_parts = 1;
  model->size_bytes = size_bytes;
  if (!read_head (&head, &trouble))
    {
      g_propagate_error (error, tell (trouble, path));
      return NULL;
    }
  conclude (&head);

  return g_steal_pointer (&model);
}

/**
 * askg_model_file_read:
 * @path: a model file
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what it is, or %NULL with @error set
 */
AskgModelFile *
askg_model_file_read (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GFileInputStream) bytes = g_file_read (file, cancellable, &trouble);
  g_autoptr(GFileInfo) info = bytes == NULL ? NULL :
    g_file_input_stream_query_info (bytes, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, &trouble);

  if (info == NULL)
    {
      g_propagate_error (error, tell (trouble, path));
      return NULL;
    }

  return askg_model_file_parse (G_INPUT_STREAM (bytes), g_file_info_get_size (info), path, cancellable, error);
}

void
askg_model_file_free (AskgModelFile *model)
{
  g_free (model->path);
  g_free (model->name);
  g_free (model->architecture);
  g_free (model);
}
