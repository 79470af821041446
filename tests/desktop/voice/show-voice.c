/* show-voice.c: the voice bar in each of its states, and the windows around it, with made-up sound and words.
 *
 *   show-voice states
 *   show-voice interpreter | captions | page
 *   show-voice overlay [STATE]   the overlay of somebody who talks, or may; what it is told goes to standard output
 *
 * ASKG_TEXT_SCALE in the environment is the size of its text, ASKG_SCHEME "dark" its colours, ASKG_RTL its direction. */
#include <locale.h>
#include <math.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-overlay.h"
#include "ui/preferences/askg-preferences-window.h"
#include "ui/voice/askg-captions-window.h"
#include "ui/voice/askg-interpreter-window.h"
#include "ui/voice/askg-voice-bar.h"

#define SLOT_US 30000

typedef struct
{
  AskgTalkState  state;
  gboolean           is_open;
  const char        *caption; /* (nullable) */
} Shown;

static const Shown shown[] = {
  { ASKG_TALK_READY, FALSE, NULL },
  { ASKG_TALK_LISTENING, TRUE, NULL },
  { ASKG_TALK_THINKING, TRUE, NULL },
  { ASKG_TALK_SPEAKING, TRUE, NULL },
  { ASKG_TALK_STOPPED, TRUE, NULL },
  { ASKG_TALK_MUTED, FALSE, NULL },
  { ASKG_TALK_DEAF, TRUE, NULL },
  { ASKG_TALK_SPEAKING_CLOSED, FALSE, NULL },
};

/* As if somebody spoke: what is pushed is spread over the time that passes. */
static gboolean
speak_cb (gpointer user_data)
{
  AskgVoiceBar *bar = user_data;
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (bar), "n")) + 1;

  g_object_set_data (G_OBJECT (bar), "n", GUINT_TO_POINTER (n));
  askg_voice_bar_push_level (bar, (float) (-52 + 38 * fabs (sin (n * 0.23) * sin (n * 0.07))));

  return n < 200;
}

static GtkWidget *
make_card (const Shown *what)
{
  const AskgVoiceFacts facts = { .key = "Super+Alt+T", .is_held = TRUE, .patience_ms = 700 };
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *bar = askg_voice_bar_new ();

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (bar, TRUE);
  askg_voice_bar_set_facts (ASKG_VOICE_BAR (bar), &facts);
  askg_voice_bar_set (ASKG_VOICE_BAR (bar), what->state, what->is_open, what->caption);
  gtk_box_append (GTK_BOX (card), bar);
  g_timeout_add (SLOT_US / 1000, speak_cb, bar);

  return card;
}

static GtkWidget *
make_states (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_set_margin_top (grid, 18);
  gtk_widget_set_margin_bottom (grid, 18);
  gtk_widget_set_margin_start (grid, 18);
  gtk_widget_set_margin_end (grid, 18);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    gtk_grid_attach (GTK_GRID (grid), make_card (&shown[i]), (int) i % 2, (int) i / 2, 1, 1);

  return grid;
}

/* -- The overlay ------------------------------------------------------------------- */

static void
answer (AskgConversation *conversation,
        const char       *asked,
        const char       *said)
{
  g_autoptr(AskgQuestion) question = askg_question_new (asked, NULL);
  g_autoptr(AskgAnswer) reply = askg_answer_new ("omni", "qwen2.5-omni");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, reply);

  askg_answer_append (reply, said);
  askg_answer_finish (reply, NULL);
  askg_conversation_append (conversation, turn);
}

static void
told (AskgOverlay *overlay,
      const char  *what)
{
  const gboolean begins = g_str_equal (what, "begin");

  g_print ("talk %s\n", what);
  fflush (stdout);
  if (begins || g_str_equal (what, "leave"))
    askg_overlay_show_voice (overlay, begins, begins ? "Voice · the engine hears you itself" : NULL);
  if (begins)
    askg_voice_bar_set (askg_overlay_get_voice_bar (overlay), ASKG_TALK_LISTENING, TRUE, NULL);
}

static void
show_overlay (GtkApplication *application,
              const char     *state)
{
  const AskgVoiceFacts facts = { .key = "Super+Alt+T", .is_held = TRUE, .patience_ms = 700 };
  AskgOverlay *overlay = askg_overlay_new (application);
  AskgVoiceBar *bar = askg_overlay_get_voice_bar (overlay);
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_TALK_STATE);
  const GEnumValue *value = state != NULL ? g_enum_get_value_by_nick (states, state) : NULL;

  askg_overlay_set_engine (overlay, "qwen2.5-omni", NULL, ASKG_DOT_READY, NULL);
  askg_overlay_set_can_talk (overlay, g_getenv ("ASKG_DEAF") != NULL ? "This build has no part that listens." : NULL, facts.key);
  askg_voice_bar_set_facts (bar, &facts);
  g_signal_connect (overlay, "talk", G_CALLBACK (told), NULL);
  if (value != NULL)
    {
      const gboolean listens = value->value == ASKG_TALK_LISTENING;
      gboolean is_open = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
        is_open |= shown[i].is_open && (int) shown[i].state == value->value;

      answer (askg_overlay_get_conversation (overlay), "What does this error mean?",
              "Line 87 calls `session_resume()` before the compiler has seen it.");
      askg_overlay_show_voice (overlay, TRUE, _("Voice · the engine hears you itself"));
      askg_voice_bar_set (bar, value->value, is_open, NULL);
      askg_overlay_set_heard (overlay, listens ? "And why does it want to be reset…" : NULL);
      g_timeout_add (SLOT_US / 1000, speak_cb, bar);
    }
  askg_overlay_summon (overlay, NULL);
}

