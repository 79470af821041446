/* askg-code-languages.c: main thread.
 *
 * GtkSourceView reads the rules of a language when the first buffer uses them, in 3 ms (Java) to 50 ms
 * (TypeScript), and forgets them with the last. In a frame of an answer that is seen as a stop: those that
 * were used last are read while an engine still thinks, and kept as long as somebody keeps a buffer. */
#include "ui/reply/askg-code-languages.h"

/* What people write behind a fence, where GtkSourceView names it otherwise. */
static const struct
{
  const char *word;
  const char *id;
} aliases[] = {
  { "bash", "sh" }, { "c++", "cpp" }, { "cs", "c-sharp" }, { "console", "sh" }, { "cxx", "cpp" }, { "dockerfile", "docker" },
  { "golang", "go" }, { "javascript", "js" }, { "jsx", "jsx" }, { "make", "makefile" }, { "md", "markdown" },
  { "patch", "diff" }, { "py", "python3" }, { "python", "python3" }, { "rs", "rust" }, { "shell", "sh" },
  { "shell-session", "sh" }, { "ts", "typescript" }, { "yml", "yaml" }, { "zsh", "sh" },
};

/* The names of those that were used last, newest first; before that, those that answers have most. JavaScript is read
 * with JSON, and the two with HTML. Kept for one answer they take 14 MiB. */
static const char *recent[] = { "c", "sh", "python3", "json", "js", "html", "typescript" };

static void
remember (GtkSourceLanguage *language)
{
  const char *name = g_intern_string (gtk_source_language_get_id (language));
  gsize place = 0;

  while (place + 1 < G_N_ELEMENTS (recent) && !g_str_equal (recent[place], name))
    place++;
  for (; place > 0; place--)
    recent[place] = recent[place - 1];
  recent[0] = name;
}

/**
 * askg_code_languages_find:
 * @word: (nullable): the word behind the fence
 * @title: (nullable): a file name, asked when the word says nothing
 *
 * Returns: (transfer none) (nullable): the rules, not read yet
 */
GtkSourceLanguage *
askg_code_languages_find (const char *word,
                          const char *title)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  GtkSourceLanguage *language = NULL;

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].word, word))
      word = aliases[i].id;
  if (word != NULL)
    language = gtk_source_language_manager_get_language (manager, word);
  if (language == NULL && title != NULL)
    language = gtk_source_language_manager_guess_language (manager, title, NULL);
  if (language != NULL)
    remember (language);

  return language;
}

/**
 * askg_code_languages_make_ready:
 * @kept: (element-type GtkSourceBuffer): what keeps the rules; one more is added
 *
 * Reads the rules of one language.
 *
 * Returns: whether there are more to read
 */
gboolean
askg_code_languages_make_ready (GPtrArray *kept)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  g_return_val_if_fail (kept != NULL, FALSE);

  if (kept->len < G_N_ELEMENTS (recent))
    {
      GtkSourceBuffer *buffer = gtk_source_buffer_new (NULL);

      gtk_source_buffer_set_language (buffer, gtk_source_language_manager_get_language (manager, recent[kept->len]));
      g_ptr_array_add (kept, buffer);
    }

  return kept->len < G_N_ELEMENTS (recent);
}
