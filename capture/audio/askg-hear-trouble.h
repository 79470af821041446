/* askg-hear-trouble.h: why nothing is heard, from the helper askglass-hear to the person. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_HEAR_HELPER "askglass-hear"

typedef enum
{
  ASKG_HEAR_NO_SERVER,     /* no sound server, or it went away */
  ASKG_HEAR_NO_MICROPHONE, /* there is none, or it was pulled out */
  ASKG_HEAR_NOT_CHOSEN,    /* the one that was chosen is not there */
  ASKG_HEAR_DEAD,          /* there is one, and nothing comes from it */
  ASKG_HEAR_NO_PARTS,      /* GStreamer lacks what records */
  ASKG_HEAR_NOT_PLAYING,   /* the application that was chosen plays nothing */
} AskgHearTrouble;

const char      *askg_hear_trouble_get_name      (AskgHearTrouble  trouble);
AskgHearTrouble  askg_hear_trouble_parse         (const guint8    *name,
                                                  gsize            n_bytes);
GError          *askg_hear_trouble_new_error     (AskgHearTrouble  trouble,
                                                  const char      *wanted);
GError          *askg_hear_trouble_new_of_helper (const GError    *why);

G_END_DECLS
