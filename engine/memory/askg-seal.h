/* askg-seal.h: what of the history is locked away, value by value, and the key to it. Encrypted is what a
 * person wrote, showed or was told: texts, pictures, sounds. Times, numbers and the names of engines and
 * applications are not. The store's thread; askg_seal_make_secret() any.
 *
 * A sealed value names its key, and is bound to its place (the column and the keys of its row): moved to another it does not
 * open. Each is XChaCha20-Poly1305 under a random nonce; words of the index and what two equal pictures are
 * told by are keyed BLAKE2b. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SEAL_MARK 0x1A        /* begins what is sealed; plain text that begins so is written with one more */
#define ASKG_SEAL_WORD_CHARS 11

typedef enum
{
  ASKG_SEAL_OFF,
  ASKG_SEAL_CLOSING, /* on, and what is older is being encrypted */
  ASKG_SEAL_ON,
  ASKG_SEAL_OPENING, /* off, and what is older is being decrypted */
} AskgSealState;

typedef struct _AskgSeal AskgSeal;

AskgSeal     *askg_seal_new         (void);
void          askg_seal_free        (AskgSeal       *self);
char         *askg_seal_make_key_id (void);
char         *askg_seal_make_secret (void);
gboolean      askg_seal_take_secret (AskgSeal       *self,
                                     const char     *secret);
void          askg_seal_share       (AskgSeal       *self,
                                     const AskgSeal *from);
void          askg_seal_forget      (AskgSeal       *self);
gboolean      askg_seal_has_key     (const AskgSeal *self);
AskgSealState askg_seal_get_state   (const AskgSeal *self);
void          askg_seal_set_state   (AskgSeal       *self,
                                     AskgSealState   state);
gboolean      askg_seal_is_closing  (const AskgSeal *self);
const char   *askg_seal_get_key_id  (const AskgSeal *self);
void          askg_seal_set_key_id  (AskgSeal       *self,
                                     const char     *key_id);

char         *askg_seal_close       (const AskgSeal *self,
                                     GBytes         *place,
                                     const char     *value,
                                     gsize           n_bytes,
                                     gboolean        is_text,
                                     gsize          *out_n_bytes);
gboolean      askg_seal_is_sealed   (const char     *value,
                                     gsize           n_bytes);
char         *askg_seal_dup_key_id  (const char     *text);
char         *askg_seal_open        (const AskgSeal *self,
                                     GBytes         *place,
                                     const char     *value,
                                     gsize           n_bytes,
                                     gboolean        is_text,
                                     gsize          *out_n_bytes);
GBytes       *askg_seal_fingerprint (const AskgSeal *self,
                                     GBytes         *bytes);
GBytes       *askg_seal_former_fingerprint (const AskgSeal *self,
                                     GBytes         *bytes);
gboolean      askg_seal_is_of       (const AskgSeal *self,
                                     GBytes         *fingerprint,
                                     GBytes         *bytes);
void          askg_seal_word        (const AskgSeal *self,
                                     const char     *folded,
                                     gsize           n_bytes,
                                     char            out[ASKG_SEAL_WORD_CHARS + 1]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSeal, askg_seal_free)

G_END_DECLS
