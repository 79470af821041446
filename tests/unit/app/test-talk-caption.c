/* test-talk-caption.c: what is told to one who talks for long, and to one who talks from a terminal. */
#include "app/askg-talk-caption.h"

#include <string.h>

static char *
tell (AskgTalkState  state,
      AskgTalkLength length)
{
  const AskgTalkTable table = { .state = state };
  const AskgTalkScene scene = { .table = &table, .length = length };

  return askg_talk_caption (&scene);
}

static void
test_the_end_is_told_before_it_comes_and_when_it_came (void)
{
  static const struct
  {
    AskgTalkState   state;
    AskgTalkLength  length;
    const char     *told;
  } cases[] = {
    { ASKG_TALK_LISTENING, ASKG_TALK_LENGTH_USUAL, "Talk. Let go of the key to send it." },
    { ASKG_TALK_LISTENING, ASKG_TALK_LENGTH_NEAR_END, "Less than a minute is left; then it is sent by itself." },
    { ASKG_TALK_THINKING, ASKG_TALK_LENGTH_FULL, "5 minutes go at once at most: so far it was sent." },
    { ASKG_TALK_READY, ASKG_TALK_LENGTH_FULL, "5 minutes go at once at most: so far it was sent." },
    { ASKG_TALK_THINKING, ASKG_TALK_LENGTH_USUAL, "What you said is being answered." },
    { ASKG_TALK_SPEAKING_CLOSED, ASKG_TALK_LENGTH_FULL, "The key interrupts." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = tell (cases[i].state, cases[i].length);

      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

/* There nobody can hold a key, or let go of it. */
static void
test_in_a_terminal_it_speaks_of_space (void)
{
  for (int state = 0; state < ASKG_TALK_N_STATES; state++)
    {
      const AskgTalkTable table = { .state = state };
      const AskgTalkScene scene = { .table = &table, .by_space = TRUE };
      g_autofree char *told = askg_talk_caption (&scene);

      g_assert_null (strstr (told, "key"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/talk-caption/the-end-is-told-before-it-comes-and-when-it-came", test_the_end_is_told_before_it_comes_and_when_it_came);

  g_test_add_func ("/talk-caption/in-a-terminal-it-speaks-of-space", test_in_a_terminal_it_speaks_of_space);

  return g_test_run ();
}
