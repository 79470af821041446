/* askg-find-call.c: passwords that a program hands to a function by their place: connect ("host", "user", "X").
 * One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_ARGUMENTS 5
#define MAX_CALL_BYTES 400
#define LAST 0

/* Which of its arguments in quotes is the secret; the first is 1. */
static const struct
{
  const char *name;
  guint       place;
} calls[] = {
  { "auth", 2 }, { "Auth", 2 }, { "basic_auth", 2 }, { "basicAuth", 2 }, { "BasicAuth", 2 }, { "HTTPBasicAuth", 2 }, { "HTTPDigestAuth", 2 }, { "SetBasicAuth", 2 },
  { "setBasicAuth", 2 }, { "login", 2 }, { "Login", 2 }, { "authenticate", 2 }, { "Authenticate", 2 }, { "AuthenticateAsync", 2 }, { "NetworkCredential", 2 },
  { "UsernamePasswordCredentials", 2 }, { "PasswordAuthentication", 2 }, { "Credentials", 2 }, { "credentials", 2 }, { "user_pass", 2 }, { "userPass", 2 }, { "usernamePassword", 2 }, { "getConnection", LAST },
  { "mysqli_connect", 3 }, { "mysql_connect", 3 }, { "mysqli", 3 }, { "PDO", 3 }, { "Sequelize", 3 }, { "FTP", 3 }, { "sign", 1 }, { "createHmac", 2 },
  { "createCipheriv", 2 }, { "createDecipheriv", 2 }, { "Fernet", 1 }, { "secret_key", 1 }, { "setPassword", 1 }, { "set_password", 1 }, { "SetPassword", 1 },
};

/* The place of what is called right before the bracket at @at, or G_MAXUINT. */
static guint
find_call (const AskgScan *scan,
           gsize           at)
{
  gsize name = at;

  while (name > 0 && at - name < 32 && askg_byte_is (scan->text[name - 1], ASKG_BYTES_WORD))
    name--;
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (scan->text[name] == *calls[i].name && strlen (calls[i].name) == at - name && memcmp (calls[i].name, scan->text + name, at - name) == 0)
      return calls[i].place;

  return G_MAXUINT;
}

static void
judge (AskgScan *scan,
       gsize     start,
       gsize     end)
{
  const char *value = scan->text + start;
  const gsize n = end - start;

  if (n < 5 || n > 128 || askg_value_is_stand_in (value, n) || askg_word_is_plain (value, n) || memchr (value, ' ', n) != NULL ||
      (askg_value_look (value, n) == ASKG_PASSWORD_NO && !askg_value_is_made_up (value, n) && !askg_value_is_random (value, n)))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* @at is behind the bracket. */
static void
read_call (AskgScan *scan,
           gsize     at,
           guint     place)
{
  const gsize limit = MIN (scan->n, at + MAX_CALL_BYTES);
  gsize start = 0, end = 0;
  guint n = 0;

  while (at < limit && n < MAX_ARGUMENTS && (place == LAST || n < place) && strchr ("()\n", scan->text[at]) == NULL)
    {
      const char quote = scan->text[at++];

      if (quote != '"' && quote != '\'' && quote != '`')
        continue;
      for (start = end = at; end < limit && scan->text[end] != quote && scan->text[end] != '\n'; end++)
        ;
      if (end == limit || scan->text[end] != quote)
        return;
      if (end > start && scan->text[end - 1] == '\\')
        end--; /* within a string of JSON */
      at = end + 1 + (scan->text[end] == '\\');
      n++;
    }
  if (n > 0 && (place == LAST ? n >= 2 : n == place))
    judge (scan, start, end);
}

void
askg_find_calls (AskgScan *scan)
{
  for (gsize at = 1; at < scan->n; at++)
    if (scan->text[at] == '(' && askg_byte_is (scan->text[at - 1], ASKG_BYTES_LETTERS | ASKG_BYTE_EQUALS | ASKG_BYTE_SPACE))
      {
        gsize name = at;

        while (name > 1 && at - name < 3 && strchr (" =", scan->text[name - 1]) != NULL)
          name--; /* auth = ("name", "X") */
        if (name == at || memchr (scan->text + name, '=', at - name) != NULL)
          {
            const guint place = find_call (scan, name);

            if (place != G_MAXUINT && (name == at || place == 2))
              read_call (scan, at + 1, place);
          }
      }
}
