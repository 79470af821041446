/* askg-named-private.h: the parts of askg_find_named(). One thread at a time. */
#pragma once

#include "engine/privacy/askg-reading-private.h"

G_BEGIN_DECLS

gboolean askg_find_code   (AskgScan       *scan,
                           const AskgWord *word,
                           const AskgGap  *gap);
gboolean askg_find_code_before (AskgScan *scan,
                                guint     i_word);
gboolean askg_find_code_near   (AskgScan *scan,
                                guint     i_word);
gboolean askg_find_codes_above (AskgScan *scan,
                                guint     i_word);
void     askg_find_hinted (AskgScan       *scan,
                           guint           i_word,
                           const AskgGap  *gap);

gboolean askg_value_judge             (const AskgScan     *scan,
                                       const AskgWord     *word,
                                       const AskgGap      *gap,
                                       const AskgValue    *value,
                                       AskgSecretCategory *out_category);
gboolean askg_named_is_password       (const AskgScan     *scan,
                                       const AskgWord     *word,
                                       const AskgGap      *gap,
                                       const AskgValue    *value);
gboolean askg_named_is_pin            (const AskgScan     *scan,
                                       const AskgWord     *word,
                                       const AskgGap      *gap,
                                       const AskgValue    *value);
gboolean askg_value_is_phrase        (const AskgValue *value);
gboolean askg_value_is_dashed_phrase (const AskgValue *value);
gboolean askg_find_bare_phrase       (AskgScan        *scan,
                                      const AskgWord  *word,
                                      const AskgGap   *gap);
gboolean askg_word_is_plain       (const char *value,
                                   gsize       n_bytes);
gboolean askg_word_is_named       (const AskgScan *scan,
                                   gsize           at,
                                   gsize           n);
gboolean askg_word_is_manual      (const char *text,
                                   gsize       n);
gboolean askg_word_is_product     (const char *text,
                                   gsize       n);
gboolean askg_word_is_cmdlet      (const char *text,
                                   gsize       n);
gboolean askg_word_is_of_sentence (const char *value,
                                   gsize       n_bytes);

G_END_DECLS
