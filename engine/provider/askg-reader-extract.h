/* askg-reader-extract.h: numbers, dates, links and their like, taken out of a text. Pure; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_EXTRACT_NUMBERS,
  ASKG_EXTRACT_DATES,
  ASKG_EXTRACT_LINKS,
  ASKG_EXTRACT_MAILS,
  ASKG_EXTRACT_PATHS,
  ASKG_EXTRACT_COMMANDS,
} AskgExtractKind;

#define ASKG_EXTRACT_N_KINDS (ASKG_EXTRACT_COMMANDS + 1)

typedef struct
{
  char  *text; /* as it stands there */
  guint  line; /* where it stands first, from 0 */
} AskgExtract;

GPtrArray *askg_extract_all  (const char         *text,
                              AskgExtractKind     kind,
                              GCancellable       *cancellable);
GArray    *askg_extract_find (const char *const  *lines,
                              const char         *words,
                              guint              *out_n_times);

G_END_DECLS
