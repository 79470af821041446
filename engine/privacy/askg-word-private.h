/* askg-word-private.h: the words that announce a secret, in English and Korean. One thread at a time. */
#pragma once

#include "engine/privacy/askg-scan-private.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_WORD_PASSWORD = 1 << 0,  /* "password", 비밀번호 */
  ASKG_WORD_SECRET   = 1 << 1,  /* "client secret", "api key", 인증키: a machine's */
  ASKG_WORD_KEY      = 1 << 2,  /* "key", "token", 키: only of something drawn by lot */
  ASKG_WORD_CLOUD    = 1 << 3,  /* "AccountKey" */
  ASKG_WORD_AWS      = 1 << 4,  /* "secret access key" */
  ASKG_WORD_SESSION  = 1 << 5,  /* "sessionid", "Bearer" */
  ASKG_WORD_CODE     = 1 << 6,  /* "verification code", 인증번호 */
  ASKG_WORD_PIN      = 1 << 7,  /* "pin", "unlock", 잠금: also four digits */
  ASKG_WORD_SEED     = 1 << 8,  /* "recovery phrase", 복구 구문 */
  ASKG_WORD_WALLET   = 1 << 9,  /* "private key", "deployer key": 64 hex digits */
  ASKG_WORD_ACCOUNT  = 1 << 10, /* "account no" */
  ASKG_WORD_PASSPORT = 1 << 11,
  ASKG_WORD_LICENCE  = 1 << 12, /* to drive */
  ASKG_WORD_RESIDENT = 1 << 13, /* 주민등록번호, 외국인등록번호 */
  ASKG_WORD_NATIONAL = 1 << 14, /* "SSN", "NI number", "DNI", "tax id" */
  ASKG_WORD_PHONE    = 1 << 15,
  ASKG_WORD_CARD     = 1 << 16,
  ASKG_WORD_PRODUCT  = 1 << 17, /* "licence key", 제품 키 */
  ASKG_WORD_HINT     = 1 << 18, /* "try", "log in with": only of what is likely one */
  ASKG_WORD_DECOY    = 1 << 19, /* "primary key", "commit", "public": what follows is none */
  ASKG_WORD_NUMBER   = 1 << 20, /* "order no", 사업자등록번호, 운송장번호: a number, but no secret */
  ASKG_WORD_TELLER   = 1 << 24, /* 하나, 우리: a bank's name, and much else */
  ASKG_WORD_PROOF    = 1 << 22, /* "verify", "do not share": a message with a code speaks so */
  ASKG_WORD_BARE     = 1 << 23, /* "code", which alone says little */
  ASKG_WORD_SETTING  = 1 << 25, /* "requirepass": its value stands right behind it, with no sign between */
  ASKG_WORD_NETWORK  = 1 << 26, /* "SSID", 와이파이: a "key" beside it is what one types in */
  ASKG_WORD_BANK     = 1 << 21, /* 계좌, a bank's name: also behind the number */
} AskgWordKind;

typedef enum
{
  ASKG_WORD_WHOLE = 0,
  ASKG_WORD_GLUED = 1 << 0, /* also behind other letters: PGPASSWORD, 와이파이비밀번호 */
  ASKG_WORD_CAPS  = 1 << 1, /* only in capitals: PIN */
} AskgWordFlags;

/* Small letters without spaces; between two of them a text may have one of " _-.". */
typedef struct
{
  const char    *letters;
  AskgWordKind   kind;
  AskgWordFlags  flags;
} AskgWordRow;

/* Where one stands. */
typedef struct
{
  gsize        start;
  gsize        end;
  AskgWordKind kind;
} AskgWord;

const AskgWordRow *askg_word_table (gsize         *n_rows);
void               askg_words_find (AskgScan      *scan);
gsize              askg_words_from (const AskgScan *scan,
                                    gsize          at);
gsize              askg_words_next (const AskgScan *scan,
                                    const AskgWord *word,
                                    guint           kinds,
                                    gsize           limit);
gsize              askg_words_before (const AskgScan *scan,
                                      const AskgWord *word,
                                      guint           kinds,
                                      gsize           limit);
gboolean           askg_words_near (const AskgScan *scan,
                                    gsize          start,
                                    gsize          end,
                                    guint          kinds,
                                    gsize          n_before,
                                    gsize          n_after);

G_END_DECLS
