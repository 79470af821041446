/* test-voice-bar.c: what a conversation by voice shows and tells. */
#include <locale.h>
#include <string.h>

#include <adwaita.h>

#include "ui/voice/askg-level.h"
#include "ui/voice/askg-voice-bar.h"

#define SLOT_US (30 * G_TIME_SPAN_MILLISECOND)

/* (transfer none) (nullable) */
static GtkWidget *
find (GtkWidget  *widget,
      const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
text_of (AskgVoiceBar *bar,
         const char   *id)
{
  return gtk_label_get_text (GTK_LABEL (find (GTK_WIDGET (bar), id)));
}

static AskgVoiceBar *
new_bar (void)
{
  return g_object_ref_sink (ASKG_VOICE_BAR (askg_voice_bar_new ()));
}

static void
test_every_state_has_an_icon_a_word_and_a_sentence (void)
{
  g_autoptr(AskgVoiceBar) bar = new_bar ();

  for (AskgTalkState state = 0; state < ASKG_TALK_N_STATES; state++)
    {
      askg_voice_bar_set (bar, state, FALSE, NULL);
      g_assert_cmpstr (text_of (bar, "state"), !=, "");
      g_assert_true (g_str_has_suffix (text_of (bar, "hint"), "."));
      g_assert_nonnull (gtk_button_get_icon_name (GTK_BUTTON (find (GTK_WIDGET (bar), "light"))));
    }
}

static void
test_the_light_is_on_while_the_microphone_is_open_and_never_else (void)
{
  g_autoptr(AskgVoiceBar) bar = new_bar ();
  GtkWidget *light = find (GTK_WIDGET (bar), "light");

  for (AskgTalkState state = 0; state < ASKG_TALK_N_STATES; state++)
    for (gboolean is_open = FALSE; is_open <= TRUE; is_open++)
      {
        askg_voice_bar_set (bar, state, is_open, NULL);
        g_assert_cmpint (gtk_widget_has_css_class (light, "on"), ==, is_open);
        gtk_test_accessible_assert_state (light, GTK_ACCESSIBLE_STATE_PRESSED,
                                          is_open ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
      }
}

static void
test_a_screen_reader_does_not_talk_over_a_voice (void)
{
  g_autoptr(AskgVoiceBar) bar = new_bar ();

  askg_voice_bar_set (bar, ASKG_TALK_THINKING, TRUE, NULL);
  g_assert_cmpstr (text_of (bar, "said"), ==, "Thinking");
  askg_voice_bar_set (bar, ASKG_TALK_SPEAKING, TRUE, NULL);
  g_assert_cmpstr (text_of (bar, "said"), ==, "Thinking");
  g_assert_true (askg_voice_bar_is_sounding (bar));
  askg_voice_bar_set (bar, ASKG_TALK_STOPPED, TRUE, "It had got to “…seen”. Listening.");
  g_assert_cmpstr (text_of (bar, "said"), ==, "Thinking");
  askg_voice_bar_set (bar, ASKG_TALK_DEAF, FALSE, "“Headset” has sent silence for 5 s.");
  g_assert_cmpstr (text_of (bar, "said"), ==, "Cannot hear. “Headset” has sent silence for 5 s.");
  g_assert_false (askg_voice_bar_is_sounding (bar));
}

/* The seconds move on; the state is told once. */
static void
test_a_caption_that_changes_is_not_told_again (void)
{
  g_autoptr(AskgVoiceBar) bar = new_bar ();

  askg_voice_bar_set (bar, ASKG_TALK_THINKING, TRUE, "You said 3.2 s.");
  askg_voice_bar_set_caption (bar, "You said 3.2 s. The engine has had it for 0.4 s.");
  g_assert_cmpstr (text_of (bar, "said"), ==, "Thinking");
  g_assert_cmpstr (text_of (bar, "hint"), ==, "You said 3.2 s. The engine has had it for 0.4 s.");
  askg_voice_bar_set_caption (bar, NULL);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "The engine has it. Space stops it.");
}

static void
test_the_sentence_knows_the_key_and_the_patience (void)
{
  g_autoptr(AskgVoiceBar) bar = new_bar ();
  AskgVoiceFacts facts = { .key = "Super+Alt+T", .is_held = TRUE, .patience_ms = 700 };

  askg_voice_bar_set_facts (bar, &facts);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Hold Super+Alt+T and talk, or just type.");
  facts.is_held = FALSE;
  askg_voice_bar_set_facts (bar, &facts);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Press Super+Alt+T and talk, or just type.");
  askg_voice_bar_set (bar, ASKG_TALK_LISTENING, TRUE, NULL);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "A pause of 0.7 s sends it. Space sends it now.");
  facts.is_latched = TRUE;
  askg_voice_bar_set_facts (bar, &facts);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Press Super+Alt+T again to send it, or Space.");
  facts.is_pushed = TRUE;
  askg_voice_bar_set_facts (bar, &facts);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Let go of the key to send it.");
}

