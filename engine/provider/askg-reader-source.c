/* askg-reader-source.c: see the header for threads. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-source.h"

#include <string.h>

#include "engine/base/askg-rect.h"
#include "engine/debug/askg-error-line.h"
#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-picture-diagnosis.h"

/* Of a longer text only the end is looked at: that is where errors stand. */
#define MAX_TEXT_BYTES (1024 * 1024)

struct _AskgReaderSource
{
  /* Owned */
  char            *text;
  char           **lines;
  char            *title;     /* (nullable) */
  AskgPageText    *page;      /* (nullable) */
  GPtrArray       *errors;    /* of AskgCatalogueMatch: the leading one first */
  GPtrArray       *followers; /* of AskgCatalogueMatch: they only follow from the first of errors */

  AskgSourceKind   kind;
  guint            index;     /* into the question's attachments */
  guint            n_lines;
  gboolean         is_cut;
};

static AskgReaderSource *
source_new (AskgSourceKind  kind,
            const char     *text,
            const char     *title)
{
  AskgReaderSource *self = g_new0 (AskgReaderSource, 1);
  const gsize length = strlen (text);

  self->kind = kind;
  self->title = g_strdup (title);
  if (length > MAX_TEXT_BYTES)
    {
      const char *start = strchr (text + length - MAX_TEXT_BYTES, '\n');

      if (start == NULL)
        start = g_utf8_find_next_char (text + length - MAX_TEXT_BYTES - 1, NULL);
      text = *start == '\n' ? start + 1 : start;
      self->is_cut = TRUE;
    }
  self->text = g_strdup (text);
  self->lines = g_strsplit (self->text, "\n", -1);
  for (char **line = self->lines; *line != NULL; line++)
    if (g_str_has_suffix (*line, "\r"))
      (*line)[strlen (*line) - 1] = '\0';
  self->n_lines = g_strv_length (self->lines);
  while (self->n_lines > 0 && self->lines[self->n_lines - 1][0] == '\0')
    {
      self->n_lines--;
      g_clear_pointer (&self->lines[self->n_lines], g_free);
    }
  self->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_match_free);
  self->followers = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_match_free);

  return self;
}

/**
 * askg_reader_source_new_attachment:
 * @attachment: a picture that was read, or exact text
 * @index: of it among the attachments of its question
 */
AskgReaderSource *
askg_reader_source_new_attachment (AskgAttachment *attachment,
                                   guint           index)
{
  AskgPageText *page = askg_attachment_get_page (attachment);
  const char *text = askg_attachment_get_text (attachment);
  const char *parts = askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_COMMAND && text != NULL ? askg_failure_find_parts (text) : NULL;
  g_autofree char *written = parts != NULL ? g_strndup (text, (gsize) (parts - text)) : NULL; /* source is no output */
  AskgReaderSource *self;

  if (written != NULL)
    text = written;
  self = source_new (askg_attachment_get_frame (attachment) != NULL ? ASKG_SOURCE_PICTURE : ASKG_SOURCE_TEXT,
                     text != NULL ? text : "", askg_attachment_get_title (attachment));
  self->index = index;
  g_set_object (&self->page, page);

  return self;
}

/* For an error that was typed or pasted into the question itself. */
AskgReaderSource *
askg_reader_source_new_typed (const char *text)
{
  return source_new (ASKG_SOURCE_TYPED, text, NULL);
}

void
askg_reader_source_free (AskgReaderSource *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->lines, g_strfreev);
  g_clear_pointer (&self->title, g_free);
  g_clear_object (&self->page);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_clear_pointer (&self->followers, g_ptr_array_unref);
  g_free (self);
}

/* The catalogue puts the root cause first, then other errors, warnings, and what only reports them. */
static gboolean
is_follower (const AskgCatalogueMatch *match,
             const AskgCatalogueMatch *before)
{
  if (before != NULL && before->severity < match->severity)
    return TRUE;

  return match->line_text != NULL && askg_error_line_kind (match->line_text, -1) == ASKG_LINE_CONSEQUENCE;
}

