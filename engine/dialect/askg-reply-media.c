/* askg-reply-media.c: sound and pictures in a reply, and what it took. */
#include "engine/dialect/askg-reply-builder-inside-private.h"

#include <string.h>

#include "engine/dialect/askg-wire-usage-private.h"

#define MAX_IMAGES 64

static void
tell_samples (AskgReplyBuilder *self,
              AskgWavStream    *sound,
              const guint8     *bytes,
              gsize             n_bytes)
{
  g_autoptr(GBytes) samples = askg_wav_stream_feed (sound, bytes, n_bytes);

  if (samples != NULL)
    askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_AUDIO, .bytes = samples,
                                                      .rate_hz = sound->rate_hz, .n_channels = sound->n_channels });
}

static guint
parameter_of (const char *content_type,
              const char *name,
              guint       otherwise)
{
  const char *found = strstr (content_type, name);
  const guint64 value = found != NULL ? g_ascii_strtoull (found + strlen (name), NULL, 10) : 0;

  return value > 0 && value <= 384000 ? value : otherwise;
}

/**
 * askg_reply_builder_begin_sound:
 * @content_type: (nullable): such as "audio/pcm;rate=16000", "audio/mpeg"
 *
 * What the sound is that follows; where that says nothing, its first bytes tell a WAV from bare samples.
 */
void
askg_reply_builder_begin_sound (AskgReplyBuilder *self,
                                const char       *content_type)
{
  g_autofree char *type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;

  if (type == NULL || self->sound.state != ASKG_WAV_STREAM_BEGIN || !g_str_has_prefix (type, "audio/") ||
      strstr (type, "wav") != NULL)
    return;
  if (g_str_has_prefix (type, "audio/pcm") || g_str_has_prefix (type, "audio/l16") || g_str_has_prefix (type, "audio/raw") ||
      g_str_has_prefix (type, "audio/x-raw"))
    askg_wav_stream_begin_raw (&self->sound, parameter_of (type, "rate=", ASKG_WAV_STREAM_DEFAULT_HZ),
                               MIN (parameter_of (type, "channels=", 1), 8));
  else
    askg_wav_stream_begin_file (&self->sound);
}

/* The next bytes of the sound, as they are. */
void
askg_reply_builder_add_audio_bytes (AskgReplyBuilder *self,
                                    const guint8     *bytes,
                                    gsize             n_bytes)
{
  self->result.has_audio = TRUE;
  if (n_bytes == 0)
    return;
  self->result.has_content = TRUE;
  if (self->keeps_all)
    g_byte_array_append (self->result.audio, bytes, n_bytes);
  tell_samples (self, &self->sound, bytes, n_bytes);
}

/* The next of the sound, in base64 that may be cut anywhere. */
void
askg_reply_builder_add_audio_text (AskgReplyBuilder *self,
                                   const char       *base64)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  askg_base64_stream_feed (&self->sound_text, base64, bytes);
  askg_reply_builder_add_audio_bytes (self, bytes->data, bytes->len);
}

/* A whole WAV file, one of several in a row. */
void
askg_reply_builder_add_wav_text (AskgReplyBuilder *self,
                                 const char       *base64)
{
  g_autoptr(GBytes) file = askg_base64_decode_whole (base64);
  g_auto(AskgWavStream) sound = { ASKG_WAV_STREAM_BEGIN };
  g_autoptr(GBytes) samples = askg_wav_stream_feed (&sound, g_bytes_get_data (file, NULL), g_bytes_get_size (file));

  self->result.n_audio_fragments++;
  self->result.has_content = TRUE;
  if (samples == NULL)
    return;
  if (self->keeps_all)
    g_byte_array_append (self->result.audio, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_AUDIO, .bytes = samples, .rate_hz = sound.rate_hz,
                                                    .n_channels = sound.n_channels });
}

/* The "audio" object of a delta or of a message. */
void
askg_reply_builder_add_audio (AskgReplyBuilder *self,
                              json_t           *audio)
{
  AskgReplyResult *result = &self->result;
  const char *id = askg_wire_json_get_filled (audio, "id");
  const char *transcript = askg_wire_json_get_string (audio, "transcript");
  const char *data = askg_wire_json_get_string (audio, "data");
  const gint64 expires_at = askg_wire_json_get_count (audio, "expires_at");

  result->has_audio = TRUE;
  result->has_content = TRUE;
  if (result->audio_id == NULL)
    result->audio_id = g_strdup (id);
  if (expires_at > 0)
    result->audio_expires_at = expires_at;
  if (transcript != NULL)
    askg_reply_builder_add_transcript (self, transcript);
  if (data != NULL)
    askg_reply_builder_add_audio_text (self, data);
}

static void
keep_image (AskgReplyBuilder *self,
            const char       *mime,
            GBytes           *bytes,
            const char       *url)
{
  AskgWireImage *image;

  self->result.has_content = TRUE;
  if (!self->keeps_all || self->result.images->len >= MAX_IMAGES)
    return;
  image = g_new0 (AskgWireImage, 1);
  image->mime = g_strdup (mime);
  image->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  image->url = g_strdup (url);
  g_ptr_array_add (self->result.images, image);
}

/**
 * askg_reply_builder_add_image_text:
 * @mime: (nullable): as the server names it
 * @base64: the whole picture
 * @partial_index: -1 for a final one; else which preview it is
 */
void
askg_reply_builder_add_image_text (AskgReplyBuilder *self,
                                   const char       *mime,
                                   const char       *base64,
                                   gint64            partial_index)
{
  g_autoptr(GBytes) bytes = askg_base64_decode_whole (base64);

  if (partial_index >= 0)
    {
      self->result.n_partials++;
      self->result.last_partial_index = partial_index;
      self->result.last_partial_bytes = g_bytes_get_size (bytes);
    }
  else
    keep_image (self, mime, bytes, NULL);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_IMAGE, .text = mime != NULL ? mime : "image/png",
                                                    .bytes = bytes, .index = self->n_images,
                                                    .is_partial = partial_index >= 0 });
  if (partial_index < 0)
    self->n_images++;
}

/* A "data:" URL is the picture; any other would have to be fetched, which nobody does. */
void
askg_reply_builder_add_image (AskgReplyBuilder *self,
                              const char       *url)
{
  g_autofree char *mime = NULL;
  const char *base64;

  if (url == NULL || *url == '\0')
    return;
  base64 = strstr (url, ";base64,");
  if (!g_str_has_prefix (url, "data:") || base64 == NULL || base64 - url > 200)
    {
      keep_image (self, NULL, NULL, url);
      return;
    }
  mime = g_strndup (url + strlen ("data:"), strcspn (url + strlen ("data:"), ";,"));
  askg_reply_builder_add_image_text (self, mime, base64 + strlen (";base64,"), -1);
}

/**
 * askg_reply_builder_set_usage:
 * @usage: (nullable): the object a server counts in, whatever names it uses
 * @is_addition: whether what it leaves out stays as it was; otherwise the last one counts
 */
void
askg_reply_builder_set_usage (AskgReplyBuilder *self,
                              json_t           *usage,
                              gboolean          is_addition)
{
  AskgReplyResult *result = &self->result;
  AskgUsage read;

  if (!json_is_object (usage))
    return;
  askg_wire_usage_read (usage, &read);
  if (is_addition)
    askg_usage_update (&result->usage, &read);
  else
    result->usage = read;
  result->has_usage = TRUE;
  result->usage_seconds = askg_wire_json_get_number (usage, "seconds");
  if (askg_usage_is_known (&result->usage))
    askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_USAGE, .usage = &result->usage });
}