static void
count_cb (AskgVoiceBar *bar,
          guint        *count)
{
  (*count)++;
}

static void
test_what_is_pressed_is_told_and_what_mends_it_is_offered (void)
{
  static const char *const names[] = { "send", "light", "fix", "leave" };
  g_autoptr(AskgVoiceBar) bar = new_bar ();
  guint counts[G_N_ELEMENTS (names)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *action = g_strconcat ("voice.", names[i], NULL);

      g_signal_connect (bar, names[i], G_CALLBACK (count_cb), &counts[i]);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bar), action, NULL));
      g_assert_cmpuint (counts[i], ==, 1);
    }
  g_assert_false (gtk_widget_get_visible (find (GTK_WIDGET (bar), "fix_button")));
  askg_voice_bar_set (bar, ASKG_TALK_MUTED, FALSE, NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find (GTK_WIDGET (bar), "fix_button"))), ==, "Unmute");
  askg_voice_bar_set (bar, ASKG_TALK_DEAF, FALSE, NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find (GTK_WIDGET (bar), "fix_button"))), ==, "Choose…");
  askg_voice_bar_set (bar, ASKG_TALK_READY, FALSE, NULL);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Press the microphone and talk, or just type.");
  askg_voice_bar_set_can_leave (bar, FALSE);
  g_assert_cmpstr (text_of (bar, "hint"), ==, "Press the microphone, and talk.");
  g_assert_false (gtk_widget_get_visible (find (GTK_WIDGET (bar), "type_button")));
}

static void
push_for (AskgLevel *level,
          float      dbfs,
          guint      n_slots,
          gint64    *now_us)
{
  for (guint i = 0; i < n_slots; i++)
    askg_level_push (level, dbfs, *now_us += SLOT_US);
}

static void
test_three_steps_tell_silence_from_a_voice_from_a_shout (void)
{
  g_autoptr(AskgLevel) level = g_object_ref_sink (g_object_new (ASKG_TYPE_LEVEL, NULL));
  gint64 now_us = G_USEC_PER_SEC;

  push_for (level, -90, 20, &now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 0);
  push_for (level, -46, 20, &now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 1);
  push_for (level, -30, 1, &now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 2);
  push_for (level, -3, 1, &now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 3);
  push_for (level, -90, 8, &now_us); /* between two words it does not flicker */
  g_assert_cmpuint (askg_level_get_step (level), ==, 3);
  push_for (level, -90, 20, &now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 0);
}

static void
test_after_a_gap_or_an_end_the_line_is_flat (void)
{
  g_autoptr(AskgLevel) level = g_object_ref_sink (g_object_new (ASKG_TYPE_LEVEL, NULL));
  gint64 now_us = G_USEC_PER_SEC;

  push_for (level, -12, 20, &now_us);
  now_us += 60 * G_USEC_PER_SEC;
  askg_level_push (level, -90, now_us);
  g_assert_cmpuint (askg_level_get_step (level), ==, 0);
  push_for (level, -12, 20, &now_us);
  askg_level_clear (level);
  g_assert_cmpuint (askg_level_get_step (level), ==, 0);
  askg_level_push (level, 1.0f / 0.0f, now_us);
  askg_level_push (level, -1.0f / 0.0f, now_us += SLOT_US);
  g_assert_cmpuint (askg_level_get_step (level), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_func ("/voice-bar/every-state-has-an-icon-a-word-and-a-sentence", test_every_state_has_an_icon_a_word_and_a_sentence);
  g_test_add_func ("/voice-bar/the-light-is-on-while-the-microphone-is-open-and-never-else",
                   test_the_light_is_on_while_the_microphone_is_open_and_never_else);
  g_test_add_func ("/voice-bar/a-screen-reader-does-not-talk-over-a-voice", test_a_screen_reader_does_not_talk_over_a_voice);
  g_test_add_func ("/voice-bar/a-caption-that-changes-is-not-told-again", test_a_caption_that_changes_is_not_told_again);
  g_test_add_func ("/voice-bar/the-sentence-knows-the-key-and-the-patience", test_the_sentence_knows_the_key_and_the_patience);
  g_test_add_func ("/voice-bar/what-is-pressed-is-told-and-what-mends-it-is-offered",
                   test_what_is_pressed_is_told_and_what_mends_it_is_offered);
  g_test_add_func ("/voice-bar/three-steps-tell-silence-from-a-voice-from-a-shout",
                   test_three_steps_tell_silence_from_a_voice_from_a_shout);
  g_test_add_func ("/voice-bar/after-a-gap-or-an-end-the-line-is-flat", test_after_a_gap_or_an_end_the_line_is_flat);

  return g_test_run ();
}
