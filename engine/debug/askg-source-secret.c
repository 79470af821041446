/* askg-source-secret.c: any thread. By their names, as tools write them: better one file too many than one key sent. */
#include "engine/debug/askg-source-secret.h"

#include <string.h>

/* "*" stands for anything, also for nothing. Lower case. */
static const char *const names[] = {
  ".env", ".env.*", "*.env", ".envrc", ".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".my.cnf", ".htpasswd", ".git-credentials",
  ".dockercfg", ".vault-token", "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore",
  "*.kdbx", "*.gpg", "*.asc", "*.ppk", "*.ovpn", "credentials", "credentials.*", "secrets", "secrets.*", "*.secrets", "secret.*",
  "*-secret.*", "*-secrets.*", "service-account*.json", "client_secret*.json", "terraform.tfvars", "*.auto.tfvars", "*.tfstate",
};
/* What lies in such a folder is one, too. */
static const char *const folders[] = { ".ssh", ".gnupg", ".aws", ".kube", ".docker", ".password-store" };

static gboolean
is_secret_folder (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_strv_contains ((const char *const *) parts, folders[i]))
      return TRUE;

  return FALSE;
}

gboolean
askg_source_is_secret (const char *path)
{
  g_autofree char *name = g_path_get_basename (path), *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_pattern_match_simple (names[i], lower))
      return TRUE;

  return is_secret_folder (path);
}
