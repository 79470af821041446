/* askg-media-reader.c: speech to text, text to speech, pictures: three small dialects that name their events. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <string.h>

#include "engine/dialect/askg-wire-error-private.h"

typedef struct
{
  GString  *text;     /* what the deltas brought; made when first needed */
  gboolean  is_over;
  gboolean  is_other; /* JSON of another kind */
} MediaState;

static void
media_clear (gpointer data)
{
  MediaState *state = data;

  if (state->text != NULL)
    g_string_free (state->text, TRUE);
}

static void
add_text (MediaState       *state,
          AskgReplyBuilder *builder,
          const char       *piece)
{
  if (state->text == NULL)
    state->text = g_string_new (NULL);
  if (state->text->len + strlen (piece) <= ASKG_REPLY_MAX_TEXT_BYTES)
    g_string_append (state->text, piece);
  askg_reply_builder_add_plain (builder, piece);
}

/* The words in the end are the better ones: the whole was heard by then. */
static void
settle_text (MediaState       *state,
             AskgReplyBuilder *builder,
             const char       *text)
{
  if (text == NULL)
    return;
  if (state->text == NULL || state->text->len == 0)
    askg_reply_builder_add_plain (builder, text);
  else if (strcmp (state->text->str, text) != 0)
    askg_reply_builder_replace_text (builder, text);
}

static void
take_image (AskgReplyBuilder *builder,
            json_t           *root,
            gint64            partial_index)
{
  const char *base64 = askg_wire_json_get_string (root, "b64_json");
  const char *format = askg_wire_json_get_filled (root, "output_format");
  g_autofree char *mime = g_strdup_printf ("image/%s", format != NULL && strlen (format) < 16 ? format : "png");

  if (base64 != NULL)
    askg_reply_builder_add_image_text (builder, mime, base64, partial_index);
  else
    askg_reply_builder_add_image (builder, askg_wire_json_get_string (root, "url"));
}

static void
end_with_usage (MediaState       *state,
                AskgReplyBuilder *builder,
                json_t           *root)
{
  state->is_over = TRUE;
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), FALSE);
  askg_reply_builder_set_final (builder);
}

/* vLLM cuts long sound into segments, and says "stop" after each of them. */
static void
take_chunk (MediaState       *state,
            AskgReplyBuilder *builder,
            json_t           *root)
{
  json_t *choice;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (root, "choices"), i, choice)
    {
      const char *piece = askg_wire_json_get_string (askg_wire_json_get_object (choice, "delta"), "content");

      if (piece != NULL)
        add_text (state, builder, piece);
      if (askg_wire_json_get_filled (choice, "finish_reason") != NULL)
        askg_reply_builder_get_result (builder)->n_finishes++;
    }
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), FALSE);
}

static gboolean
is_image_event (const char *type,
                const char *what)
{
  return (g_str_has_prefix (type, "image_generation.") || g_str_has_prefix (type, "image_edit.")) &&
         strcmp (strchr (type, '.') + 1, what) == 0;
}

static void
media_take_event (gpointer          data,
                  AskgReplyBuilder *builder,
                  const char       *name,
                  json_t           *root)
{
  MediaState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);
  AskgWireError *error = askg_wire_error_new_from_json (root);
  const char *type = askg_wire_json_get_filled (root, "type");
  const char *delta = askg_wire_json_get_string (root, "delta");

  if (type == NULL)
    type = name;
  if (error == NULL && strcmp (name, "error") == 0)
    error = askg_wire_error_new_from_member (root);
  if (error != NULL)
    askg_reply_builder_take_error (builder, error);
  else if (strcmp (type, "transcript.text.delta") == 0)
    add_text (state, builder, delta != NULL ? delta : "");
  else if (strcmp (type, "transcript.text.segment") == 0)
    result->n_partials++;
  else if (strcmp (type, "transcript.text.done") == 0)
    {
      settle_text (state, builder, askg_wire_json_get_string (root, "text"));
      end_with_usage (state, builder, root);
    }
  else if (strcmp (type, "speech.audio.delta") == 0)
    askg_reply_builder_add_audio_text (builder, askg_wire_json_get_string (root, "audio") != NULL
                                                  ? askg_wire_json_get_string (root, "audio") : "");
  else if (strcmp (type, "speech.audio.done") == 0)
    end_with_usage (state, builder, root);
  else if (is_image_event (type, "partial_image"))
    take_image (builder, root, MAX (askg_wire_json_get_count (root, "partial_image_index"), 0));
  else if (is_image_event (type, "completed"))
    {
      take_image (builder, root, -1);
      end_with_usage (state, builder, root);
    }
  else if (g_strcmp0 (askg_wire_json_get_string (root, "object"), "transcription.chunk") == 0)
    take_chunk (state, builder, root);
}

static void
media_take_whole (gpointer          data,
                  AskgReplyBuilder *builder,
                  json_t           *root)
{
  MediaState *state = data;
  const char *text = askg_wire_json_get_string (root, "text");
  json_t *image;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (root, "data"), i, image)
    take_image (builder, image, -1);
  settle_text (state, builder, text);
  state->is_other = text == NULL && askg_wire_json_get_array (root, "data") == NULL;
  state->is_over = !state->is_other;
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), FALSE);
}

static void
transcription_take_text (gpointer          data,
                         AskgReplyBuilder *builder,
                         const char       *text)
{
  MediaState *state = data;

  settle_text (state, builder, text);
  state->is_over = TRUE;
}

static void
media_end (gpointer          data,
           AskgReplyBuilder *builder,
           AskgReplyEnding   ending)
{
  const MediaState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);
  const gboolean is_over = state->is_over || (ending.was_done && result->n_finishes > 0) ||
                           (ending.was_sound && result->has_content);

  /* Words may be none: silence was heard. */
  result->outcome = state->is_other ? ASKG_REPLY_OTHER : is_over ? ASKG_REPLY_COMPLETE
                    : ending.was_sound ? ASKG_REPLY_EMPTY : ASKG_REPLY_TRUNCATED;
}

const AskgReplyReader askg_media_reader = {
  .n_bytes = sizeof (MediaState),
  .clear = media_clear,
  .take_event = media_take_event,
  .take_whole = media_take_whole,
  .end = media_end,
};

const AskgReplyReader askg_transcription_reader = {
  .n_bytes = sizeof (MediaState),
  .clear = media_clear,
  .take_event = media_take_event,
  .take_whole = media_take_whole,
  .take_text = transcription_take_text,
  .end = media_end,
};
