/* askg-check.h: what was found when the history was looked through. A plain value; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint     version;            /* of the tables */
  gint64    n_conversations;
  gint64    n_turns;
  gint64    n_pictures;
  gint64    n_sounds;

  char     *damage;             /* (nullable): what SQLite found wrong first, in its words */
  gint64    n_lost;             /* rows that belong to nothing that is there */
  gint64    n_orphans;          /* pictures that nothing shows: they go with the next deletion */
  gint64    n_spoiled;          /* pictures and sounds that are not what was saved */
  gboolean  index_was_rebuilt;  /* it did not agree with the texts */

  gint64    file_bytes;
  gint64    free_bytes;         /* of them, which VACUUM would give back */
  gint64    picture_bytes;
  gint64    sound_bytes;
  gint64    text_bytes;
  gint64    log_bytes;
  guint     n_copies;           /* of older versions and of damaged files, beside it */
  gint64    copies_bytes;
} AskgHistoryCheck;

AskgHistoryCheck *askg_history_check_new      (void);
void              askg_history_check_free     (AskgHistoryCheck       *self);
gboolean          askg_history_check_is_whole (const AskgHistoryCheck *self);
char             *askg_history_check_verdict  (const AskgHistoryCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHistoryCheck, askg_history_check_free)

G_END_DECLS
