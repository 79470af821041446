/* askg-reader-extract.c: pure; any thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-extract.h"

#include <string.h>

/* More of one kind than anyone reads; keeps a hostile text from growing the answer without end. */
#define MAX_EXTRACTS 500
/* A line longer than this is not looked at to its end. */
#define MAX_LINE_BYTES 4096

#define MONTH "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"
#define CLOCK "(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:\\s?[AaPp][Mm]\\b)?(?:\\s?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)\\b)?"
#define KO_CLOCK "(?:(?:오전|오후)\\s?)?\\d{1,2}시(?:\\s?\\d{1,2}분)?(?:\\s?\\d{1,2}초)?"

/* Every pattern begins where a word begins and is bounded, so that one pass over a line is linear. */
static const char *const patterns[ASKG_EXTRACT_N_KINDS] = {
  [ASKG_EXTRACT_NUMBERS] =
    "(?<![A-Za-z0-9_.,])(?:\\d{1,8}(?:[-–]\\d{1,8}){1,5}|[-+−]?[$€£¥₩]?\\s?(?:0x[0-9A-Fa-f]{1,16}"
    "|\\d{1,3}(?:,\\d{3}){1,8}(?:\\.\\d{1,20})?|\\d{1,30}(?:\\.\\d{1,20})?(?:[eE][-+]?\\d{1,3})?)"
    "(?:\\s?(?:%|‰|°C|°F|원|달러|유로|엔|만원|억원|[kKMGT]i?B(?:/s)?|[kMG]?bit/s|[num]?s|min|ms|Hz|[kMG]Hz|px|mm|cm|km|m|kg|g|mg|USD"
    "|EUR|KRW)(?![A-Za-z0-9_]))?)(?![A-Za-z0-9_]|[.,]\\d)",
  [ASKG_EXTRACT_DATES] =
    "(?<!\\d)(?:\\d{4}-[01]\\d-[0-3]\\d(?:[T ]" CLOCK ")?|\\d{4}[./][01]?\\d[./][0-3]?\\d(?:\\s" CLOCK ")?|[0-3]?\\d[./][0-3]?\\d[./](?:\\d{4}|\\d{2})(?:\\s" CLOCK ")?"
    "|\\d{4}년\\s?\\d{1,2}월(?:\\s?\\d{1,2}일)?(?:\\s?" KO_CLOCK ")?|\\d{1,2}월\\s?\\d{1,2}일(?:\\s?" KO_CLOCK ")?"
    "|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\\s)?(?:[0-3]?\\d(?:st|nd|rd|th)?\\.?\\s" MONTH "(?:,?\\s\\d{4})?|" MONTH "\\s{1,2}[0-3]?\\d(?:st|nd|rd|th)?(?!\\d)(?:,?\\s\\d{4}(?!\\d))?)(?:,?\\s" CLOCK ")?"
    "|" KO_CLOCK "|" CLOCK ")(?![\\d:])",
  [ASKG_EXTRACT_LINKS] =
    "(?:\\b(?:https?|ftp|ssh|git|file|wss?)://|\\bwww\\.)[^\\s<>\"'`“”‘’|\\\\^{}]{2,2000}",
  [ASKG_EXTRACT_MAILS] =
    "(?<![\\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9_-]|\\.[A-Za-z])",
  [ASKG_EXTRACT_PATHS] =
    "(?<![\\w/:.~-])(?:(?:~|\\.{1,2})?/[\\w.@+~-]+(?:/[\\w.@+~-]*){0,60}|[A-Za-z]:\\\\[^\\s\"<>|*?:]{1,300}"
    "|(?:[\\w@+-][\\w.@+-]*/){1,60}[\\w.@+-]*\\.[A-Za-z]\\w{0,9}|[\\w@+-][\\w.@+-]{0,120}\\.(?:c|h|cc|cpp|cxx|hpp|hh|py|js"
    "|mjs|ts|tsx|jsx|rs|go|java|kt|rb|php|cs|swift|sh|bash|pl|lua|sql|html?|css|json|ya?ml|toml|ini|conf|cfg|xml|md|txt|log"
    "|csv|tsv|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|pptx?|hwpx?|zip|tar|gz|xz|zst|deb|rpm|so|o|a|service|desktop|lock|in"
    "|am|build|cmake|patch|diff|bak)\\b)"
    "(?::\\d{1,7}(?::\\d{1,5})?)?(?![\\w])",
  /* Per line: a prompt and what was typed behind it, or a line that begins as commands begin. */
  [ASKG_EXTRACT_COMMANDS] =
    "^\\s*(?:(?:\\([\\w.-]{1,40}\\)\\s)?(?:[\\w.-]{1,40}@[\\w.-]{1,60}[: ][^$#%>]{0,120})?[$#%❯➜]\\s+|PS [^>]{0,120}>\\s?"
    "|[A-Z]:\\\\[^>]{0,120}>\\s?)(\\S.*?)\\s*$"
    "|^\\s*(?!(?:make|go|source|export|node|snap|git) (?:sure|it|the|a|an|this|that|use|to|for|and|back|on|ahead|of|code"
    "|is)\\b)((?:sudo|doas|apt|apt-get|dpkg|dnf|yum|pacman|zypper|brew|snap|flatpak|git|docker|podman|kubectl|helm|make"
    "|cmake|meson|ninja|gcc|g\\+\\+|clang|cargo|rustup|rustc|go|npm|npx|yarn|pnpm|node|pip|pip3|pipx|python|python3|java"
    "|javac|mvn|gradle|systemctl|journalctl|ssh|scp|rsync|curl|wget|tar|chmod|chown|mkdir|export|source)\\s+(?:--?[\\w-]+"
    "|[\\w./~@:+=-]+)(?:\\s.*?)?)\\s*$",
};

