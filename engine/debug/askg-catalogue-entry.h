/* askg-catalogue-entry.h: one known error, as a file of data/catalogue tells it. */
#pragma once

#include "engine/debug/askg-pattern.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_RANK_CAUSE,       /* says what is wrong */
  ASKG_RANK_FALLBACK,    /* says only that something is wrong: gives way to all others */
  ASKG_RANK_CONSEQUENCE, /* only reports that something before it failed */
} AskgRank;

/* Where the place of the error stands when its own line does not name it. */
typedef struct
{
  gboolean     is_below;
  AskgPattern *pattern; /* owned */
} AskgWhere;

/* A text the entry must be found in; kept only when asked for. */
typedef struct
{
  char      *text;  /* owned */
  guint      line;  /* of the error, from 0 */
  GPtrArray *finds; /* of char *: "name=value" */
} AskgCatalogueSample;

typedef struct
{
  char      *id;
  char      *tool;
  guint      severity;   /* 2 error, 1 warning, 0 note */
  AskgRank   rank;
  guint      confidence; /* 0 to 100 */
  GPtrArray *patterns;   /* of AskgPattern */
  GArray    *wheres;     /* of AskgWhere */
  GArray    *needs;      /* of AskgWhere: without one of them near its line a pattern behind the first @n_free is another error */
  guint      n_free;

  /* In one language; names in braces are filled in from the captures. */
  char      *title;
  char      *explanation;
  GPtrArray *causes;     /* of char * */
  GPtrArray *fixes;      /* of char * */
  GPtrArray *checks;     /* of char * */
  guint      language;   /* index into the languages asked for */

  /* The same in all languages: the name a manual goes by. */
  char      *link_text;  /* NULL when it has none */
  char      *link_url;   /* NULL for a manual that is read in the terminal */

  GPtrArray *samples;    /* of AskgCatalogueSample; NULL unless asked for */
} AskgCatalogueEntry;

AskgCatalogueEntry  *askg_catalogue_entry_new    (const char          *id);
void                 askg_catalogue_entry_free   (AskgCatalogueEntry  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCatalogueEntry, askg_catalogue_entry_free)
AskgCatalogueSample *askg_catalogue_sample_new   (void);
gboolean             askg_catalogue_entry_check  (AskgCatalogueEntry  *self,
                                                  GError             **error);

G_END_DECLS
