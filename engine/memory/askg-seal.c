/* askg-seal.c: one store's thread; keys are in memory that is neither swapped nor dumped. */
#include "engine/memory/askg-seal.h"

#include <string.h>

#include <sodium.h>

#include "engine/memory/askg-hash.h"

#define SECRET_BYTES crypto_kdf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define FINGERPRINT_BYTES 32
#define NUMBER_BYTES 4 /* of the key, before the nonce */
#define WORD_BYTES 8
#define BASE64 sodium_base64_VARIANT_ORIGINAL

/* Behind ASKG_SEAL_MARK; the digit is the version of all that follows. */
#define TEXT_HEAD "\x1A" "sealed1:"
#define BLOB_HEAD "\x1A" "sealed1\n"
#define HEAD_BYTES (sizeof TEXT_HEAD - 1)

#define KEY_ID_FORMAT "history-%08x"
#define KEY_ID_DIGITS 8 /* hexadecimal ones, at its end */

G_STATIC_ASSERT (sizeof TEXT_HEAD == sizeof BLOB_HEAD);

typedef struct
{
  guint8 values[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  guint8 words[crypto_generichash_KEYBYTES];
  guint8 fingerprints[crypto_generichash_KEYBYTES];
} Keys;

struct _AskgSeal
{
  Keys          *keys;   /* (nullable): guarded pages */
  char          *key_id; /* (nullable): what a keyring knows the key by */
  AskgSealState  state;
};

AskgSeal *
askg_seal_new (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium finds no source of random numbers");

  return g_new0 (AskgSeal, 1);
}

void
askg_seal_free (AskgSeal *self)
{
  if (self == NULL)
    return;

  askg_seal_forget (self);
  g_free (self->key_id);
  g_free (self);
}

/* (transfer full): a name for a new key; sealed values tell it by its number */
char *
askg_seal_make_key_id (void)
{
  return g_strdup_printf (KEY_ID_FORMAT, g_random_int ());
}

/**
 * askg_seal_make_secret:
 *
 * Returns: (transfer full): a new key, as text for a keyring; overwrite it before it is freed
 */
char *
askg_seal_make_secret (void)
{
  guint8 secret[SECRET_BYTES];
  const gsize size = sodium_base64_encoded_len (sizeof secret, BASE64);
  char *text = g_malloc (size);

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of random numbers");
  randombytes_buf (secret, sizeof secret);
  (void) sodium_bin2base64 (text, size, secret, sizeof secret, BASE64);
  sodium_memzero (secret, sizeof secret);

  return text;
}

/**
 * askg_seal_take_secret:
 * @secret: what askg_seal_make_secret() made; not kept
 *
 * Returns: %FALSE where it is no such text, or no memory can be kept out of the swap
 */
gboolean
askg_seal_take_secret (AskgSeal   *self,
                       const char *secret)
{
  guint8 bytes[SECRET_BYTES];
  gsize size;
  Keys *keys;

  if (sodium_base642bin (bytes, sizeof bytes, secret, strlen (secret), NULL, &size, NULL, BASE64) != 0 ||
      size != sizeof bytes)
    return FALSE;
  keys = sodium_malloc (sizeof *keys);
  if (keys == NULL)
    return FALSE;

  askg_seal_forget (self);
  (void) crypto_kdf_derive_from_key (keys->values, sizeof keys->values, 1, "askgseal", bytes);
  (void) crypto_kdf_derive_from_key (keys->words, sizeof keys->words, 2, "askgseal", bytes);
  (void) crypto_kdf_derive_from_key (keys->fingerprints, sizeof keys->fingerprints, 3, "askgseal", bytes);
  sodium_memzero (bytes, sizeof bytes);
  (void) sodium_mprotect_readonly (keys);
  self->keys = keys;

  return TRUE;
}

/* The key of another connection, if that has one. */
void
askg_seal_share (AskgSeal       *self,
                 const AskgSeal *from)
{
  Keys *keys = from->keys != NULL ? sodium_malloc (sizeof *keys) : NULL;

  askg_seal_forget (self);
  if (keys == NULL)
    return;
  *keys = *from->keys;
  (void) sodium_mprotect_readonly (keys);
  self->keys = keys;
}

void
askg_seal_forget (AskgSeal *self)
{
  g_clear_pointer (&self->keys, sodium_free);
}

gboolean
askg_seal_has_key (const AskgSeal *self)
{
  return self->keys != NULL;
}

AskgSealState
askg_seal_get_state (const AskgSeal *self)
{
  return self->state;
}

void
askg_seal_set_state (AskgSeal      *self,
                     AskgSealState  state)
{
  self->state = state;
}

/* Whether what is written now is sealed. */
gboolean
askg_seal_is_closing (const AskgSeal *self)
{
  return self->keys != NULL && (self->state == ASKG_SEAL_CLOSING || self->state == ASKG_SEAL_ON);
}

/* (nullable): the key that is had or, where there is none, that is wanted */
const char *
askg_seal_get_key_id (const AskgSeal *self)
{
  return self->key_id;
}

void
askg_seal_set_key_id (AskgSeal   *self,
                      const char *key_id)
{
  g_free (self->key_id);
  self->key_id = g_strdup (key_id);
}

static guint32
number_of (const char *key_id)
{
  const gsize length = key_id != NULL ? strlen (key_id) : 0;

  return length >= KEY_ID_DIGITS ? (guint32) g_ascii_strtoull (key_id + length - KEY_ID_DIGITS, NULL, 16) : 0;
}

/* Plain values that begin with the mark are told from sealed ones by a second one. */
static char *
write_plain (const char *value,
             gsize       n_bytes,
             gsize      *out_n_bytes)
{
  const gsize n_more = n_bytes > 0 && value[0] == ASKG_SEAL_MARK;
  char *out = g_malloc (n_bytes + n_more + 1);

  out[0] = ASKG_SEAL_MARK;
  if (n_bytes > 0)
    memcpy (out + n_more, value, n_bytes);
  out[n_bytes + n_more] = '\0';
  *out_n_bytes = n_bytes + n_more;

  return out;
}

static char *
encode (const guint8 *sealed,
        gsize         n_bytes,
        gsize        *out_n_bytes)
{
  const gsize size = sodium_base64_encoded_len (n_bytes, BASE64);
  char *text = g_malloc (HEAD_BYTES + size);

  memcpy (text, TEXT_HEAD, HEAD_BYTES);
  (void) sodium_bin2base64 (text + HEAD_BYTES, size, sealed, n_bytes, BASE64);
  *out_n_bytes = HEAD_BYTES + size - 1;

  return text;
}

/**
 * askg_seal_close:
 * @place: where the value will stand
 * @is_text: whether the result must be text
 *
 * Returns: (transfer full) (array length=out_n_bytes): @value as it is written: sealed where that is
 *   switched on. An empty text stays empty: it tells nothing, and SQL asks for it.
 */
char *
askg_seal_close (const AskgSeal *self,
                 GBytes         *place,
                 const char     *value,
                 gsize           n_bytes,
                 gboolean        is_text,
                 gsize          *out_n_bytes)
{
  const gsize n_sealed = NUMBER_BYTES + NONCE_BYTES + n_bytes + TAG_BYTES;
  const guint32 number = GUINT32_TO_LE (number_of (self->key_id));
  g_autofree guint8 *sealed = NULL;
  guint8 *nonce;
  gsize place_size;
  const guint8 *place_data = g_bytes_get_data (place, &place_size);

  if (!askg_seal_is_closing (self) || n_bytes == 0)
    return write_plain (value, n_bytes, out_n_bytes);

  sealed = g_malloc (HEAD_BYTES + n_sealed);
  memcpy (sealed, BLOB_HEAD, HEAD_BYTES);
  memcpy (sealed + HEAD_BYTES, &number, NUMBER_BYTES);
  nonce = sealed + HEAD_BYTES + NUMBER_BYTES;
  randombytes_buf (nonce, NONCE_BYTES);
  (void) crypto_aead_xchacha20poly1305_ietf_encrypt (nonce + NONCE_BYTES, NULL, (const guint8 *) value, n_bytes,
                                                     place_data, place_size, NULL, nonce, self->keys->values);
  if (is_text)
    return encode (sealed + HEAD_BYTES, n_sealed, out_n_bytes);

  *out_n_bytes = HEAD_BYTES + n_sealed;
  return (char *) g_steal_pointer (&sealed);
}

gboolean
askg_seal_is_sealed (const char *value,
                     gsize       n_bytes)
{
  return n_bytes > HEAD_BYTES &&
         (memcmp (value, TEXT_HEAD, HEAD_BYTES) == 0 || memcmp (value, BLOB_HEAD, HEAD_BYTES) == 0);
}

static guint8 *
decode (const char *value,
        gsize       n_bytes,
        gsize      *out_n_bytes)
{
  guint8 *sealed = g_malloc (n_bytes); /* base64 only shrinks */

  if (sodium_base642bin (sealed, n_bytes, value, n_bytes, NULL, out_n_bytes, NULL, BASE64) != 0)
    *out_n_bytes = 0;

  return sealed;
}

/* (transfer full) (nullable): the name of the key that @text is sealed with; %NULL where it is not */
char *
askg_seal_dup_key_id (const char *text)
{
  const gsize length = strlen (text);
  g_autofree guint8 *sealed = NULL;
  guint32 number;
  gsize n;

  if (!askg_seal_is_sealed (text, length))
    return NULL;
  sealed = decode (text + HEAD_BYTES, length - HEAD_BYTES, &n);
  if (n < NUMBER_BYTES)
    return NULL;
  memcpy (&number, sealed, NUMBER_BYTES);

  return g_strdup_printf (KEY_ID_FORMAT, GUINT32_FROM_LE (number));
}

/**
 * askg_seal_open:
 * @place: where @value stands
 * @value: as askg_seal_close() returned it, of any state
 *
 * Returns: (transfer full) (nullable) (array length=out_n_bytes): with a 0 behind it; %NULL where it was
 *   changed, stood in another place, or is sealed under another key than there is
 */
char *
askg_seal_open (const AskgSeal *self,
                GBytes         *place,
                const char     *value,
                gsize           n_bytes,
                gboolean        is_text,
                gsize          *out_n_bytes)
{
  g_autofree guint8 *decoded = NULL;
  g_autofree char *out = NULL;
  const guint8 *sealed = (const guint8 *) value + HEAD_BYTES;
  gsize n_sealed, place_size;
  const guint8 *place_data = g_bytes_get_data (place, &place_size);
  unsigned long long n_out;
  guint32 number;

  if (!askg_seal_is_sealed (value, n_bytes))
    {
      const gsize n_less = n_bytes > 1 && value[0] == ASKG_SEAL_MARK && value[1] == ASKG_SEAL_MARK;

      *out_n_bytes = n_bytes - n_less;
      out = g_malloc (*out_n_bytes + 1);
      if (*out_n_bytes > 0)
        memcpy (out, value + n_less, *out_n_bytes);
      out[*out_n_bytes] = '\0';
      return g_steal_pointer (&out);
    }

  n_sealed = n_bytes - HEAD_BYTES;
  if (is_text)
    sealed = decoded = decode (value + HEAD_BYTES, n_sealed, &n_sealed);
  if (self->keys == NULL || n_sealed < NUMBER_BYTES + NONCE_BYTES + TAG_BYTES)
    return NULL;
  memcpy (&number, sealed, NUMBER_BYTES);
  if (GUINT32_FROM_LE (number) != number_of (self->key_id))
    return NULL;
  sealed += NUMBER_BYTES;
  n_sealed -= NUMBER_BYTES;
  out = g_malloc (n_sealed - NONCE_BYTES - TAG_BYTES + 1);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) out, &n_out, NULL, sealed + NONCE_BYTES, n_sealed - NONCE_BYTES,
                                                  place_data, place_size, sealed, self->keys->values) != 0)
    return NULL;
  out[n_out] = '\0';
  *out_n_bytes = n_out;

  return g_steal_pointer (&out);
}

