/* askg-words-wire.h: what goes between the program and askglass-hear-words. Pure; any thread. */
#pragma once

#include "engine/local/askg-caged-wire.h"

G_BEGIN_DECLS

#define ASKG_WORDS_RATE_HZ 16000u
#define ASKG_WORDS_MAX_BYTES (16u * 1024 * 1024) /* of one utterance: more than eight minutes */

/* What one run of the helper is for: its first argument. The second is the folder of the model; with "wake", the third is
 * the phrase, and the fourth the exponent of its threshold. */
#define ASKG_WORDS_DICTATION "dictation"
#define ASKG_WORDS_COMMANDS  "commands"
#define ASKG_WORDS_WAKE      "wake"

/* To the helper: a header with this, then the sound: 16 bits, one channel, %ASKG_WORDS_RATE_HZ. An utterance, which is
 * answered by its words; to one that waits for its phrase, what follows the sound so far. */
#define ASKG_WORDS_SOUND 0x73676b61u /* first: bytes that follow */

/* From the helper. */
typedef enum
{
  ASKG_WORDS_READY = ASKG_CAGED_READY,
  ASKG_WORDS_NO_MODEL,  /* once instead: the model is not installed, or is not what it should be */
  ASKG_WORDS_NO_PHRASE, /* once instead: the phrase has a word that the dictionary has not */
  ASKG_WORDS_NO_CAGE,   /* once instead: it could not lock itself in */
  ASKG_WORDS_HEARD,     /* first: bytes of UTF-8 that follow */
  ASKG_WORDS_WOKEN,     /* second: samples heard so far, up to the end of the phrase */
} AskgWordsMessage;

G_END_DECLS
