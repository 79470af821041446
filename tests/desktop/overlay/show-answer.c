/* show-answer.c: the overlay with answers of engines as they come from networks: refused, waiting, broken
 * off, thought about, with pictures and calls. What it is told to do goes to standard output, one line each.
 *
 *   show-answer SCENE
 *
 * ASKG_TEXT_SCALE in the environment is the size of its text. */
#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "ui/overlay/askg-overlay.h"
#include "ui/overlay/askg-send-preview.h"
#include "tests/unit/privacy/covered-rig.h"

typedef struct
{
  AskgOverlay *overlay;
  AskgAnswer  *answer; /* owned; the last one */
  guint        n_steps;
} Show;

typedef struct
{
  const char *name;
  void      (*play) (Show *show);
} Scene;

static const char first_half[] =
  "**Line 87 calls `session_resume()` before the compiler has seen it.** No header that `session.c` includes "
  "declares it, so C17 stops here; the second error, in line 142, only follows from the first.\n\n"
  "The function is declared in `session-io.h`. ";
static const char second_half[] = "Include it:\n\n```c\n#include \"session-io.h\"\n```\n";

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

static AskgFrame *
make_frame (void)
{
  const guint width_px = 640, height_px = 152;
  guint32 *pixels = g_new (guint32, width_px * height_px);
  g_autoptr(GBytes) bytes = NULL;

  for (guint y = 0; y < height_px; y++)
    for (guint x = 0; x < width_px; x++)
      pixels[y * width_px + x] = y % 20 > 5 && y % 20 < 16 && (x / 8 + y / 20 * 3) % 7 != 0 && x % 8 < 5 ? 0xffc8c8c0 : 0xff1d1d21;
  bytes = g_bytes_new_take (pixels, (gsize) width_px * height_px * 4);

  return askg_frame_new (bytes, width_px, height_px, width_px * 4, TRUE, g_get_monotonic_time ());
}

/* -- Asking ------------------------------------------------------------------ */

static void
ask (Show         *show,
     AskgQuestion *question,
     const char   *engine_id,
     const char   *engine_name)
{
  g_autoptr(AskgTurn) turn = NULL;

  g_clear_object (&show->answer);
  show->answer = askg_answer_new (engine_id, engine_name);
  turn = askg_turn_new (question, show->answer);
  askg_conversation_append (askg_overlay_get_conversation (show->overlay), turn);
}

static void
begin (Show *show)
{
  g_autoptr(AskgFrame) frame = make_frame ();
  g_autoptr(AskgAttachment) region = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "dev@fir: ~/src/harbor", NULL);
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;

  g_list_store_append (attachments, region);
  question = askg_question_new (dgettext (GETTEXT_PACKAGE, "What does this mean, and how do I fix it?"),
                                G_LIST_MODEL (attachments));
  ask (show, question, "large", "omni-large");
}

static void
fail (Show       *show,
      AskgError   code,
      const char *sentence)
{
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, (int) code, sentence);

  askg_answer_finish (show->answer, error);
}

/* -- Scenes ------------------------------------------------------------------ */

static void
play_refused (Show *show)
{
  begin (show);
  fail (show, ASKG_ERROR_KEY_REFUSED,
        "“omni-large” (api.example) refused the key (401). It may be mistyped or withdrawn: enter another one.");
}

static void
play_offline (Show *show)
{
  begin (show);
  fail (show, ASKG_ERROR_NETWORK,
        "api.example was not reached (Network is unreachable). Look whether this machine is on the network, then try again.");
}

static void
play_too_large (Show *show)
{
  begin (show);
  fail (show, ASKG_ERROR_TOO_LARGE,
        "“omni-large” (api.example) takes no request that large (413). Select a smaller part of the screen, or attach less.");
}

static void
play_broken (Show *show)
{
  begin (show);
  askg_answer_append (show->answer, first_half);
  fail (show, ASKG_ERROR_ENGINE_FAILED,
        "“omni-large” (api.example) broke off in the middle of its answer. What came is kept; ask again for the whole.");
}

