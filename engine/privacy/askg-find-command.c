/* askg-find-command.c: passwords handed to commands: by an option, by their place, through a pipe. One thread at a time. */
#include "engine/privacy/askg-argument-private.h"
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* -u name:password, --user name:password */
static void
try_user (AskgScan *scan,
          gsize     at)
{
  gsize end;
  const char *colon;
  gsize value;

  at = askg_argument_read (scan, at, &end);
  colon = memchr (scan->text + at, ':', end - at);
  if (colon == NULL)
    colon = memchr (scan->text + at, ',', end - at); /* lftp */
  if (colon == NULL || end - at > 400)
    return;
  value = colon - scan->text + 1;
  if (askg_argument_is_variable (scan->text + value, end - value) || scan->text[value] == ':' ||
      memmem (scan->text + value, end - value, "://", 3) != NULL)
    return; /* $pw, Test::More */
  if (end - value > 3 &&
      memchr (scan->text + value, ':', end - value) != NULL &&
      askg_scan_is (scan, end - 1, ASKG_BYTE_DIGIT) &&
      askg_scan_is (scan, at, ASKG_BYTE_UP | ASKG_BYTE_HEX_UP))
    return; /* TCP:host:port */
  if (end - value < 3 || scan->text[value] == '/' || askg_word_is_manual (scan->text + value, end - value))
    return;
  if (askg_value_count (scan->text + value, end - value, ASKG_BYTE_DIGIT) == end - value && end - value < 6)
    return; /* 1000:1000 */
  askg_scan_add (scan, value, end, ASKG_SECRET_URL_CREDENTIALS);
}

/* Whether what stands behind an option may be a password: no path, no address, no name=value, no name of several parts. */
static gboolean
is_behind_option (const AskgScan *scan,
                  gsize           at,
                  gsize           end)
{
  const char *value = scan->text + at;
  const gsize n = end - at;
  const gboolean is_quoted = at > 0 && strchr ("\"'", scan->text[at - 1]) != NULL;

  if (n < 5 || *value == '-' || memchr (value, ':', n) != NULL || memchr (value, '/', n) != NULL)
    return FALSE;
  if ((memchr (value, '=', n) != NULL && !is_quoted) || askg_value_is_stand_in (value, n))
    return FALSE;
  if (askg_value_is_made_up (value, n) || askg_value_is_password (value, n))
    return TRUE;

  return askg_value_count (value, n, ASKG_BYTE_DASH | ASKG_BYTE_UNDER) < 2 &&
         (askg_value_look (value, n) != ASKG_PASSWORD_NO || (n >= 8 && askg_value_is_unspeakable (value, n)));
}