static GRegex *
get_regex (AskgExtractKind kind)
{
  static GRegex *regexes[ASKG_EXTRACT_N_KINDS];

  if (g_once_init_enter (&regexes[kind]))
    {
      g_autoptr(GError) error = NULL;
      GRegex *made = g_regex_new (patterns[kind], 0, 0, &error);

      if (made == NULL)
        g_error ("reader: %s", error->message); /* our own table: a test runs over all of it */
      g_once_init_leave (&regexes[kind], made);
    }

  return regexes[kind];
}

static void
extract_free (gpointer data)
{
  AskgExtract *extract = data;

  g_free (extract->text);
  g_free (extract);
}

/* A sentence's own punctuation is no part of a link or a path; a closing bracket only with its opening one. */
static void
drop_tail (char *text)
{
  gsize length = strlen (text);

  while (length > 1 && (strchr (".,;:!?)]'\"", text[length - 1]) != NULL))
    {
      if (text[length - 1] == ')' && strchr (text, '(') != NULL)
        break;
      text[--length] = '\0';
    }
}

static char *
fetch (GMatchInfo      *match,
       AskgExtractKind  kind)
{
  char *text;

  if (kind == ASKG_EXTRACT_COMMANDS)
    {
      text = g_match_info_fetch (match, 1);
      if (text == NULL || text[0] == '\0')
        {
          g_free (text);
          text = g_match_info_fetch (match, 2);
        }
      return text;
    }

  text = g_match_info_fetch (match, 0);
  g_strstrip (text);
  if (kind == ASKG_EXTRACT_LINKS || kind == ASKG_EXTRACT_PATHS)
    drop_tail (text);

  return text;
}

static void
take_line (const char      *line,
           guint            index,
           AskgExtractKind  kind,
           GHashTable      *seen,
           GPtrArray       *found)
{
  g_autoptr(GMatchInfo) match = NULL;

  g_regex_match (get_regex (kind), line, 0, &match);
  for (; g_match_info_matches (match) && found->len < MAX_EXTRACTS; g_match_info_next (match, NULL))
    {
      g_autofree char *text = fetch (match, kind);
      AskgExtract *extract;

      if (text == NULL || text[0] == '\0' || g_hash_table_contains (seen, text))
        continue;

      extract = g_new0 (AskgExtract, 1);
      extract->text = g_steal_pointer (&text);
      extract->line = index;
      g_ptr_array_add (found, extract);
      g_hash_table_add (seen, extract->text);
    }
}

/* The digits of a link, an address or a date are no numbers that anyone asks for. */
static char *
without_other_kinds (const char *line)
{
  static const AskgExtractKind others[] = { ASKG_EXTRACT_LINKS, ASKG_EXTRACT_MAILS, ASKG_EXTRACT_DATES };
  char *rest = g_strdup (line);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *before = rest;

      rest = g_regex_replace_literal (get_regex (others[i]), before, -1, 0, " ", 0, NULL);
    }

  return rest;
}

/* Cuts in place, at the start of a letter. */
static void
limit_line (char *line)
{
  if (strlen (line) > MAX_LINE_BYTES)
    {
      char *end = line + MAX_LINE_BYTES;

      while ((*end & 0xc0) == 0x80)
        end--;
      *end = '\0';
    }
}

/**
 * askg_extract_all:
 * @text: valid UTF-8
 * @kind: what to take out
 * @cancellable: (nullable): ends early with what was found so far
 *
 * Linear in the length of @text. At most 500 are found.
 *
 * Returns: (transfer full) (element-type AskgExtract): each once, in the order they stand
 */
GPtrArray *
askg_extract_all (const char      *text,
                  AskgExtractKind  kind,
                  GCancellable    *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (extract_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, found);
  g_return_val_if_fail (kind < ASKG_EXTRACT_N_KINDS, found);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *numbers = NULL;

      limit_line (lines[i]);
      if (kind == ASKG_EXTRACT_NUMBERS)
        numbers = without_other_kinds (lines[i]);
      take_line (numbers != NULL ? numbers : lines[i], i, kind, seen, found);
    }

  return found;
}

/* Letters only: what a person looks for is the same in capitals and with other spaces. */
static char *
fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = composed != NULL ? g_utf8_casefold (composed, -1) : NULL;
  g_autoptr(GString) joined = g_string_new (NULL);

  for (const char *p = folded; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (joined, g_utf8_get_char (p));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * askg_extract_find:
 * @lines: (array zero-terminated=1): valid UTF-8
 * @words: what to look for; capitals and spaces do not matter
 * @out_n_times: (out) (optional): how often it stands there
 *
 * Returns: (transfer full) (element-type guint): the lines it stands in, from 0
 */
GArray *
askg_extract_find (const char *const *lines,
                   const char        *words,
                   guint             *out_n_times)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *wanted = fold (words);
  guint n_times = 0;

  for (guint i = 0; wanted[0] != '\0' && lines[i] != NULL; i++)
    {
      g_autofree char *line = fold (lines[i]);
      guint n_here = 0;

      for (const char *p = strstr (line, wanted); p != NULL; p = strstr (p + strlen (wanted), wanted))
        n_here++;
      if (n_here > 0)
        g_array_append_val (found, i);
      n_times += n_here;
    }
  if (out_n_times != NULL)
    *out_n_times = n_times;

  return found;
}