static gboolean
try_again (gpointer user_data)
{
  Show *show = user_data;

  if (!askg_answer_is_over (show->answer))
    {
      askg_answer_append (show->answer, first_half);
      askg_answer_append (show->answer, second_half);
      askg_answer_finish (show->answer, NULL);
    }

  return G_SOURCE_REMOVE;
}

static void
play_waiting (Show *show)
{
  const AskgStageDetail detail = { .until_us = g_get_monotonic_time () + 3500 * 1000, .attempt = 2, .n_attempts = 4 };

  begin (show);
  askg_answer_set_stage_detail (show->answer, ASKG_STAGE_WAITING, &detail);
  g_timeout_add (3500, try_again, show);
}

static void
play_sending (Show *show)
{
  const AskgStageDetail detail = { .n_done = 41000, .n_total = 2000000 };

  begin (show);
  askg_answer_set_stage_detail (show->answer, ASKG_STAGE_SENDING, &detail);
}

static gboolean
think_on (gpointer user_data)
{
  Show *show = user_data;
  g_autofree char *words = g_strdup_printf ("Step %u: the header is not included, so the name is not known here. ",
                                            ++show->n_steps);

  askg_answer_reason (show->answer, words);
  if (show->n_steps < 60)
    return G_SOURCE_CONTINUE;
  try_again (show);

  return G_SOURCE_REMOVE;
}

static void
play_thinking (Show *show)
{
  begin (show);
  askg_answer_set_stage (show->answer, ASKG_STAGE_THINKING);
  g_timeout_add (50, think_on, show);
}

static void
add_figures (AskgAnswer *answer)
{
  static const AskgAnswerSpan spans[] = {
    { ASKG_SPAN_CAPTURE, -9000000, 11000, FALSE, FALSE }, { ASKG_SPAN_READ, -8900000, 203000, FALSE, FALSE },
    { ASKG_SPAN_ENCODE, 0, 28000, FALSE, FALSE }, { ASKG_SPAN_CONNECT, 28000, 0, TRUE, FALSE },
    { ASKG_SPAN_UPLOAD, 28000, 12000, FALSE, FALSE }, { ASKG_SPAN_WAIT, 40000, 300000, FALSE, TRUE },
    { ASKG_SPAN_FIRST_TOKEN, 340000, 58000, FALSE, TRUE }, { ASKG_SPAN_STREAM, 398000, 620000, FALSE, TRUE },
  };
  AskgUsage usage;

  askg_usage_init (&usage);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    askg_answer_add_span (answer, &spans[i]);
  usage.input = 318, usage.output = 94;
  usage.cost_usd = 0.0021;
  askg_answer_set_usage (answer, &usage);
  askg_answer_set_month (answer, 1.83, 10);
}

static void
play_finished (Show *show)
{
  begin (show);
  askg_answer_reason (show->answer, "The name is used before it is declared. Which header has it? session-io.h.");
  askg_answer_append (show->answer, first_half);
  askg_answer_append (show->answer, second_half);
  askg_answer_note (show->answer, dgettext (GETTEXT_PACKAGE, "“omni-large” cannot see. It was told the words that were read in the picture."));
  askg_answer_set_finish (show->answer, ASKG_FINISH_STOP);
  add_figures (show->answer);
  askg_answer_restore (show->answer, ASKG_ANSWER_DONE, 600000, 1200000, NULL);
}

static void
play_cut (Show *show)
{
  begin (show);
  askg_answer_append (show->answer, first_half);
  askg_answer_set_finish (show->answer, ASKG_FINISH_LENGTH);
  askg_answer_finish (show->answer, NULL);
}

/* -- What is to be sent -------------------------------------------------------- */

