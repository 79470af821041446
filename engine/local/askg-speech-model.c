/* askg-speech-model.c: any thread. The layout is that of whisper.cpp's ggml files: a magic, eleven numbers, a filter bank,
 * the vocabulary, then tensors up to the end. */
#include "engine/local/askg-speech-model.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAGIC 0x67676d6cu
#define MULTILINGUAL_WORDS 51865 /* a vocabulary of fewer is the English one */
#define MAX_WORDS 200000
#define MAX_MELS 1024
#define MAX_WORD_BYTES 1024
#define MAX_NAME_BYTES 256
#define MAX_TENSORS 20000
#define MAX_SIDE (1 << 24)

/* What a block of so many values takes; of kinds that are not here the end is not looked at. */
static const struct { gint32 type; guint n_values; guint n_bytes; } kinds[] = {
  { 0, 1, 4 }, { 1, 1, 2 }, { 2, 32, 18 }, { 3, 32, 20 }, { 6, 32, 22 }, { 7, 32, 24 }, { 8, 32, 34 },
  { 10, 256, 84 }, { 11, 256, 110 }, { 12, 256, 144 }, { 13, 256, 176 }, { 14, 256, 210 },
};

enum { N_WORDS, AUDIO_CONTEXT, AUDIO_STATE, AUDIO_HEADS, AUDIO_LAYERS, TEXT_CONTEXT, TEXT_STATE, TEXT_HEADS, TEXT_LAYERS, N_MELS,
       FILE_TYPE, N_NUMBERS };

static gboolean
set_cut_short (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the file ends too early");

  return FALSE;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a number is out of proportion");

  return FALSE;
}

static gboolean
read_numbers (GInputStream  *stream,
              gint32        *numbers,
              gsize          n_numbers,
              GCancellable  *cancellable,
              GError       **error)
{
  gsize n_read = 0;

  if (!g_input_stream_read_all (stream, numbers, n_numbers * sizeof *numbers, &n_read, cancellable, error))
    return FALSE;
  if (n_read < n_numbers * sizeof *numbers)
    return set_cut_short (error);
  for (gsize i = 0; i < n_numbers; i++)
    numbers[i] = GINT32_FROM_LE (numbers[i]);

  return TRUE;
}

static gboolean
skip (GInputStream  *stream,
      guint64        n_bytes,
      GCancellable  *cancellable,
      GError       **error)
{
  while (n_bytes > 0)
    {
      const gssize n_skipped = g_input_stream_skip (stream, MIN (n_bytes, 1u << 30), cancellable, error);

      if (n_skipped < 0)
        return FALSE;
      if (n_skipped == 0)
        return set_cut_short (error);
      n_bytes -= n_skipped;
    }

  return TRUE;
}

static gboolean
read_head (GInputStream  *stream,
           gint32        *numbers,
           GCancellable  *cancellable,
           GError       **error)
{
  gint32 magic;

  if (!read_numbers (stream, &magic, 1, cancellable, error))
    return FALSE;
  if ((guint32) magic != MAGIC)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "it begins otherwise");
      return FALSE;
    }
  if (!read_numbers (stream, numbers, N_NUMBERS, cancellable, error))
    return FALSE;
  for (guint i = 0; i < FILE_TYPE; i++)
    if (numbers[i] <= 0 || numbers[i] > MAX_WORDS)
      return set_damaged (error);

  return TRUE;
}

static gboolean
skip_filters (GInputStream  *stream,
              GCancellable  *cancellable,
              GError       **error)
{
  gint32 sides[2];

  if (!read_numbers (stream, sides, 2, cancellable, error))
    return FALSE;
  if (sides[0] <= 0 || sides[0] > MAX_MELS || sides[1] <= 0 || sides[1] > 1 << 16)
    return set_damaged (error);

  return skip (stream, (guint64) sides[0] * sides[1] * sizeof (float), cancellable, error);
}

