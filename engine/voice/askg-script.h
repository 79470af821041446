/* askg-script.h: which language a voice should take words for, by their letters. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the clauses before told: a short one is of the language that they are of. Begin with { 0 }. */
typedef struct
{
  const char *latin;    /* (nullable): of those in Latin letters; static */
  gboolean    has_kana; /* some were Japanese */
} AskgScriptBefore;

const char *askg_script_guess   (const char       *text,
                                 gsize             n_bytes,
                                 const char       *usual,
                                 AskgScriptBefore *before);
const char *askg_script_of_user (void);

G_END_DECLS
