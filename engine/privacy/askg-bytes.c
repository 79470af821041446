/* askg-bytes.c: a table; any thread. */
#include "engine/privacy/askg-bytes-private.h"

const guint16 askg_byte_kinds[256] = {
  ['\t'] = ASKG_BYTE_SPACE, ['\n'] = ASKG_BYTE_SPACE, ['\r'] = ASKG_BYTE_SPACE, [' '] = ASKG_BYTE_SPACE,
  ['0' ... '9'] = ASKG_BYTE_DIGIT,
  ['a' ... 'f'] = ASKG_BYTE_HEX_LOW, ['g' ... 'z'] = ASKG_BYTE_LOW,
  ['A' ... 'F'] = ASKG_BYTE_HEX_UP, ['G' ... 'Z'] = ASKG_BYTE_UP,
  ['_'] = ASKG_BYTE_UNDER, ['-'] = ASKG_BYTE_DASH, ['.'] = ASKG_BYTE_DOT,
  ['+'] = ASKG_BYTE_PLUS, ['/'] = ASKG_BYTE_PLUS, ['='] = ASKG_BYTE_EQUALS, [':'] = ASKG_BYTE_COLON,
  ['~'] = ASKG_BYTE_TILDE, ['%'] = ASKG_BYTE_PERCENT,
  ['!'] = ASKG_BYTE_MARK, ['#'] = ASKG_BYTE_MARK, ['$'] = ASKG_BYTE_MARK, ['&'] = ASKG_BYTE_MARK, ['*'] = ASKG_BYTE_MARK,
  [','] = ASKG_BYTE_MARK, [';'] = ASKG_BYTE_MARK, ['?'] = ASKG_BYTE_MARK, ['@'] = ASKG_BYTE_MARK, ['\\'] = ASKG_BYTE_MARK,
  ['^'] = ASKG_BYTE_MARK, ['|'] = ASKG_BYTE_MARK,
  [0x80 ... 0xff] = ASKG_BYTE_HIGH,
};
