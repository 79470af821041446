/* askg-find-call.c: passwords that a program hands to a function by their place: connect ("host", "user", "X").
 * One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_ARGUMENTS 6
#define MAX_CALL_BYTES 400
#define MAX_NAME_BYTES 32
#define LAST 0
#define ANY (G_MAXUINT - 1)
#define LOCK (G_MAXUINT - 2)
#define SENT (G_MAXUINT - 3)
#define NONE G_MAXUINT

/* Which of its arguments in quotes is the secret; the first is 1. */
static const struct
{
  const char *name;
  guint       place;
} calls[] = {
  { "auth", 2 }, { "Auth", 2 }, { "basic_auth", 2 }, { "basicAuth", 2 }, { "BasicAuth", 2 }, { "HTTPBasicAuth", 2 },
  { "HTTPDigestAuth", 2 }, { "SetBasicAuth", 2 }, { "setBasicAuth", 2 }, { "login", 2 }, { "Login", 2 }, { "authenticate", 2 },
  { "Authenticate", 2 }, { "AuthenticateAsync", 2 }, { "NetworkCredential", 2 }, { "UsernamePasswordCredentials", 2 },
  { "PasswordAuthentication", 2 }, { "Credentials", 2 }, { "credentials", 2 }, { "user_pass", 2 }, { "userPass", 2 },
  { "usernamePassword", 2 }, { "getConnection", LAST }, { "mysqli_connect", 3 }, { "mysql_connect", 3 }, { "mysqli", 3 },
  { "PDO", 3 }, { "Sequelize", 3 }, { "FTP", 3 }, { "sign", 1 }, { "createHmac", 2 }, { "Password", 1 }, { "password", 1 },
  { "createCipheriv", 2 }, { "createDecipheriv", 2 }, { "Fernet", 1 }, { "secret_key", 1 }, { "setPassword", 1 }, { "PlainAuth", 3 }, { "CRAMMD5Auth", 2 }, { "begin", 2 },
  { "set_password", 1 }, { "SetPassword", 1 }, { "hashpw", 1 }, { "load_cert_chain", 3 }, { "TOTP", 1 },
  { "algoliasearch", 2 },
};

/* What functions are called that log in, connect or sign. */
static const char * const stems[] = {
  "login", "logon", "signin", "sign_in", "connect", "auth", "credential", "begin", "client", "session", "secret", "token",
  "passw", "encrypt", "decrypt", "hmac", "cipher", "wallet", "apikey", "api_key", "privatekey", "private_key", "setkey",
  "set_key", "jwt", "bot", "configure", "adduser", "add_user", "createuser", "create_user", "superuser", "unlock", "verify",
  "deriv", "pbkdf", "smtp", "imap", "ftp", "ldap", "mqtt", "redis", "aes", "fernet", "twilio", "signed", "sha", "api", "bind",
  "addap", "database", "datasource", "odbc",
};

/* And those that lock, unlock or make a hash of a password: it is the first they take. */
static const char * const locks[] = { "unlock", "unprotect", "protect", "decrypt", "encrypt", "crypt", "passw", "openwallet",
                                      "md5", "sha", "setpin", "derive", "login", "signin", "auth", "sendline" };

/* What types a text into a form, or compares two: a password only where the field's or the other's name says so. */
static const char * const typers[] = { "sendkeys", "send_keys", "fill", "filltext", "type", "typetext", "setvalue", "set_value",
                                       "inputtext", "settext", "entertext", "presssequentially", "fill_in",
                                       "val", "strcmp", "strncmp", "strcasecmp", "equals", "compare", "compareto", "assertequals",
                                       "assertequal", "compare_digest", "timingsafeequal" };

static guint
find_stem (const AskgScan *scan,
           gsize           start,
           gsize           end)
{
  char name[MAX_NAME_BYTES + 1];
  const gsize n = end - start;

  for (gsize i = 0; i < n; i++)
    name[i] = g_ascii_tolower (scan->text[start + i]);
  name[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (typers); i++)
    if (strcmp (name, typers[i]) == 0)
      return SENT;
  for (gsize i = 0; i < G_N_ELEMENTS (locks); i++)
    if (strstr (name, locks[i]) != NULL)
      return LOCK;
  for (gsize i = 0; i < G_N_ELEMENTS (stems); i++)
    if (strstr (name, stems[i]) != NULL)
      return ANY;

  return NONE;
}

