/* askg-plain-word.c: words that stand where a password could, and are none. Pure; any thread. */
#include "engine/privacy/askg-named-private.h"

#include <string.h>

gboolean
askg_word_is_plain (const char *value,
                    gsize       n_bytes)
{
  static const char * const words[] = {
    "true", "false", "null", "none", "nil", "undefined", "yes", "no", "on", "off", "required", "optional", "string", "str",
    "text", "password", "passwd", "secret", "token", "incorrect", "invalid", "wrong", "correct", "empty", "missing", "expired",
    "reset", "unset", "set", "enabled", "disabled", "auto", "manual", "default", "bearer", "basic", "digest", "hash", "hashed",
    "bcrypt", "argon2", "argon2id", "sha256", "sha512", "md5", "plain", "plaintext", "encrypted", "cookie", "header", "unknown",
    "weak", "strong", "medium", "login", "user", "username", "email", "field", "input", "label", "button", "form", "prompt",
    "new", "old", "current", "confirm", "forgot", "change", "changed", "enter", "type", "show", "hide", "save", "submit",
    "protected", "not", "too", "the", "a", "an", "case-sensitive", "accepted", "rejected", "denied", "failed", "ok", "success",
    "sent", "stored", "never", "always", "also", "only", "available", "valid", "hidden", "visible", "same", "different", "used",
    "in", "for", "from", "with", "by", "your", "my", "our", "this", "that", "it", "here", "there", "below", "above", "expires",
    "boolean", "bool", "int", "integer", "number", "object", "array", "bytes", "char", "void", "any", "self", "req", "request",
    "response", "keychain", "keyring", "vault", "env", "file", "path", "stdin", "ask", "prompted", "interactive", "anonymous",
    "guest", "nothing", "todo", "tbd", "n/a", "na", "pending", "session", "needed", "important", "long", "short", "secure",
    "insecure", "safe", "unsafe", "required.", "mandatory", "being", "going", "about", "like", "what", "why", "how", "when",
    "where", "managed", "external", "pam", "ldap", "oauth", "oauth2", "oidc", "saml", "kerberos", "trust", "peer", "md5sum",
    "scram-sha-256", "getpass", "masked", "1password", "passwort", "pass", "pwd", "pw", "passphrase", "passcode", "kennwort",
    "pin", "continue", "proceed", "access", "unlock", "confirm", "verify", "authenticate", "install", "start", "password1", "password2", "passwordtext", "passworddigest", "비밀번호",
  };

  const char first = g_ascii_tolower (*value);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (*words[i] == first && strlen (words[i]) == n_bytes && g_ascii_strncasecmp (words[i], value, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* "incorrect", "expiring", "usually": a sentence goes on. */
gboolean
askg_word_is_of_sentence (const char *value,
                          gsize       n_bytes)
{
  static const char * const endings[] = { "ed", "ing", "ly", "able", "ible", "ful", "ive", "ous", "tion" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const gsize n = strlen (endings[i]);

      if (n_bytes > n && g_ascii_strncasecmp (value + n_bytes - n, endings[i], n) == 0)
        return TRUE;
    }

  return askg_word_is_plain (value, n_bytes);
}

/* Ubuntu2204, Python311 */
gboolean
askg_word_is_product (const char *text,
                      gsize       n)
{
  static const char * const names[] = { "ubuntu", "debian", "windows", "python", "node", "office", "server", "fedora", "centos",
                                        "rhel", "rocky", "alma", "java", "php", "mysql", "postgres", "redis", "ios", "android",
                                        "macos", "ryzen", "epyc", "xeon", "visual", "oracle", "sles", "esxi", "cuda", "rtx",
                                        "gtx" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (n > strlen (names[i]) &&
        g_ascii_strncasecmp (text, names[i], strlen (names[i])) == 0 &&
        g_ascii_isdigit (text[strlen (names[i])]))
      return TRUE;

  return FALSE;
}

/* New-Object, Get-Content: what a shell is told to do. */
gboolean
askg_word_is_cmdlet (const char *text,
                     gsize       n)
{
  const char *dash = memchr (text, '-', n);
  gsize n_small = 0;

  if (dash == NULL || dash == text || dash + 3 > text + n || !g_ascii_isupper (text[0]) || !g_ascii_isupper (dash[1]))
    return FALSE;
  for (gsize i = 1; i < n; i++)
    n_small += g_ascii_islower (text[i]);

  return n_small >= n / 2 &&
         memchr (dash + 1, '-', text + n - dash - 1) == NULL &&
         !g_ascii_isdigit (text[n - 1]) &&
         (memcmp (text, "New-", 4) == 0 ||
          memcmp (text, "Get-", 4) == 0 ||
          memcmp (text, "Set-", 4) == 0 ||
          memcmp (text, "Read-", MIN (n, 5)) == 0 ||
          memcmp (text, "ConvertTo-", MIN (n, 10)) == 0 ||
          memcmp (text, "Import-", MIN (n, 7)) == 0);
}
