/* show-history.c: the history window alone, with conversations that are made up, for the desktop
 * tests and for looking at it. What it is told to do goes to standard output, one line each. */
#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/history/askg-history-item.h"
#include "ui/history/askg-history-window.h"

static void G_GNUC_PRINTF (1, 2)
tell (const char *format,
      ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fputc ('\n', stdout);
  fflush (stdout);
}

static void
add_recent (GPtrArray  *recents,
            gint64      id,
            const char *title,
            guint       days_ago,
            gboolean    has_picture)
{
  AskgConversationSummary *summary = g_new0 (AskgConversationSummary, 1);

  summary->id = id;
  summary->title = g_strdup (title);
  summary->changed_at_us = g_get_real_time () - (gint64) days_ago * 24 * 3600 * G_USEC_PER_SEC;
  summary->has_picture = has_picture;
  g_ptr_array_add (recents, summary);
}

static void
free_recent (gpointer data)
{
  AskgConversationSummary *summary = data;

  g_free (summary->title);
  g_free (summary);
}

static void
free_found (gpointer data)
{
  AskgHit *hit = data;

  g_free (hit->snippet);
  g_free (hit);
}

static void
add_found (GPtrArray  *found,
           const char *question,
           const char *where,
           const char *snippet,
           const char *needle)
{
  AskgHit *hit = g_new0 (AskgHit, 1);

  hit->conversation_id = 20 + found->len;
  hit->turn_id = 30 + found->len;
  hit->asked_at_us = g_get_real_time ();
  hit->question = (char *) question;
  hit->conversation_title = (char *) question;
  hit->where = (char *) where;
  hit->snippet = g_strdup (snippet);
  hit->hit_start = (gsize) (strstr (snippet, needle) - snippet);
  hit->hit_length = strlen (needle);
  g_ptr_array_add (found, hit);
}

static void
history_search (AskgHistoryWindow *window,
                const char        *text)
{
  g_autoptr(GPtrArray) recents = g_ptr_array_new_with_free_func (free_recent);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (free_found);

  tell ("search %s", text);
  add_recent (recents, 11, "What does this mean, and how do I fix it?", 0, TRUE);
  add_recent (recents, 12, "make -j8", 0, FALSE);
  add_recent (recents, 13, "Why does the linker not find the vtable?", 1, TRUE);
  add_recent (recents, 14, "pytest collects 0 items", 4, FALSE);
  add_recent (recents, 15, "Translate the notice in this dialog", 4, TRUE);
  add_recent (recents, 16, "How harbor sleeps and wakes", 40, TRUE);
  if (g_str_equal (text, "session_re"))
    {
      add_found (found, "What does this mean, and how do I fix it?", "picture",
                 "implicit declaration of function session_resume; did you mean session_reset?", text);
      add_found (found, "make -j8", "question", "src/session.c:142: conflicting types for session_resume", text);
    }
  if (*text == '\0')
    askg_history_window_show_all (window, recents);
  else
    askg_history_window_show_found (window, text, found, 4000);
}

static void
history_open (AskgHistoryWindow *window,
              AskgHistoryItem   *item)
{
  tell ("open %d %d", (int) askg_history_item_get_conversation (item), (int) askg_history_item_get_turn (item));
}

static void
history_act (AskgHistoryWindow *window,
             gint64             conversation,
             const char        *what,
             const char        *text)
{
  tell ("%s %d%s%s", what, (int) conversation, *text != '\0' ? " " : "", text);
}

static void
history_delete (AskgHistoryWindow *window,
                gint64             conversation)
{
  tell ("delete %d", (int) conversation);
  askg_history_window_show_deleted (window, conversation, "make <-j8>");
}

static void
history_undo (AskgHistoryWindow *window,
              gint64             conversation)
{
  tell ("undo-delete %d", (int) conversation);
}

/* Stripes, as if a screen had been cut out. */
static void
history_picture (AskgHistoryWindow *window,
                 AskgHistoryItem   *item)
{
  const guint side_px = 96;
  guint32 *pixels = g_new (guint32, side_px * side_px);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (guint i = 0; i < side_px * side_px; i++)
    pixels[i] = i / side_px % 12 < 4 && i % side_px < 70 ? 0xffd0d4d8 : 0xff1d2630;
  bytes = g_bytes_new_take (pixels, side_px * side_px * sizeof *pixels);
  frame = askg_frame_new (bytes, side_px, side_px, side_px * sizeof *pixels, TRUE, 0);
  askg_history_item_give_picture (item, frame);
}

static void
show_history (GtkApplication *application)
{
  AskgHistoryWindow *window = askg_history_window_new (application);

  g_signal_connect (window, "search", G_CALLBACK (history_search), NULL);
  g_signal_connect (window, "open", G_CALLBACK (history_open), NULL);
  g_signal_connect (window, "act", G_CALLBACK (history_act), NULL);
  g_signal_connect (window, "delete", G_CALLBACK (history_delete), NULL);
  g_signal_connect (window, "undo-delete", G_CALLBACK (history_undo), NULL);
  g_signal_connect (window, "picture-wanted", G_CALLBACK (history_picture), NULL);
  history_search (window, "");
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ASKG_BUILD_DIR "/data/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  application = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (show_history), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