/* Client.new, Client->new: who makes one is named before. */
static gsize
skip_new (const AskgScan *scan,
          gsize           end)
{
  if (end > 4 && memcmp (scan->text + end - 3, "new", 3) == 0 && !askg_byte_is (scan->text[end - 4], ASKG_BYTES_WORD))
    {
      end -= 4;
      if (end > 1 && scan->text[end] == '>')
        end--;
    }

  return end;
}

/* The place of what is called right before the bracket at @at, %ANY for one whose name speaks of secrets,
 * %LOCK for one that takes a password alone, %SENT for one that types, or %NONE. */
static guint
find_call (const AskgScan *scan,
           gsize           at)
{
  gsize name;

  at = skip_new (scan, at);
  name = at;
  while (name > 0 && at - name < MAX_NAME_BYTES && askg_byte_is (scan->text[name - 1], ASKG_BYTES_WORD))
    name--;
  if (at - name < 3)
    return NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (scan->text[name] == *calls[i].name &&
        strlen (calls[i].name) == at - name &&
        memcmp (calls[i].name, scan->text + name, at - name) == 0)
      return calls[i].place;

  if (at - name == 6 && name > 4 && memcmp (scan->text + name - 4, "URL.create", 10) == 0)
    return 3;

  return find_stem (scan, name, at);
}

static void
judge (AskgScan *scan,
       gsize     start,
       gsize     end)
{
  const char *value = scan->text + start;
  const gsize n = end - start;

  if (n < 5 || n > 128 || askg_value_is_stand_in (value, n) || askg_word_is_plain (value, n) || memchr (value, ' ', n) != NULL ||
      (askg_value_look (value, n) == ASKG_PASSWORD_NO &&
       !askg_value_is_made_up (value, n) &&
       !askg_value_is_random (value, n) &&
       !(n >= 6 && askg_value_is_unspeakable (value, n)) &&
       !(n >= 8 && askg_value_count (value, n, ASKG_BYTE_DIGIT) == n)))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
}

static void
judge_alone (AskgScan *scan,
             gsize     start,
             gsize     end)
{
  const char *value = scan->text + start;
  const gsize n = end - start;

  if (askg_value_is_made_up (value, n) ||
      askg_value_is_password (value, n) ||
      askg_value_look (value, n) == ASKG_PASSWORD_LIKELY ||
      (n >= 16 && askg_value_is_random (value, n)) ||
      askg_value_is_uuid (value, n))
    judge (scan, start, end);
}

/* What is handed to a function that is not known, but whose name speaks of secrets: only what nobody would write for another
 * reason, and behind a name what people make passwords of, too. */
static gboolean
is_handed_secret (const char *value,
                  gsize       n,
                  guint       place,
                  guint       n_arguments,
                  gboolean    is_lock)
{
  const gboolean is_plain_lot = askg_value_count (value, n,
                                                  ASKG_BYTES_BASE64 | ASKG_BYTES_URL64) == MIN (n, ASKG_VALUE_MAX_BYTES) &&
                                askg_value_is_random (value, n);

  if (n < 6 || n > 512 ||
      memchr (value, '\\', n) != NULL ||
      memchr (value, '|', n) != NULL ||
      memchr (value, '[', n) != NULL ||
      (*value == '^' && value[n - 1] == '$') ||
      askg_value_is_stand_in (value, n) ||
      memchr (value, ' ', n) != NULL ||
      (n < 40 && memchr (value, '/', MIN (n, 4)) != NULL))
    return FALSE;
  if (place == 1 && n_arguments > 1) /* of two, the first is a name, unless it is no less drawn by lot */
    return n >= 20 &&
           is_plain_lot &&
           askg_value_count (value, n, ASKG_BYTE_LOW) > 2 &&
           askg_value_count (value, n, ASKG_BYTE_UP) > 2;
  if (askg_value_is_uuid (value, n) || (n >= 16 && is_plain_lot && (n >= 20 || askg_value_count (value, n, ASKG_BYTE_DIGIT) > 0)))
    return TRUE;
  if (place < 2)
    return is_lock && askg_value_is_password (value, n);

  if (n >= 8 && askg_value_is_unspeakable (value, n) && askg_value_count (value, n, ASKG_BYTE_DIGIT | ASKG_BYTE_MARK) > 0 &&
      askg_value_count (value, n, ASKG_BYTES_ALNUM | ASKG_BYTE_MARK | ASKG_BYTE_TILDE) == n)
    return TRUE; /* gksrnrdls47 */

  if (place == 2 && n_arguments == 2 && n >= 6 && askg_value_is_hangul_typed (value, n - 1) && strchr ("!?*.@#", value[n - 1]) != NULL)
    return TRUE; /* vlzkcb! */

  if (place == 2 && n_arguments == 2 && n >= 8 && askg_value_count (value, n, ASKG_BYTES_ALNUM) == n &&
      askg_value_count (value, n, ASKG_BYTE_DIGIT) >= 4 && askg_value_count (value, n, ASKG_BYTES_LETTERS) >= 4)
    return TRUE; /* "ada", "asdf43212023" */

  return (n >= 8 && is_plain_lot) ||
         askg_value_look (value, n) == ASKG_PASSWORD_LIKELY ||
         askg_value_is_made_up (value, n) ||
         askg_value_is_password (value, n);
}

