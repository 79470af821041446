/* bench-reply.c: what an answer of 20,000 tokens costs the main loop while it arrives.
 *
 *     bench-reply [--tokens N] [--per-frame N] [--everything] [--paragraph] [--transcript] [--tell-above MS]
 *
 * A frame's time is the processor time of the main thread from the end of the frame before to the end
 * of this one: parsing, rows, layout, painting in software, and what runs idle between. "layout" is the part
 * up to painting. Printed a quarter of the answer at a time: a cost that grows is seen.
 *
 * With --transcript it is the last turn of a conversation, in what the panel shows one with. */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "ui/overlay/askg-transcript.h"
#include "ui/reply/askg-reply-view.h"

static int n_tokens = 20000;
static int n_per_frame = 8;
static gboolean everything;
static gboolean paragraph;
static gboolean in_transcript;
static double tell_above_ms;

static const GOptionEntry options[] = {
  { "tokens", 0, 0, G_OPTION_ARG_INT, &n_tokens, "How long the answer is", "N" },
  { "per-frame", 0, 0, G_OPTION_ARG_INT, &n_per_frame, "How many tokens arrive in a frame", "N" },
  { "everything", 0, 0, G_OPTION_ARG_NONE, &everything, "Press \"Show more\" whenever it is there", NULL },
  { "paragraph", 0, 0, G_OPTION_ARG_NONE, &paragraph, "One paragraph without an end", NULL },
  { "transcript", 0, 0, G_OPTION_ARG_NONE, &in_transcript, "In a conversation, as the panel shows it", NULL },
  { "tell-above", 0, 0, G_OPTION_ARG_DOUBLE, &tell_above_ms, "Tell of each slower frame what it did", "MS" },
  { NULL }
};

/* One round of an answer as models write them; about 150 tokens. */
static const char round_of_answer[] =
  "## What happens in `%d`\n\n"
  "**Line 87 calls `session_resume()` before the compiler has seen it.** No header that `session.c` includes declares "
  "it, so C17 stops here; the second error, in line 142, only follows from the first. The function is declared in "
  "`session-io.h`, which *also* needs [the manual](https://gcc.gnu.org/onlinedocs/).\n\n"
  "```c src/session.c\n#include \"loop.h\"\n#include \"session-io.h\"   /* declares it */\n\nint main (void)\n{\n"
  "  return session_resume (loop_now ());\n}\n```\n\n"
  "- The hint `session_reset` is a guess by spelling. It would compile, and lose the session.\n"
  "- If the header is yours to split, declare it in `session.h` instead.\n"
  "  1. Open the header and look for the guard.\n  2. Add the line below it.\n\n"
  "> A quoted line from the terminal, as it was read.\n\n"
  "한국어 문장도 섞여 있습니다. 컴파일러가 보기 전에 부르기 때문입니다.\n\n"
  "| File | Errors | Warnings |\n|---|--:|--:|\n| session.c | 13 | 2 |\n| loop.c | 0 | 1 |\n\n";

static const char round_of_paragraph[] =
  "The compiler stops at `session_resume` because %d lines later **nothing** has declared it, and 한국어 문장도 섞여 있습니다. ";

/* Where a frame's time goes, in its order: what runs between frames, the new text, sizes, pictures, the rest. */
enum { IDLE, UPDATE, LAYOUT, PAINT, N_PHASES };

typedef struct
{
  double total_ms;
  double layout_ms;
} Frame;

