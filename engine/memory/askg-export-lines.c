/* askg-export-lines.c: JSON lines. What a reader must know is in askg-import.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-export-writer.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-turn-json.h"
#include "engine/model/askg-fact.h"

typedef struct
{
  AskgExportWriter  parent;

  /* Owned */
  char             *path;
  char             *part_path; /* until it is whole */
  FILE             *file;      /* (nullable) */

  gboolean          may_replace;
  guint             n_turns;   /* of this conversation */
  guint             n_conversations;
} Lines;

static gboolean
put (Lines       *self,
     const char  *text,
     gsize        n_bytes,
     GError     **error)
{
  return fwrite (text, 1, n_bytes, self->file) == n_bytes || askg_aside_fail (self->path, error);
}

/* Takes @object. */
static gboolean
put_line (Lines   *self,
          json_t  *object,
          GError **error)
{
  g_autoptr(json_t) owned = object;
  char *line = json_dumps (owned, JSON_COMPACT);
  const gboolean is_ok = put (self, line, strlen (line), error) && put (self, "\n", 1, error);

  free (line);

  return is_ok;
}

/* In pieces, so that nobody who reads it needs more memory than for a piece. */
static gboolean
put_bytes (Lines                *self,
           const AskgTurnBytes  *bytes,
           GError              **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes->bytes, &size);
  gsize start = 0;

  do
    {
      const gsize n = MIN (size - start, ASKG_IMPORT_PIECE_BYTES);
      g_autofree char *base64 = g_base64_encode (data + start, n);
      const gboolean more = start + n < size;

      if (!put_line (self, json_pack ("{s:s, s:b, s:s}", "bytes", bytes->sha256, "more", more, "base64", base64), error))
        return FALSE;
      start += n;
    }
  while (start < size);

  return TRUE;
}

static gboolean
facts (AskgExportWriter  *writer,
       GPtrArray         *all,
       GError           **error)
{
  json_t *array = json_array ();

  for (guint i = 0; i < all->len; i++)
    {
      AskgFact *fact = g_ptr_array_index (all, i);

      json_array_append_new (array, json_pack ("{s:s, s:I}", "text", askg_fact_get_text (fact),
                                               "kept_at_us", (json_int_t) askg_fact_get_kept_at_us (fact)));
    }

  return put_line ((Lines *) writer, json_pack ("{s:o}", "facts", array), error);
}

static json_t *
for_fold (AskgFold *fold)
{
  const AskgFoldFlags flags = askg_fold_get_flags (fold);

  return json_pack ("{s:s, s:i, s:b, s:b, s:b, s:b}", "text", askg_fold_get_text (fold),
                    "turns", (int) askg_fold_get_n_turns (fold), "edited", (flags & ASKG_FOLD_EDITED) != 0,
                    "extracted", (flags & ASKG_FOLD_EXTRACTED) != 0, "stale", (flags & ASKG_FOLD_STALE) != 0,
                    "off", (flags & ASKG_FOLD_OFF) != 0);
}

static gboolean
begin (AskgExportWriter            *writer,
       const AskgConversationHead  *head,
       GError                     **error)
{
  Lines *self = (Lines *) writer;
  g_autofree char *title = g_utf8_make_valid (head->title, -1);
  json_t *object = json_pack ("{s:s, s:s, s:b, s:I, s:I}", "uid", head->uid, "title", title,
                              "named", head->is_named, "pinned_at_us", (json_int_t) head->pinned_at_us,
                              "changed_at_us", (json_int_t) head->changed_at_us);

  if (head->branched_from != NULL)
    json_object_set_new (object, "branched_from", json_string (head->branched_from));
  json_object_set_new (object, "branched_turns", json_integer (head->n_branched_turns));
  if (head->fold != NULL)
    json_object_set_new (object, "summary", for_fold (head->fold));
  self->n_turns = 0;

  return put_line (self, json_pack ("{s:o}", "conversation", object), error);
}

static gboolean
turn (AskgExportWriter      *writer,
      const AskgTurnRecord  *record,
      GError               **error)
{
  Lines *self = (Lines *) writer;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_turn_bytes_free);
  g_autoptr(json_t) object = askg_turn_json_write (record, all, error);

  if (object == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!put_bytes (self, g_ptr_array_index (all, i), error))
      return FALSE;
  self->n_turns++;

  return put_line (self, json_pack ("{s:O}", "turn", object), error);
}

static gboolean
end (AskgExportWriter  *writer,
     GError           **error)
{
  Lines *self = (Lines *) writer;

  self->n_conversations++;
  return put_line (self, json_pack ("{s:{s:i}}", "end", "turns", (int) self->n_turns), error);
}

/* It gets its name when all of it is on the disk. */
static gboolean
finish (AskgExportWriter  *writer,
        GError           **error)
{
  Lines *self = (Lines *) writer;
  FILE *file;

  if (!put_line (self, json_pack ("{s:{s:i}}", "done", "conversations", (int) self->n_conversations), error))
    return FALSE;
  if (fflush (self->file) != 0 || fsync (fileno (self->file)) != 0)
    return askg_aside_fail (self->path, error);
  file = g_steal_pointer (&self->file);
  if (fclose (file) != 0)
    return askg_aside_fail (self->path, error);
  /* A name that somebody took meanwhile stays theirs. */
  if (!self->may_replace && link (self->part_path, self->path) == 0)
    return g_unlink (self->part_path) == 0 || askg_aside_fail (self->part_path, error);
  if (!self->may_replace && errno == EEXIST)
    return askg_aside_fail (self->path, error);

  return g_rename (self->part_path, self->path) == 0 || askg_aside_fail (self->path, error);
}

static void
lines_free (AskgExportWriter *writer)
{
  Lines *self = (Lines *) writer;

  if (self->file != NULL)
    (void) fclose (self->file);
  (void) g_unlink (self->part_path); /* gone already when it was finished */
  g_free (self->part_path);
  g_free (self->path);
  g_free (self);
}

/**
 * askg_export_lines_new:
 * @path: absolute
 *
 * Errors: %ASKG_ERROR_USAGE when @path exists and may not be replaced; %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL
 */
AskgExportWriter *
askg_export_lines_new (const char  *path,
                       gboolean     may_replace,
                       GError     **error)
{
  Lines *self;
  int fd;

  if (!may_replace && g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s exists already and was not replaced. Choose another name."), path);
      return NULL;
    }
  self = g_new0 (Lines, 1);
  self->parent = (AskgExportWriter) { facts, begin, turn, end, finish, lines_free };
  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".XXXXXX", NULL);
  self->may_replace = may_replace;
  fd = g_mkstemp_full (self->part_path, O_WRONLY | O_CLOEXEC, 0600);
  if (fd >= 0)
    self->file = fdopen (fd, "w");
  if (self->file == NULL)
    {
      (void) askg_aside_fail (path, error);
      lines_free (&self->parent);
      return NULL;
    }
  if (!put_line (self, json_pack ("{s:s, s:i, s:I}", "askglass", "history", "version", ASKG_IMPORT_VERSION, "exported_at_us",
                                  (json_int_t) g_get_real_time ()), error))
    {
      lines_free (&self->parent);
      return NULL;
    }

  return &self->parent;
}
