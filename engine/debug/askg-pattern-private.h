/* askg-pattern-private.h: what a compiled pattern is made of. */
#pragma once

#include "engine/debug/askg-pattern.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PIECE_LITERAL,
  ASKG_PIECE_NUMBER, /* digits */
  ASKG_PIECE_WORD,   /* up to a space or quote */
  ASKG_PIECE_PATH,   /* the same, without < > ( ) * */
  ASKG_PIECE_TEXT,   /* anything, as short as it can be */
  ASKG_PIECE_QUOTED, /* up to the closing quote */
  ASKG_PIECE_LEVEL,  /* error, fatal error, warning, note */
  ASKG_PIECE_REST,   /* to the end of the line */
} AskgPieceKind;

typedef struct
{
  guint8   kind;         /* AskgPieceKind */
  gint8    capture;      /* index of the name; -1 when nobody asks for it */
  gboolean space_before; /* a space stands before it in the pattern */
  guint16  start;        /* of a literal, in the pattern's literals */
  guint16  length;       /* in skeleton bytes */
} AskgPiece;

struct _AskgPattern
{
  AskgPiece   pieces[ASKG_PATTERN_MAX_PIECES];
  guint       n_pieces;
  char       *names[ASKG_PATTERN_MAX_CAPTURES];
  gboolean    keeps_spaces[ASKG_PATTERN_MAX_CAPTURES];
  guint       n_names;
  GByteArray *literals; /* the skeletons of all literals, one after the other */
  gboolean    at_start; /* ^ */
  gboolean    at_end;   /* $ */
};

guint    askg_piece_mistakes_allowed (const AskgPiece   *piece,
                                      AskgMatchMode      mode);
gboolean askg_pattern_may_fit        (const AskgPattern *self,
                                      const guint8      *at,
                                      const guint8      *end,
                                      AskgMatchMode      mode);

G_END_DECLS