/* Divides what was found into errors that stand for themselves and those that only follow; notes are neither. */
static void
sort_out (AskgReaderSource *self,
          GPtrArray        *found)
{
  const AskgCatalogueMatch *before = NULL;

  while (found->len > 0)
    {
      AskgCatalogueMatch *match = g_ptr_array_steal_index (found, 0);

      /* "make: *** Error 1" alone is better than nothing. */
      if (self->errors->len == 0 || (match->severity > 0 && !is_follower (match, before)))
        g_ptr_array_add (self->errors, match);
      else if (match->severity > 0)
        g_ptr_array_add (self->followers, match);
      else
        {
          askg_catalogue_match_free (match);
          continue;
        }
      before = match;
    }
}

static gboolean
tells_of (const AskgDiagnostic     *root,
          const AskgCatalogueMatch *error)
{
  return error->line_text != NULL && *error->line_text != '\0' &&
         (strstr (error->line_text, root->message) != NULL || strstr (root->message, error->line_text) != NULL);
}

/* An error on a picture whose line tells no place has one in the lines around it, which tools write in their own ways. */
static void
take_place (AskgReaderSource   *self,
            AskgCatalogueMatch *error)
{
  g_autoptr(AskgDiagnosis) diagnosis = askg_picture_diagnosis_new (self->page, G_MAXUINT);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);

  if (root == NULL || root->file == NULL || root->line == 0 || (error->file != NULL && error->file_line > 0) || !tells_of (root, error))
    return;
  g_free (error->file);
  error->file = g_strdup (root->file);
  error->file_line = root->line;
  error->file_column = root->column;
}

/**
 * askg_reader_source_look:
 * @catalogue: what is known
 * @cancellable: (nullable): ends early
 *
 * Looks for errors. Linear in the text; meant for a worker thread.
 */
void
askg_reader_source_look (AskgReaderSource *self,
                         AskgCatalogue    *catalogue,
                         GCancellable     *cancellable)
{
  g_autoptr(GPtrArray) found = askg_catalogue_match (catalogue, self->text, cancellable);

  g_ptr_array_set_size (self->errors, 0);
  g_ptr_array_set_size (self->followers, 0);
  if (found != NULL)
    sort_out (self, found);
  if (self->page != NULL && self->errors->len > 0)
    take_place (self, g_ptr_array_index (self->errors, 0));
}

AskgSourceKind
askg_reader_source_get_kind (AskgReaderSource *self)
{
  return self->kind;
}

/* Among the attachments of its question. */
guint
askg_reader_source_get_index (AskgReaderSource *self)
{
  return self->index;
}

/* (nullable) (transfer none): of the window or file it shows */
const char *
askg_reader_source_get_title (AskgReaderSource *self)
{
  return self->title;
}

const char *
askg_reader_source_get_text (AskgReaderSource *self)
{
  return self->text;
}

/* (transfer none) (array zero-terminated=1): without line ends; empty lines at the end are left out */
const char *const *
askg_reader_source_get_lines (AskgReaderSource *self)
{
  return (const char *const *) self->lines;
}

guint
askg_reader_source_get_n_lines (AskgReaderSource *self)
{
  return self->n_lines;
}

/* (nullable) (transfer none): the words and their places; %NULL for exact text */
AskgPageText *
askg_reader_source_get_page (AskgReaderSource *self)
{
  return self->page;
}

/* Whether only the end of a very long text is in it. */
gboolean
askg_reader_source_is_cut (AskgReaderSource *self)
{
  return self->is_cut;
}

