/* askg-catalogue.h: known errors with causes and fixes, and the matcher that finds them in a text.
 * Loaded once, then never changed: matching may run on any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where an error was found and what is known of it. All texts are in the person's language with
 * the names from the error filled in; Markdown, names in backticks. */
typedef struct
{
  char     *id;          /* stable, such as "ld-undefined-reference" */
  char     *tool;        /* "gcc", "python", "git" … */
  char     *title;       /* one short line: what it is */
  char     *explanation; /* one or two sentences: what it means here */
  char    **causes;      /* likely first */
  char    **fixes;       /* likely first; a fix may hold a command in backticks */
  char    **checks;      /* how one sees which cause it is, or that it is mended */
  char     *link_text;   /* (nullable): the name of a manual that tells more */
  char     *link_url;    /* (nullable): its https address; NULL where a terminal shows it (`man …`) */
  char     *line_text;   /* the line as it stands in the text, trimmed */
  guint     line;        /* index of that line in the text, from 0 */
  char     *file;        /* (nullable): the place it names */
  guint     file_line;   /* 0 when it names none */
  guint     file_column; /* 0 when it names none */
  guint     severity;    /* 2 error, 1 warning, 0 note */
  guint     confidence;  /* 0 to 100 */
  gboolean  is_exact;    /* nothing had to be forgiven: of a text that nobody read off a picture all that is right is */
} AskgCatalogueMatch;

void askg_catalogue_match_free (AskgCatalogueMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCatalogueMatch, askg_catalogue_match_free)

#define ASKG_TYPE_CATALOGUE (askg_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (AskgCatalogue, askg_catalogue, ASKG, CATALOGUE, GObject)

AskgCatalogue *askg_catalogue_load          (const char          *folder,
                                             const char *const   *languages,
                                             GError             **error);
guint          askg_catalogue_get_n_entries (AskgCatalogue       *self);
GPtrArray     *askg_catalogue_match         (AskgCatalogue       *self,
                                             const char          *text,
                                             GCancellable        *cancellable);

G_END_DECLS