static GBytes *
keyed_hash (const AskgSeal *self,
            GBytes         *bytes)
{
  guint8 hash[FINGERPRINT_BYTES];
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  (void) crypto_generichash (hash, sizeof hash, data, size, self->keys->fingerprints, sizeof self->keys->fingerprints);

  return g_bytes_new (hash, sizeof hash);
}

/* What equal pictures are told by: of a sealed history nobody without its key can say whether it
 * holds a picture that they have. */
GBytes *
askg_seal_fingerprint (const AskgSeal *self,
                       GBytes         *bytes)
{
  return askg_seal_is_closing (self) ? keyed_hash (self, bytes) : askg_hash_sha256 (bytes);
}

/* (nullable) (transfer full): while older rows are sealed or opened, what theirs still is. */
GBytes *
askg_seal_former_fingerprint (const AskgSeal *self,
                              GBytes         *bytes)
{
  if (self->keys == NULL || self->state == ASKG_SEAL_OFF || self->state == ASKG_SEAL_ON)
    return NULL;

  return self->state == ASKG_SEAL_CLOSING ? askg_hash_sha256 (bytes) : keyed_hash (self, bytes);
}

/* Whether @fingerprint was taken of @bytes, now or before the history was sealed. */
gboolean
askg_seal_is_of (const AskgSeal *self,
                 GBytes         *fingerprint,
                 GBytes         *bytes)
{
  g_autoptr(GBytes) plain = askg_hash_sha256 (bytes);
  g_autoptr(GBytes) keyed = self->keys != NULL ? keyed_hash (self, bytes) : NULL;

  return g_bytes_equal (plain, fingerprint) || (keyed != NULL && g_bytes_equal (keyed, fingerprint));
}

/* What stands in the index in place of a word; there must be a key. */
void
askg_seal_word (const AskgSeal *self,
                const char     *folded,
                gsize           n_bytes,
                char            out[ASKG_SEAL_WORD_CHARS + 1])
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  (void) crypto_generichash (hash, sizeof hash, (const guint8 *) folded, n_bytes, self->keys->words, sizeof self->keys->words);
  (void) sodium_bin2base64 (out, ASKG_SEAL_WORD_CHARS + 1, hash, WORD_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