static GPtrArray *tokens;
static guint next_token;
static GArray *frames;
static AskgAnswer *answer;
static GtkWidget *view;       /* of the answer */
static GtkWidget *content;    /* of the window: a transcript, or what scrolls the view */
static GtkWidget *window;
static double frame_end_ms, layout_ms;
static double phase_end_ms[N_PHASES];

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Four bytes or so, at a character's border. */
static void
make_tokens (void)
{
  tokens = g_ptr_array_new_with_free_func (g_free);
  for (int n_round = 0; (int) tokens->len < n_tokens; n_round++)
    {
      g_autofree char *text = g_strdup_printf (paragraph ? round_of_paragraph : round_of_answer, n_round);

      for (const char *at = text; *at != '\0' && (int) tokens->len < n_tokens;)
        {
          const char *end = at;

          for (int n = 0; n < 4 && *end != '\0'; n++)
            end = g_utf8_next_char (end);
          g_ptr_array_add (tokens, g_strndup (at, end - at));
          at = end;
        }
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
print_part (const char *name,
            guint       first,
            guint       last)
{
  const guint n = last - first;
  g_autofree double *total = g_new (double, n);
  g_autofree double *layout = g_new (double, n);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      total[i] = g_array_index (frames, Frame, first + i).total_ms;
      layout[i] = g_array_index (frames, Frame, first + i).layout_ms;
      sum += total[i];
    }
  qsort (total, n, sizeof *total, compare_doubles);
  qsort (layout, n, sizeof *layout, compare_doubles);
  g_print ("%-8s %6u frames  frame median %5.2f p99 %6.2f max %6.2f ms  layout median %5.2f p99 %6.2f max %6.2f ms  sum %7.0f ms\n",
           name, n, total[n / 2], total[n * 99 / 100], total[n - 1], layout[n / 2], layout[n * 99 / 100], layout[n - 1], sum);
}

static void
finish (void)
{
  static const char *const names[] = { "1st", "2nd", "3rd", "4th" };

  for (guint i = 0; i < 4; i++)
    print_part (names[i], frames->len * i / 4, frames->len * (i + 1) / 4);
  print_part ("all", 0, frames->len);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
tell (double total_ms)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (guint i = next_token - MIN (next_token, (guint) n_per_frame); i < next_token; i++)
    g_string_append (text, g_ptr_array_index (tokens, i));
  escaped = g_strescape (text->str, NULL);
  g_print ("%5u: %6.2f ms: idle %5.2f update %5.2f layout %5.2f paint %5.2f  \"%s\"\n", frames->len, total_ms,
           phase_end_ms[IDLE] - frame_end_ms, phase_end_ms[UPDATE] - phase_end_ms[IDLE],
           phase_end_ms[LAYOUT] - phase_end_ms[UPDATE], phase_end_ms[PAINT] - phase_end_ms[LAYOUT], escaped);
}

static void
phase_done_cb (gpointer phase)
{
  phase_end_ms[GPOINTER_TO_UINT (phase)] = cpu_ms ();
}

static void
before_paint_cb (void)
{
  phase_end_ms[IDLE] = cpu_ms ();
  for (int i = 0; i < n_per_frame && next_token < tokens->len; i++)
    askg_answer_append (answer, g_ptr_array_index (tokens, next_token++));
}

static void
layout_done_cb (void)
{
  phase_end_ms[LAYOUT] = cpu_ms ();
  layout_ms = phase_end_ms[LAYOUT] - frame_end_ms;
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  const double now = cpu_ms ();

  if (frame_end_ms > 0)
    {
      g_array_append_val (frames, ((Frame) { now - frame_end_ms, layout_ms }));
      if (tell_above_ms > 0 && now - frame_end_ms > tell_above_ms)
        tell (now - frame_end_ms);
    }
  if (next_token == tokens->len)
    {
      g_signal_handlers_disconnect_by_func (clock, after_paint_cb, NULL);
      g_idle_add_once ((GSourceOnceFunc) finish, NULL);
    }
  frame_end_ms = cpu_ms ();
}

/* As the transcript does it: the end stays in sight. */
static void
follow_cb (void)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (content));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
show_more_cb (void)
{
  gtk_widget_activate_action (view, "reply.show-more", NULL);
}

/* As the panel does it before each frame. */
static void
fit_cb (void)
{
  askg_transcript_fit (ASKG_TRANSCRIPT (content), gtk_widget_get_width (content), 600);
}

static gboolean
start (gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (in_transcript)
    g_signal_connect (clock, "before-paint", G_CALLBACK (fit_cb), NULL);
  /* Before GTK's own handlers for the frame, and after its layout. */
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_data (clock, "update", G_CALLBACK (phase_done_cb), GUINT_TO_POINTER (UPDATE), NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_after (clock, "layout", G_CALLBACK (layout_done_cb), NULL);
  g_signal_connect_data (clock, "paint", G_CALLBACK (phase_done_cb), GUINT_TO_POINTER (PAINT), NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  gdk_frame_clock_begin_updating (clock);

  return G_SOURCE_REMOVE;
}

static void
show_view (void)
{
  content = gtk_scrolled_window_new ();
  view = askg_reply_view_new ();
  askg_reply_view_set_answer (ASKG_REPLY_VIEW (view), answer);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (content), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (content), view);
  g_signal_connect (view, "grown", G_CALLBACK (follow_cb), NULL);
}

static void
append_turn (AskgConversation *conversation,
             AskgAnswer       *its_answer)
{
  g_autoptr(AskgQuestion) question = askg_question_new ("What does this mean?", NULL);
  g_autoptr(AskgTurn) turn = askg_turn_new (question, its_answer);

  askg_conversation_append (conversation, turn);
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = ASKG_IS_REPLY_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);

  return found;
}

/* Behind turns that are over. */
static void
show_transcript (void)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  for (int i = 0; i < 10; i++)
    {
      g_autoptr(AskgAnswer) before = askg_answer_new ("bench", "Bench");
      g_autofree char *text = g_strdup_printf (round_of_answer, i);

      askg_answer_append (before, text);
      askg_answer_finish (before, NULL);
      append_turn (conversation, before);
    }
  append_turn (conversation, answer);
  content = g_object_new (ASKG_TYPE_TRANSCRIPT, NULL);
  askg_transcript_set_conversation (ASKG_TRANSCRIPT (content), conversation);
  view = find_view (GTK_WIDGET (askg_transcript_get_last (ASKG_TRANSCRIPT (content))));
}

static void
activate_cb (GtkApplication *app)
{
  window = adw_application_window_new (app);
  answer = askg_answer_new ("bench", "Bench");
  frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  if (in_transcript)
    show_transcript ();
  else
    show_view ();
  if (everything)
    g_signal_connect (view, "grown", G_CALLBACK (show_more_cb), NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 600);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (700, start, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr(AdwApplication) app = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  make_tokens ();
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (app), 0, NULL);
}
