/* askg-proof.h: what was seen when the whole way of a question was gone where every contact is caught. Main thread. */
#pragma once

#include "app/askg-json.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PROOF_ANY,     /* only its contacts count */
  ASKG_PROOF_DONE,    /* it must have been done */
  ASKG_PROOF_REFUSED, /* it must not have been done */
} AskgProofWish;

/* One command, and what it did. */
typedef struct
{
  char          *what;    /* translated */
  AskgProofWish  wish;
  int            code;    /* it ended with; -1: it had to be ended */
  guint          took_ms;
} AskgProofStep;

/* Some commands, and whom they wanted to reach together. */
typedef struct
{
  const char *name;       /* stable word: "control", "local-only", "remote" */
  GPtrArray  *steps;      /* of AskgProofStep */
  GPtrArray  *contacts;   /* of words */
  GPtrArray  *expected;   /* (nullable): of words: exactly those; %NULL for none */
  guint       n_loopback; /* connections that stayed on this machine */
  gboolean    was_blind;  /* packets came too fast to be seen */
} AskgProofPart;

typedef struct
{
  GPtrArray *parts;       /* of AskgProofPart */
  char      *impossible;  /* (nullable): why nothing could be proven */
  gboolean   has_windows; /* the desktop part ran, too, and commands went through it */
} AskgProof;

AskgProof     *askg_proof_new          (void);
void           askg_proof_free         (AskgProof      *self);
AskgProofPart *askg_proof_add_part     (AskgProof      *self,
                                        const char     *name);
void           askg_proof_part_add     (AskgProofPart  *part,
                                        const char     *what,
                                        AskgProofWish   wish,
                                        int             code,
                                        guint           took_ms);
gboolean       askg_proof_step_is_good (const AskgProofStep *step);
gboolean       askg_proof_part_is_good (const AskgProofPart *part);
gboolean       askg_proof_is_good      (AskgProof      *self);
json_t        *askg_proof_to_json      (AskgProof      *self);
char          *askg_proof_to_text      (AskgProof      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgProof, askg_proof_free)

G_END_DECLS
