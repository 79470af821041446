/* askg-reader-explain.c: an error in plain words. Any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-reader-markup.h"

/* Of a line as long as a page. */
#define QUOTED_CHARS 200

/* A title ends its sentence here, whoever wrote it. */
static char *
without_stop (const char *sentence)
{
  char *text = g_strstrip (g_strdup (sentence != NULL ? sentence : ""));
  gsize length = strlen (text);

  while (length > 0 && strchr (".:", text[length - 1]) != NULL)
    text[--length] = '\0';

  return text;
}

/* A line as long as a page is quoted only so far. */
static char *
shorten (const char *line)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= QUOTED_CHARS)
    return g_strdup (line);

  start = g_utf8_substring (line, 0, QUOTED_CHARS);

  return g_strconcat (start, "…", NULL);
}

/* " [1]" where a box is drawn, else "". */
static char *
pointer_mark (guint number)
{
  return number > 0 ? g_strdup_printf (" [%u]", number) : g_strdup ("");
}

/* "**`f` is used before it is declared.** [1] In line 87 the compiler meets …" */
static void
add_meaning (AskgReaderReply          *reply,
             const AskgCatalogueMatch *error,
             guint                     number)
{
  g_autofree char *title = without_stop (error->title);
  g_autofree char *mark = pointer_mark (number);
  g_autoptr(GString) all = g_string_new (NULL);

  g_string_append_printf (all, "**%s.**%s", title, mark);
  if (error->severity < 2)
    g_string_append_printf (all, " %s", _("It is a warning, not an error."));
  if (error->explanation != NULL && error->explanation[0] != '\0')
    g_string_append_printf (all, " %s", error->explanation);
  askg_reader_reply_add_paragraph (reply, all->str);
}

/* "Line 2 says so: `src/session.c:87:12: error: …`", where there is more than that line. */
static void
add_line (AskgReaderMatter         *matter,
          AskgReaderReply          *reply,
          AskgReaderSource         *source,
          const AskgCatalogueMatch *error)
{
  g_autofree char *name = askg_reader_matter_name (matter, source);
  g_autofree char *quoted = error->line_text != NULL ? shorten (error->line_text) : g_strdup ("");
  g_autofree char *span = askg_reader_code_span (quoted);
  g_autofree char *sentence = NULL;

  if (quoted[0] == '\0' || (askg_reader_source_get_n_lines (source) < 2 && name == NULL))
    return;

  sentence = name != NULL ? g_strdup_printf (_("Line %u of %s says so: %s"), error->line + 1, name, span)
                          : g_strdup_printf (_("Line %u says so: %s"), error->line + 1, span);
  askg_reader_reply_add_paragraph (reply, sentence);
}

static void
add_headline (AskgReaderMatter         *matter,
              AskgReaderReply          *reply,
              AskgReaderSource         *source,
              const AskgCatalogueMatch *error)
{
  add_meaning (reply, error, askg_reader_reply_point (reply, source, error->line, error->line_text));
  add_line (matter, reply, source, error);
}

/* (nullable): "src/session.c:87:12" */
static char *
place_of (const AskgCatalogueMatch *error)
{
  if (error->file == NULL || error->file[0] == '\0')
    return NULL;
  if (error->file_line == 0)
    return g_strdup (error->file);
  if (error->file_column == 0)
    return g_strdup_printf ("%s:%u", error->file, error->file_line);

  return g_strdup_printf ("%s:%u:%u", error->file, error->file_line, error->file_column);
}

static void
add_place (AskgReaderReply          *reply,
           const AskgCatalogueMatch *error)
{
  g_autofree char *place = place_of (error);
  g_autofree char *span = place != NULL ? askg_reader_code_span (place) : NULL;
  g_autofree char *sentence = span != NULL ? g_strdup_printf (_("Where: %s"), span) : NULL;

  if (sentence != NULL)
    askg_reader_reply_add_paragraph (reply, sentence);
}

/* A compiler's line begins with the place; where that was quoted, it is not said again. */
static gboolean
line_tells_place (AskgReaderSource         *source,
                  const AskgCatalogueMatch *error)
{
  g_autofree char *place = place_of (error);

  return place != NULL && error->line_text != NULL && askg_reader_source_get_n_lines (source) > 1 &&
         g_str_has_prefix (error->line_text, place);
}

