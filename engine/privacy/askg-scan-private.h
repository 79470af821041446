/* askg-scan-private.h: one text being searched for secrets. One thread at a time.
 *
 * Each kind of finder goes over the text once, from left to right, the surest kind first. Where a finder has to look ahead it looks
 * at a bounded number of bytes, or asks askg_scan_run_end(), which reads no byte twice: so all of them together are linear. */
#pragma once

#include "engine/privacy/askg-bytes-private.h"
#include "engine/privacy/askg-secret.h"

G_BEGIN_DECLS

typedef struct
{
  guint16 kinds;
  gsize   start;
  gsize   end;
} AskgRun;

#define ASKG_SCAN_N_RUNS 64

typedef struct
{
  const char *text;    /* folded: see askg_scan_init() */
  gsize       n;       /* its length in bytes */

  /* Private. */
  char       *folded;  /* (nullable): owned; else @text is the caller's */
  gsize      *origins; /* (nullable): where each byte of @folded was, and one more for the end */
  GArray     *words;   /* of AskgWord, in order: see askg_words_find() */
  guint8     *taken;   /* one a byte of @text: part of something found */
  GArray     *hits;    /* of Hit */
  AskgRun     runs[ASKG_SCAN_N_RUNS]; /* two an alphabet */
  guint       n_runs;
  AskgRun     value;   /* of the last value that was read, see askg_value_read() */
} AskgScan;

void     askg_scan_init     (AskgScan           *self,
                             const char         *text,
                             gsize               n_bytes);
GArray  *askg_scan_finish   (AskgScan           *self);
void     askg_scan_add      (AskgScan           *self,
                             gsize               start,
                             gsize               end,
                             AskgSecretCategory  category);
gboolean askg_scan_get_hit  (const AskgScan     *self,
                             guint               i,
                             gsize              *out_start,
                             gsize              *out_end,
                             AskgSecretCategory *out_category);
gsize    askg_scan_run_end  (AskgScan           *self,
                             gsize               at,
                             guint16             kinds);
gsize    askg_scan_line_end (AskgScan           *self,
                             gsize               at);

static inline gboolean
askg_scan_is (const AskgScan *self,
              gsize           at,
              guint16         kinds)
{
  return at < self->n && askg_byte_is (self->text[at], kinds);
}

static inline gboolean
askg_scan_is_taken (const AskgScan *self,
                    gsize           at)
{
  return at < self->n && self->taken[at] != 0;
}

/* Whether \n, %22 or \u0022 ends at @at: a letter or digit that is none. */
static inline gboolean
askg_scan_is_behind_escape (const AskgScan *self,
                            gsize           at)
{
  const char *text = self->text + at;

  if (at >= 2 && text[-2] == '\\' && (text[-1] == 'n' || text[-1] == 'r' || text[-1] == 't'))
    return TRUE;
  if (at >= 3 && text[-3] == '%' && askg_byte_is (text[-1], ASKG_BYTES_HEX) && askg_byte_is (text[-2], ASKG_BYTES_HEX))
    return TRUE;

  return at >= 6 && text[-6] == '\\' && text[-5] == 'u' && askg_byte_is (text[-1], ASKG_BYTES_HEX) && askg_byte_is (text[-4], ASKG_BYTES_HEX);
}

/* Whether a word may begin at @at: nothing of a word stands right before. */
static inline gboolean
askg_scan_is_word_start (const AskgScan *self,
                         gsize           at)
{
  return at == 0 || !askg_byte_is (self->text[at - 1], ASKG_BYTES_ALNUM) || askg_scan_is_behind_escape (self, at);
}

static inline gboolean
askg_scan_starts_with (const AskgScan *self,
                       gsize           at,
                       const char     *word)
{
  for (; *word != '\0'; word++, at++)
    if (at >= self->n || self->text[at] != *word)
      return FALSE;

  return TRUE;
}

G_END_DECLS