/* -p X, -pX, -P X, -a X: only what looks like one. */
static void
try_password (AskgScan *scan,
              gsize     at,
              gboolean  is_name_first)
{
  gsize end;

  at = askg_argument_read (scan, at, &end);
  while (end > at + 5 && strchr (")`,;", scan->text[end - 1]) != NULL && memchr (scan->text + at, '(', end - at) == NULL)
    end--; /* of the sentence around it */
  if (is_name_first) /* name%password */
    {
      const char *percent = memchr (scan->text + at, '%', end - at);

      if (percent == NULL)
        return;
      at = percent - scan->text + 1;
    }
  if (askg_value_is_key_id (scan->text + at, end - at) || askg_argument_is_variable (scan->text + at, end - at))
    return;
  if (is_behind_option (scan, at, end))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* What a line says before an option: whose command it is, or who is to be let in. Those of one first byte stand together, so that
 * most bytes cost one look. */
typedef enum { COMMAND, USER, SNMP, KEYGEN, N_BEHIND } Behind;

static const struct
{
  const char *word;
  Behind      kind;
} behind_words[] = {
  { " --host", USER }, { " --login", USER }, { " --user", USER }, { " -D ", USER }, { " -U ", USER }, { " -l ", USER }, { " -u", USER },
  { " -u ", USER }, { " /ru ", USER }, { " /u:", USER }, { " /user:", USER }, { " connect", USER }, { " link ", USER }, { " login", USER },
  { " signin", USER }, { "7z", COMMAND }, { "az login", COMMAND }, { "bcp", COMMAND }, { "certutil", COMMAND }, { "cf login", COMMAND },
  { "clickhouse-client", COMMAND }, { "cqlsh", COMMAND }, { "crackmapexec", COMMAND }, { "curl", COMMAND }, { "cypher-shell", COMMAND },
  { "docker login", COMMAND }, { "evil-winrm", COMMAND }, { "ftp", COMMAND }, { "gpg", COMMAND }, { "helm", COMMAND },
  { "htpasswd", COMMAND }, { "impdp", COMMAND }, { "influx", COMMAND }, { "ipmitool", COMMAND }, { "isql", COMMAND },
  { "keychain", COMMAND }, { "keytool", COMMAND }, { "ldap", COMMAND }, { "ldapsearch", COMMAND }, { "lftp", COMMAND },
  { "mariadb", COMMAND }, { "mc ", COMMAND }, { "mongo", COMMAND }, { "mongosh", COMMAND }, { "mosquitto", COMMAND },
  { "mysql", COMMAND }, { "mysqladmin", COMMAND }, { "mysqldump", COMMAND }, { "neo4j", COMMAND }, { "netexec", COMMAND },
  { "nmcli", COMMAND }, { "oathtool", COMMAND }, { "oc login", COMMAND }, { "openssl", COMMAND }, { "podman login", COMMAND },
  { "psexec", COMMAND }, { "psql", COMMAND }, { "rar", COMMAND }, { "rclone", COMMAND }, { "rdesktop", COMMAND },
  { "redis-cli", COMMAND }, { "rpcclient", COMMAND }, { "security ", COMMAND }, { "sftp", COMMAND }, { "signtool", COMMAND },
  { "skopeo", COMMAND }, { "smb", COMMAND }, { "smbclient", COMMAND }, { "snmp", COMMAND }, { "snmp", SNMP },
  { "sqlcmd", COMMAND }, { "ssh-keygen", COMMAND }, { "ssh-keygen", KEYGEN }, { "sshpass", COMMAND }, { "steghide", COMMAND },
  { "tsql", COMMAND }, { "twine", COMMAND }, { "unzip", COMMAND }, { "vncviewer", COMMAND }, { "wget", COMMAND },
  { "winexe", COMMAND }, { "xfreerdp", COMMAND }, { "zip", COMMAND },
};

/* Where each kind was met last, and one more; 0 for not in this line. */
typedef struct
{
  gsize met[N_BEHIND];
} Line;

static void
line_look (Line           *self,
           const AskgScan *scan,
           gsize           at)
{
  static guint8 firsts[256]; /* one more than the first word with that first byte */
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      for (gsize i = G_N_ELEMENTS (behind_words); i > 0; i--)
        firsts[(guint8) behind_words[i - 1].word[0]] = i;
      g_once_init_leave (&is_ready, 1);
    }
  if (scan->text[at] == '\n')
    *self = (Line) { 0 };
  for (gsize i = firsts[(guint8) scan->text[at]];
       i > 0 && i <= G_N_ELEMENTS (behind_words) && behind_words[i - 1].word[0] == scan->text[at];
       i++)
    if (askg_scan_starts_with (scan, at, behind_words[i - 1].word))
      self->met[behind_words[i - 1].kind] = at + 1;
}

static gboolean
line_has (const Line *self,
          Behind      kind,
          gsize       at)
{
  return self->met[kind] != 0 && at + 1 - self->met[kind] < ASKG_ARGUMENT_MAX_LINE_BYTES;
}

/* net use Z: \\host\share /user:name X; @at is behind "/user:". */
static void
try_net_use (AskgScan *scan,
             gsize     at)
{
  gsize before = at - strlen (" /user:"), start, end;

  askg_argument_read (scan, at, &end);
  if (end < scan->n && scan->text[end] == ' ')
    try_password (scan, end + 1, FALSE);

  /* net use \\\\host\\share X /user:name */
  for (start = before; start > 0 && before - start < 64 && !askg_byte_is (scan->text[start - 1], ASKG_BYTE_SPACE); start--)
    ;
  if (at > 16 && before > start + 4 && scan->text[start] != '\\' && scan->text[start] != '/')
    try_password (scan, start, FALSE);
}

