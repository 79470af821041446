/* askg-estimate.h: about how many tokens a request takes, before an engine has counted them. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is counted by a rule of its own, and learnt on its own. */
typedef enum
{
  ASKG_TOKENS_ENGLISH, /* ASCII prose */
  ASKG_TOKENS_KOREAN,  /* all other scripts */
  ASKG_TOKENS_CODE,
  ASKG_TOKENS_PICTURE,
  ASKG_TOKENS_SOUND,
} AskgTokenKind;

#define ASKG_N_TOKEN_KINDS (ASKG_TOKENS_SOUND + 1)

/* Tokens by kind, as the rules have them: see askg_token_rates_apply() for what was learnt of an engine. */
typedef struct
{
  double tokens[ASKG_N_TOKEN_KINDS];
} AskgEstimate;

void   askg_estimate_init        (AskgEstimate       *self);
void   askg_estimate_add_message (AskgEstimate       *self,
                                  const char         *text);
void   askg_estimate_add_picture (AskgEstimate       *self,
                                  const char         *model,
                                  guint               width_px,
                                  guint               height_px);
void   askg_estimate_add_sound   (AskgEstimate       *self,
                                  const char         *model,
                                  double              seconds);
double askg_estimate_get_sum     (const AskgEstimate *self);

double askg_estimate_picture     (const char         *model,
                                  guint               width_px,
                                  guint               height_px);

G_END_DECLS