/* -- Two languages -------------------------------------------------------------------- */

static void
show_interpreter (GtkApplication *application)
{
  static const char *const said[][2] = {
    { "안녕하세요, 어제 보낸 로그 보셨어요?", "Hello, did you see the log I sent yesterday?" },
    { "세션이 깨어날 때마다 연결이 끊깁니다.", "The connection drops every time the session wakes up." },
    { "타이머가 두 번 시작되는 것 같습니다.", "I think the timer is started twice." },
    { "제가 오늘 고칠 수 있어요.", "I can mend it today…" },
  };
  AskgInterpreterWindow *window = askg_interpreter_window_new (application);
  AskgInterpreterRows *rows = askg_interpreter_window_get_rows (window);
  AskgVoiceBar *bar = askg_interpreter_window_get_bar (window);

  askg_interpreter_window_set_languages (window, "ko", "en");
  askg_interpreter_window_add_source (window, "microphone", "Microphone", "audio-input-microphone-symbolic");
  askg_interpreter_window_set_source (window, "microphone");
  askg_interpreter_window_set_aloud (window, TRUE, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    askg_interpreter_rows_set (rows, askg_interpreter_rows_add (rows, ASKG_INTERPRETER_LEFT), said[i][0], said[i][1]);
  askg_voice_bar_set (bar, ASKG_TALK_LISTENING, TRUE, "Between 한국어 and English, aloud. Each sentence goes when it ends.");
  g_timeout_add (SLOT_US / 1000, speak_cb, bar);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_captions (GtkApplication *application)
{
  AskgCaptionsWindow *window = askg_captions_window_new (application);

  askg_captions_window_set_words (window, "타이머가 두 번 시작되는 것 같습니다. 제가 오늘 고칠 수 있어요.",
                                  "I think the timer is started twice. I can mend it today.");
  askg_captions_window_set_source (window, "All that is played");
  askg_captions_window_summon (window);
}

/* -- The page of the preferences -------------------------------------------------------- */

static void
show_page (GtkApplication *application)
{
  g_autoptr(AskgProfiles) profiles = askg_profiles_new ("/nonexistent/engines.json");
  AskgPreferencesWindow *window = askg_preferences_window_new (application, profiles);
  AskgVoicePage *page = askg_preferences_window_get_voice (window);
  AskgChoiceRow *row;

  row = askg_voice_page_get_row (page, ASKG_VOICE_MICROPHONE);
  askg_choice_row_add (row, "", _("The one your desktop uses"));
  askg_choice_row_choose (row, "");
  row = askg_voice_page_get_row (page, ASKG_VOICE_LOUDSPEAKER);
  askg_choice_row_add (row, "", _("The one your desktop uses"));
  askg_choice_row_choose (row, "headset");
  askg_voice_page_set_key (page, "Super+Alt+T");
  askg_voice_page_set_wake (page, "Heard on this machine only. How often it is found, and how often something else is taken for it, stands here.", TRUE);
  row = askg_voice_page_add_language (page, "ja", "日本語", "kanji are spelled out");
  askg_choice_row_add (row, "", "eSpeak NG");
  askg_choice_row_choose (row, "");
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "voice");
  gtk_window_present (GTK_WINDOW (window));
}

static void
activate (GtkApplication *application,
          char          **scene)
{
  static const struct
  {
    const char  *name;
    void       (*show) (GtkApplication *application);
  } scenes[] = { { "interpreter", show_interpreter }, { "captions", show_captions }, { "page", show_page } };
  GtkWidget *window;

  if (g_getenv ("ASKG_TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  (int) (96 * PANGO_SCALE * g_ascii_strtod (g_getenv ("ASKG_TEXT_SCALE"), NULL)), NULL);
  if (g_strcmp0 (g_getenv ("ASKG_SCHEME"), "dark") == 0)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  if (g_getenv ("ASKG_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_getenv ("ASKG_MOVES") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, "gtk-cursor-blink", TRUE, NULL);

  if (scene[1] != NULL && g_str_equal (scene[1], "overlay"))
    {
      show_overlay (application, scene[2]);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (scene[1] != NULL && g_str_equal (scene[1], scenes[i].name))
      {
        scenes[i].show (application);
        return;
      }
  window = adw_application_window_new (application);
  gtk_window_set_title (GTK_WINDOW (window), "Voice");
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, -1);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), make_states ());
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
  g_signal_connect (application, "activate", G_CALLBACK (activate), argv);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
