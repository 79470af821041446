/* askg-find-place.c: passwords known by their place among the words of a line, whatever the command is called: "login name X",
 * "<<< X", a text between <<EOF and EOF, "AUTH X" of a protocol. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_TOKEN_BYTES 96
/* No command is longer: more of a line than this before a value says nothing of it. */
#define MAX_COMMAND_BYTES 400

/* A word of a line without the quotes and brackets around it. */
typedef struct
{
  gsize start;
  gsize end;
  gsize edge; /* where what stands around it ends */
} Token;

static gboolean
is_around (char byte)
{
  return byte != '\0' && strchr ("\"'`()[]{},;", byte) != NULL;
}

static gboolean
read_token (const AskgScan *scan,
            gsize           at,
            Token          *token)
{
  gsize first;

  while (at < scan->n && (scan->text[at] == ' ' || scan->text[at] == '\t'))
    at++;
  first = token->start = at;
  while (at < scan->n && !askg_byte_is (scan->text[at], ASKG_BYTE_SPACE))
    at++;
  token->end = token->edge = at;
  while (token->start < token->end && is_around (scan->text[token->start]))
    token->start++;
  while (token->end > token->start && is_around (scan->text[token->end - 1]))
    token->end--;

  return token->edge > first;
}

static gboolean
is_one_of (const AskgScan     *scan,
           const Token        *token,
           const char * const *words,
           gsize               n_words)
{
  const gsize n = token->end - token->start;
  const char first = n > 0 ? g_ascii_tolower (scan->text[token->start]) : '\0';

  if (n == 0 || n > 16)
    return FALSE;
  for (gsize i = 0; i < n_words; i++)
    if (words[i][0] == first &&
        strlen (words[i]) == n &&
        g_ascii_strncasecmp (words[i], scan->text + token->start, token->end - token->start) == 0)
      return TRUE;

  return FALSE;
}

/* What lets somebody in or makes somebody known: a name follows, and then what the one is known by. */
static gboolean
is_verb (const AskgScan *scan,
         const Token    *token)
{
  static const char * const verbs[] = {
    "login", "+login", "logon", "signin", "auth", "authenticate", "identify", ":identify", "oper", "connect", "adduser",
    "useradd", "user", "users", "kinit", "register", "unlock", "credentials", "account", "add", "add_user", "create_user",
    "change_password", "set-password", "setpass", "resetpw", "chpass", "password", "passwd", "sasl", "xauth", "bind", "create",
  };

  return is_one_of (scan, token, verbs, G_N_ELEMENTS (verbs));
}

/* /login X, /register X X: as games and chats have it. */
static gboolean
is_slash_verb (const AskgScan *scan,
               const Token    *token)
{
  static const char * const verbs[] = { "/login", "/register", "/reg", "/identify", "/auth", "/unlock", "/l", "/oper", "/join",
                                        "/pass", "/password", "/changepassword" };

  return scan->text[token->start] == '/' && is_one_of (scan, token, verbs, G_N_ELEMENTS (verbs));
}

/* Verbs of protocols, which stand in capitals: the password alone may follow. */
static gboolean
is_shout (const AskgScan *scan,
          const Token    *token)
{
  static const char * const shouts[] = { "AUTH", "IDENTIFY", "PASS", "OPER", "LOGIN" };

  for (gsize i = 0; i < G_N_ELEMENTS (shouts); i++)
    if (strlen (shouts[i]) == token->end - token->start &&
        memcmp (shouts[i], scan->text + token->start, token->end - token->start) == 0)
      return TRUE;

  return FALSE;
}

/* A name, or a mail address: nothing that a sentence goes on with. */
static gboolean
is_name (const AskgScan *scan,
         const Token    *token)
{
  static const char * const others[] = { "with", "to", "from", "as", "in", "for", "the", "is", "was", "failed", "ok", "by", "at",
                                         "on", "and", "or", "via", "into", "a", "an", "of", "if", "it", "this", "your", "my",
                                         "new", "not", "then", "page", "enc", "using", "because", "when", "after", "before", "but" };
  const gsize n = token->end - token->start;

  return n >= 2 && n <= 48 &&
         askg_scan_is (scan, token->start, ASKG_BYTES_LETTERS) &&
         !is_one_of (scan, token, others, G_N_ELEMENTS (others)) &&
         (askg_value_count (scan->text + token->start, n, ASKG_BYTES_DOTTED) == n ||
          (memchr (scan->text + token->start, '@', n) != NULL &&
           askg_value_count (scan->text + token->start, n, ASKG_BYTES_DOTTED) == n - 1));
}

/* https://host: who logs in there, and with what, may follow. */
static gboolean
is_address (const AskgScan *scan,
            const Token    *token)
{
  return token->end - token->start > 8 &&
         memmem (scan->text + token->start, MIN (token->end - token->start, 12), "://", 3) != NULL;
}

static gboolean
is_password (const AskgScan *scan,
             const Token    *token)
{
  return token->end - token->start <= MAX_TOKEN_BYTES && !askg_scan_is_taken (scan, token->start) &&
         askg_value_is_password (scan->text + token->start, token->end - token->start);
}

