/* made-words.h: text that nobody wrote, with the word frequencies of text that somebody did: English
 * and Korean with identifiers of code among it. The same text for the same seed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word as it stands, its beginning, two syllables from its middle, all in a question that names a day. */
typedef enum { MADE_WHOLE, MADE_BEGUN, MADE_INSIDE, MADE_QUESTION, MADE_N_FORMS } MadeForm;

typedef struct _MadeWords MadeWords;

MadeWords  *made_words_new          (guint32     seed);
void        made_words_free         (MadeWords  *self);
char       *made_words_message      (MadeWords  *self,
                                     gsize       n_bytes);
char       *made_words_english      (MadeWords  *self,
                                     guint       rank);
char       *made_words_korean       (MadeWords  *self,
                                     guint       rank);
char       *made_words_identifier   (MadeWords  *self);
guint       made_words_below        (MadeWords  *self,
                                     guint       n);
char       *made_words_query        (MadeWords  *self,
                                     guint       n_terms,
                                     MadeForm    form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadeWords, made_words_free)

G_END_DECLS
