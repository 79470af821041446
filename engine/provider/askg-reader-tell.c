/* askg-reader-tell.c: what stands there, and what the reader can do. Any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-reader-markup.h"
#include "engine/provider/askg-reader-summary.h"
#include "engine/provider/askg-reader-table.h"

/* What is shown of a longer text around the line that is spoken of. */
#define SHOWN_LINES 16
/* Below this mean confidence a reading is told to be doubtful; 0 to 100. */
#define DOUBTFUL 60

/* "**Picture 2**" above what it holds, where there are several. */
static void
add_name (AskgReaderMatter *matter,
          AskgReaderReply  *reply,
          AskgReaderSource *source)
{
  const guint number = askg_reader_source_get_index (source) + 1;
  g_autofree char *name = NULL;

  if (matter->n_attachments < 2 || matter->sources->len < 2)
    return;

  name = askg_reader_source_get_kind (source) == ASKG_SOURCE_PICTURE ? g_strdup_printf (_("**Picture %u**"), number)
                                                                     : g_strdup_printf (_("**Text %u**"), number);
  askg_reader_reply_add_paragraph (reply, name);
}

/* The lines from @first on, with an ellipsis where something is left out. */
static char *
join_lines (AskgReaderSource *source,
            guint             first,
            guint             n)
{
  const char *const *lines = askg_reader_source_get_lines (source);
  const guint n_lines = askg_reader_source_get_n_lines (source);
  g_autoptr(GString) text = g_string_new (first > 0 ? "…\n" : NULL);

  for (guint i = first; i < MIN (first + n, n_lines); i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  if (first + n < n_lines)
    g_string_append (text, "…\n");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_lines (AskgReaderReply  *reply,
           AskgReaderSource *source,
           guint             most,
           guint             around)
{
  const guint n = askg_reader_source_get_n_lines (source);
  guint first = 0;
  g_autofree char *text = NULL;

  if (n > most)
    {
      first = around > most / 3 ? around - most / 3 : 0;
      first = MIN (first, n - most);
    }
  text = join_lines (source, first, most);
  askg_reader_reply_add_code (reply, "text", text);
}

static const char *
introduction (AskgReaderSource *source,
              guint             most)
{
  if (askg_reader_source_get_n_lines (source) > most)
    return _("The lines around it:");
  if (askg_reader_source_get_kind (source) == ASKG_SOURCE_PICTURE)
    return _("The text that was read:");

  return _("The text:");
}

static void
tell_one (AskgReaderMatter *matter,
          AskgReaderReply  *reply,
          AskgReaderSource *source,
          guint             most_lines,
          guint             around_line)
{
  AskgPageText *page = askg_reader_source_get_page (source);

  if (most_lines != G_MAXUINT)
    askg_reader_reply_add_paragraph (reply, introduction (source, most_lines));
  add_lines (reply, source, most_lines, around_line);
  if (askg_reader_source_is_cut (source))
    askg_reader_reply_add_paragraph (reply, _("It is very long: only the last megabyte was looked at."));
  if (page != NULL && askg_page_text_get_confidence (page) < DOUBTFUL)
    askg_reader_reply_add_paragraph (reply, _("Some of it was hard to read. A larger or sharper picture helps."));
}

/**
 * askg_reader_tell_text:
 *
 * All texts, whole.
 */
void
askg_reader_tell_text (AskgReaderMatter *matter,
                       AskgReaderReply  *reply)
{
  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);

      add_name (matter, reply, source);
      tell_one (matter, reply, source, G_MAXUINT, 0);
    }
}

/**
 * askg_reader_tell_lines:
 * @source: (nullable): which text; %NULL for all
 * @around_line: what a longer text is cut around
 *
 * Under an answer: what it was drawn from. What was typed is known and not repeated.
 */
