/* askg-command-run.h: one run of a command that speaks: words in, sound out, watched. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgCommandRun AskgCommandRun;

typedef struct
{
  guint  raw_rate_hz; /* of sound that does not tell */
  guint  silent_ms;   /* that long nothing may come */
  gsize  max_bytes;   /* of sound */
} AskgCommandLimits;

/* @samples: signed 16-bit, one channel */
typedef void (*AskgCommandSoundFunc) (guint     rate_hz,
                                      GBytes   *samples,
                                      gpointer  user_data);
/* @error: (nullable) (transfer none): why there is no more of it; once, and nothing after it */
typedef void (*AskgCommandEndFunc)   (const GError *error,
                                      gpointer      user_data);

AskgCommandRun *askg_command_run_start    (const char *const       *argv,
                                           const AskgCommandLimits *limits,
                                           GError                 **error);
void            askg_command_run_say      (AskgCommandRun          *self,
                                           const char              *words,
                                           AskgCommandSoundFunc     on_sound,
                                           AskgCommandEndFunc       on_end,
                                           gpointer                 user_data);
gboolean        askg_command_run_is_alive (AskgCommandRun          *self);
void            askg_command_run_cut      (AskgCommandRun          *self);

G_END_DECLS