typedef struct
{
  gsize starts[MAX_ARGUMENTS];
  gsize ends[MAX_ARGUMENTS];
  gboolean is_named[MAX_ARGUMENTS]; /* key: "X", key = "X": judged by its name elsewhere */
  guint n;
} Arguments;

/* Whether ":", "=" or "=>" stands before the quote at @at, or behind it a string's colon. */
static gboolean
is_behind_name (const AskgScan *scan,
                gsize           at)
{
  if (at > 0 && strchr ("brfu@", scan->text[at - 1]) != NULL)
    at--;
  while (at > 0 && scan->text[at - 1] == ' ')
    at--;

  return at > 0 && strchr (":=>", scan->text[at - 1]) != NULL;
}

/* Those in quotes, up to the bracket's end or the first call within. @at is behind the bracket, or behind what is called. */
static void
read_arguments (const AskgScan *scan,
                gsize           at,
                Arguments      *self)
{
  const gsize limit = MIN (scan->n, at + MAX_CALL_BYTES);

  self->n = 0;
  while (at < limit && self->n < MAX_ARGUMENTS && strchr ("();", scan->text[at]) == NULL)
    {
      const char quote = scan->text[at++];
      gsize start, end;

      if (quote == 'S' && askg_scan_starts_with (scan, at, "ome("))
        at += strlen ("ome("); /* Some("X") */
      else if (strchr (", ", quote) != NULL &&
               askg_scan_starts_with (scan, at, "(") &&
               at + 1 < limit &&
               strchr ("\"'", scan->text[at + 1]) != NULL)
        at++; /* PSCredential("a", ("X" | ...)) */
      start = end = at;

      if (quote != '"' && quote != '\'' && quote != '`')
        continue;
      for (; end < limit && scan->text[end] != quote && scan->text[end] != '\n'; end++)
        ;
      if (end == limit || scan->text[end] != quote)
        return;
      if (end > start && scan->text[end - 1] == '\\')
        end--; /* within a string of JSON */
      at = end + 1 + (scan->text[end] == '\\');
      self->is_named[self->n] = is_behind_name (scan, start - 1);
      self->starts[self->n] = start;
      self->ends[self->n++] = end;
    }
}