/* name/X: leaves X. */
static gboolean
cut_name (const AskgScan *scan,
          Token          *token)
{
  const char *slash = memchr (scan->text + token->start, '/', token->end - token->start);
  Token name = *token;

  if (slash == NULL ||
      token->end - token->start > MAX_TOKEN_BYTES ||
      memchr (slash + 1, '/', scan->text + token->end - slash - 1) != NULL)
    return FALSE;
  name.end = slash - scan->text;
  if (!is_name (scan, &name) ||
      askg_value_count (scan->text + name.start, name.end - name.start, ASKG_BYTE_UP | ASKG_BYTE_HEX_UP) > 0 ||
      name.end - name.start > 20 ||
      memchr (scan->text + name.end, '@', token->end - name.end) != NULL ||
      token->end - name.end > 25 ||
      askg_value_count (scan->text + name.end, token->end - name.end, ASKG_BYTE_UP | ASKG_BYTE_HEX_UP | ASKG_BYTE_MARK) == 0)
    return FALSE;
  token->start = name.end + 1;

  return TRUE;
}

static gboolean
is_here_sign (const AskgScan *scan,
              const Token    *token)
{
  return token->edge - token->start == 3 && askg_scan_starts_with (scan, token->start, "<<<");
}

/* base64 -d <<< X: text to work on. */
static gboolean
is_worked_on (const AskgScan *scan,
              gsize           from,
              gsize           at)
{
  static const char * const tools[] = { "base64", "jq", "grep", "sed", "awk", "xxd", "sum", "wc", "tr ", "cut", "bc", "rev",
                                        "read" };

  from = MAX (from, at - MIN (at, MAX_COMMAND_BYTES));
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (memmem (scan->text + from, at - from, tools[i], strlen (tools[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* command <<EOF, X alone in the next line, EOF. @end is where the line ends. */
static void
try_here_text (AskgScan    *scan,
               const Token *last,
               gsize        end)
{
  const gsize at = last->start + 2 + (askg_scan_starts_with (scan, last->start + 2, "-") ? 1 : 0);
  const gsize n_mark = last->edge - at;
  const gsize next = end + 1;
  Token token;
  gsize closing;

  if (!askg_scan_starts_with (scan, last->start, "<<") || n_mark < 2 || n_mark > 16 || !read_token (scan, next, &token) ||
      !askg_words_near (scan, last->start, last->end, ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_PIN, 100, 0))
    return;
  closing = token.edge;
  if (!askg_scan_starts_with (scan, closing, "\n") || closing + 1 + n_mark > scan->n)
    return;
  for (gsize i = 0; i < n_mark; i++)
    if (scan->text[at + i] != scan->text[closing + 1 + i] && !is_around (scan->text[at + i]))
      return;
  if (is_password (scan, &token) ||
      (!askg_scan_is_taken (scan, token.start) &&
       askg_value_look (scan->text + token.start, token.end - token.start) == ASKG_PASSWORD_LIKELY))
    askg_scan_add (scan, token.start, token.end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* x == "X": what a program compares with, if it is spiced as only passwords are. One "=" does that in a shell's brackets alone,
 * which are looked for no further back than they may stand. */
static gboolean
is_compared (const AskgScan *scan,
             const Token    *before,
             const Token    *token,
             gsize           line)
{
  const char *value = scan->text + token->start;
  const gsize n = before->edge - before->start, n_value = token->end - token->start;
  const gsize from = before->start - MIN (before->start - line, MAX_TOKEN_BYTES);

  if (n == 0 || n > 3 || askg_value_count (scan->text + before->start, n, ASKG_BYTE_EQUALS) != n)
    return FALSE;
  if (token->start == 0 || strchr ("\"'", value[-1]) == NULL || memchr (value, '$', n_value) != NULL)
    return FALSE;

  return (n > 1 || memmem (scan->text + from, before->start - from, "[ ", 2) != NULL) &&
         (askg_value_count (value, n_value, ASKG_BYTE_MARK | ASKG_BYTE_PERCENT) > 0 ||
          askg_words_near (scan, token->start, token->end, ASKG_WORD_PASSWORD | ASKG_WORD_PIN, 0, 24)); /* then unlock */
}

/* Whether the last of @tokens stands where a password does, by what is before it. @n is how many were read before it. */
static gboolean
is_in_place (const AskgScan *scan,
             const Token    *before,
             const Token    *two_before,
             const Token    *three_before,
             guint           n)
{
  return is_shout (scan, before) ||
         is_slash_verb (scan, before) ||
         (n >= 2 && is_slash_verb (scan, two_before)) ||
         (n >= 2 &&
          (is_verb (scan, two_before) || is_address (scan, two_before) || askg_scan_starts_with (scan, two_before->start, "http-basic")) &&
          is_name (scan, before)) ||
         (n >= 3 && is_verb (scan, three_before) && is_name (scan, two_before) && is_name (scan, before));
}

static void
read_line (AskgScan *scan,
           gsize     from,
           gsize     end)
{
  Token tokens[4] = { { from, from, from } }, token;
  const gboolean is_list = askg_scan_starts_with (scan, from, "createUser ");
  guint n = 0;

  for (gsize at = from; at < end && read_token (scan, at, &token) && token.edge <= end; at = token.edge, n++)
    {
      const Token *before = &tokens[(n + 3) % 4];
      const gsize n_bytes = token.end - token.start;
      const gboolean is_pair = n > 0 &&
                               scan->text[before->edge - 1] == ':' &&
                               askg_scan_is (scan, before->start, ASKG_BYTES_LETTERS) &&
                               cut_name (scan, &token);
      const gboolean is_here = n > 0 && n_bytes >= 7 && is_here_sign (scan, before) && !is_worked_on (scan, from, before->start);

      if (n > 0 &&
          n_bytes >= 7 && n_bytes <= MAX_TOKEN_BYTES &&
          (is_list ||
           is_here ||
           is_pair ||
           is_compared (scan, before, &token, from) ||
           is_in_place (scan, before, &tokens[(n + 2) % 4], &tokens[(n + 1) % 4], n)) &&
          is_password (scan, &token))
        askg_scan_add (scan, token.start, token.end, ASKG_SECRET_PASSWORD_CONFIG);
      else if (is_here &&
               n_bytes >= 32 &&
               !askg_scan_is_taken (scan, token.start) &&
               askg_value_is_random (scan->text + token.start, n_bytes) &&
               !askg_value_is_stand_in (scan->text + token.start, n_bytes))
        askg_scan_add (scan, token.start, token.end, ASKG_SECRET_GENERIC_API_KEY);
      tokens[n % 4] = token;
    }
  if (n > 0)
    try_here_text (scan, &tokens[(n + 3) % 4], end);
}

/* "I enter X": what one does with a password. */
static void
find_typed (AskgScan *scan)
{
  static const char * const heads[] = { "I enter ", "I type ", "I typed ", "I entered ", "entering ", "typing ", "I use ",
                                        "you enter ", "then enter ", "and enter ", "log in with ", "sign in with ",
                                        "logged in with ", "get in with ", "open it with ", "now uses ", "I set " };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    for (const char *at = scan->text; (at = memmem (at, scan->text + scan->n - at, heads[i], strlen (heads[i]))) != NULL; at++)
      {
        Token token;

        read_token (scan, at - scan->text + strlen (heads[i]), &token);
        while (token.end > token.start && strchr (".:?", scan->text[token.end - 1]) != NULL)
          token.end--;
        if (is_password (scan, &token))
          askg_scan_add (scan, token.start, token.end, ASKG_SECRET_PASSWORD_PROSE);
      }
}

/* "use X to log in": what is before what one does with it. */
static void
find_purposes (AskgScan *scan)
{
  static const char * const purposes[] = { " to log in", " to login", " to sign in", " to unlock", " to get in", " to decrypt",
                                           " for the admin", " for the login", " for the root", " for login", " when it asks" };

  for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
    for (const char *at = scan->text;
         (at = memmem (at, scan->text + scan->n - at, purposes[i], strlen (purposes[i]))) != NULL;
         at++)
      {
        Token token = { .end = at - scan->text };

        while (token.end > 0 && is_around (scan->text[token.end - 1]))
          token.end--;
        for (token.start = token.end;
             token.start > 0 &&
             token.end - token.start < MAX_TOKEN_BYTES &&
             !is_around (scan->text[token.start - 1]) &&
             !askg_byte_is (scan->text[token.start - 1], ASKG_BYTE_SPACE);
             token.start--)
          ;
        if (is_password (scan, &token))
          askg_scan_add (scan, token.start, token.end, ASKG_SECRET_PASSWORD_PROSE);
      }
}

/* C: AUTH PLAIN X, and what is sent when "Password:" was asked for in base64. */
static void
find_mail_logins (AskgScan *scan)
{
  static const char * const heads[] = { "AUTH PLAIN ", "UGFzc3dvcmQ6\n", "UGFzc3dvcmQ6\r\n", "AUTHENTICATE PLAIN " };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    for (const char *at = scan->text; (at = memmem (at, scan->text + scan->n - at, heads[i], strlen (heads[i]))) != NULL; at++)
      {
        gsize start = at - scan->text + strlen (heads[i]), end;

        while (start < scan->n &&
               strchr (">C: ", scan->text[start]) != NULL &&
               scan->text[start] != '\0' &&
               start < (gsize) (at - scan->text) + strlen (heads[i]) + 4)
          start++;
        end = askg_scan_run_end (scan, start, ASKG_BYTES_BASE64);
        if (end - start >= 8 && (end - start) % 4 == 0 && !askg_scan_is_taken (scan, start))
          askg_scan_add (scan, start, end, ASKG_SECRET_AUTH_HEADER_OR_COOKIE);
      }
}

void
askg_find_places (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n;)
    {
      const gsize end = askg_scan_line_end (scan, at);

      read_line (scan, at, end);
      at = end + 1;
    }

  find_typed (scan);
  find_purposes (scan);
  find_mail_logins (scan);
}
