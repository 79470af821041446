/* askg-markdown-link.c: where a link really leads, and whether its label says so. Nothing is looked up. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_TARGET_BYTES 4096

/* A label that ends like this names a file, not a host. */
static const char *const file_endings[] = {
  ".c", ".cc", ".conf", ".cpp", ".css", ".go", ".h", ".html", ".ini", ".java", ".js", ".json", ".log", ".md", ".py",
  ".rs", ".service", ".sh", ".so", ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml",
};

/* What an address may not hold as it is: controls, spaces, and letters that look like others. */
static char *
escape_target (const char *target)
{
  return g_uri_escape_string (target, G_URI_RESERVED_CHARS_GENERIC_DELIMITERS
                                      G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%", FALSE);
}

static gboolean
is_plain_host (const char *host)
{
  if (host == NULL || *host == '\0' || strlen (host) > 253)
    return FALSE;
  for (; *host != '\0'; host++)
    if (!g_ascii_isalnum (*host) && strchr (".-_:", *host) == NULL)
      return FALSE;

  return TRUE;
}

static GUri *
parse_web_target (const char *target)
{
  g_autofree char *escaped = NULL;
  g_autofree char *ascii_host = NULL;
  g_autoptr(GUri) uri = NULL;

  if (strlen (target) > MAX_TARGET_BYTES || strchr (target, '\\') != NULL)
    return NULL;
  escaped = escape_target (target);
  uri = g_uri_parse (escaped, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  ascii_host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (!is_plain_host (ascii_host))
    return NULL;

  /* Without the user name: "https://bank.example@elsewhere/" is a trick and nothing else. */
  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, ascii_host, g_uri_get_port (uri),
                      g_uri_get_path (uri), g_uri_get_query (uri), g_uri_get_fragment (uri));
}

/**
 * askg_link_host_of:
 * @target: anything
 *
 * Returns: (nullable) (transfer full): the host it names, as the resolver would get it
 */
char *
askg_link_host_of (const char *target)
{
  g_autoptr(GUri) uri = parse_web_target (target);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

static gboolean
init_mail (AskgMarkdownLink *self,
           const char       *address)
{
  g_autofree char *plain = g_strndup (address, strcspn (address, "?"));
  const char *at = strchr (plain, '@');

  /* One address, nothing else: headers could attach a file or write the letter. */
  if (at == NULL || at == plain || strlen (plain) > 320 || !is_plain_host (at + 1))
    return FALSE;
  for (const char *c = plain; c < at; c++)
    if (!g_ascii_isalnum (*c) && strchr (".-_+", *c) == NULL)
      return FALSE;

  self->target = g_strconcat ("mailto:", plain, NULL);
  self->host = g_steal_pointer (&plain);

  return TRUE;
}

/**
 * askg_link_init:
 * @self: filled in; its strings are the caller's to free
 * @target: what the author wrote
 *
 * Returns: %FALSE when @target is none that may become a link: another scheme than http, https and
 *   mailto, no host, or longer than 4 KiB
 */
gboolean
askg_link_init (AskgMarkdownLink *self,
                const char       *target)
{
  g_autoptr(GUri) uri = NULL;

  *self = (AskgMarkdownLink) { 0 };
  if (g_ascii_strncasecmp (target, "mailto:", 7) == 0)
    return init_mail (self, target + 7);

  uri = parse_web_target (target);
  if (uri == NULL || (!g_str_equal (g_uri_get_scheme (uri), "http") && !g_str_equal (g_uri_get_scheme (uri), "https")))
    return FALSE;

  self->target = g_uri_to_string (uri);
  self->host = g_strdup (g_uri_get_host (uri));

  return TRUE;
}

/* Whether a reader of LABEL already knows the host. */
gboolean
askg_link_is_told_by (const AskgMarkdownLink *self,
                      const char             *label)
{
  return g_ascii_strcasecmp (label, self->host) == 0 || g_str_equal (label, self->target) ||
         (g_str_has_prefix (self->target, label) && strlen (label) + 1 == strlen (self->target) &&
          g_str_has_suffix (self->target, "/"));
}

static char *
host_in_label (const char *label)
{
  g_autofree char *word = g_strstrip (g_strdup (label));
  g_autofree char *guessed = NULL;

  if (strpbrk (word, " \t\n") != NULL || strchr (word, '.') == NULL)
    return NULL;
  if (strstr (word, "://") != NULL)
    return askg_link_host_of (word);
  for (gsize i = 0; i < G_N_ELEMENTS (file_endings); i++)
    if (g_str_has_suffix (word, file_endings[i]))
      return NULL;

  guessed = g_strconcat ("https://", word, NULL);
  return askg_link_host_of (guessed);
}

/* Whether LABEL names a host, and another one. */
gboolean
askg_link_is_denied_by (const AskgMarkdownLink *self,
                        const char             *label)
{
  g_autofree char *named = host_in_label (label);
  const char *a = named, *b = self->host;

  if (named == NULL || strchr (b, '@') != NULL)
    return FALSE;

  a = g_str_has_prefix (a, "www.") ? a + 4 : a;
  b = g_str_has_prefix (b, "www.") ? b + 4 : b;

  return g_ascii_strcasecmp (a, b) != 0;
}