/* A chequered picture of 96 by 40 pixels, packed. */
static const guint8 small_png[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x60,
  0x00, 0x00, 0x00, 0x28, 0x08, 0x02, 0x00, 0x00, 0x00, 0x8e, 0xf1, 0x68, 0x6e, 0x00, 0x00, 0x00, 0x64, 0x49, 0x44, 0x41,
  0x54, 0x78, 0xda, 0xed, 0xd8, 0x31, 0x0d, 0x00, 0x20, 0x0c, 0x45, 0xc1, 0xca, 0x41, 0x04, 0xfe, 0x53, 0x39, 0x95, 0x80,
  0x01, 0x40, 0x40, 0x7b, 0x84, 0xf1, 0x4f, 0x37, 0xbd, 0x34, 0xea, 0xf1, 0xd6, 0xce, 0xeb, 0x9f, 0xb6, 0x0f, 0x40, 0x80,
  0x00, 0x01, 0x02, 0x04, 0x08, 0x50, 0x5b, 0x20, 0x10, 0xff, 0x3d, 0x20, 0x40, 0x80, 0x00, 0x01, 0x02, 0x04, 0xa8, 0x2f,
  0x10, 0x08, 0x25, 0x0d, 0x08, 0x10, 0x20, 0x40, 0x80, 0x00, 0xb9, 0x07, 0x09, 0x45, 0x25, 0x0d, 0x08, 0x10, 0x20, 0x40,
  0x80, 0x00, 0xb9, 0x07, 0x09, 0x45, 0x25, 0x0d, 0x08, 0x10, 0x20, 0x40, 0x80, 0x00, 0x0d, 0xd8, 0x1f, 0x39, 0x65, 0xe3,
  0xb4, 0x30, 0x80, 0xbd, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

#define SECRET "sk-proj-9f3Ab2KpXw7Qz0RtLm48"

static void
add_picture (AskgParcel *parcel)
{
  static guint32 pixels[360 * 150];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr(AskgFrame) frame = askg_frame_new (bytes, 360, 150, 360 * 4, TRUE, 0);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;

  memset (pixels, 0xe4, sizeof pixels);
  askg_page_text_builder_add_word (builder, SECRET, &(AskgRect) { 96, 60, 160, 12 }, 90);
  page = askg_page_text_builder_finish (builder);
  askg_parcel_add_picture (parcel, frame, page, 1000, FALSE);
}

static AskgOutbound *
new_outbound (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgOrigin) origin = askg_origin_new ("https://api.example/v1", NULL, NULL, NULL);
  g_autoptr(AskgKey) key = askg_key_new ("sk-canary", -1, ASKG_KEY_BEARER, origin, NULL);
  g_autofree char *packed = g_strnfill (40000, 'A');
  g_autoptr(GBytes) body = g_bytes_new (packed, 40000);
  g_autoptr(AskgParcel) parcel = rig_parcel (body);
  g_autoptr(AskgCovered) content = NULL;
  AskgOutboundParts parts = { .method = "POST", .url = "https://api.example/v1/chat/completions", .engine_id = "large",
                              .engine_name = "omni-large", .key = key };
  askg_parcel_add_text (parcel, "Why does the deploy fail?\n\n# staging\nHARBOR_HOST=db.staging.example\nHARBOR_KEY=" SECRET
                                "\nERROR  connection refused\n       at 10.0.4.17:5432");
  add_picture (parcel);
  parts.content = content = askg_parcel_cover (parcel, TRUE, NULL, NULL);

  return askg_outbound_new (policy, &parts, NULL);
}

static void
replied (AskgSendPreview *preview,
         int              reply,
         Show            *show)
{
  static const char *const replies[] = { "declined", "once", "always" };

  tell ("sending %s", replies[reply]);
}

static gboolean
show_preview (gpointer user_data)
{
  Show *show = user_data;
  g_autoptr(AskgOutbound) outbound = new_outbound ();
  AskgSendPreview *preview = askg_send_preview_new (GTK_WINDOW (show->overlay), outbound, ASKG_PREVIEWED_FIRST);

  g_signal_connect (preview, "replied", G_CALLBACK (replied), show);
  gtk_window_present (GTK_WINDOW (preview));

  return G_SOURCE_REMOVE;
}

static void
play_preview (Show *show)
{
  begin (show);
  g_timeout_add (600, show_preview, show);
}

