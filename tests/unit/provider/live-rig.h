/* live-rig.h: a live session with an engine that has the habits the test names; what it tells is written down. */
#pragma once

#include "engine/provider/askg-live-session.h"
#include "tests/unit/transport/wire-rig.h"

G_BEGIN_DECLS

typedef struct
{
  AskgHttp        *http;
  AskgPolicy      *policy;
  AskgGate        *gate;
  FakeLedger      *ledger;
  const char      *log;      /* path: what the engine was told */
  guint            port;
  AskgProfile     *profile;
  AskgEngineLink  *link;
  AskgLiveSession *session;
  AskgLiveSettings settings;

  GString         *told;     /* the signals in short: "b" began, "<" ">" speech, "r" reply, "e0" its end, "t" trouble … */
  GString         *user;
  GString         *reply;
  GByteArray      *sound;    /* of all replies */
  guint            rate_hz;
  guint            n_sounds;
  guint            n_odd;    /* pieces that were not whole samples */
  guint            n_replies;
  guint            n_ends;   /* of replies */
  guint            n_ended;  /* of sessions */
  guint            n_began;
  guint            n_troubles;
  gboolean         is_open_over;
  gboolean         is_inside; /* a call: nothing may be told */
  char            *tool;
  GError          *open_error;
  GError          *trouble;
  GError          *error;    /* of the end */
  gint64           sound_us; /* when the first piece of sound was told */
} LiveRig;

gboolean live_rig_give_up_cb (gpointer      user_data);

#define LIVE_WAIT_FOR(condition)                                              \
  G_STMT_START {                                                              \
    const guint late = g_timeout_add_seconds (20, live_rig_give_up_cb, rig);  \
    while (!(condition))                                                      \
      g_main_context_iteration (NULL, TRUE);                                  \
    g_source_remove (late);                                                   \
  } G_STMT_END

void     live_rig_set_up    (LiveRig       *rig,
                             gconstpointer  data);
void     live_rig_tear_down (LiveRig       *rig,
                             gconstpointer  data);
void     live_rig_stop_server (void);
void     live_rig_make      (LiveRig       *rig,
                             const char    *habits);
void     live_rig_open      (LiveRig       *rig,
                             const char    *habits);
void     live_rig_speak     (LiveRig       *rig,
                             guint          duration_ms,
                             gboolean       is_silence);
void     live_rig_ask       (LiveRig       *rig);
gboolean live_rig_was_told  (LiveRig       *rig,
                             const char    *words);
guint    live_rig_count     (LiveRig       *rig,
                             const char    *words);

G_END_DECLS