void
askg_reader_tell_lines (AskgReaderMatter *matter,
                        AskgReaderReply  *reply,
                        AskgReaderSource *source,
                        guint             around_line)
{
  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *one = g_ptr_array_index (matter->sources, i);

      if ((source != NULL && one != source) || askg_reader_source_get_kind (one) == ASKG_SOURCE_TYPED)
        continue;

      if (source == NULL)
        add_name (matter, reply, one);
      tell_one (matter, reply, one, SHOWN_LINES, around_line);
    }
}

/**
 * askg_reader_tell_table:
 *
 * Each table as it looks, and once more with tabs for a spreadsheet.
 */
void
askg_reader_tell_table (AskgReaderMatter *matter,
                        AskgReaderReply  *reply)
{
  guint n_tables = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      AskgPageText *page = askg_reader_source_get_page (source);
      g_autoptr(AskgTable) table = page != NULL ? askg_table_find_in_page (page)
                                                : askg_table_find_in_text (askg_reader_source_get_text (source));
      g_autofree char *markdown = NULL;
      g_autofree char *tsv = NULL;

      if (table == NULL)
        continue;

      n_tables++;
      markdown = askg_table_to_markdown (table);
      tsv = askg_table_to_tsv (table);
      add_name (matter, reply, source);
      askg_reader_reply_add_paragraph (reply, markdown);
      askg_reader_reply_add_paragraph (reply, _("To paste into a spreadsheet:"));
      askg_reader_reply_add_code (reply, "tsv", tsv);
    }

  if (n_tables == 0)
    {
      askg_reader_reply_add_paragraph (reply, _("The reader sees no table here: nothing is set in columns."));
      askg_reader_tell_text (matter, reply);
    }
}

/* One sentence a kind, because languages do not build them alike. */
static const char *
heading_for (AskgExtractKind kind)
{
  switch (kind)
    {
    case ASKG_EXTRACT_NUMBERS:
      return _("The numbers, in reading order:");
    case ASKG_EXTRACT_DATES:
      return _("The dates and times, in reading order:");
    case ASKG_EXTRACT_LINKS:
      return _("The links, as text; nothing was opened:");
    case ASKG_EXTRACT_MAILS:
      return _("The e-mail addresses:");
    case ASKG_EXTRACT_PATHS:
      return _("The files and folders named:");
    case ASKG_EXTRACT_COMMANDS:
    default:
      return _("The commands; nothing was run:");
    }
}

static const char *
none_of (AskgExtractKind kind)
{
  switch (kind)
    {
    case ASKG_EXTRACT_NUMBERS:
      return _("There is no number here.");
    case ASKG_EXTRACT_DATES:
      return _("There is no date or time here.");
    case ASKG_EXTRACT_LINKS:
      return _("There is no link here.");
    case ASKG_EXTRACT_MAILS:
      return _("There is no e-mail address here.");
    case ASKG_EXTRACT_PATHS:
      return _("No file or folder is named here.");
    case ASKG_EXTRACT_COMMANDS:
    default:
      return _("There is no command here.");
    }
}

/**
 * askg_reader_tell_extracts:
 *
 * The numbers, links and so on, one a line, ready to be copied.
 */
void
askg_reader_tell_extracts (AskgReaderMatter *matter,
                           AskgReaderReply  *reply,
                           GCancellable     *cancellable)
{
  const AskgExtractKind kind = matter->intent->what;
  guint n_found = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      g_autoptr(GPtrArray) found = askg_extract_all (askg_reader_source_get_text (source), kind, cancellable);
      g_autoptr(GString) list = g_string_new (NULL);

      if (found->len == 0)
        continue;

      if (n_found == 0)
        askg_reader_reply_add_paragraph (reply, heading_for (kind));
      n_found += found->len;
      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (list, "%s\n", ((AskgExtract *) g_ptr_array_index (found, j))->text);
      add_name (matter, reply, source);
      askg_reader_reply_add_code (reply, kind == ASKG_EXTRACT_COMMANDS ? "sh" : "text", list->str);
    }

  if (n_found == 0)
    askg_reader_reply_add_paragraph (reply, none_of (kind));
}

/**
 * askg_reader_tell_summary:
 *
 * The sentences that carry most, in their own words and order.
 */