static void
play_parts (Show *show)
{
  static const gint16 silence[24000 * 3] = { 0 };
  g_autoptr(GBytes) picture = g_bytes_new_static (small_png, sizeof small_png);
  g_autoptr(GBytes) broken = g_bytes_new_static (small_png, sizeof small_png / 2);
  g_autoptr(GBytes) samples = g_bytes_new_static (silence, sizeof silence);

  begin (show);
  askg_answer_append (show->answer, "Here is what you asked for.");
  askg_answer_give_picture (show->answer, 0, "image/png", picture, FALSE);
  askg_answer_give_picture (show->answer, 1, "image/png", broken, FALSE);
  askg_answer_give_sound (show->answer, 24000, samples);
  askg_answer_call_tool (show->answer, 0, "1", "read_file", "{\"path\":\"src/session-io.h\"}");
  askg_answer_finish (show->answer, NULL);
}

static const Scene scenes[] = {
  { "refused", play_refused },
  { "offline", play_offline },
  { "too-large", play_too_large },
  { "broken", play_broken },
  { "waiting", play_waiting },
  { "sending", play_sending },
  { "thinking", play_thinking },
  { "finished", play_finished },
  { "cut", play_cut },
  { "preview", play_preview },
  { "parts", play_parts },
};

/* -- What it is told ----------------------------------------------------------- */

static void
asked (Show *show)
{
  AskgDraft *draft = askg_overlay_get_draft (show->overlay);
  g_autoptr(AskgQuestion) question = askg_draft_make_question (draft);

  tell ("ask %u %s", askg_question_get_n_attachments (question), askg_question_get_text (question));
  askg_draft_clear (draft);
  ask (show, question, "large", "omni-large");
}

static void
retried (Show       *show,
         guint       turn,
         const char *engine_id)
{
  AskgConversation *conversation = askg_overlay_get_conversation (show->overlay);
  g_autoptr(AskgQuestion) question = g_object_ref (askg_turn_get_question (askg_conversation_get_turn (conversation, turn)));

  tell ("retry %u %s", turn, engine_id);
  askg_conversation_truncate (conversation, turn);
  ask (show, question, *engine_id != '\0' ? engine_id : "large", *engine_id != '\0' ? engine_id : "omni-large");
}

static void
went_on (Show  *show,
         guint  turn)
{
  tell ("go-on %u", turn);
}

static void
set_up (Show       *show,
        const char *what,
        const char *engine_id)
{
  tell ("set-up %s %s", what, engine_id);
}

static void
made_smaller (Show *show)
{
  tell ("smaller");
}

static void
stopped (Show *show)
{
  tell ("stop");
}

static void
activate (GtkApplication *application,
          Show           *show)
{
  AskgOtherEngines *others = askg_other_engines_new ();
  const char *wanted = g_object_get_data (G_OBJECT (application), "scene");

  if (g_getenv ("ASKG_TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  (int) (96 * PANGO_SCALE * g_ascii_strtod (g_getenv ("ASKG_TEXT_SCALE"), NULL)), NULL);
  show->overlay = askg_overlay_new (application);
  askg_overlay_set_engine (show->overlay, "omni-large", NULL, ASKG_DOT_READY, NULL);
  askg_other_engines_add (others, "large", "omni-large", "api.example");
  askg_other_engines_add (others, "gemma", "gemma-3-4b-it", NULL);
  askg_other_engines_add (others, "reader", "Reader", NULL);
  askg_overlay_set_others (show->overlay, others);
  askg_overlay_set_can_set_up (show->overlay, TRUE);
  g_signal_connect_swapped (show->overlay, "ask", G_CALLBACK (asked), show);
  g_signal_connect_swapped (show->overlay, "retry", G_CALLBACK (retried), show);
  g_signal_connect_swapped (show->overlay, "go-on", G_CALLBACK (went_on), show);
  g_signal_connect_swapped (show->overlay, "set-up", G_CALLBACK (set_up), show);
  g_signal_connect_swapped (show->overlay, "smaller", G_CALLBACK (made_smaller), show);
  g_signal_connect_swapped (show->overlay, "stop", G_CALLBACK (stopped), show);

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_strcmp0 (wanted, scenes[i].name) == 0)
      scenes[i].play (show);
  askg_overlay_summon (show->overlay, NULL);
}

int
main (int   argc,
      char *argv[])
{
  Show show = { 0 };
  g_autoptr(AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ASKG_BUILD_DIR "/data/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  application = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  g_object_set_data (G_OBJECT (application), "scene", argc > 1 ? argv[1] : NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate), &show);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
