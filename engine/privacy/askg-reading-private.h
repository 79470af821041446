/* askg-reading-private.h: what stands between a word and its value, and where the value ends. One thread at a time. */
#pragma once

#include "engine/privacy/askg-word-private.h"

G_BEGIN_DECLS

/* How surely a value follows. */
typedef enum
{
  ASKG_GAP_NONE,   /* it does not */
  ASKG_GAP_SPACE,  /* "pass X" */
  ASKG_GAP_IS,     /* "the password is X", "비밀번호는 X" */
  ASKG_GAP_COLON,  /* "password: X", "password → X" */
  ASKG_GAP_EQUALS, /* "password=X", <password>X, "password" value="X" */
} AskgGapKind;

typedef struct
{
  AskgGapKind kind;
  gboolean    is_far;   /* words stand between: "password for the disk: X" */
  gboolean    is_tight; /* '=' without spaces around it */
  gboolean    is_below;  /* in the next line, as in a form: only what fills that line */
  gboolean    is_option; /* a space behind an option of a command */
  gboolean    is_broken; /* the name goes on and means something else: nothing follows */
  gsize       at;       /* where a value would begin */
  char        quote;    /* what ends it: a quote or bracket, or NUL */
} AskgGap;

typedef struct
{
  const char *text;
  gsize       start;
  gsize       end;
  gsize       n;       /* of its bytes, as many as are looked at */
  char        quote;   /* NUL: it was not quoted */
  gboolean    is_last; /* nothing else in its line, or the sentence ends */
} AskgValue;

void     askg_gap_read      (const AskgScan *scan,
                             const AskgWord *word,
                             AskgGap        *gap);
gboolean askg_gap_read_far  (const AskgScan *scan,
                             const AskgWord *word,
                             AskgGap        *gap);
void     askg_value_read    (AskgScan       *scan,
                             const AskgGap  *gap,
                             AskgValue      *value);
gboolean askg_value_is_code (const AskgValue *value);
gboolean askg_value_is_counted (const AskgScan *scan,
                                gsize           end);

gsize    askg_gap_skip_value_word (const AskgScan *scan,
                                   gsize           at);
gsize    askg_gap_skip_part_head  (const AskgScan *scan,
                                   gsize           word_start,
                                   gsize           at);
gsize    askg_gap_skip_made       (const AskgScan *scan,
                                   gsize           at);
gsize    askg_gap_skip_attributes (const AskgScan *scan,
                                   gsize           word_start,
                                   gsize           at);
gsize    askg_gap_count_stars     (const AskgScan *scan,
                                   gsize           at);
gboolean askg_scan_is_word_at     (const AskgScan *scan,
                                   gsize           at,
                                   const char     *word);

G_END_DECLS