void
askg_reader_tell_summary (AskgReaderMatter *matter,
                          AskgReaderReply  *reply,
                          GCancellable     *cancellable)
{
  askg_reader_reply_add_paragraph (reply, _("The most telling sentences, word for word:"));
  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      g_auto(GStrv) sentences = askg_summary_make (askg_reader_source_get_text (source), cancellable);

      add_name (matter, reply, source);
      for (guint j = 0; sentences[j] != NULL; j++)
        {
          g_autofree char *plain = askg_reader_plain (sentences[j]);

          askg_reader_reply_add_item (reply, 0, plain);
        }
    }
  askg_reader_reply_add_paragraph (reply, _("A summary in new words needs a model: Add an engine…"));
}

static void
add_places (AskgReaderMatter *matter,
            AskgReaderReply  *reply,
            AskgReaderSource *source,
            GArray           *places)
{
  const guint most = 20;

  add_name (matter, reply, source);
  for (guint i = 0; i < MIN (places->len, most); i++)
    {
      const guint line = g_array_index (places, guint, i);
      const guint number = askg_reader_reply_point (reply, source, line, NULL);
      g_autofree char *span = askg_reader_code_span (askg_reader_source_get_lines (source)[line]);
      g_autofree char *item = number > 0 ? g_strdup_printf (_("Line %u [%u]: %s"), line + 1, number, span)
                                         : g_strdup_printf (_("Line %u: %s"), line + 1, span);

      askg_reader_reply_add_item (reply, 0, item);
    }
}

/**
 * askg_reader_tell_places:
 *
 * Where the words looked for stand; on a picture their lines are pointed at.
 */
void
askg_reader_tell_places (AskgReaderMatter *matter,
                         AskgReaderReply  *reply)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree char *subject = askg_reader_plain (matter->intent->subject);
  g_autofree char *sentence = NULL;
  guint n_times = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      guint n_here = 0;

      g_ptr_array_add (found, askg_extract_find (askg_reader_source_get_lines (source), matter->intent->subject, &n_here));
      n_times += n_here;
    }

  if (n_times == 0)
    sentence = g_strdup_printf (_("“%s” does not appear here."), subject);
  else
    sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” appears %u time:", "“%s” appears %u times:",
                                             n_times), subject, n_times);
  askg_reader_reply_add_paragraph (reply, sentence);
  for (guint i = 0; i < matter->sources->len; i++)
    {
      GArray *places = g_ptr_array_index (found, i);

      if (places->len > 0)
        add_places (matter, reply, g_ptr_array_index (matter->sources, i), places);
    }
  if (n_times == 0)
    askg_reader_tell_lines (matter, reply, NULL, 0);
}

/**
 * askg_reader_tell_help:
 *
 * What the reader can do, with the words to ask for it.
 */
void
askg_reader_tell_help (AskgReaderMatter *matter,
                       AskgReaderReply  *reply)
{
  const char *const items[] = {
    N_("explain an error: “what does this mean?”, “how do I fix it?”"),
    N_("read the text of a picture: “read this”"),
    N_("copy a table: “copy the table”"),
    N_("take out numbers, dates, links, addresses, file names, commands: “which numbers?”"),
    N_("find words and point at them: “find \"timeout\"”"),
    N_("count and shorten: “how many lines?”, “summarise this”"),
    N_("look into your earlier questions: “what did I ask about libfoo?”"),
  };

  if (matter->intent->kind == ASKG_INTENT_WHO)
    askg_reader_reply_add_paragraph (reply, _("This is the reader, which is built into Askglass. It is not a model and does not think: "
                                              "it reads what you show it and looks up errors in a catalogue, all on this machine."));
  askg_reader_reply_add_paragraph (reply, _("Drag a region or attach a text, and ask. The reader can:"));
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    askg_reader_reply_add_item (reply, 0, _(items[i]));
  askg_reader_reply_add_paragraph (reply, _("Everything else needs a model: Add an engine…"));
}
