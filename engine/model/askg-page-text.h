/* askg-page-text.h: the words of a picture and where they stand. Immutable; any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PAGE_TEXT (askg_page_text_get_type ())
G_DECLARE_FINAL_TYPE (AskgPageText, askg_page_text, ASKG, PAGE_TEXT, GObject)

typedef struct
{
  char     *text;       /* UTF-8, no spaces, no line breaks */
  AskgRect  box;        /* pixels of the picture */
  guint     confidence; /* 0 to 100 */
} AskgWord;

typedef struct
{
  char      *text;        /* its words joined by spaces; leading spaces stand for the indent */
  AskgRect   box;         /* pixels of the picture, around all its words */
  guint      first_word;  /* index into the words */
  guint      n_words;
  guint      paragraph;   /* lines of one paragraph or block share it */
} AskgTextLine;

/* Builds one: words are added in reading order, line by line. */
typedef struct _AskgPageTextBuilder AskgPageTextBuilder;

AskgPageTextBuilder *askg_page_text_builder_new      (void);
void                 askg_page_text_builder_add_word (AskgPageTextBuilder *builder,
                                                      const char          *text,
                                                      const AskgRect      *box,
                                                      guint                confidence);
void                 askg_page_text_builder_end_line (AskgPageTextBuilder *builder,
                                                      guint                paragraph,
                                                      guint                n_indent);
AskgPageText        *askg_page_text_builder_finish   (AskgPageTextBuilder *builder);
void                 askg_page_text_builder_free     (AskgPageTextBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPageTextBuilder, askg_page_text_builder_free)

const char         *askg_page_text_get_text  (AskgPageText *self);
guint               askg_page_text_get_n_lines (AskgPageText *self);
const AskgTextLine *askg_page_text_get_line  (AskgPageText *self,
                                              guint         index);
guint               askg_page_text_get_n_words (AskgPageText *self);
const AskgWord     *askg_page_text_get_word  (AskgPageText *self,
                                              guint         index);
guint               askg_page_text_get_confidence (AskgPageText *self);
guint               askg_page_text_find_line (AskgPageText *self,
                                              gsize         offset_bytes);

G_END_DECLS
