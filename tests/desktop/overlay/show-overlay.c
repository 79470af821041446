/* show-overlay.c: the overlay alone, with an engine made of a script, for the desktop tests and
 * for looking at it. What it is told to do goes to standard output, one line each.
 *
 *   show-overlay [start|empty|asking|streaming|finished|failed|notice|slow]
 *
 * ASKG_TEXT_SCALE in the environment is the size of its text. SIGUSR1 summons it again, beside a
 * region, and says how long the first frame took. */
#include <locale.h>
#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-store.h"
#include "ui/overlay/askg-overlay.h"

typedef struct
{
  AskgOverlay *overlay;
  AskgAnswer  *answer;   /* owned; the one being written */
  const char  *scene;
  const char  *next;     /* what is still to be written */
  guint        write_id;
} Show;

static const char answer_text[] =
  "**Line 87 calls `session_resume()` before the compiler has seen it.** No header that `session.c` includes "
  "declares it, so C17 stops here; the second error, in line 142, only follows from the first.\n\n"
  "The function is declared in `session-io.h`. Include it:\n\n"
  "```c\n#include \"loop.h\"\n#include \"log.h\"\n#include \"session.h\"\n#include \"session-io.h\"   /* declares session_resume() */\n```\n\n"
  "- The hint `session_reset` is a guess by spelling. It would compile, and lose the session.\n"
  "- If the header is yours to split, declare it in `session.h` instead.\n";

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

/* Lines of dark text-like marks, so that a thumbnail shows something. */
static AskgFrame *
make_frame (guint width_px,
            guint height_px)
{
  guint32 *pixels = g_new (guint32, (gsize) width_px * height_px);
  g_autoptr(GBytes) bytes = NULL;

  for (guint y = 0; y < height_px; y++)
    for (guint x = 0; x < width_px; x++)
      {
        const gboolean ink = y % 20 > 5 && y % 20 < 16 && (x / 8 + y / 20 * 3) % 7 != 0 && x % 8 < 5 && x > 10;

        pixels[y * width_px + x] = !ink ? 0xff1d1d21 : (y / 20) % 3 == 1 ? 0xffe06c60 : 0xffc8c8c0;
      }
  bytes = g_bytes_new_take (pixels, (gsize) width_px * height_px * 4);

  return askg_frame_new (bytes, width_px, height_px, width_px * 4, TRUE, g_get_monotonic_time ());
}

static AskgPageText *
make_page (guint n_lines)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  for (guint i = 0; i < n_lines; i++)
    {
      askg_page_text_builder_add_word (builder, "word", &(AskgRect) { 10, (int) i * 20 + 5, 60, 12 }, 95);
      askg_page_text_builder_end_line (builder, 0, 0);
    }

  return askg_page_text_builder_finish (builder);
}

static AskgAttachment *
make_region (gboolean read)
{
  g_autoptr(AskgFrame) frame = make_frame (640, 152);
  g_autoptr(AskgPageText) page = make_page (6);
  AskgAttachment *attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame,
                                                            "dev@fir: ~/src/harbor", "terminal");

  askg_attachment_set_reading (attachment, read ? ASKG_READING_DONE : ASKG_READING_BUSY, read ? page : NULL, NULL);

  return attachment;
}

