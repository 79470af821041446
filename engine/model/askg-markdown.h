/* askg-markdown.h: an answer's Markdown as a list of blocks, growing as the answer does. Any one thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ASKG_MARKDOWN_PAGE_BYTES     (64 * 1024) /* shown before the person asks for more */
#define ASKG_MARKDOWN_PAGE_BLOCKS    2000
#define ASKG_MARKDOWN_MAX_PARAGRAPH  (16 * 1024) /* bytes; longer ones are cut in pieces */
#define ASKG_MARKDOWN_MAX_NESTING    32
#define ASKG_MARKDOWN_MAX_COLUMNS    16
#define ASKG_MARKDOWN_MAX_ROWS       200

typedef enum
{
  ASKG_MARKDOWN_PARAGRAPH,
  ASKG_MARKDOWN_HEADING,
  ASKG_MARKDOWN_CODE,
  ASKG_MARKDOWN_TABLE,
  ASKG_MARKDOWN_RULE,
  ASKG_MARKDOWN_PICTURE,   /* a picture that stands alone; never fetched, only told */
} AskgMarkdownKind;

typedef enum
{
  ASKG_MARKDOWN_BOLD    = 1 << 0,
  ASKG_MARKDOWN_ITALIC  = 1 << 1,
  ASKG_MARKDOWN_MONO    = 1 << 2,
  ASKG_MARKDOWN_STRIKE  = 1 << 3,
  ASKG_MARKDOWN_LINK    = 1 << 4, /* `link` says where to */
  ASKG_MARKDOWN_HOST    = 1 << 5, /* where the link before it really leads; not the author's words */
  ASKG_MARKDOWN_IMAGE   = 1 << 6, /* stands for a picture within a line */
  ASKG_MARKDOWN_POINTER = 1 << 7, /* "[2]": `number` says which */
  ASKG_MARKDOWN_PLACE   = 1 << 8, /* "src/main.c:12" */
} AskgMarkdownStyle;

/* How a block that begins a list item is marked. */
typedef enum
{
  ASKG_MARKDOWN_UNMARKED,
  ASKG_MARKDOWN_BULLET,
  ASKG_MARKDOWN_NUMBER,
  ASKG_MARKDOWN_TASK,
  ASKG_MARKDOWN_TASK_DONE,
} AskgMarkdownMarker;

typedef enum
{
  ASKG_MARKDOWN_START,
  ASKG_MARKDOWN_CENTER,
  ASKG_MARKDOWN_END,
} AskgMarkdownAlign;

/* A run of text that looks otherwise than its surroundings. Runs are sorted and do not overlap. */
typedef struct
{
  guint             start;  /* bytes into the text */
  guint             end;
  AskgMarkdownStyle style;
  guint             number; /* of a pointer, from 1 */
  guint             link;   /* index into the links; only with ASKG_MARKDOWN_LINK */
} AskgMarkdownSpan;

/* Only http, https and mailto become links. Nothing here opens one. */
typedef struct
{
  char     *target;     /* whole, without user name and password */
  char     *host;       /* as the resolver gets it (punycode); of a mailto, the address */
  gboolean  misleading; /* its label names another host */
} AskgMarkdownLink;

/* Words that can be shown as they are: UTF-8 without control or hidden characters. */
typedef struct
{
  char             *text;
  AskgMarkdownSpan *spans;
  guint             n_spans;
  AskgMarkdownLink *links;
  guint             n_links;
} AskgMarkdownText;

/* Immutable. */
typedef struct
{
  AskgMarkdownKind    kind;
  guint               level;       /* of a heading, 1 to 6 */
  guint               quote_depth;
  guint               list_depth;  /* 0: not in a list */
  AskgMarkdownMarker  marker;      /* unmarked: goes on with the item before it */
  guint               number;      /* of a numbered item */
  AskgMarkdownText    body;        /* paragraph, heading, code; what a picture was said to show */
  char               *language;    /* (nullable): of code, the fence's first word in lower case */
  char               *title;       /* (nullable): of code, a file name; of a picture, its host */
  guint               n_columns;
  guint               n_rows;      /* the first one is the head */
  AskgMarkdownAlign  *aligns;      /* n_columns */
  AskgMarkdownText   *cells;       /* n_rows * n_columns, row by row */
} AskgMarkdownBlock;

/* The blocks from `first` on were replaced: `n_removed` went, `n_added` came. */
typedef struct
{
  guint first;
  guint n_removed;
  guint n_added;
} AskgMarkdownChange;

/* A byte of the transcript: in the body of a block, or in this cell of its table. */
typedef struct
{
  guint block;
  guint cell;
  guint byte;
} AskgMarkdownPlace;

typedef struct _AskgMarkdown AskgMarkdown;

AskgMarkdown            *askg_markdown_new          (void);
AskgMarkdown            *askg_markdown_parse        (const char         *utf8);
void                     askg_markdown_free         (AskgMarkdown       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgMarkdown, askg_markdown_free)

void                     askg_markdown_append       (AskgMarkdown       *self,
                                                     const char         *bytes,
                                                     gsize               n_bytes,
                                                     AskgMarkdownChange *change);
void                     askg_markdown_end          (AskgMarkdown       *self,
                                                     AskgMarkdownChange *change);
gboolean                 askg_markdown_has_more     (AskgMarkdown       *self);
void                     askg_markdown_show_more    (AskgMarkdown       *self,
                                                     AskgMarkdownChange *change);

guint                    askg_markdown_get_n_blocks (AskgMarkdown       *self);
const AskgMarkdownBlock *askg_markdown_get_block    (AskgMarkdown       *self,
                                                     guint               index);
guint                    askg_markdown_get_n_hidden (AskgMarkdown       *self);
char                    *askg_markdown_to_plain     (AskgMarkdown       *self) G_GNUC_WARN_UNUSED_RESULT;
char                    *askg_markdown_make_plain   (const char         *utf8) G_GNUC_WARN_UNUSED_RESULT;
char                    *askg_markdown_to_transcript (AskgMarkdown      *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean                 askg_markdown_find_place   (AskgMarkdown       *self,
                                                     gsize               byte,
                                                     AskgMarkdownPlace  *place);
gsize                    askg_markdown_block_get_n_bytes (const AskgMarkdownBlock *block);
gboolean                 askg_markdown_block_equal  (const AskgMarkdownBlock *a,
                                                     const AskgMarkdownBlock *b);

G_END_DECLS
