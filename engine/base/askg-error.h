/* askg-error.h: one code per thing the person can do next, not per thing that broke.
 * A message is whole: what failed, why, what to do; at most 400 characters; translated;
 * never with captured text or keys in it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_ERROR_USAGE,               /* say it differently; see --help */
  ASKG_ERROR_NO_DISPLAY,          /* run it in a desktop session */
  ASKG_ERROR_CAPTURE_UNAVAILABLE, /* this desktop offers no way: use a file or the clipboard */
  ASKG_ERROR_CAPTURE_REFUSED,     /* allow it in the desktop's settings, then try again */
  ASKG_ERROR_EMPTY_REGION,        /* select again */
  ASKG_ERROR_NO_SUCH_OUTPUT,      /* choose one of those named */
  ASKG_ERROR_NOTHING_THERE,       /* the clipboard or file holds nothing usable: give another */
  ASKG_ERROR_UNREADABLE_PICTURE,  /* damaged or not a picture: give another */
  ASKG_ERROR_UNREADABLE_SOUND,    /* damaged or of a kind that cannot be read: give another */
  ASKG_ERROR_TOO_LARGE,           /* give less */
  ASKG_ERROR_NO_TEXT,             /* ask about the picture, or drag again */
  ASKG_ERROR_OCR_UNAVAILABLE,     /* install the reading data */
  ASKG_ERROR_NO_SUCH_ENGINE,      /* choose one of those named */
  ASKG_ERROR_NEEDS_MODEL,         /* connect a model */
  ASKG_ERROR_EMPTY_ANSWER,        /* ask again */
  ASKG_ERROR_STORAGE,             /* the history could not be read or written */
  ASKG_ERROR_STORAGE_FULL,        /* free some space */
  ASKG_ERROR_STORAGE_BUSY,        /* another Askglass holds the history: stop it */
  ASKG_ERROR_UNAVAILABLE,         /* a part this machine lacks; the message names it */
  ASKG_ERROR_TIMED_OUT,           /* try again */
  ASKG_ERROR_BUSY,                /* finish the other one first */
  ASKG_ERROR_NETWORK,             /* start the engine, or look at the network; then try again */
  ASKG_ERROR_ADDRESS,             /* correct the engine's address */
  ASKG_ERROR_CERTIFICATE,         /* have the server's certificate put right; there is no way round it */
  ASKG_ERROR_LOCAL_ONLY,          /* choose an engine on this machine, or switch "local only" off */
  ASKG_ERROR_NOT_SENT,            /* nobody agreed to the sending: look at it and agree, or leave it */
  ASKG_ERROR_KEY_REFUSED,         /* enter another key */
  ASKG_ERROR_NO_CREDIT,           /* pay, or take another engine */
  ASKG_ERROR_RATE_LIMIT,          /* wait, or take another engine */
  ASKG_ERROR_NO_SUCH_MODEL,       /* choose one of the engine's models */
  ASKG_ERROR_ENGINE_FAILED,       /* try again, or take another engine */
  ASKG_ERROR_ENGINE_SILENT,       /* try again, allow it more time, or take another engine */
  ASKG_ERROR_DAMAGED_DOWNLOAD,    /* fetch it again, perhaps from elsewhere */
  ASKG_ERROR_UNREADABLE_MODEL,    /* choose another model file */
  ASKG_ERROR_NO_KEYRING,          /* unlock the keyring, or allow a file for the key */
} AskgError;

#define ASKG_ERROR (askg_error_quark ())
#define ASKG_TYPE_ERROR (askg_error_get_type ())
GQuark askg_error_quark    (void);
GType  askg_error_get_type (void);

gboolean    askg_error_is_cancelled (const GError *error);
const char *askg_error_get_id       (const GError *error);
GError     *askg_error_new_for_id   (const char   *id,
                                     const char   *message);
char       *askg_error_quote        (const char   *words);

G_END_DECLS
