/* askg-patch.h: a unified diff, as an answer holds one: read with patience, written with exactness. Pure; any thread.
 *
 * The format is POSIX diff's "-u" with the headers of git (new file, deleted file, quoted names). What models get wrong in it
 * is the arithmetic: counts and line numbers of a hunk are hints here, its lines are what counts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Larger ones are no answer a person reads. */
#define ASKG_PATCH_MAX_BYTES (1024u * 1024)
#define ASKG_PATCH_MAX_FILES 100u

typedef enum
{
  ASKG_PATCH_CONTEXT = ' ',
  ASKG_PATCH_ADDED   = '+',
  ASKG_PATCH_REMOVED = '-',
} AskgPatchLineKind;

typedef struct
{
  AskgPatchLineKind  kind;
  gboolean           is_open; /* the file ends behind it, without a line end */
  char              *text;    /* without its line end */
} AskgPatchLine;

typedef struct
{
  guint      old_line; /* from 1; 0: not told */
  guint      new_line; /* the same */
  GPtrArray *lines;    /* of AskgPatchLine */
} AskgPatchHunk;

typedef struct
{
  char      *old_path; /* (nullable): the file is new */
  char      *new_path; /* (nullable): it is deleted */
  gboolean   is_executable; /* a new file */
  GPtrArray *hunks;    /* of AskgPatchHunk */
} AskgPatchFile;

typedef struct
{
  GPtrArray *files;    /* of AskgPatchFile; at least one */
} AskgPatch;

gboolean       askg_patch_looks_like   (const char          *text,
                                        const char          *language);
AskgPatch     *askg_patch_read         (const char          *text,
                                        GError             **error);
void           askg_patch_free         (AskgPatch           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPatch, askg_patch_free)
AskgPatch     *askg_patch_copy         (const AskgPatch     *self) G_GNUC_WARN_UNUSED_RESULT;
char          *askg_patch_write        (const AskgPatch     *self) G_GNUC_WARN_UNUSED_RESULT;
const char    *askg_patch_file_get_path (const AskgPatchFile *file);
void           askg_patch_count        (const AskgPatch     *self,
                                        guint               *out_n_added,
                                        guint               *out_n_removed);

AskgPatchFile *askg_patch_file_new     (const char          *old_path,
                                        const char          *new_path);
AskgPatchHunk *askg_patch_hunk_new     (guint                old_line,
                                        guint                new_line);
void           askg_patch_hunk_add     (AskgPatchHunk       *hunk,
                                        AskgPatchLineKind    kind,
                                        const char          *text,
                                        gssize               n_bytes);
void           askg_patch_file_free    (AskgPatchFile       *file);

G_END_DECLS
