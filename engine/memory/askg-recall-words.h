/* askg-recall-words.h: by which words earlier turns that belong to a question are looked for. Pure; any thread.
 *
 * A question is looked for by what it is about, not by what makes it a question. A screen is full of words: only those
 * that name something are meant, such as identifiers, files and codes of errors, best from the lines that tell of a
 * failure. Both in Korean and English. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text is made for askg_search_new(): first the names, then other words that tell. Such as stand everywhere ("error",
 * "file") do not make two turns belong together. A day that is named comes last and is no term. */
typedef struct
{
  char *text;
  guint n_names;
  guint n_terms; /* with the names */
} AskgRecallWords;

AskgRecallWords *askg_recall_words_of_question (const char      *question,
                                                gint64           now_us);
AskgRecallWords *askg_recall_words_of_screen   (const char      *text);
gboolean         askg_recall_words_is_empty    (const AskgRecallWords *self);
void             askg_recall_words_free        (AskgRecallWords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgRecallWords, askg_recall_words_free)

G_END_DECLS
