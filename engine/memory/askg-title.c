/* askg-title.c: any thread. */
#include "engine/memory/askg-title.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/**
 * askg_title_cut:
 *
 * Returns: (transfer full): the first words of @text on one line, at most 60 characters and an
 *   ellipsis; cut inside a word only where that word alone is longer
 */
char *
askg_title_cut (const char *text)
{
  GString *title = g_string_new (NULL);
  gsize end_of_words = 0;
  guint n_chars = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          gap = title->len > 0;
          continue;
        }
      if (n_chars + (gap ? 2 : 1) > ASKG_TITLE_MAX_CHARS)
        {
          if (gap)
            end_of_words = title->len;
          g_string_truncate (title, end_of_words > 0 ? end_of_words : title->len);
          g_string_append (title, "…");
          break;
        }
      if (gap)
        {
          end_of_words = title->len;
          g_string_append_c (title, ' ');
          n_chars++;
          gap = FALSE;
        }
      g_string_append_unichar (title, c);
      n_chars++;
    }

  return g_string_free (title, FALSE);
}

/* Of the text that is kept of it: “FOLDER$ COMMAND” and more. Returns: (nullable) (transfer full) */
static char *
title_of_command (const char *text)
{
  const char *end = text != NULL && *text == '/' ? strstr (text, "$ ") : NULL;
  const char *home = g_get_home_dir ();
  g_autofree char *folder = NULL, *title = NULL;
  gsize n_home = strlen (home);

  if (end == NULL || memchr (text, '\n', (gsize) (end - text)) != NULL)
    return NULL;
  n_home = g_str_has_prefix (text, home) && (text[n_home] == '/' || text[n_home] == '$') ? n_home : 0;
  folder = g_strndup (text + n_home, (gsize) (end - text) - n_home);
  /* Translators: of a failing command: %s is a folder, such as ~/src/harbor */
  title = g_strdup_printf (n_home > 0 ? _("Last error in ~%s") : _("Last error in %s"), folder);

  return askg_title_cut (title);
}

/**
 * askg_title_make:
 *
 * Returns: (transfer full): the words of the question; without any, of a failing command where it ran, else the title of the
 *   window or file it shows; without that, the words that stand in it; never empty
 */
char *
askg_title_make (const AskgTurnRecord *first)
{
  g_autofree char *title = askg_title_cut (first->question);

  for (guint i = 0; *title == '\0' && i < first->attachments->len; i++)
    {
      const AskgAttachmentRecord *attachment = g_ptr_array_index (first->attachments, i);

      if (attachment->kind == ASKG_ATTACHMENT_COMMAND)
        {
          char *command = title_of_command (attachment->text);

          g_free (title);
          title = command != NULL ? command : g_strdup ("");
        }
      if (*title == '\0' && attachment->title != NULL)
        {
          g_free (title);
          title = askg_title_cut (attachment->title);
        }
      if (*title == '\0' && attachment->text != NULL)
        {
          g_free (title);
          title = askg_title_cut (attachment->text);
        }
    }

  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_("A question without words"));
}
