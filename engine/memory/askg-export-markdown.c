/* askg-export-markdown.c: a folder for people: a file a conversation, pictures beside. What strangers wrote loads
 * nothing when it is shown: pictures and HTML in it become text. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"
#include "engine/base/askg-wav.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-export-writer.h"
#include "engine/memory/askg-turn-json.h"
#include "engine/model/askg-fact.h"

#define MAX_NAME_BYTES 80
#define HASH_CHARS     16

typedef struct
{
  AskgExportWriter  parent;

  /* Owned */
  char             *folder;
  char             *pictures;  /* its folder; made with the first */
  GPtrArray        *made;      /* of paths, in the order they were made; removed unless it is finished */
  GString          *text;      /* of this conversation */
  char             *name;      /* of its file */

  gboolean          is_whole;
} Markdown;

/* -- Files ------------------------------------------------------------------ */

/* What any file system takes, and no shell or program misunderstands. */
static char *
file_name (const char *title,
           gint64      at_us)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (at_us / G_USEC_PER_SEC);
  g_autofree char *date = then != NULL ? g_date_time_format (then, "%Y-%m-%d") : g_strdup ("0000-00-00");
  GString *name = g_string_new (date);
  const gsize n_date = name->len;

  g_string_append_c (name, ' ');
  for (const char *at = title; *at != '\0' && name->len < n_date + MAX_NAME_BYTES; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || (c < 128 && strchr ("/\\:*?\"<>|`$!", (int) c) != NULL))
        g_string_append_c (name, '-');
      else
        g_string_append_unichar (name, c);
    }
  g_strchomp (name->str);

  return g_string_free (name, FALSE);
}

static gboolean
write_file (Markdown    *self,
            const char  *path,
            const void  *data,
            gsize        size,
            GError     **error)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  FILE *file = fd >= 0 ? fdopen (fd, "w") : NULL;
  gboolean is_ok;

  if (file == NULL)
    return askg_aside_fail (path, error);
  g_ptr_array_add (self->made, g_strdup (path));
  is_ok = fwrite (data, 1, size, file) == size && fflush (file) == 0;
  if (!is_ok)
    (void) askg_aside_fail (path, error);

  return fclose (file) == 0 && is_ok;
}

/* Under its hash: a picture that is shown twice is there once. Adds the line that shows it. */
static gboolean
put_file (Markdown    *self,
          GBytes      *bytes,
          const char  *ending,
          const char  *words,
          gboolean     is_picture,
          GError     **error)
{
  g_autofree char *sha256 = askg_turn_json_hash (bytes);
  g_autofree char *name = g_strdup_printf ("%.*s.%s", HASH_CHARS, sha256, ending);
  g_autofree char *path = g_build_filename (self->pictures, name, NULL);

  if (!g_file_test (self->pictures, G_FILE_TEST_IS_DIR))
    {
      if (g_mkdir (self->pictures, 0700) != 0)
        return askg_aside_fail (self->pictures, error);
      g_ptr_array_add (self->made, g_strdup (self->pictures));
    }
  g_string_append_printf (self->text, "%s[%s](files/%s)\n\n", is_picture ? "!" : "", words, name);

  return g_file_test (path, G_FILE_TEST_EXISTS) ||
         write_file (self, path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* -- Conversations ---------------------------------------------------------- */

/* One line, in which nothing is Markdown. */
static void
put_plain (Markdown   *self,
           const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr ("\\`*_{}[]<>()#+!|~", *at) != NULL)
        g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, *at == '\n' || *at == '\r' ? ' ' : *at);
    }
}

/* A file of its own, which comes first in a list of names. */
static gboolean
facts (AskgExportWriter  *writer,
       GPtrArray         *all,
       GError           **error)
{
  Markdown *self = (Markdown *) writer;
  g_autofree char *name = g_strdup_printf ("%s.md", _("Remembered"));
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_string_printf (self->text, "# %s\n\n", _("Remembered"));
  for (guint i = 0; i < all->len; i++)
    {
      g_string_append (self->text, "- ");
      put_plain (self, askg_fact_get_text (g_ptr_array_index (all, i)));
      g_string_append (self->text, "\n");
    }

  return write_file (self, path, self->text->str, self->text->len, error);
}

/* What an engine is told of the first turns instead of their words: it is no answer of anybody's. */
static void
put_fold (Markdown *self,
          AskgFold *fold)
{
  g_autofree char *head = g_strdup_printf (_("Summary of the first questions: %u"), askg_fold_get_n_turns (fold));
  g_autofree char *calm = askg_export_markdown_calm (askg_fold_get_text (fold));

  g_string_append_printf (self->text, "## %s\n\n%s\n\n", head, calm);
}

static gboolean
begin (AskgExportWriter            *writer,
       const AskgConversationHead  *head,
       GError                     **error)
{
  Markdown *self = (Markdown *) writer;

  g_free (self->name);
  self->name = file_name (head->title, head->changed_at_us);
  g_string_assign (self->text, "# ");
  put_plain (self, head->title);
  g_string_append (self->text, "\n\n");
  if (head->branched_title != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Branched from “%s”"), head->branched_title);

      put_plain (self, words);
      g_string_append (self->text, "\n\n");
    }
  if (head->fold != NULL)
    put_fold (self, head->fold);

  return TRUE;
}

