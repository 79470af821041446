/* askg-turn-json.h: a turn as a line of an export, and back. Any thread.
 *
 * Pictures and sounds do not stand in the turn but before it, each as bytes of its own, and are named by
 * their SHA-256. What is read back comes from strangers: nothing of it is decoded here. */
#pragma once

#include "engine/base/askg-jansson.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

/* Bytes that a turn names. */
typedef struct
{
  char   *sha256; /* hexadecimal */
  GBytes *bytes;
} AskgTurnBytes;

/* A picture that is still to be decoded, and where it goes. */
typedef struct
{
  guint     attachment;
  GBytes   *png;
  char     *output; /* (nullable) */
  AskgRect  place;  /* empty where nobody knows */
} AskgTurnPicture;

void            askg_turn_bytes_free   (AskgTurnBytes         *bytes);
void            askg_turn_picture_free (AskgTurnPicture       *picture);
char           *askg_turn_json_hash    (GBytes                *bytes);
json_t         *askg_turn_json_write   (const AskgTurnRecord  *turn,
                                        GPtrArray             *bytes,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;
AskgTurnRecord *askg_turn_json_read    (json_t                *turn,
                                        GHashTable            *bytes,
                                        GPtrArray             *pictures,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
