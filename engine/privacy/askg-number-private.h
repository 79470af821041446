/* askg-number-private.h: a number as it is written, in groups of digits. One thread at a time. */
#pragma once

#include "engine/privacy/askg-word-private.h"

G_BEGIN_DECLS

#define ASKG_NUMBER_MAX_DIGITS 24
#define ASKG_NUMBER_MAX_GROUPS 8

typedef struct
{
  gsize start; /* in the text */
  gsize end;
  guint first; /* its first digit's index */
  guint n;     /* digits in it */
  char  gap;   /* what stands behind it */
} AskgDigitGroup;

typedef struct
{
  gsize          start;    /* in the text; also of "+" and "(" */
  gboolean       has_plus;
  char           digits[ASKG_NUMBER_MAX_DIGITS + 1];
  guint          n_digits;
  AskgDigitGroup groups[ASKG_NUMBER_MAX_GROUPS];
  guint          n_groups;
} AskgNumber;

gboolean askg_number_has_shape (const AskgNumber *number,
                                const char       *shape);
gboolean askg_number_has_gaps  (const AskgNumber *number,
                                guint             n_groups,
                                const char       *gaps);
gboolean askg_number_ends_at   (const AskgScan   *scan,
                                const AskgNumber *number,
                                guint             n_groups);
guint    askg_number_count     (const AskgNumber *number,
                                guint             n_groups);
gboolean askg_number_is_near   (const AskgScan   *scan,
                                gsize             start,
                                gsize             end,
                                guint             kinds,
                                gsize             n_before,
                                gsize             n_after);
gboolean askg_number_try_phone (AskgScan         *scan,
                                const AskgNumber *number,
                                gsize            *out_end);
void     askg_find_papers      (AskgScan         *scan);

G_END_DECLS
