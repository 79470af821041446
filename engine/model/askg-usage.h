/* askg-usage.h: what an answer took, as its engine counted. A plain value; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counts are tokens, -1 where the engine did not say. */
typedef struct
{
  gint64 input;     /* all that was sent, with the parts below */
  gint64 output;    /* all that was written, with the parts below */
  gint64 total;
  gint64 cached;    /* of @input: read from the engine's cache */
  gint64 reasoning; /* of @output */
  gint64 audio_in;  /* of @input */
  gint64 audio_out; /* of @output */
  gint64 image_in;  /* of @input */
  double cost_usd;  /* NAN where nobody knows */
} AskgUsage;

void     askg_usage_init      (AskgUsage       *self);
gboolean askg_usage_is_known  (const AskgUsage *self);
gboolean askg_usage_equal     (const AskgUsage *self,
                               const AskgUsage *other);
void     askg_usage_update    (AskgUsage       *self,
                               const AskgUsage *newer);
void     askg_usage_add       (AskgUsage       *self,
                               const AskgUsage *other);
gint64   askg_usage_get_total (const AskgUsage *self);

G_END_DECLS
