/* askg-words.c: main thread. */
#include "ui/overlay/askg-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-desktop.h"
#include "engine/model/askg-inert-text.h"

/**
 * askg_words_for_attachment:
 *
 * Returns: (transfer full): what it is, such as "Region of 640 × 92"
 */
char *
askg_words_for_attachment (AskgAttachment *attachment)
{
  AskgFrame *frame;
  const char *title;

  g_return_val_if_fail (ASKG_IS_ATTACHMENT (attachment), NULL);

  frame = askg_attachment_get_frame (attachment);
  title = askg_attachment_get_title (attachment);
  if (title != NULL && *title != '\0' && (frame == NULL || askg_attachment_get_kind (attachment) != ASKG_ATTACHMENT_REGION))
    {
      g_autofree char *inert = askg_text_make_inert (title, ASKG_INERT_ONE_LINE);

      if (!askg_text_is_blank (inert))
        return g_steal_pointer (&inert);
      if (askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_WINDOW)
        return g_strdup (_("(unnamed window)"));
    }
  if (askg_attachment_get_sound (attachment) != NULL)
    return g_strdup (_("Sound"));
  if (frame == NULL)
    return g_strdup (_("Text"));

  switch (askg_attachment_get_kind (attachment))
    {
    case ASKG_ATTACHMENT_REGION:
      return g_strdup_printf (_("Region of %u × %u"), askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
    case ASKG_ATTACHMENT_WINDOW:
      return g_strdup_printf (_("Window of %u × %u"), askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
    case ASKG_ATTACHMENT_SCREEN:
      return g_strdup_printf (_("Screen of %u × %u"), askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
    case ASKG_ATTACHMENT_CLIPBOARD:
    case ASKG_ATTACHMENT_FILE:
    case ASKG_ATTACHMENT_PIPE:
    case ASKG_ATTACHMENT_COMMAND:
    case ASKG_ATTACHMENT_VOICE:
    default:
      return g_strdup_printf (_("Picture of %u × %u"), askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
    }
}

/* Of a host that is longer than this its end is told: that says whose it is. */
#define MAX_HOST_CHARACTERS 40

/**
 * askg_words_for_link:
 * @target: of a link that may be opened: http, https, or mailto
 *
 * Returns: (transfer full): asks whether to go there, and names the host as the resolver gets it, whatever the words
 *   of the link say
 */
char *
askg_words_for_link (const char *target)
{
  g_autoptr(GUri) uri = g_uri_parse (target, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *shown = NULL;

  if (g_str_has_prefix (target, "mailto:"))
    return g_strdup (_("Write a letter to this address?"));
  if (host == NULL || *host == '\0')
    return g_strdup (_("Open this link?"));

  shown = strlen (host) > MAX_HOST_CHARACTERS ? g_strconcat ("…", host + strlen (host) - MAX_HOST_CHARACTERS, NULL)
                                              : g_strdup (host);
  /* Translators: %s is a host, such as docs.example */
  return g_strdup_printf (_("Open this link to %s?"), shown);
}

/**
 * askg_words_for_reading:
 *
 * Returns: (transfer full) (nullable): how far its words are read; %NULL when there is
 *   nothing to say
 */
char *
askg_words_for_reading (AskgAttachment *attachment)
{
  AskgPageText *page;
  const GError *error;
  guint n_lines;

  g_return_val_if_fail (ASKG_IS_ATTACHMENT (attachment), NULL);

  switch (askg_attachment_get_reading (attachment))
    {
    case ASKG_READING_BUSY:
      return g_strdup (_("Reading the text…"));
    case ASKG_READING_FAILED:
      error = askg_attachment_get_error (attachment);
      return g_strdup (error != NULL ? error->message : _("The text could not be read."));
    case ASKG_READING_DONE:
      page = askg_attachment_get_page (attachment);
      n_lines = page != NULL ? askg_page_text_get_n_lines (page) : 0;
      if (n_lines == 0)
        return g_strdup (_("No text in this region. Ask about the picture, or drag again."));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line read on this machine",
                                           "%u lines read on this machine", n_lines), n_lines);
    case ASKG_READING_NONE:
    default:
      return NULL;
    }
}

/**
 * askg_words_for_keeping_above:
 *
 * Returns: how the person keeps an ordinary window above the others, on this desktop
 */
const char *
askg_words_for_keeping_above (void)
{
  if (askg_desktop_is ("GNOME"))
    return _("The panel is an ordinary window here and may be covered: choose “Always on Top” in its window menu (Alt+Space).");
  if (askg_desktop_is ("KDE"))
    return _("The panel is an ordinary window here and may be covered: choose “More Actions”, then “Keep Above Others” "
             "in its window menu (Alt+F3).");

  return _("The panel is an ordinary window here and may be covered, unless this desktop has a way to keep it above other windows.");
}

/**
 * askg_words_for_duration:
 *
 * Returns: (transfer full): "31 ms" below a tenth of a second, else "1.2 s"
 */
char *
askg_words_for_duration (gint64 duration_us)
{
  if (duration_us < G_USEC_PER_SEC / 10)
    return g_strdup_printf (_("%d ms"), (int) (duration_us / 1000));

  return g_strdup_printf (_("%.1f s"), duration_us / (double) G_USEC_PER_SEC);
}

/* What the time is spent with; the seconds come from elsewhere. */
static char *
words_for_work (AskgStage              stage,
                const AskgStageDetail *detail)
{
  switch (stage)
    {
    case ASKG_STAGE_READING:
      return g_strdup (_("Reading the text"));
    case ASKG_STAGE_THINKING:
      if (detail != NULL && detail->n_total > 0)
        return g_strdup_printf (_("Taking in the question, %d %%"),
                                (int) (CLAMP (detail->n_done, 0, detail->n_total) * 100.0 / detail->n_total));
      return g_strdup (_("Thinking"));
    case ASKG_STAGE_WRITING:
      return g_strdup (_("Writing"));
    case ASKG_STAGE_STARTING:
      return g_strdup (detail != NULL && detail->until_us > 0 ? _("The engine loads its model") : _("Starting the engine"));
    case ASKG_STAGE_CONNECTING:
      return g_strdup (_("Connecting"));
    case ASKG_STAGE_PROBING:
      return g_strdup (_("Getting to know the engine"));
    case ASKG_STAGE_SENDING:
      if (detail != NULL && detail->n_total > 0)
        {
          g_autofree char *done = g_format_size ((guint64) MAX (detail->n_done, 0));
          g_autofree char *all = g_format_size ((guint64) detail->n_total);

          return g_strdup_printf (_("Sending %s of %s"), done, all);
        }
      return g_strdup (_("Sending"));
    case ASKG_STAGE_WAITING:
      return g_strdup (_("Waiting to try again"));
    case ASKG_STAGE_FOLDING:
      return g_strdup (_("Summing up earlier turns…"));
    case ASKG_STAGE_LOOKING:
    default:
      return g_strdup (_("Looking"));
    }
}

/**
 * askg_words_for_wait:
 * @detail: of a stage that waits
 * @now_us: monotonic
 *
 * Returns: (transfer full): such as "Trying again in 18 s (2 of 4)"; a second that has begun counts
 */
char *
askg_words_for_wait (const AskgStageDetail *detail,
                     gint64                 now_us)
{
  const int seconds = (int) ((MAX (detail->until_us - now_us, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  if (detail->n_attempts == 0)
    return g_strdup_printf (_("Trying again in %d s"), seconds);

  return g_strdup_printf (_("Trying again in %d s (%u of %u)"), seconds, detail->attempt, detail->n_attempts);
}

/**
 * askg_words_for_stage:
 * @detail: (nullable): more about it
 * @elapsed_us: since the question was asked
 * @now_us: monotonic
 *
 * Returns: (transfer full): such as "Reading the text · 0.9 s"
 */
char *
askg_words_for_stage (AskgStage              stage,
                      const AskgStageDetail *detail,
                      gint64                 elapsed_us,
                      gint64                 now_us)
{
  g_autofree char *work = NULL;
  g_autofree char *seconds = NULL;

  if (stage == ASKG_STAGE_WAITING && detail != NULL && detail->until_us > 0)
    return askg_words_for_wait (detail, now_us);

  work = words_for_work (stage, detail);
  seconds = g_strdup_printf (_("%.1f s"), elapsed_us / (double) G_USEC_PER_SEC);

  return g_strdup_printf ("%s · %s", work, seconds);
}

/* Runs of what is no space. */
guint
askg_words_count (const char *text)
{
  gboolean inside = FALSE;
  guint n_words = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gboolean blank = g_unichar_isspace (g_utf8_get_char (c));

      n_words += !blank && !inside;
      inside = !blank;
    }

  return n_words;
}

static char *
words_for_ending (AskgAnswer *answer)
{
  guint n_words;

  g_return_val_if_fail (ASKG_IS_ANSWER (answer), NULL);

  n_words = askg_words_count (askg_answer_get_text (answer));
  switch (askg_answer_get_state (answer))
    {
    case ASKG_ANSWER_STOPPED:
      if (n_words == 0)
        return g_strdup (_("Stopped"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Stopped after %u word · kept",
                                           "Stopped after %u words · kept", n_words), n_words);
    case ASKG_ANSWER_FAILED:
    case ASKG_ANSWER_INTERRUPTED:
      if (n_words == 0)
        return g_strdup (_("Not answered"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Broken off after %u word · kept",
                                           "Broken off after %u words · kept", n_words), n_words);
    case ASKG_ANSWER_WAITING:
    case ASKG_ANSWER_STREAMING:
    case ASKG_ANSWER_DONE:
    default:
      return NULL;
    }
}

/**
 * askg_words_for_ending:
 * @is_past: it was over before it was seen. Why it failed is told when it does, beside what helps; who opens
 *   it later has only this
 *
 * Returns: (transfer full) (nullable): how an answer ended that is not whole; %NULL for one that is, or that
 *   is still being written
 */
char *
askg_words_for_ending (AskgAnswer *answer,
                       gboolean    is_past)
{
  g_autofree char *ending = NULL;
  const GError *error;

  g_return_val_if_fail (ASKG_IS_ANSWER (answer), NULL);

  ending = words_for_ending (answer);
  error = askg_answer_get_error (answer);
  if (ending == NULL || error == NULL || !is_past)
    return g_steal_pointer (&ending);

  return g_strdup_printf ("%s\n%s", ending, error->message);
}

/**
 * askg_words_for_finish:
 *
 * Returns: (nullable): why an answer that is whole is shorter than it would have been
 */
const char *
askg_words_for_finish (AskgFinish finish)
{
  if (finish == ASKG_FINISH_LENGTH)
    return _("Cut by the engine’s length limit");
  if (finish == ASKG_FINISH_FILTER)
    return _("The engine’s provider did not let it go on here");

  return NULL;
}

/* (transfer full): such as "Sound · 0:12"; a second that has begun counts */
char *
askg_words_for_sound (gint64 duration_us)
{
  const guint seconds = (guint) ((MAX (duration_us, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  return g_strdup_printf (_("Sound · %u:%02u"), seconds / 60, seconds % 60);
}

/**
 * askg_words_for_thoughts:
 * @thinks: it still does
 * @took_us: -1 when nobody knows; less than a millisecond when they came in one piece
 *
 * Returns: (transfer full): such as "Thought for 3.1 s"
 */
char *
askg_words_for_thoughts (gboolean thinks,
                         gint64   took_us)
{
  g_autofree char *duration = took_us >= 1000 ? askg_words_for_duration (took_us) : NULL;

  if (thinks)
    return g_strdup (_("Thinking…"));

  return duration != NULL ? g_strdup_printf (_("Thought for %s"), duration) : g_strdup (_("Thoughts"));
}

/**
 * askg_words_measure_thoughts:
 * @answer: one that is over
 *
 * Returns: from its first token to the first that was no thought, microseconds; -1 when nobody knows
 */
gint64
askg_words_measure_thoughts (AskgAnswer *answer)
{
  const GArray *spans = askg_answer_get_parts (answer)->spans;
  const gint64 first_text_us = askg_answer_get_first_text_us (answer);

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgAnswerSpan *span = &g_array_index (spans, AskgAnswerSpan, i);

      if (span->kind == ASKG_SPAN_FIRST_TOKEN && first_text_us >= span->start_us + span->duration_us)
        return first_text_us - span->start_us - span->duration_us;
    }

  return -1;
}
