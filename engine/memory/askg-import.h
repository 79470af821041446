/* askg-import.h: an export of Askglass comes into the history. Main thread.
 *
 * The file is JSON, an object a line, in this order:
 *   {"askglass":"history","version":2,…}   1 had no facts and no summaries
 *   {"facts":[{"text",…},…]}                if there are any
 *   for each conversation
 *     {"conversation":{"uid":hex,"title",…}}  and the summary of its first turns, where there is one
 *     for each turn
 *       {"bytes":sha256,"more":bool,"base64"}   the pictures and sounds it names, in pieces
 *       {"turn":{…}}
 *     {"end":{"turns":n}}
 *   {"done":{"conversations":n}}
 *
 * It is read as a stranger's: nothing in it names a file, lines have a limit, hashes are checked, and
 * pictures are decoded in the cage and encoded anew. A conversation comes in whole or not at all; one that
 * is in the history already is passed over, and so is a fact. */
#pragma once

#include "engine/memory/askg-export.h"

G_BEGIN_DECLS

#define ASKG_IMPORT_VERSION        2
#define ASKG_IMPORT_PIECE_BYTES    (24u * 1024 * 1024)
#define ASKG_IMPORT_MAX_LINE_BYTES (128u * 1024 * 1024)
#define ASKG_IMPORT_MAX_TURN_BYTES (512u * 1024 * 1024) /* pictures and sounds of one turn */

typedef struct
{
  guint n_conversations;
  guint n_turns;
  guint n_already_there; /* conversations that were passed over */
  guint n_facts;
  guint n_pictures_lost; /* that could not be decoded; the words read in them are kept */
} AskgImported;

void     askg_import_async  (AskgStore             *store,
                             const char            *path,
                             AskgTransferProgress   progress,
                             gpointer               progress_data,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data);
gboolean askg_import_finish (GAsyncResult          *result,
                             AskgImported          *out_imported,
                             GError               **error);

G_END_DECLS
