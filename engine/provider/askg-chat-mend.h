/* askg-chat-mend.h: what to do about an engine's error before the person is told. Pure but for what it
 * remembers in the profile. Main thread. */
#pragma once

#include "engine/dialect/askg-wire-error.h"
#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_MEND_TELL,             /* nothing helps: the person is told */
  ASKG_MEND_WAIT,             /* try again after a while */
  ASKG_MEND_OTHERWISE,        /* try again at once: the profile knows better now */
  ASKG_MEND_OTHER_PATH,       /* try again at once with the address written the other way */
  ASKG_MEND_WITHOUT_PICTURES, /* try again at once with their words instead */
  ASKG_MEND_WITHOUT_SOUNDS,   /* as above */
} AskgMend;

/* How it went so far with one question. */
typedef struct
{
  guint    n_tries;        /* requests sent, with the one that failed */
  guint    n_loading;      /* of them: told that the model is being loaded */
  guint    n_otherwise;    /* of them: sent at once, with something changed */
  gboolean has_output;     /* something of the answer was shown: it is never asked again */
  gboolean sent_pictures;
  gboolean sent_sounds;
  gboolean has_earlier;    /* turns before the question, which may be folded */
  gboolean keeps_all;      /* it is not sent without them */
  guint    http_status;
  double   chance;         /* 0 to 1: the jitter */
} AskgMendCase;

AskgMend askg_chat_mend (const AskgWireError *error,
                         const AskgMendCase  *so_far,
                         AskgProfile         *profile,
                         gint64              *out_wait_ms);

G_END_DECLS
