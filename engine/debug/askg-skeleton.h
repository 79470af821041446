/* askg-skeleton.h: a text reduced to what survives a terminal, a copy and a reading by OCR.
 * Spaces, quotes and escape sequences are gone (gaps remember them), case is folded, and
 * characters that are mistaken for each other are one. Every byte knows where it came from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stood before a byte of the skeleton, and was dropped. */
typedef enum
{
  ASKG_GAP_NONE = 0,
  ASKG_GAP_SPACE = 1 << 0,
  ASKG_GAP_QUOTE = 1 << 1,
  ASKG_GAP_ROW = 1 << 2, /* a row starts here */
} AskgGap;

/* One line of the text, or a piece of a line that is longer than ASKG_ROW_MAX. */
typedef struct
{
  guint32 start;    /* index of its first byte in the skeleton */
  guint32 end;      /* behind its last */
  guint32 line;     /* counted by line feeds, from 0 */
  guint32 text_start; /* in bytes of the text; spaces around it are left out */
  guint32 text_end;
  guint8  end_gap;  /* AskgGap behind the last byte */
} AskgRow;

#define ASKG_ROW_MAX 1000

typedef struct
{
  const char *text;   /* not owned */
  GByteArray *folded; /* the skeleton */
  GByteArray *gaps;   /* AskgGap before each byte, and behind the last */
  GByteArray *widths; /* bytes of text each stands for, 255 for more */
  GArray     *places; /* of guint32: where each came from, in bytes of the text */
  GArray     *rows;   /* of AskgRow */
} AskgSkeleton;

AskgSkeleton *askg_skeleton_new   (const char *text);
void          askg_skeleton_free  (AskgSkeleton *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSkeleton, askg_skeleton_free)

char         *askg_skeleton_slice (const AskgSkeleton *self,
                                   gsize               start,
                                   gsize               end,
                                   gboolean            keep_spaces);
void          askg_skeleton_fold  (const char *literal,
                                   GByteArray *folded);
char         *askg_skeleton_clean (const char *text,
                                   gsize       n_bytes,
                                   gboolean    keep_spaces);

G_END_DECLS
