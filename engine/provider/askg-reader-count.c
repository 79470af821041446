/* askg-reader-count.c: how many of what. Any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-reader-markup.h"

typedef struct
{
  guint lines;      /* with anything in them */
  guint words;
  guint characters; /* without line ends */
} Counts;

static void
count_line (const char *line,
            Counts     *counts)
{
  gboolean inside = FALSE;
  gboolean has_any = FALSE;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gboolean is_space = g_unichar_isspace (g_utf8_get_char (p));

      counts->words += !is_space && !inside;
      counts->characters++;
      inside = !is_space;
      has_any = has_any || !is_space;
    }
  counts->lines += has_any;
}

static Counts
count_all (AskgReaderMatter *matter)
{
  Counts counts = { 0, 0, 0 };

  for (guint i = 0; i < matter->sources->len; i++)
    for (const char *const *line = askg_reader_source_get_lines (g_ptr_array_index (matter->sources, i)); *line != NULL; line++)
      count_line (*line, &counts);

  return counts;
}

static guint
count_reported (AskgReaderMatter *matter,
                gboolean          errors)
{
  guint n = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      AskgReaderSource *source = g_ptr_array_index (matter->sources, i);
      GPtrArray *const lists[] = { askg_reader_source_get_errors (source), askg_reader_source_get_followers (source) };

      for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
        for (guint k = 0; k < lists[j]->len; k++)
          n += (((AskgCatalogueMatch *) g_ptr_array_index (lists[j], k))->severity >= 2) == errors;
    }

  return n;
}

static guint
count_extracts (AskgReaderMatter *matter,
                GCancellable     *cancellable)
{
  guint n = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      const char *text = askg_reader_source_get_text (g_ptr_array_index (matter->sources, i));
      g_autoptr(GPtrArray) found = askg_extract_all (text, matter->intent->what, cancellable);

      n += found->len;
    }

  return n;
}

static guint
count_occurrences (AskgReaderMatter *matter)
{
  guint n = 0;

  for (guint i = 0; i < matter->sources->len; i++)
    {
      guint n_here = 0;
      g_autoptr(GArray) lines = askg_extract_find (askg_reader_source_get_lines (g_ptr_array_index (matter->sources, i)),
                                                   matter->intent->subject, &n_here);

      n += n_here;
    }

  return n;
}

static char *
say_lines (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", n), n);
}

static char *
say_words (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", n), n);
}

static char *
say_characters (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character", "%u characters", n), n);
}

static char *
say_size (const Counts *counts,
          AskgUnit      first)
{
  g_autofree char *lines = say_lines (counts->lines);
  g_autofree char *words = say_words (counts->words);
  g_autofree char *characters = say_characters (counts->characters);

  /* Translators: lines, words, characters, such as "12 lines, 85 words, 512 characters" */
  if (first == ASKG_UNIT_WORDS)
    return g_strdup_printf (_("**%s** (%s, %s)."), words, lines, characters);
  if (first == ASKG_UNIT_CHARACTERS)
    return g_strdup_printf (_("**%s** (%s, %s)."), characters, lines, words);

  return g_strdup_printf (_("**%s** (%s, %s)."), lines, words, characters);
}

static char *
say_extracts (AskgExtractKind kind,
              guint           n)
{
  switch (kind)
    {
    case ASKG_EXTRACT_NUMBERS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different number.**", "**%u different numbers.**", n), n);
    case ASKG_EXTRACT_DATES:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different date or time.**", "**%u different dates or times.**", n), n);
    case ASKG_EXTRACT_LINKS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different link.**", "**%u different links.**", n), n);
    case ASKG_EXTRACT_MAILS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different e-mail address.**",
                                           "**%u different e-mail addresses.**", n),
                              n);
    case ASKG_EXTRACT_PATHS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different file or folder.**",
                                           "**%u different files and folders.**", n),
                              n);
    case ASKG_EXTRACT_COMMANDS:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u different command.**", "**%u different commands.**", n), n);
    }
}

static char *
say_occurrences (AskgReaderMatter *matter)
{
  const guint n = count_occurrences (matter);
  g_autofree char *subject = askg_reader_plain (matter->intent->subject);

  if (n == 0)
    return g_strdup_printf (_("“%s” does not appear here."), subject);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**“%s” appears %u time.**", "**“%s” appears %u times.**", n),
                          subject, n);
}

static char *
say_reported (AskgReaderMatter *matter,
              gboolean          errors)
{
  const guint n = count_reported (matter, errors);

  if (errors)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u error** that the reader knows.",
                                         "**%u errors** that the reader knows.", n),
                            n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "**%u warning** that the reader knows.",
                                       "**%u warnings** that the reader knows.", n),
                          n);
}

/**
 * askg_reader_tell_count:
 *
 * What was asked for first; a count of what a picture holds is a count of what was read.
 */
void
askg_reader_tell_count (AskgReaderMatter *matter,
                        AskgReaderReply  *reply,
                        GCancellable     *cancellable)
{
  g_autofree char *sentence = NULL;

  switch (matter->intent->unit)
    {
    case ASKG_UNIT_ERRORS:
    case ASKG_UNIT_WARNINGS:
      sentence = say_reported (matter, matter->intent->unit == ASKG_UNIT_ERRORS);
      break;
    case ASKG_UNIT_EXTRACTS:
      sentence = say_extracts (matter->intent->what, count_extracts (matter, cancellable));
      break;
    case ASKG_UNIT_OCCURRENCES:
      sentence = say_occurrences (matter);
      break;
    case ASKG_UNIT_ALL:
    case ASKG_UNIT_LINES:
    case ASKG_UNIT_WORDS:
    case ASKG_UNIT_CHARACTERS:
    default:
      {
        const Counts counts = count_all (matter);

        sentence = say_size (&counts, matter->intent->unit);
      }
    }
  askg_reader_reply_add_paragraph (reply, sentence);
}
