/* wait-for-word: waits for the wake word, prints each state and each time that it was woken, and goes on, until its standard
 * input ends. “hold” and “go” on a line of it hold it and let it go on. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "app/askg-waking.h"

static void
changed_cb (AskgWaking *waking)
{
  g_autofree char *sentence = askg_waking_dup_sentence (waking);

  printf ("%d %s\n", askg_waking_get_state (waking), sentence);
}

static void
woken_cb (AskgWaking *waking)
{
  puts ("woken");
  askg_waking_go_on (waking);
}

static gboolean
input_cb (gint         fd,
          GIOCondition condition,
          gpointer     user_data)
{
  AskgWaking *waking = user_data;
  char words[64];
  const ssize_t n = read (fd, words, sizeof words - 1);

  if (n <= 0)
    {
      g_main_context_wakeup (NULL);
      g_object_set (waking, "is-wanted", FALSE, NULL);
      return G_SOURCE_REMOVE;
    }
  words[n] = '\0';
  if (g_str_has_prefix (words, "hold"))
    askg_waking_hold (waking);
  else if (g_str_has_prefix (words, "go"))
    askg_waking_go_on (waking);

  return G_SOURCE_CONTINUE;
}

int
main (void)
{
  g_autoptr(AskgWaking) waking = askg_waking_new (NULL);

  setvbuf (stdout, NULL, _IOLBF, 0);
  g_signal_connect (waking, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (waking, "woken", G_CALLBACK (woken_cb), NULL);
  g_object_set (waking, "is-wanted", TRUE, NULL);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, waking);
  while (askg_waking_get_state (waking) != ASKG_WAKING_OFF)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