/* Fenced with more backticks than it holds. */
static void
put_exact (Markdown   *self,
           const char *text)
{
  gsize longest = 2;

  for (const char *at = strchr (text, '`'); at != NULL; at = strchr (at, '`'))
    {
      const gsize n = strspn (at, "`");

      longest = MAX (longest, n);
      at += n;
    }
  for (gsize i = 0; i <= longest; i++)
    g_string_append_c (self->text, '`');
  g_string_append_printf (self->text, "\n%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  for (gsize i = 0; i <= longest; i++)
    g_string_append_c (self->text, '`');
  g_string_append (self->text, "\n\n");
}

static gboolean
put_attachment (Markdown                    *self,
                const AskgAttachmentRecord  *attachment,
                GError                     **error)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const char *at = attachment->title != NULL ? attachment->title : ""; *at != '\0'; at++)
    if (strchr ("[]()<>\\\n\r`!", *at) == NULL)
      g_string_append_c (words, *at);
  if (attachment->frame != NULL)
    {
      g_autoptr(GBytes) png = askg_png_encode (attachment->frame, error);

      return png != NULL && put_file (self, png, "png", words->len > 0 ? words->str : _("Picture"), TRUE, error);
    }
  if (attachment->sound != NULL)
    {
      g_autoptr(GBytes) wav = askg_wav_write (attachment->sound);

      if (!put_file (self, wav, "wav", words->len > 0 ? words->str : _("Sound"), FALSE, error))
        return FALSE;
    }
  if (attachment->text != NULL && *attachment->text != '\0')
    put_exact (self, attachment->text);

  return TRUE;
}

static void
put_answer (Markdown             *self,
            const AskgTurnRecord *record)
{
  g_autofree char *calm = askg_export_markdown_calm (record->answer != NULL ? record->answer : "");

  g_string_append (self->text, calm);
  g_string_append (self->text, "\n\n");
  if (record->error != NULL)
    {
      put_plain (self, record->error->message);
      g_string_append (self->text, "\n\n");
    }
  if (record->engine_name != NULL)
    {
      g_string_append (self->text, "— *");
      put_plain (self, record->engine_name);
      g_string_append (self->text, "*\n\n");
    }
}

static gboolean
turn (AskgExportWriter      *writer,
      const AskgTurnRecord  *record,
      GError               **error)
{
  Markdown *self = (Markdown *) writer;
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (record->asked_at_us / G_USEC_PER_SEC);
  g_autofree char *when = then != NULL ? g_date_time_format (then, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_auto(GStrv) lines = g_strsplit (record->question, "\n", -1);

  g_string_append_printf (self->text, "## %s\n\n", when);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (self->text, "> ");
      put_plain (self, lines[i]);
      g_string_append (self->text, "\n");
    }
  g_string_append (self->text, "\n");
  for (guint i = 0; i < record->attachments->len; i++)
    if (!put_attachment (self, g_ptr_array_index (record->attachments, i), error))
      return FALSE;
  put_answer (self, record);

  return TRUE;
}

static gboolean
end (AskgExportWriter  *writer,
     GError           **error)
{
  Markdown *self = (Markdown *) writer;
  g_autofree char *path = g_strdup_printf ("%s/%s.md", self->folder, self->name);

  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s %u.md", self->folder, self->name, n);
    }

  return write_file (self, path, self->text->str, self->text->len, error);
}

static gboolean
finish (AskgExportWriter  *writer,
        GError           **error)
{
  ((Markdown *) writer)->is_whole = TRUE;

  return TRUE;
}

static void
markdown_free (AskgExportWriter *writer)
{
  Markdown *self = (Markdown *) writer;

  for (guint i = self->made->len; !self->is_whole && i > 0; i--)
    (void) g_remove (g_ptr_array_index (self->made, i - 1));
  g_ptr_array_unref (self->made);
  g_string_free (self->text, TRUE);
  g_free (self->folder);
  g_free (self->pictures);
  g_free (self->name);
  g_free (self);
}

/**
 * askg_export_markdown_new:
 * @path: absolute: a folder that does not exist or is empty
 *
 * Errors: as askg_export_lines_new()
 */
AskgExportWriter *
askg_export_markdown_new (const char  *path,
                          GError     **error)
{
  g_autoptr(GDir) there = g_dir_open (path, 0, NULL);
  Markdown *self;

  if ((there == NULL && g_file_test (path, G_FILE_TEST_EXISTS)) || (there != NULL && g_dir_read_name (there) != NULL))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s exists already and was not replaced. Choose another name."), path);
      return NULL;
    }
  if (there == NULL && g_mkdir (path, 0700) != 0)
    {
      (void) askg_aside_fail (path, error);
      return NULL;
    }
  self = g_new0 (Markdown, 1);
  self->parent = (AskgExportWriter) { facts, begin, turn, end, finish, markdown_free };
  self->folder = g_strdup (path);
  self->pictures = g_build_filename (path, "files", NULL);
  self->made = g_ptr_array_new_with_free_func (g_free);
  if (there == NULL)
    g_ptr_array_add (self->made, g_strdup (path));
  self->text = g_string_new (NULL);

  return &self->parent;
}
