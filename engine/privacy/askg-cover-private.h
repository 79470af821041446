/* askg-cover-private.h: what a cover holds, for the files that it is made of. */
#pragma once

#include "engine/privacy/askg-cover.h"
#include "engine/privacy/askg-safe-room.h"

G_BEGIN_DECLS

typedef struct
{
  const char         *value;       /* in the safe room */
  gsize               n_bytes;
  char               *placeholder; /* owned: no secret */
  AskgSecretCategory  category;
  AskgSecretTier      tier;
  gboolean            is_shown;
  gboolean            is_seen;     /* the person knows that it is there */
  gboolean            is_sure;     /* not only guessed: it is covered wherever it stands */
  guint               id;
} AskgNamedSecret;

struct _AskgCover
{
  GMutex        lock;
  AskgSafeRoom *room;
  GPtrArray    *secrets;      /* of AskgNamedSecret, by id */
  GHashTable   *by_value;     /* AskgNamedSecret => itself */
  GHashTable   *by_placeholder; /* placeholder => AskgNamedSecret */
  GHashTable   *taken;        /* placeholders that the person wrote before they were ours */
  GHashTable   *next_numbers; /* word => the next number */
  GHashTable   *by_start;     /* the first bytes of a value => GPtrArray of AskgNamedSecret, the longest first */
  gsize         max_bytes;    /* of a placeholder */
};

AskgNamedSecret *askg_cover_find_placeholder (AskgCover  *self,
                                              const char *text,
                                              gsize       n_bytes);
AskgNamedSecret *askg_cover_name_one         (AskgCover          *self,
                                              const char         *value,
                                              gsize               n_bytes,
                                              AskgSecretCategory  category,
                                              AskgSecretTier      tier,
                                              const char         *word);

/* -- askg-cover-find.c: with the lock held -- */
void             askg_cover_look_for         (AskgCover          *self,
                                              AskgNamedSecret    *secret);
GArray          *askg_cover_add_known        (AskgCover          *self,
                                              const char         *text,
                                              gsize               n_bytes,
                                              GArray             *found);

G_END_DECLS
