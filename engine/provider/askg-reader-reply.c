/* askg-reader-reply.c: any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-reply.h"

#include "engine/provider/askg-reader-markup.h"

/* More boxes than these only hide the picture. */
#define MAX_POINTS 9

struct _AskgReaderReply
{
  /* Owned */
  GString   *text;
  GPtrArray *points; /* of AskgReaderPoint; the number of one is its place, from 1 */
  GError    *error;

  gboolean   in_list;
};

static void
point_free (gpointer data)
{
  AskgReaderPoint *point = data;

  g_free (point->label);
  g_free (point);
}

AskgReaderReply *
askg_reader_reply_new (void)
{
  AskgReaderReply *self = g_new0 (AskgReaderReply, 1);

  self->text = g_string_new (NULL);
  self->points = g_ptr_array_new_with_free_func (point_free);

  return self;
}

void
askg_reader_reply_free (AskgReaderReply *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
begin_block (AskgReaderReply *self)
{
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  self->in_list = FALSE;
}

void
askg_reader_reply_add_paragraph (AskgReaderReply *self,
                                 const char      *markdown)
{
  begin_block (self);
  g_string_append (self->text, markdown);
}

/**
 * askg_reader_reply_add_item:
 * @number: of the item, from 1; 0 for a bullet
 * @markdown: one paragraph; line feeds in it are kept inside the item
 */
void
askg_reader_reply_add_item (AskgReaderReply *self,
                            guint            number,
                            const char      *markdown)
{
  g_auto(GStrv) lines = g_strsplit (markdown, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n   ", lines);

  if (self->text->len > 0)
    g_string_append (self->text, self->in_list ? "\n" : "\n\n");
  if (number > 0)
    g_string_append_printf (self->text, "%u. %s", number, joined);
  else
    g_string_append_printf (self->text, "- %s", joined);
  self->in_list = TRUE;
}

/**
 * askg_reader_reply_add_code:
 * @language: "" for none
 * @text: shown as it is: the fence is longer than any run of backticks in it
 */
void
askg_reader_reply_add_code (AskgReaderReply *self,
                            const char      *language,
                            const char      *text)
{
  g_autofree char *fence = askg_reader_fence (text, 3);

  begin_block (self);
  g_string_append_printf (self->text, "%s%s\n%s%s%s", fence, language, text,
                          g_str_has_suffix (text, "\n") ? "" : "\n", fence);
}

/**
 * askg_reader_reply_point:
 * @line: index into the lines of @source
 * @line_text: (nullable): see askg_reader_source_find_box()
 *
 * Returns: the number to name in the text; 0 when there is nothing to point at
 */
guint
askg_reader_reply_point (AskgReaderReply  *self,
                         AskgReaderSource *source,
                         guint             line,
                         const char       *line_text)
{
  AskgRect box;
  AskgReaderPoint *point;

  if (self->points->len >= MAX_POINTS || !askg_reader_source_find_box (source, line, line_text, &box))
    return 0;

  point = g_new0 (AskgReaderPoint, 1);
  point->attachment = askg_reader_source_get_index (source);
  point->box = box;
  point->label = g_strstrip (g_strdup (line_text != NULL ? line_text : askg_reader_source_get_lines (source)[line]));
  g_ptr_array_add (self->points, point);

  return self->points->len;
}

/* Takes @error: there is no answer, and this is why. */
void
askg_reader_reply_fail (AskgReaderReply *self,
                        GError          *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/* (transfer none): Markdown */
const char *
askg_reader_reply_get_text (AskgReaderReply *self)
{
  return self->text->str;
}

/* (transfer none) (element-type AskgReaderPoint) */
GPtrArray *
askg_reader_reply_get_points (AskgReaderReply *self)
{
  return self->points;
}

/* (nullable) (transfer none) */
const GError *
askg_reader_reply_get_error (AskgReaderReply *self)
{
  return self->error;
}