static gboolean
write_some (gpointer user_data)
{
  Show *show = user_data;
  char some[16] = { 0 };
  const char *end = show->next;

  for (guint i = 0; i < 3 && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  memcpy (some, show->next, (gsize) (end - show->next));
  show->next = end;
  askg_answer_append (show->answer, some);

  if (*end == '\0')
    askg_answer_finish (show->answer, NULL);
  if (!askg_answer_is_over (show->answer))
    return G_SOURCE_CONTINUE;
  show->write_id = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
begin_writing (gpointer user_data)
{
  Show *show = user_data;
  g_autoptr(GError) error = NULL;

  if (g_str_equal (show->scene, "failed"))
    {
      error = g_error_new (ASKG_ERROR, ASKG_ERROR_OCR_UNAVAILABLE,
                           "The text of the picture cannot be read, because the reading data for English is missing. "
                           "Install the package tesseract-ocr-eng, then ask again.");
      askg_answer_finish (show->answer, error);
      show->write_id = 0;
      return G_SOURCE_REMOVE;
    }
  show->next = answer_text;
  show->write_id = g_timeout_add (15, write_some, show);

  return G_SOURCE_REMOVE;
}

static void
ask (Show *show)
{
  AskgDraft *draft = askg_overlay_get_draft (show->overlay);
  AskgConversation *conversation = askg_overlay_get_conversation (show->overlay);
  g_autoptr(AskgQuestion) question = askg_draft_make_question (draft);
  g_autoptr(AskgTurn) turn = NULL;

  tell ("ask %u %s", askg_question_get_n_attachments (question), askg_question_get_text (question));
  askg_conversation_truncate (conversation, askg_draft_get_replaces (draft));
  g_clear_object (&show->answer);
  show->answer = askg_answer_new ("reader", "Reader");
  askg_answer_set_stage (show->answer, ASKG_STAGE_READING);
  turn = askg_turn_new (question, show->answer);
  askg_draft_clear (draft);
  askg_conversation_append (conversation, turn);
  show->write_id = g_timeout_add (g_str_equal (show->scene, "slow") ? 60000 : 400, begin_writing, show);
}

static void
stop (Show *show)
{
  g_clear_handle_id (&show->write_id, g_source_remove);
  tell ("stop");
}

static void
retry (Show       *show,
       guint       turn,
       const char *engine_id)
{
  AskgConversation *conversation = askg_overlay_get_conversation (show->overlay);
  AskgQuestion *question = askg_turn_get_question (askg_conversation_get_turn (conversation, turn));

  tell ("retry %u", turn);
  askg_draft_take_back (askg_overlay_get_draft (show->overlay), question, turn);
  ask (show);
}

static void
attach (Show       *show,
        const char *kind)
{
  g_autoptr(AskgAttachment) attachment = make_region (FALSE);

  tell ("attach %s", kind);
  if (g_str_equal (kind, "region"))
    askg_draft_attach (askg_overlay_get_draft (show->overlay), attachment);
}

static void
start_anew (Show *show)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  tell ("new");
  askg_overlay_set_conversation (show->overlay, conversation);
}

static void
open_conversation (Show   *show,
                   gint64  id)
{
  tell ("open-conversation %" G_GINT64_FORMAT, id);
}

static void
delete_conversation (Show   *show,
                     gint64  id)
{
  tell ("delete-conversation %" G_GINT64_FORMAT, id);
  askg_overlay_show_deleted (show->overlay, id, "pytest collects 0 items");
}

static void
undo_delete (Show   *show,
             gint64  id)
{
  tell ("undo-delete %" G_GINT64_FORMAT, id);
}

static void
picture_given (Show       *show,
               GBytes     *encoded,
               const char *mime_type)
{
  g_autoptr(AskgAttachment) attachment = make_region (TRUE);

  tell ("picture-given %" G_GSIZE_FORMAT " %s", g_bytes_get_size (encoded), mime_type);
  askg_draft_attach (askg_overlay_get_draft (show->overlay), attachment);
}

static void
files_given (Show        *show,
             GdkFileList *files)
{
  tell ("files-given");
}

static void
open_history (Show *show)
{
  tell ("open-history");
}

static void
dismissed (Show *show)
{
  tell ("dismissed");
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
show_recents (Show *show)
{
  g_autoptr(GPtrArray) recents = g_ptr_array_new_with_free_func (free_recent);

  add_recent (recents, 11, "Why does the linker not find the vtable?", 1, TRUE);
  add_recent (recents, 12, "pytest collects 0 items", 4, FALSE);
  add_recent (recents, 13, "Translate the notice in this dialog", 5, TRUE);
  askg_overlay_set_recents (show->overlay, recents);
}

/* The second answer speaks of the picture of the first question. */
static void
follow_up (Show *show)
{
  g_clear_handle_id (&show->write_id, g_source_remove);
  askg_answer_append (show->answer, "Line 87 calls it.\n");
  askg_answer_finish (show->answer, NULL);

  askg_draft_set_text (askg_overlay_get_draft (show->overlay), "And the second one?");
  ask (show);
  g_clear_handle_id (&show->write_id, g_source_remove);
  askg_answer_append (show->answer, "**`rc` is never used.** [1] It is a warning.\n");
  askg_answer_point (show->answer, 0, &(AskgRect) { 8, 84, 300, 16 }, "line 142");
  askg_answer_finish (show->answer, NULL);
}

static void
set_scene (Show *show)
{
  AskgDraft *draft = askg_overlay_get_draft (show->overlay);
  const char *question = dgettext (GETTEXT_PACKAGE, "What does this mean, and how do I fix it?");
  g_autoptr(AskgAttachment) region = make_region (TRUE);

  if (g_str_equal (show->scene, "empty"))
    {
      askg_overlay_set_engine (show->overlay, _("Reader"), _("no model"), ASKG_DOT_READY, NULL);
      askg_overlay_set_offer_state (show->overlay, ASKG_OFFER_CLIPBOARD, FALSE, _("Empty"), NULL);
      askg_overlay_set_offer_state (show->overlay, ASKG_OFFER_WINDOW, FALSE, _("Needs X11"), NULL);
      return;
    }
  if (g_str_equal (show->scene, "start") || g_str_equal (show->scene, "slow"))
    {
      show_recents (show);
      return;
    }
  if (g_str_equal (show->scene, "notice"))
    {
      show_recents (show);
      askg_overlay_show_notice (show->overlay, ASKG_NOTICE_WARNING, "No text in the clipboard",
                                "Copy some text or a picture first, then press Alt+2 again.", _("Try again"),
                                "overlay.attach::clipboard", NULL, NULL);
      return;
    }
  askg_draft_attach (draft, region);
  askg_draft_set_text (draft, question);
  if (!g_str_equal (show->scene, "asking"))
    ask (show);
  if (g_str_equal (show->scene, "finished"))
    {
      g_clear_handle_id (&show->write_id, g_source_remove);
      askg_answer_append (show->answer, answer_text);
      askg_answer_point (show->answer, 0, &(AskgRect) { 8, 24, 420, 16 }, "line 87");
      askg_answer_point (show->answer, 0, &(AskgRect) { 8, 84, 300, 16 }, "line 142");
      askg_answer_finish (show->answer, NULL);
    }
  if (g_str_equal (show->scene, "follow-up"))
    follow_up (show);
}

/* -- summoned again, and timed ------------------------------------------- */

static void
painted (GdkFrameClock *clock,
         gint64        *began_us)
{
  tell ("painted %d us", (int) (g_get_monotonic_time () - *began_us));
  g_signal_handlers_disconnect_by_func (clock, painted, began_us);
}

static gboolean
summon_again (gpointer user_data)
{
  Show *show = user_data;
  static gint64 began_us;

  began_us = g_get_monotonic_time ();
  askg_overlay_summon (show->overlay, &(AskgRect) { 200, 300, 640, 150 });
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (show->overlay)), "after-paint", G_CALLBACK (painted), &began_us);

  return G_SOURCE_CONTINUE;
}