/* htpasswd -b file name X, oathtool -b X: the last of up to three. */
static void
try_last (AskgScan *scan,
          gsize     at)
{
  gsize start = at, end;

  for (guint i = 0; i < 3; i++)
    {
      const gsize argument = askg_argument_read (scan, at, &end);

      if (end == argument || scan->text[argument] == '-')
        break;
      start = at;
      at = end + (end < scan->n && strchr ("\"'", scan->text[end]) != NULL);
      if (at >= scan->n || scan->text[at] != ' ')
        break;
      at++;
    }
  try_password (scan, start, FALSE);
}

/* -p X of a command nobody has heard of: drawn by lot, or spiced. */
static gboolean
is_lot_of_option (const AskgScan *scan,
                  gsize           at)
{
  gsize end;

  at = askg_argument_read (scan, at, &end);

  return end - at >= 10 && end - at <= 64 && askg_value_look (scan->text + at, end - at) == ASKG_PASSWORD_LIKELY &&
         askg_value_is_random (scan->text + at, end - at) && askg_value_count (scan->text + at, end - at, ASKG_BYTE_DOT) == 0;
}

/* Which argument of a command is the secret. */
static const struct
{
  const char *command;
  guint       place;
} commands[] = {
  { "net user ", 2 }, { "wpa_passphrase ", 2 }, { "rabbitmqctl add_user ", 2 }, { "rabbitmqctl change_password ", 2 },
  { "isakmp key ", 1 }, { "auth sha ", 1 }, { "auth md5 ", 1 }, { "priv aes 128 ", 1 }, { "priv aes 256 ", 1 },
  { "priv des ", 1 }, { "priv 3des ", 1 }, { " 1 md5 ", 1 }, { "> AUTH ", 1 }, { "tacacs-server key ", 1 },
  { "radius-server key ", 1 }, { ": EAP ", 1 }, { ": XAUTH ", 1 }, { "--encrypt ", 1 }, { "--encrypt ", 2 },
  { "authenticate ", 2 }, { "sp_password ", 2 }, { "keyring set ", 3 }, { "htpasswd -nb ", 2 }, { "htpasswd -nbB ", 2 },
  { "htpasswd -bc ", 3 }, { "htpasswd -cb ", 3 }, { "operator unseal ", 1 }, { "smbpasswd -s ", 1 }, { "mysqladmin password ", 1 }, { "ntlmrelayx ", 9 }, { "isql ", 3 },
};

/* @at is behind the command. */
static void
try_place (AskgScan *scan,
           gsize     at,
           guint     place)
{
  gsize start, end;

  for (guint i = 1; i <= place && at < scan->n && scan->text[at] != '\n'; i++)
    {
      start = askg_argument_read (scan, at, &end);
      if (i == place)
        {
          const char *value = scan->text + start;
          const gsize n = end - start;

          if (n >= 5 && n <= 128 &&
              !askg_value_is_stand_in (value, n) &&
              *value != '-' && *value != '/' &&
              (askg_value_look (value, n) != ASKG_PASSWORD_NO ||
               askg_value_is_made_up (value, n) ||
               askg_value_is_random (value, n) ||
               (n >= 8 && askg_value_count (value, n, ASKG_BYTE_DIGIT) == n)))
            askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
          return;
        }
      at = end;
      if (end < scan->n && strchr ("\"'", scan->text[end]) != NULL && start > 0 && scan->text[start - 1] == scan->text[end])
        at++; /* the quote that closes it */
      if (at >= scan->n || scan->text[at] != ' ')
        return;
      at++;
    }
}

/* Whether a command of the table ends at @at, which is behind a space. */
static void
try_commands (AskgScan *scan,
              gsize     at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const gsize n = strlen (commands[i].command);

      if (at >= n && scan->text[at - 2] == commands[i].command[n - 2] && memcmp (scan->text + at - n, commands[i].command, n) == 0)
        try_place (scan, at, commands[i].place);
    }
}