static gboolean
skip_words (GInputStream  *stream,
            GCancellable  *cancellable,
            GError       **error)
{
  gint32 n_words;

  if (!read_numbers (stream, &n_words, 1, cancellable, error))
    return FALSE;
  if (n_words <= 0 || n_words > MAX_WORDS)
    return set_damaged (error);
  for (gint32 i = 0; i < n_words; i++)
    {
      gint32 n_bytes;

      if (!read_numbers (stream, &n_bytes, 1, cancellable, error))
        return FALSE;
      if (n_bytes < 0 || n_bytes > MAX_WORD_BYTES)
        return set_damaged (error);
      if (!skip (stream, n_bytes, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* @is_end: set where the file ends in good order, or goes on in a way that is not known here */
static gboolean
skip_tensor (GInputStream  *stream,
             gboolean      *is_end,
             GCancellable  *cancellable,
             GError       **error)
{
  gint32 head[3]; /* sides, bytes of the name, type */
  gint32 sides[4];
  guint64 n_values = 1;
  gsize n_read = 0;
  gsize i = 0;

  if (!g_input_stream_read_all (stream, head, sizeof head, &n_read, cancellable, error))
    return FALSE;
  *is_end = n_read == 0;
  if (*is_end)
    return TRUE;
  if (n_read < sizeof head)
    return set_cut_short (error);
  for (i = 0; i < G_N_ELEMENTS (head); i++)
    head[i] = GINT32_FROM_LE (head[i]);
  if (head[0] < 1 || head[0] > 4 || head[1] <= 0 || head[1] > MAX_NAME_BYTES)
    return set_damaged (error);
  if (!read_numbers (stream, sides, head[0], cancellable, error))
    return FALSE;
  for (i = 0; i < (gsize) head[0]; i++)
    {
      if (sides[i] <= 0 || sides[i] > MAX_SIDE || n_values > ((guint64) 1 << 40) / sides[i])
        return set_damaged (error);
      n_values *= sides[i];
    }
  for (i = 0; i < G_N_ELEMENTS (kinds) && kinds[i].type != head[2]; i++)
    ;
  *is_end = i == G_N_ELEMENTS (kinds);

  return *is_end || skip (stream, head[1] + n_values / kinds[i].n_values * kinds[i].n_bytes, cancellable, error);
}

static gboolean
look_through (GInputStream     *stream,
              AskgSpeechModel  *model,
              GCancellable     *cancellable,
              GError          **error)
{
  gint32 numbers[N_NUMBERS];
  gboolean is_end = FALSE;
  guint n_tensors = 0;

  if (!read_head (stream, numbers, cancellable, error) || !skip_filters (stream, cancellable, error) ||
      !skip_words (stream, cancellable, error))
    return FALSE;
  for (; !is_end && n_tensors < MAX_TENSORS; n_tensors++)
    if (!skip_tensor (stream, &is_end, cancellable, error))
      return FALSE;
  if (n_tensors <= 1)
    return set_cut_short (error);
  model->is_multilingual = numbers[N_WORDS] >= MULTILINGUAL_WORDS;

  return TRUE;
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
                        _("“%s” is not a model that whisper-server can load. Choose one for whisper.cpp: a file like ggml-base.bin."),
                        quoted);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                        _("“%s” is damaged: its head makes no sense. Download or copy it again."), quoted);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                      _("The model “%s” cannot be read: %s. Choose another file."), quoted, why->message);
}

/**
 * askg_speech_model_parse:
 * @bytes: the file from its start; where it can be sought in, what is not needed is not read
 * @size_bytes: how long the whole file is
 * @path: what it is called
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is a whole model, which @model then tells of
 */
gboolean
askg_speech_model_parse (GInputStream     *bytes,
                         gint64            size_bytes,
                         const char       *path,
                         AskgSpeechModel  *model,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr(GInputStream) stream = g_buffered_input_stream_new_sized (bytes, 1 << 16);
  g_autoptr(GError) trouble = NULL;

  *model = (AskgSpeechModel) { .size_bytes = size_bytes };
  if (look_through (stream, model, cancellable, &trouble))
    return TRUE;
  g_propagate_error (error, tell (trouble, path));

  return FALSE;
}

/**
 * askg_speech_model_read:
 *
 * Errors: those of askg_speech_model_parse()
 */
gboolean
askg_speech_model_read (const char       *path,
                        AskgSpeechModel  *model,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GFileInputStream) bytes = g_file_read (file, cancellable, &trouble);
  g_autoptr(GFileInfo) info = bytes == NULL ? NULL :
    g_file_input_stream_query_info (bytes, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, &trouble);

  if (info == NULL)
    {
      g_propagate_error (error, tell (trouble, path));
      return FALSE;
    }

  return askg_speech_model_parse (G_INPUT_STREAM (bytes), g_file_info_get_size (info), path, model, cancellable, error);
}