/* One wish is a sentence; several are numbered, because the likely one is tried first. */
static gboolean
add_list (AskgReaderReply *reply,
          const char      *heading,
          char           **items)
{
  const guint n = items != NULL ? g_strv_length (items) : 0;

  if (n == 0)
    return FALSE;

  askg_reader_reply_add_paragraph (reply, heading);
  for (guint i = 0; i < n; i++)
    askg_reader_reply_add_item (reply, n > 1 ? i + 1 : 0, items[i]);

  return TRUE;
}

static gboolean
add_fixes (AskgReaderReply          *reply,
           const AskgCatalogueMatch *error)
{
  return add_list (reply, _("To fix it:"), error->fixes);
}

static gboolean
add_causes (AskgReaderReply          *reply,
            const AskgCatalogueMatch *error)
{
  return add_list (reply, _("The usual causes, the likely one first:"), error->causes);
}

/* How one sees that it was this, and who tells more. */
static void
add_proof (AskgReaderReply          *reply,
           const AskgCatalogueMatch *error)
{
  g_autofree char *link = NULL;
  g_autofree char *sentence = NULL;

  add_list (reply, _("To check it:"), error->checks);
  if (error->link_text == NULL)
    return;

  link = error->link_url != NULL ? g_strdup_printf ("[%s](%s)", error->link_text, error->link_url)
                                 : askg_reader_code_span (error->link_text);
  sentence = g_strdup_printf (_("More about it: %s"), link);
  askg_reader_reply_add_paragraph (reply, sentence);
}

/* What else stands there, folded into a sentence each. */
static void
add_rest (AskgReaderMatter *matter,
          AskgReaderReply  *reply,
          AskgReaderSource *source)
{
  const guint n_errors = askg_reader_matter_count_errors (matter);
  const guint n_followers = matter->focus == 0 ? askg_reader_source_get_followers (source)->len : 0;
  const guint n_more = n_errors > matter->focus ? n_errors - matter->focus - 1 : 0;
  g_autoptr(GString) rest = g_string_new (NULL);

  if (n_followers > 0)
    g_string_append_printf (rest, g_dngettext (GETTEXT_PACKAGE, "%u more message only follows from this one.",
                                               "%u more messages only follow from this one.", n_followers), n_followers);
  if (n_followers > 0 && n_more > 0)
    g_string_append_c (rest, ' ');
  if (n_more > 0)
    g_string_append_printf (rest, g_dngettext (GETTEXT_PACKAGE, "%u other problem is reported here, and may follow from this one: ask “and the next one?”",
                                               "%u other problems are reported here, and may follow from this one: ask “and the next one?”", n_more), n_more);
  if (rest->len > 0)
    askg_reader_reply_add_paragraph (reply, rest->str);
}

/* Never invents: names the line that looks like it, and says that this is all it knows. */
static AskgReaderSource *
add_unknown (AskgReaderMatter *matter,
             AskgReaderReply  *reply,
             guint            *out_line)
{
  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      const guint line = askg_reader_source_guess_line (source, NULL);
      g_autofree char *name = askg_reader_matter_name (matter, source);
      g_autofree char *which = NULL;
      g_autofree char *mark = NULL;
      g_autofree char *quoted = NULL;
      g_autofree char *span = NULL;
      g_autofree char *all = NULL;

      if (line == G_MAXUINT)
        continue;

      mark = pointer_mark (askg_reader_reply_point (reply, source, line, NULL));
      quoted = shorten (askg_reader_source_get_lines (source)[line]);
      span = askg_reader_code_span (quoted);
      if (askg_reader_source_get_n_lines (source) < 2)
        which = g_strdup (_("**This looks like an error:**"));
      else if (name != NULL)
        which = g_strdup_printf (_("**Line %u of %s looks like the error:**"), line + 1, name);
      else
        which = g_strdup_printf (_("**Line %u looks like the error:**"), line + 1);
      all = g_strdup_printf ("%s%s %s", which, mark, span);
      askg_reader_reply_add_paragraph (reply, all);
      askg_reader_reply_add_paragraph (reply, _("The catalogue does not know it, and the reader does not guess. "
                                                "A model could say more: Add an engine…"));
      *out_line = line;
      return source;
    }

  return NULL;
}