static void
activate (GtkApplication *application,
          Show           *show)
{
  if (g_getenv ("ASKG_TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  (int) (96 * PANGO_SCALE * g_ascii_strtod (g_getenv ("ASKG_TEXT_SCALE"), NULL)), NULL);
  show->overlay = askg_overlay_new (application);
  g_signal_connect_swapped (show->overlay, "ask", G_CALLBACK (ask), show);
  g_signal_connect_swapped (show->overlay, "stop", G_CALLBACK (stop), show);
  g_signal_connect_swapped (show->overlay, "retry", G_CALLBACK (retry), show);
  g_signal_connect_swapped (show->overlay, "attach", G_CALLBACK (attach), show);
  g_signal_connect_swapped (show->overlay, "new", G_CALLBACK (start_anew), show);
  g_signal_connect_swapped (show->overlay, "open-conversation", G_CALLBACK (open_conversation), show);
  g_signal_connect_swapped (show->overlay, "delete-conversation", G_CALLBACK (delete_conversation), show);
  g_signal_connect_swapped (show->overlay, "undo-delete", G_CALLBACK (undo_delete), show);
  g_signal_connect_swapped (show->overlay, "picture-given", G_CALLBACK (picture_given), show);
  g_signal_connect_swapped (show->overlay, "files-given", G_CALLBACK (files_given), show);
  g_signal_connect_swapped (show->overlay, "open-history", G_CALLBACK (open_history), show);
  g_signal_connect_swapped (show->overlay, "dismissed", G_CALLBACK (dismissed), show);

  askg_overlay_set_engine (show->overlay, _("Reader"), NULL, ASKG_DOT_READY, NULL);
  set_scene (show);
  askg_overlay_summon (show->overlay, NULL);
  g_unix_signal_add (SIGUSR1, summon_again, show);
  tell ("shown: %s", askg_overlay_host_describe (askg_overlay_get_host (show->overlay)));
}

int
main (int   argc,
      char *argv[])
{
  Show show = { .scene = argc > 1 ? argv[1] : "start" };
  g_autoptr(AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ASKG_BUILD_DIR "/data/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  application = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate), &show);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