static void
read_call (AskgScan *scan,
           gsize     at,
           guint     place)
{
  Arguments arguments;

  read_arguments (scan, at, &arguments);
  if (place == SENT)
    {
      const gsize start = arguments.n > 0 ? arguments.starts[arguments.n - 1] : 0, end = arguments.n > 0 ? arguments.ends[arguments.n - 1] : 0;

      if (end > start &&
          (askg_words_near (scan, start, end, ASKG_WORD_PASSWORD | ASKG_WORD_PIN, 96, 0) ||
           (askg_words_near (scan, start, end, ASKG_WORD_PASSWORD | ASKG_WORD_PIN, 0, 24) &&
            askg_value_is_password (scan->text + start, end - start))))
        judge (scan, start, end);
      return;
    }
  if (place == LAST ? arguments.n >= 2 : place != ANY && place != LOCK && place != SENT && arguments.n >= place)
    {
      const guint i = place == LAST ? arguments.n - 1 : place - 1;

      judge (scan, arguments.starts[i], arguments.ends[i]);
      if (!askg_scan_is_taken (scan, arguments.starts[i]) || arguments.n > i + 1)
        /* Credentials ("realm", "host", "user", "X") */
        judge_alone (scan, arguments.starts[arguments.n - 1], arguments.ends[arguments.n - 1]);
      return;
    }
  if (place == 2 && arguments.n == 1 && !arguments.is_named[0])
    {
      judge_alone (scan, arguments.starts[0], arguments.ends[0]); /* auth ("X") */
      return;
    }
  for (guint i = 0; i < arguments.n; i++)
    if (!askg_scan_is_taken (scan, arguments.starts[i]) &&
        !arguments.is_named[i] &&
        is_handed_secret (scan->text + arguments.starts[i], arguments.ends[i] - arguments.starts[i], i + 1, arguments.n,
                          place == LOCK))
      askg_scan_add (scan, arguments.starts[i], arguments.ends[i], ASKG_SECRET_PASSWORD_CONFIG);
}

/* sign ([]byte ("X")): what the bytes are for. */
static gsize
skip_bytes_call (const AskgScan *scan,
                 gsize           end)
{
  if (end > 8 && memcmp (scan->text + end - 7, "([]byte", 7) == 0)
    return end - 7;

  return end;
}

/* login("a", "X"), auth = ("a", "X") */
static void
try_bracket (AskgScan *scan,
             gsize     at)
{
  gsize name = at;
  guint place;

  while (name > 1 && at - name < 3 && strchr (" =", scan->text[name - 1]) != NULL)
    name--;
  if (name < at && memchr (scan->text + name, '=', at - name) == NULL)
    return;
  place = find_call (scan, skip_bytes_call (scan, name));
  if (name < at && name > 4 && memcmp (scan->text + name - 4, "auth", 4) == 0)
    place = 2; /* http_auth=("a", "X") */
  if (place != NONE && (name == at || place == 2))
    read_call (scan, at + 1, place);
}

/* "X".toCharArray (): what one does with passwords so that they can be wiped. @at is the quote behind X. */
static void
try_wiped (AskgScan *scan,
           gsize     at)
{
  static const char * const methods[] = { ".toCharArray(", ".toCharArray (", " | ConvertTo-SecureString" };
  gsize start = at;

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (askg_scan_starts_with (scan, at + 1, methods[i]))
      {
        while (start > 0 &&
               at - start < 64 &&
               scan->text[start - 1] != scan->text[at] &&
               !askg_byte_is (scan->text[start - 1], ASKG_BYTE_SPACE))
          start--;
        if (start > 0 && scan->text[start - 1] == scan->text[at] && !askg_scan_is_taken (scan, start))
          judge (scan, start, at);
        return;
      }
}

/* Client.new 'a', 'X': some languages need no bracket. @at is the space. */
static void
try_bare (AskgScan *scan,
          gsize     at)
{
  static const char * const names[] = { "new", "addlogin", "connect", "login", "auth", "Unprotect", "Protect", "authenticate" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gsize n = strlen (names[i]);

      if (at > n && memcmp (scan->text + at - n, names[i], n) == 0)
        {
          const guint place = find_call (scan, at);

          if (place != NONE)
            read_call (scan, at + 1, place);
          return;
        }
    }
}

void
askg_find_calls (AskgScan *scan)
{
  for (gsize at = 1; at + 1 < scan->n; at++)
    if (scan->text[at] == '(' && askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD | ASKG_BYTE_EQUALS | ASKG_BYTE_SPACE))
      try_bracket (scan, at);
    else if (scan->text[at] == ' ' &&
             (scan->text[at + 1] == '\'' || scan->text[at + 1] == '"') &&
             askg_byte_is (scan->text[at - 1], ASKG_BYTE_LOW))
      try_bare (scan, at);
    else if ((scan->text[at] == '"' || scan->text[at] == '\'') && strchr (". ", scan->text[at + 1]) != NULL)
      try_wiped (scan, at);
}
