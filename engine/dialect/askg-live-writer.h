/* askg-live-writer.h: what is said to an engine in a live session, in its dialect: one JSON message a call, appended.
 * Pure; any thread. */
#pragma once

#include "engine/dialect/askg-live-reader.h"

G_BEGIN_DECLS

/* Begin with { 0 }. Pointers are nullable and live as long as the call. */
typedef struct
{
  const char *model;              /* of a flat session */
  const char *instructions;
  const char *voice;
  const char *transcriber;        /* the model that writes down what the person says; %NULL: the engine's own, if any */
  const char *language;
  gboolean    in_words;           /* it answers in words alone */
  gboolean    engine_takes_turns;
  guint       patience_ms;        /* 0: as the engine likes */
  guint       rate_hz;            /* of the sound, both ways */
} AskgLiveWishes;

void     askg_live_write_wishes    (GString              *json,
                                    AskgLiveDialect       dialect,
                                    const AskgLiveWishes *wishes);
void     askg_live_write_sound     (GString              *json,
                                    GBytes               *pcm);
void     askg_live_write_commit    (GString              *json);
void     askg_live_write_forget    (GString              *json);
void     askg_live_write_words     (GString              *json,
                                    AskgLiveDialect       dialect,
                                    gboolean              by_person,
                                    const char           *text);
void     askg_live_write_picture   (GString              *json,
                                    const char           *mime,
                                    GBytes               *bytes);
void     askg_live_write_respond   (GString              *json);
void     askg_live_write_stop      (GString              *json,
                                    const char           *response);
void     askg_live_write_truncate  (GString              *json,
                                    const char           *item,
                                    gint64                heard_ms);
gboolean askg_live_dialect_talks   (AskgLiveDialect       dialect);
guint    askg_live_dialect_rate_hz (AskgLiveDialect       dialect,
                                    guint                 told_hz);

G_END_DECLS
