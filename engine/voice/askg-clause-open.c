/* askg-clause-open.c: pure; any thread. */
#include "engine/voice/askg-clause-open.h"

#include <string.h>

#define MAX_HELD 600 /* bytes of what may still change: then it is said as it is */

static gboolean
is_styled (const AskgMarkdownText *text,
           gsize                   at)
{
  for (guint i = 0; i < text->n_spans; i++)
    if (at >= text->spans[i].start && at < text->spans[i].end)
      return (text->spans[i].style & (ASKG_MARKDOWN_MONO | ASKG_MARKDOWN_LINK | ASKG_MARKDOWN_HOST | ASKG_MARKDOWN_POINTER)) != 0;

  return FALSE;
}

/* A mark that is still one, but may turn out to have opened something. */
static gboolean
may_open (const char *text,
          gsize       at)
{
  const char before = at > 0 ? text[at - 1] : ' ';
  const char after = text[at + 1];

  switch (text[at])
    {
    case '`': case '[': case '|':
      return TRUE;
    case '*': case '~':
      return after != '\0' && !g_ascii_isspace (after);
    case '_':
      return after != '\0' && !g_ascii_isspace (after) && !g_ascii_isalnum (before);
    default:
      return FALSE;
    }
}

/* "[x]" that no address follows stays what it is. */
static gboolean
is_closed_bracket (const char *text,
                   gsize       at,
                   gsize       end)
{
  const char *close = memchr (text + at, ']', end - at);

  return close != NULL && close[1] != '(' && close[1] != '[' && close[1] != '\0';
}

/**
 * askg_clause_may_change:
 * @text: of the open end
 * @start: bytes into it, as is @end: what could be said
 *
 * Returns: whether that may still turn into something else
 */
gboolean
askg_clause_may_change (const AskgMarkdownText *text,
                        gsize                   start,
                        gsize                   end)
{
  if (strlen (text->text) - start > MAX_HELD)
    return FALSE;
  for (gsize i = start; i < end; i++)
    if (may_open (text->text, i) && !is_styled (text, i) && !(text->text[i] == '[' && is_closed_bracket (text->text, i, end)))
      return TRUE;

  return FALSE;
}

/* "[1]: https://…" tells where links lead; nobody says that. */
gboolean
askg_clause_is_unsaid (const AskgMarkdownBlock *block)
{
  const char *text = block->body.text;
  const char *close = *text == '[' ? strchr (text, ']') : NULL;

  return close != NULL && close[1] == ':' && close[2] == ' ' && strstr (close, "://") != NULL;
}

/* (nullable): how the language of code is called */
const char *
askg_clause_name_language (const char *fence)
{
  static const struct { const char *fence; const char *name; } names[] = {
    { "bash", "shell" }, { "c", "C" }, { "cpp", "C++" }, { "c++", "C++" }, { "cs", "C#" }, { "css", "CSS" }, { "diff", "diff" },
    { "go", "Go" }, { "html", "HTML" }, { "java", "Java" }, { "javascript", "JavaScript" }, { "js", "JavaScript" },
    { "json", "JSON" }, { "php", "PHP" }, { "py", "Python" }, { "python", "Python" }, { "rb", "Ruby" }, { "rs", "Rust" },
    { "rust", "Rust" }, { "sh", "shell" }, { "shell", "shell" }, { "sql", "SQL" }, { "toml", "TOML" }, { "ts", "TypeScript" },
    { "typescript", "TypeScript" }, { "xml", "XML" }, { "yaml", "YAML" }, { "zsh", "shell" },
  };

  for (gsize i = 0; fence != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].fence, fence) == 0)
      return names[i].name;

  return NULL;
}