static void
add_too_few (AskgReaderMatter *matter,
             AskgReaderReply  *reply,
             guint             n)
{
  g_autofree char *sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "Only %u problem is reported here.",
                                                            "Only %u problems are reported here.",
                                                            n), n);

  askg_reader_reply_add_paragraph (reply, sentence);
}

/* A follow-up gets the part it asks for, not all of it again. */
static void
add_aspect (AskgReaderMatter         *matter,
            AskgReaderReply          *reply,
            AskgReaderSource         *source,
            const AskgCatalogueMatch *error)
{
  gboolean is_said = FALSE;

  if (matter->intent->aspect == ASKG_ASPECT_WHY)
    is_said = add_causes (reply, error);
  else if (matter->intent->aspect == ASKG_ASPECT_MEND && !(is_said = add_fixes (reply, error)))
    {
      askg_reader_reply_add_paragraph (reply, _("The catalogue knows no sure way to fix this one."));
      is_said = add_causes (reply, error);
    }
  if (is_said && matter->intent->aspect == ASKG_ASPECT_MEND)
    add_proof (reply, error);

  if (!is_said)
    add_headline (matter, reply, source, error);
  add_place (reply, error);
}

static void
add_all (AskgReaderMatter         *matter,
         AskgReaderReply          *reply,
         AskgReaderSource         *source,
         const AskgCatalogueMatch *error)
{
  add_headline (matter, reply, source, error);
  if (matter->intent->aspect == ASKG_ASPECT_WHY || error->fixes == NULL || error->fixes[0] == NULL)
    add_causes (reply, error);
  if (!line_tells_place (source, error))
    add_place (reply, error);
  if (add_fixes (reply, error))
    add_proof (reply, error);
  add_rest (matter, reply, source);
  askg_reader_tell_seen (matter, reply);
  if (!matter->is_follow_up)
    askg_reader_tell_lines (matter, reply, source, error->line);
}

/**
 * askg_reader_explain:
 *
 * The error that @matter has in focus: which line it is, what it means, how to mend it, where,
 * what follows from it, and the text. Where the catalogue knows none, the line that looks like
 * one; where there is none, that, and the text.
 */
void
askg_reader_explain (AskgReaderMatter *matter,
                     AskgReaderReply  *reply)
{
  AskgCatalogueMatch *error = NULL;
  AskgReaderSource *source = askg_reader_matter_find_error (matter, &error);
  const guint n = askg_reader_matter_count_errors (matter);
  guint line = 0;

  if (source != NULL && matter->is_follow_up &&
      (matter->intent->aspect == ASKG_ASPECT_WHY || matter->intent->aspect == ASKG_ASPECT_MEND))
    add_aspect (matter, reply, source, error);
  else if (source != NULL)
    add_all (matter, reply, source, error);
  else if (n > 0)
    add_too_few (matter, reply, n);
  else
    {
      source = add_unknown (matter, reply, &line);
      if (source == NULL)
        askg_reader_reply_add_paragraph (reply, _("**The reader finds no error here.** Explaining it any further needs a model: "
                                                  "Add an engine…"));
      askg_reader_tell_lines (matter, reply, source, line);
    }
}

/**
 * askg_reader_explain_short:
 *
 * For the end of an answer that could not be given: the error there is, if any, and the text.
 */
void
askg_reader_explain_short (AskgReaderMatter *matter,
                           AskgReaderReply  *reply)
{
  AskgCatalogueMatch *error = NULL;
  AskgReaderSource *source = askg_reader_matter_find_error (matter, &error);

  if (source != NULL)
    {
      add_headline (matter, reply, source, error);
      if (!line_tells_place (source, error))
        add_place (reply, error);
      add_fixes (reply, error);
    }
  if (!matter->is_follow_up)
    askg_reader_tell_lines (matter, reply, source, error != NULL ? error->line : 0);
}