/* ACL SETUSER name on >X */
static void
try_rule (AskgScan *scan,
          gsize     at)
{
  static const char * const words[] = { "SETUSER ", "setuser " };
  gsize end;

  at = askg_argument_read (scan, at, &end);
  if (end - at >= 4 &&
      (askg_argument_is_behind (scan, at, words, G_N_ELEMENTS (words)) ||
       (at > 5 && memcmp (scan->text + at - 5, " on >", 5) == 0 && askg_value_is_password (scan->text + at, end - at))))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* openssl enc -K X: a key as digits. */
static void
try_hex_key (AskgScan *scan,
             gsize     at)
{
  const gsize end = askg_scan_run_end (scan, at, ASKG_BYTES_HEX);

  if (end - at >= 32 && !askg_scan_is (scan, end, ASKG_BYTES_WORD))
    askg_scan_add (scan, at, end, ASKG_SECRET_GENERIC_API_KEY);
}

/* -xp X, -upw X, -ap X: whatever the command is; -cp and some others are known to be something else. */
static gboolean
is_password_option (const AskgScan *scan,
                    gsize           at,
                    gsize          *out_value)
{
  gsize end = at + 1, stop;

  while (askg_scan_is (scan, end, ASKG_BYTES_LETTERS) && end - at < 10)
    end++;
  if (end - at < 3 || end >= scan->n || scan->text[end] != ' ')
    return FALSE;
  if (scan->text[end - 1] == 'w'
      ? scan->text[end - 2] != 'p'
      : strchr ("pP", scan->text[end - 1]) == NULL || strchr ("cnmt", scan->text[end - 2]) != NULL || end - at > 4)
    return FALSE;
  *out_value = askg_argument_read (scan, end + 1, &stop);

  return askg_value_is_password (scan->text + *out_value, stop - *out_value);
}

/* -n name:X, --auth name:X: whatever the command is. */
static void
try_name_and_password (AskgScan *scan,
                       gsize     at)
{
  static const char * const names[] = { "user", "auth", "cred", "login", "basic", "account" };
  gsize end = at + 1, stop;
  const char *colon;
  gboolean is_who = FALSE;

  while (askg_scan_is (scan, end, ASKG_BYTES_DOTTED) && end - at < 32)
    end++;
  if (end >= scan->n || strchr (" =", scan->text[end]) == NULL)
    return;
  for (gsize i = 0; end - at > 4 && i < G_N_ELEMENTS (names); i++)
    is_who |= memmem (scan->text + at, end - at, names[i], strlen (names[i])) != NULL;
  if (!is_who && !(end - at == 2 && strchr ("naulUCAc", scan->text[at + 1]) != NULL))
    return;
  at = askg_argument_read (scan, end + 1, &stop);
  colon = memchr (scan->text + at, ':', stop - at);
  if (colon != NULL &&
      colon > scan->text + at + 1 &&
      askg_value_count (scan->text + at, colon - scan->text - at, ASKG_BYTES_DOTTED) == (gsize) (colon - scan->text - at) &&
      askg_value_is_password (colon + 1, scan->text + stop - colon - 1))
    askg_scan_add (scan, colon + 1 - scan->text, stop, ASKG_SECRET_PASSWORD_CONFIG);
}

/* -p", "X in a list of arguments, -p" a2="X in a log of them: the place of X, or @at. */
static gsize
skip_to_listed (const AskgScan *scan,
                gsize           at)
{
  const gsize start = at;

  if (at >= scan->n || strchr ("\"'", scan->text[at]) == NULL)
    return at;
  for (at++; at < scan->n && at - start < 8 && strchr (", a0123456789=", scan->text[at]) != NULL && scan->text[at] != '\0';)
    at++;

  return at > start + 1 && at < scan->n && scan->text[at] == scan->text[start] ? at : start;
}

static void
try_option (AskgScan   *scan,
            const Line *line,
            gsize       at)
{
  gsize password;

  if (askg_scan_starts_with (scan, at, "-u "))
    try_user (scan, at + 3);
  else if (askg_scan_starts_with (scan, at, "--user ") || askg_scan_starts_with (scan, at, "--user="))
    try_user (scan, at + 7);
  else if (askg_scan_starts_with (scan, at, "-hp"))
    try_password (scan, at + 3, FALSE);
  else if (askg_scan_starts_with (scan, at, "-a ") && !line_has (line, COMMAND, at))
    try_user (scan, at + 3);
  else if (askg_scan_starts_with (scan, at, "--plaintext "))
    try_password (scan, at + 12, FALSE);
  else if (askg_scan_starts_with (scan, at, "--creds ") || askg_scan_starts_with (scan, at, "--creds="))
    try_user (scan, at + 8);
  else if (askg_scan_starts_with (scan, at, "--proxy-user "))
    try_user (scan, at + 13);
  else if (askg_scan_starts_with (scan, at, "-b ") && line_has (line, COMMAND, at))
    try_last (scan, at + 3);
  else if (askg_scan_starts_with (scan, at, "-K ") && line_has (line, COMMAND, at))
    try_hex_key (scan, at + 3);
  else if (is_password_option (scan, at, &password))
    try_password (scan, password - (scan->text[password - 1] != ' '), FALSE);
  else if (at + 3 < scan->n &&
           scan->text[at] == '-' &&
           scan->text[at + 1] != '\0' &&
           strchr ("pPawWkUAXcN", scan->text[at + 1]) != NULL)
    {
      const gsize listed = skip_to_listed (scan, at + 2);
      const gboolean is_snmp = strchr ("AXc", scan->text[at + 1]) != NULL, is_new = scan->text[at + 1] == 'N';
      const gsize value = listed > at + 2 ? listed : scan->text[at + 2] == ' ' ? at + 3 : at + 2;

      if (is_snmp || is_new
          ? line_has (line, is_snmp ? SNMP : KEYGEN, at)
          : line_has (line, COMMAND, at) ||
            (scan->text[at + 1] != 'U' && value == at + 3 && line_has (line, USER, at)) ||
            (scan->text[at + 1] == 'p' && value == at + 3 && is_lot_of_option (scan, value)))
        try_password (scan, value, scan->text[at + 1] == 'U');
    }
  try_name_and_password (scan, at);
}

/* /p:X, /pass:X, /rp X of Windows */
static void
try_slash (AskgScan *scan,
           gsize     at)
{
  static const char * const options[] = { "/p:", "/pass:", "/rp ", "/pw:", "/pwd:" };

  if (askg_scan_starts_with (scan, at, "/user:"))
    try_net_use (scan, at + strlen ("/user:"));
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (askg_scan_starts_with (scan, at, options[i]))
      {
        try_password (scan, at + strlen (options[i]), FALSE);
        return;
      }
}

void
askg_find_commands (AskgScan *scan)
{
  Line line = { 0 };

  for (gsize at = 0; at < scan->n; at++)
    {
      const gboolean is_first = at == 0 ||
                                askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE) ||
                                (scan->text[at] == '-' && scan->text[at - 1] == '"');

      line_look (&line, scan, at);
      if (is_first && at > 4 && scan->text[at - 1] == ' ')
        try_commands (scan, at);
      if (scan->text[at] == '<' && askg_scan_starts_with (scan, at, "<<< "))
        askg_find_here_string (scan, at);
      else if (scan->text[at] == '"')
        askg_find_sent (scan, at);
      else if (scan->text[at] == 'e' && askg_scan_starts_with (scan, at, "echo ") && askg_scan_is_word_start (scan, at))
        askg_find_piped (scan, at + 5);
      else if (scan->text[at] == 'y' && askg_scan_starts_with (scan, at, "yes ") && is_first)
        askg_find_piped (scan, at + 4);
      else if (scan->text[at] == 'p' && askg_scan_starts_with (scan, at, "printf ") && askg_scan_is_word_start (scan, at))
        askg_find_piped (scan, at + 7);
      else if (scan->text[at] == '/' && is_first)
        try_slash (scan, at);
      else if (scan->text[at] == '>' && is_first && askg_scan_is (scan, at + 1, ASKG_BYTES_ALNUM))
        try_rule (scan, at + 1);
      else if (scan->text[at] == '-' && is_first)
        try_option (scan, &line, at);
    }
}
