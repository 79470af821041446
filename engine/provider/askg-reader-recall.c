/* askg-reader-recall.c: earlier questions in words. Any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-reader-markup.h"

#define MOST_TOLD 5

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/* "yesterday", "on Tuesday": as people say it; local time. */
static char *
say_when (GDateTime *now,
          gint64     at_us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) at = utc != NULL ? g_date_time_to_timezone (utc, g_date_time_get_timezone (now)) : NULL;
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr(GDateTime) week_ago = g_date_time_add_days (now, -6);

  if (at == NULL)
    return g_strdup (_("earlier"));
  if (is_same_day (at, now))
    return g_date_time_format (at, _("today at %H:%M"));
  if (is_same_day (at, yesterday))
    return g_date_time_format (at, _("yesterday at %H:%M"));
  if (g_date_time_compare (at, week_ago) > 0 && g_date_time_compare (at, now) < 0)
    return g_date_time_format (at, _("on %A"));
  if (g_date_time_get_year (at) == g_date_time_get_year (now))
    return g_date_time_format (at, _("on %-d %B"));

  return g_date_time_format (at, _("on %-d %B %Y"));
}

/* What was asked, in its own words; the title where there were none. */
static char *
name_of (const AskgHit *hit)
{
  if (hit->question != NULL && hit->question[0] != '\0')
    return askg_reader_plain (hit->question);

  return askg_reader_plain (hit->conversation_title != NULL ? hit->conversation_title : "");
}

/* Where an answer was hit its markup is not part of what it says. */
static char *
snippet_of (const AskgHit *hit)
{
  g_autoptr(GString) words = g_string_new (NULL);

  if (hit->snippet == NULL || g_strcmp0 (hit->snippet, hit->question) == 0)
    return NULL;

  for (const char *p = hit->snippet; *p != '\0'; p++)
    if (strchr ("*`", *p) == NULL)
      g_string_append_c (words, *p);

  return words->len > 0 ? askg_reader_plain (words->str) : NULL;
}

static void
add_hit (AskgReaderMatter *matter,
         AskgReaderReply  *reply,
         const AskgHit    *hit)
{
  g_autofree char *when = say_when (matter->now, hit->asked_at_us);
  g_autofree char *name = name_of (hit);
  g_autofree char *snippet = snippet_of (hit);
  g_autofree char *item = snippet != NULL ? g_strdup_printf (_("%s: “%s”, where it says “%s”"), when, name, snippet)
                                          : g_strdup_printf (_("%s: “%s”"), when, name);

  askg_reader_reply_add_item (reply, 0, item);
}

/**
 * askg_reader_tell_earlier:
 *
 * The answer to "what did I ask about …".
 */
void
askg_reader_tell_earlier (AskgReaderMatter *matter,
                          AskgReaderReply  *reply)
{
  const guint n = matter->hits != NULL ? matter->hits->len : 0;
  g_autofree char *subject = matter->intent->subject != NULL ? askg_reader_plain (matter->intent->subject) : NULL;
  g_autofree char *sentence = NULL;

  if (!matter->can_recall)
    sentence = g_strdup (_("There is no history to look in: nothing is being remembered."));
  else if (n == 0 && subject != NULL)
    sentence = g_strdup_printf (_("You have not asked about “%s” before."), subject);
  else if (n == 0)
    sentence = g_strdup (_("There is no earlier question."));
  else if (subject != NULL)
    sentence = g_strdup_printf (_("About “%s” you asked:"), subject);
  else
    sentence = g_strdup (_("You asked:"));
  askg_reader_reply_add_paragraph (reply, sentence);

  for (guint i = 0; i < MIN (n, MOST_TOLD); i++)
    add_hit (matter, reply, g_ptr_array_index (matter->hits, i));
  if (n > MOST_TOLD)
    askg_reader_reply_add_paragraph (reply, _("The rest is in the history."));
}

/**
 * askg_reader_tell_seen:
 *
 * One sentence under an explanation when the same error was asked about before.
 */
void
askg_reader_tell_seen (AskgReaderMatter *matter,
                       AskgReaderReply  *reply)
{
  const AskgHit *hit = matter->hits != NULL && matter->hits->len > 0 ? g_ptr_array_index (matter->hits, 0) : NULL;
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;

  if (hit == NULL)
    return;

  when = say_when (matter->now, hit->asked_at_us);
  title = askg_reader_plain (hit->conversation_title != NULL ? hit->conversation_title : "");
  sentence = title[0] != '\0' ? g_strdup_printf (_("You asked about this %s: “%s”."), when, title)
                              : g_strdup_printf (_("You asked about this %s."), when);
  askg_reader_reply_add_paragraph (reply, sentence);
}
