/* askg-request.h: a question becomes the bytes of a request. Pure; any thread.
 *
 * The same turns give the same bytes every time: engines keep what they have read already, as long as it
 * begins the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_ROLE_USER,
  ASKG_ROLE_ASSISTANT,
} AskgRole;

/* Encoded: "image/png", "image/jpeg", "image/webp", "audio/wav", "audio/mpeg". */
typedef struct
{
  const char *mime;
  GBytes     *bytes;
} AskgRequestMedia;

typedef struct
{
  AskgRole                role;
  const char             *text;     /* (nullable) */
  const AskgRequestMedia *pictures;
  gsize                   n_pictures;
  const AskgRequestMedia *sounds;
  gsize                   n_sounds;
} AskgRequestTurn;

/* What one server wants otherwise than most. Learnt by probe or from its errors, kept with its profile. */
typedef enum
{
  ASKG_QUIRK_NONE                  = 0,
  ASKG_QUIRK_MAX_COMPLETION_TOKENS = 1 << 0, /* OpenAI: "max_tokens" is refused */
  ASKG_QUIRK_DEVELOPER             = 1 << 1, /* OpenAI: the system's words are the developer's */
  ASKG_QUIRK_NO_SYSTEM             = 1 << 2, /* templates without one: its words go before the first question */
  ASKG_QUIRK_NO_STREAM_OPTIONS     = 1 << 3,
  ASKG_QUIRK_NO_OBFUSCATION        = 1 << 4, /* OpenAI: without padding */
  ASKG_QUIRK_PROGRESS              = 1 << 5, /* llama.cpp: tells how much of the question it has read */
  ASKG_QUIRK_AUDIO_URL             = 1 << 6, /* SGLang: sound as a data URL */
  ASKG_QUIRK_IMAGE_URL_TEXT        = 1 << 7, /* Mistral: "image_url" is a text */
  ASKG_QUIRK_TEMPLATE_THINKING     = 1 << 8, /* llama.cpp, vLLM, SGLang: "enable_thinking" is the template's */
} AskgQuirks;

typedef struct
{
  const char            *model;            /* (nullable): the server's only one */
  const char            *system_text;      /* (nullable) */
  const AskgRequestTurn *turns;            /* the last one is the question */
  gsize                  n_turns;
  AskgQuirks             quirks;
  gboolean               is_stream;
  gint64                 max_tokens;       /* 0: the server's own limit */
  double                 temperature;      /* negative: the server's own */
  const char            *reasoning_effort; /* (nullable): "none", "low" … */
  gboolean               skips_thinking;   /* with TEMPLATE_THINKING */
  const char            *image_detail;     /* (nullable): "auto", "low", "high" */
  gboolean               wants_sound;      /* spoken beside the text */
  gboolean               wants_pictures;
  const char            *voice;            /* (nullable): with @wants_sound */
  const char            *tools;            /* (nullable): a JSON array, as the dialect has it */
  const char            *instructions;     /* (nullable): speech: how it is to be spoken */
} AskgRequestPlan;

GBytes *askg_chat_request_new       (const AskgRequestPlan *plan);
GBytes *askg_responses_request_new  (const AskgRequestPlan *plan);
GBytes *askg_speech_request_new     (const AskgRequestPlan *plan,
                                     const char            *format);
GBytes *askg_embeddings_request_new (const char            *model,
                                     const char *const     *texts);

/* One field of a form; a transcription is asked for by a form of them. */
typedef struct
{
  const char *name;
  const char *value;     /* (nullable): with @bytes */
  GBytes     *bytes;     /* (nullable) */
  const char *file_name; /* with @bytes: its ending tells servers the format */
  const char *mime;      /* with @bytes */
} AskgRequestField;

GBytes *askg_form_new               (const AskgRequestField *fields,
                                     gsize                   n_fields,
                                     char                  **out_content_type);
GBytes *askg_transcription_form_new (const char             *model,
                                     const char             *language,
                                     GBytes                 *wav,
                                     gboolean                is_stream,
                                     char                  **out_content_type);

G_END_DECLS
