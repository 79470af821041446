/* askg-cover.h: what the secrets of one conversation are called where they may not be said. Any thread.
 * The values are kept out of swap and core files and wiped at the end; nothing prints or stores them. */
#pragma once

#include "engine/privacy/askg-redactor.h"

G_BEGIN_DECLS

typedef struct _AskgCover AskgCover;

/* A placeholder, or a value that is shown as it is, in a covered text. */
typedef struct
{
  gsize              start;  /* in bytes of the covered text */
  gsize              length; /* in bytes */
  guint              id;     /* of the secret, for askg_cover_set_shown() */
  AskgSecretCategory category;
  AskgSecretTier     tier;
  gboolean           is_shown;
} AskgCoveredSpan;

AskgCover  *askg_cover_new             (void);
AskgCover  *askg_cover_ref             (AskgCover          *self);
void        askg_cover_unref           (AskgCover          *self);
char       *askg_cover_text            (AskgCover          *self,
                                        AskgRedactor       *redactor,
                                        const char         *text,
                                        gssize              n_bytes,
                                        GArray            **out_spans) G_GNUC_WARN_UNUSED_RESULT;
char       *askg_cover_spans           (AskgCover          *self,
                                        const char         *text,
                                        gssize              n_bytes,
                                        GArray             *secrets,
                                        GArray            **out_spans) G_GNUC_WARN_UNUSED_RESULT;
void        askg_cover_name            (AskgCover          *self,
                                        const char         *text,
                                        gssize              n_bytes,
                                        GArray             *secrets);
guint       askg_cover_guess           (AskgCover          *self,
                                        const char         *value,
                                        gsize               n_bytes);
GArray     *askg_cover_find_known      (AskgCover          *self,
                                        const char         *text,
                                        gsize               n_bytes,
                                        GArray             *found) G_GNUC_WARN_UNUSED_RESULT;
guint       askg_cover_find_alike      (AskgCover          *self,
                                        const char         *word,
                                        gsize               n_bytes);
guint       askg_cover_get_n_secrets   (AskgCover          *self);
const char *askg_cover_get_placeholder (AskgCover          *self,
                                        guint               id);
const char *askg_cover_get_value       (AskgCover          *self,
                                        guint               id,
                                        gsize              *out_n_bytes);
AskgSecretCategory
            askg_cover_get_category    (AskgCover          *self,
                                        guint               id);
void        askg_cover_set_shown       (AskgCover          *self,
                                        guint               id,
                                        gboolean            is_shown);
gboolean    askg_cover_is_shown        (AskgCover          *self,
                                        guint               id);
void        askg_cover_set_seen        (AskgCover          *self,
                                        guint               id);
gboolean    askg_cover_is_seen         (AskgCover          *self,
                                        guint               id);
const char *askg_cover_lookup          (AskgCover          *self,
                                        const char         *placeholder,
                                        gsize               n_bytes,
                                        gsize              *out_n_bytes);
gsize       askg_cover_get_max_bytes   (AskgCover          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCover, askg_cover_unref)

G_END_DECLS