gboolean
askg_reader_source_is_empty (AskgReaderSource *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    for (const char *p = self->lines[i]; *p != '\0'; p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;

  return TRUE;
}

/* (transfer none) (element-type AskgCatalogueMatch): errors before warnings, then as they stand */
GPtrArray *
askg_reader_source_get_errors (AskgReaderSource *self)
{
  return self->errors;
}

/* (transfer none) (element-type AskgCatalogueMatch): repeated or said by the tools above */
GPtrArray *
askg_reader_source_get_followers (AskgReaderSource *self)
{
  return self->followers;
}

/* Words of trouble at the beginning of a line or before a colon; in prose they stand anywhere. */
#define CERTAIN_PATTERN \
  "^\\W*(?:\\w+\\W+){0,3}(?:errors?|exception|fatal|failed|failure|panic|abort(?:ed)?)\\b|\\b(?:error|exception|fatal|failed|failure|panic)\\s?[:\\])]" \
  "|\\w(?:Error|Exception)\\b|(?:오류|에러|예외|실패)"
/* As many words without a colon are a sentence, not a message of a program. */
#define SENTENCE_WORDS 8
/* A dialog speaks in sentences, too, but it is short. */
#define DIALOG_LINES 6

static gboolean
is_sentence (const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", SENTENCE_WORDS + 1);

  return g_strv_length (words) > SENTENCE_WORDS && strchr (line, ':') == NULL;
}

/**
 * askg_reader_source_guess_line:
 * @is_certain: (out) (optional): whether the line would be taken for an error without being asked
 *
 * For a text in which the catalogue knows nothing.
 *
 * Returns: the line that looks most like an error; %G_MAXUINT when none does
 */
guint
askg_reader_source_guess_line (AskgReaderSource *self,
                               gboolean         *is_certain)
{
  const gboolean may_be_dialog = self->n_lines <= DIALOG_LINES;
  AskgLineKind best_kind = ASKG_LINE_NOTE;
  guint best = G_MAXUINT;

  for (guint i = 0; i < self->n_lines && best_kind != ASKG_LINE_ERROR; i++)
    {
      const AskgLineKind kind = askg_error_line_kind (self->lines[i], -1);

      if (kind > best_kind && (may_be_dialog || !is_sentence (self->lines[i])))
        {
          best = i;
          best_kind = kind;
        }
    }

  if (is_certain != NULL)
    *is_certain = best != G_MAXUINT && !is_sentence (self->lines[best]) &&
                  g_regex_match_simple (CERTAIN_PATTERN, self->lines[best], G_REGEX_CASELESS, 0);

  return best;
}

/**
 * askg_reader_source_is_message:
 *
 * "frobnicator: fatal error: flux too high": a program speaks, and nobody asks.
 */
gboolean
askg_reader_source_is_message (AskgReaderSource *self)
{
  const guint line = askg_reader_source_guess_line (self, NULL);

  return line != G_MAXUINT && askg_error_line_kind (self->lines[line], -1) >= ASKG_LINE_WARNING &&
         g_regex_match_simple ("^\\s*\\S+:\\s+\\S", self->lines[line], 0, 0) &&
         !g_regex_match_simple ("\\?\\s*$", self->lines[line], 0, 0);
}

static gsize
count_letters (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += !g_unichar_isspace (g_utf8_get_char (p));

  return n;
}

/**
 * askg_reader_source_find_box:
 * @line: index into the lines
 * @line_text: (nullable): what is spoken of; where it is longer than that line, a message that
 *   the screen broke into several, the lines it goes on in are taken in
 * @out_box: (out): pixels of the picture; set on success only
 *
 * Returns: %FALSE when there is no place to point at
 */
gboolean
askg_reader_source_find_box (AskgReaderSource *self,
                             guint             line,
                             const char       *line_text,
                             AskgRect         *out_box)
{
  const gsize n_wanted = line_text != NULL ? count_letters (line_text) : 0;
  gsize n_covered;

  if (self->page == NULL || line >= askg_page_text_get_n_lines (self->page))
    return FALSE;

  *out_box = askg_page_text_get_line (self->page, line)->box;
  n_covered = count_letters (askg_page_text_get_line (self->page, line)->text);
  for (guint i = line + 1; n_covered < n_wanted && i < askg_page_text_get_n_lines (self->page); i++)
    {
      askg_rect_unite (out_box, &askg_page_text_get_line (self->page, i)->box);
      n_covered += count_letters (askg_page_text_get_line (self->page, i)->text);
    }

  return TRUE;
}
