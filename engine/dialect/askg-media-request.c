/* askg-media-request.c: speech to text, text to speech, and the numbers that texts are compared by. */
#include <string.h>

#include "engine/dialect/askg-request.h"
#include "engine/dialect/askg-wire-writer.h"

/**
 * askg_speech_request_new:
 * @plan: the text of its last turn is spoken
 * @format: "pcm" where the server is known to give 24 kHz; else "wav", whose head tells the rate
 *
 * Returns: (transfer full): the body of a POST to "…/audio/speech"
 */
GBytes *
askg_speech_request_new (const AskgRequestPlan *plan,
                         const char            *format)
{
  GString *json = g_string_new ("{");

  g_return_val_if_fail (plan->n_turns > 0, NULL);

  askg_wire_write_member (json, "model", plan->model);
  askg_wire_write_key (json, "input");
  askg_wire_write_string (json, plan->turns[plan->n_turns - 1].text != NULL ? plan->turns[plan->n_turns - 1].text : "");
  askg_wire_write_member (json, "voice", plan->voice != NULL ? plan->voice : "alloy");
  askg_wire_write_member (json, "instructions", plan->instructions);
  askg_wire_write_member (json, "response_format", format);
  g_string_append_c (json, '}');

  return g_string_free_to_bytes (json);
}

/**
 * askg_embeddings_request_new:
 * @texts: (array zero-terminated=1):
 *
 * Returns: (transfer full): the body of a POST to "…/embeddings"
 */
GBytes *
askg_embeddings_request_new (const char        *model,
                             const char *const *texts)
{
  GString *json = g_string_new ("{");

  askg_wire_write_member (json, "model", model);
  askg_wire_write_key (json, "input");
  g_string_append_c (json, '[');
  for (; *texts != NULL; texts++)
    {
      askg_wire_write_comma (json);
      askg_wire_write_string (json, *texts);
    }
  g_string_append (json, "],\"encoding_format\":\"float\"}");

  return g_string_free_to_bytes (json);
}

/* A line that no field holds. */
static char *
find_boundary (const AskgRequestField *fields,
               gsize                   n_fields)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *boundary = g_strdup_printf ("askglass-form-%08x", n * 2654435761u + 0x5eed);
      gboolean is_free = TRUE;

      for (gsize i = 0; is_free && i < n_fields; i++)
        {
          gsize n_bytes = 0;
          gconstpointer bytes = fields[i].bytes != NULL ? g_bytes_get_data (fields[i].bytes, &n_bytes) : NULL;

          is_free = (fields[i].value == NULL || strstr (fields[i].value, boundary) == NULL) &&
                    (n_bytes == 0 || memmem (bytes, n_bytes, boundary, strlen (boundary)) == NULL);
        }
      if (is_free)
        return g_steal_pointer (&boundary);
    }
}

/**
 * askg_form_new:
 * @fields: names and file names are ours, and hold no quotes
 * @out_content_type: (out) (transfer full): with the boundary
 *
 * Returns: (transfer full): a multipart/form-data body
 */
GBytes *
askg_form_new (const AskgRequestField  *fields,
               gsize                    n_fields,
               char                   **out_content_type)
{
  g_autofree char *boundary = find_boundary (fields, n_fields);
  GString *form = g_string_new (NULL);

  for (gsize i = 0; i < n_fields; i++)
    {
      const AskgRequestField *field = &fields[i];

      g_string_append_printf (form, "--%s\r\nContent-Disposition: form-data; name=\"%s\"", boundary, field->name);
      if (field->bytes != NULL)
        {
          g_string_append_printf (form, "; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n", field->file_name, field->mime);
          g_string_append_len (form, g_bytes_get_data (field->bytes, NULL), g_bytes_get_size (field->bytes));
        }
      else
        g_string_append_printf (form, "\r\n\r\n%s", field->value);
      g_string_append (form, "\r\n");
    }
  g_string_append_printf (form, "--%s--\r\n", boundary);
  *out_content_type = g_strdup_printf ("multipart/form-data; boundary=%s", boundary);

  return g_string_free_to_bytes (form);
}

/**
 * askg_transcription_form_new:
 * @model: (nullable): whisper.cpp's server has only one
 * @language: (nullable): ISO 639-1; %NULL to have it found out
 * @wav: a file of 16-bit samples
 * @is_stream: whether the words are wanted as they are understood
 * @out_content_type: (out) (transfer full):
 *
 * Returns: (transfer full): the body of a POST to "…/audio/transcriptions", or to whisper.cpp's "/inference"
 */
GBytes *
askg_transcription_form_new (const char  *model,
                             const char  *language,
                             GBytes      *wav,
                             gboolean     is_stream,
                             char       **out_content_type)
{
  AskgRequestField fields[5] = {
    { .name = "file", .bytes = wav, .file_name = "sound.wav", .mime = "audio/wav" },
    { .name = "response_format", .value = "json" },
  };
  gsize n_fields = 2;

  if (model != NULL)
    fields[n_fields++] = (AskgRequestField) { .name = "model", .value = model };
  if (language != NULL)
    fields[n_fields++] = (AskgRequestField) { .name = "language", .value = language };
  if (is_stream)
    fields[n_fields++] = (AskgRequestField) { .name = "stream", .value = "true" };

  return askg_form_new (fields, n_fields, out_content_type);
}
