/* askg-espeak-wire.h: what goes between the program and its helper that speaks: a header, then its bytes. Both are of one
 * build and on one machine. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_ESPEAK_MAGIC     0x73676b61u
#define ASKG_ESPEAK_MAX_BYTES (1024u * 1024)

typedef enum
{
  /* To the helper. */
  ASKG_ESPEAK_SAY = 1,  /* first: words a minute; bytes: the voice or "", NUL, the language, NUL, the words, NUL */
  ASKG_ESPEAK_LIST,     /* nothing else */

  /* From it. */
  ASKG_ESPEAK_READY,    /* once; first: the rate of all its sound */
  ASKG_ESPEAK_NO_DATA,  /* once instead: its voices are not installed */
  ASKG_ESPEAK_NO_CAGE,  /* once instead: it could not lock itself in */
  ASKG_ESPEAK_SOUND,    /* bytes: samples */
  ASKG_ESPEAK_WORD,     /* first, second: bytes of the words said; third: the sample its sound begins at */
  ASKG_ESPEAK_VOICES,   /* bytes: a line each: name, language, "m", "f" or "-", between tabs */
  ASKG_ESPEAK_NO_VOICE, /* instead of an end: there is none of that name */
  ASKG_ESPEAK_END,      /* of what was asked */
} AskgEspeakMessage;

typedef struct
{
  guint32 magic;
  guint32 kind;
  guint32 n_bytes; /* that follow */
  guint32 first;
  guint32 second;
  guint32 third;
} AskgEspeakHeader;

G_END_DECLS
