/* askg-markdown-private.h: what the files of the Markdown model share. */
#pragma once

#include "engine/model/askg-inert-text.h"
#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

/* -- Bytes to text (askg-markdown-source.c) ----------------------------------------------------- */

typedef struct
{
  GString  *text;        /* valid UTF-8 without NUL; lines end with line feeds */
  guint     n_partial;   /* bytes in partial */
  char      partial[4];  /* the beginning of a character whose end has not come */
  gboolean  after_cr;
} AskgSource;

void     askg_source_append           (AskgSource    *self,
                                       const char    *bytes,
                                       gsize          n_bytes);
void     askg_source_end              (AskgSource    *self);

/* -- Sections: where the text may be cut (askg-markdown-scanner.c) ----------------------------- */

typedef enum
{
  ASKG_SECTION_NONE,
  ASKG_SECTION_TEXT,       /* paragraphs, quotes, tables: up to a blank line */
  ASKG_SECTION_LINE,       /* a heading or a rule: one line */
  ASKG_SECTION_FENCE,      /* ``` up to its end, blank lines and all */
  ASKG_SECTION_ITEM,       /* one item of an outermost list with all that is indented under it */
  ASKG_SECTION_INDENTED,   /* code by four spaces */
  ASKG_SECTION_DEFINITION, /* "[label]: target" */
} AskgSectionKind;

typedef struct
{
  AskgSectionKind kind;
  gsize           start;        /* bytes into the source */
  gsize           end;
  gsize           body;         /* of a fence: where the code begins */
  gsize           info;         /* of a fence: what it says of its language */
  gsize           info_end;
  guint           indent;       /* columns: a fence's own; where an item's content stands */
  guint           fence_length;
  char            fence;        /* '`' or '~' */
  gboolean        after_blank;
  guint           number;       /* of an item: its place in the list, whatever number is written */
  guint           n_blocks;     /* what came of it */
  guint           n_hidden;
} AskgSection;

typedef struct
{
  AskgSection open;
  char        list_mark;        /* of the list that may go on, or 0 */
  guint       next_number;
} AskgScanner;

void     askg_scanner_feed_line       (AskgScanner   *self,
                                       const char    *source,
                                       gsize          start,
                                       gsize          end,
                                       GArray        *finished);
gboolean askg_scanner_may_change_mind (AskgScanner   *self,
                                       const char    *line,
                                       gsize          n_bytes);

/* -- Where links lead (askg-markdown-definition.c, askg-markdown-link.c) ------------------------- */

typedef struct
{
  char *label;
  char *target;
} AskgDefinition;

AskgDefinition *askg_definition_parse    (const char            *line,
                                          gsize                  n_bytes);
void            askg_definition_free     (AskgDefinition        *self);
gboolean        askg_definition_is_used  (const AskgDefinition  *self,
                                          const char            *text,
                                          gsize                  n_bytes);
gboolean        askg_definitions_learn   (GPtrArray             *known,
                                          const char            *line,
                                          gsize                  n_bytes);
char           *askg_definitions_prepend (GPtrArray             *known,
                                          const char            *text,
                                          gsize                  n_bytes);

char           *askg_link_host_of        (const char            *target);
gboolean        askg_link_init           (AskgMarkdownLink      *self,
                                          const char            *target);
gboolean        askg_link_is_told_by     (const AskgMarkdownLink *self,
                                          const char            *label);
gboolean        askg_link_is_denied_by   (const AskgMarkdownLink *self,
                                          const char            *label);

/* -- Places in files (askg-markdown-mention.c) ---------------------------------------------------- */

guint           askg_mention_find        (const char            *text,
                                          guint                  from,
                                          guint                  to,
                                          guint                 *out_n_bytes);

/* -- Blocks (askg-markdown-block.c) ------------------------------------------------------------- */

AskgMarkdownBlock *askg_block_new      (AskgMarkdownKind        kind);
AskgMarkdownBlock *askg_block_new_code (const char             *info,
                                        gsize                   info_bytes,
                                        const char             *code,
                                        gsize                   code_bytes,
                                        guint                   indent,
                                        guint                  *n_hidden);
AskgMarkdownBlock *askg_block_new_plain (const char            *text,
                                        gsize                   n_bytes,
                                        AskgInertFlags          flags,
                                        guint                  *n_hidden);
void               askg_block_set_info (AskgMarkdownBlock      *self,
                                        const char             *info,
                                        gsize                   n_bytes);
void               askg_block_unref    (gpointer                block);
void               askg_markdown_text_clear (AskgMarkdownText  *self);

/* -- One section through md4c (askg-markdown-section.c) ----------------------------------------- */

gboolean askg_section_parse      (const char        *text,
                                  gsize              n_bytes,
                                  GPtrArray         *blocks,
                                  guint             *n_hidden);

G_END_DECLS
