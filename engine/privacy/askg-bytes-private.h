/* askg-bytes-private.h: what a byte may be part of. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum
{
  ASKG_BYTE_DIGIT   = 1 << 0,
  ASKG_BYTE_HEX_LOW = 1 << 1,  /* a-f */
  ASKG_BYTE_HEX_UP  = 1 << 2,  /* A-F */
  ASKG_BYTE_LOW     = 1 << 3,  /* g-z */
  ASKG_BYTE_UP      = 1 << 4,  /* G-Z */
  ASKG_BYTE_UNDER   = 1 << 5,
  ASKG_BYTE_DASH    = 1 << 6,
  ASKG_BYTE_DOT     = 1 << 7,
  ASKG_BYTE_PLUS    = 1 << 8,  /* + and / */
  ASKG_BYTE_EQUALS  = 1 << 9,
  ASKG_BYTE_COLON   = 1 << 10,
  ASKG_BYTE_TILDE   = 1 << 11,
  ASKG_BYTE_PERCENT = 1 << 12,
  ASKG_BYTE_MARK    = 1 << 13, /* any other visible one of ASCII but quotes, brackets and < > */
  ASKG_BYTE_HIGH    = 1 << 14, /* part of a character beyond ASCII */
  ASKG_BYTE_SPACE   = 1 << 15, /* space, tab, line breaks */
};

/* The alphabets secrets are written in. */
enum
{
  ASKG_BYTES_DIGITS   = ASKG_BYTE_DIGIT,
  ASKG_BYTES_LOW_HEX  = ASKG_BYTE_DIGIT | ASKG_BYTE_HEX_LOW,
  ASKG_BYTES_HEX      = ASKG_BYTE_DIGIT | ASKG_BYTE_HEX_LOW | ASKG_BYTE_HEX_UP,
  ASKG_BYTES_UPPER36  = ASKG_BYTE_DIGIT | ASKG_BYTE_HEX_UP | ASKG_BYTE_UP,
  ASKG_BYTES_LOWER36  = ASKG_BYTE_DIGIT | ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW,
  ASKG_BYTES_LETTERS  = ASKG_BYTE_HEX_LOW | ASKG_BYTE_HEX_UP | ASKG_BYTE_LOW | ASKG_BYTE_UP,
  ASKG_BYTES_ALNUM    = ASKG_BYTE_DIGIT | ASKG_BYTES_LETTERS,
  ASKG_BYTES_WORD     = ASKG_BYTES_ALNUM | ASKG_BYTE_UNDER,
  ASKG_BYTES_URL64    = ASKG_BYTES_WORD | ASKG_BYTE_DASH,
  ASKG_BYTES_BASE64   = ASKG_BYTES_ALNUM | ASKG_BYTE_PLUS | ASKG_BYTE_EQUALS,
  ASKG_BYTES_DOTTED   = ASKG_BYTES_URL64 | ASKG_BYTE_DOT,
  ASKG_BYTES_TOKEN    = ASKG_BYTES_DOTTED | ASKG_BYTE_PLUS | ASKG_BYTE_EQUALS | ASKG_BYTE_TILDE,
  ASKG_BYTES_COLONS   = ASKG_BYTES_URL64 | ASKG_BYTE_COLON,
};

extern const guint16 askg_byte_kinds[256];

static inline gboolean
askg_byte_is (char    byte,
              guint16 kinds)
{
  return (askg_byte_kinds[(guint8) byte] & kinds) != 0;
}

G_END_DECLS
