/* askg-policy.c: main thread. */
#include "engine/privacy/askg-policy.h"

#include <string.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgPolicy
{
  GObject       parent_instance;

  /* Owned */
  AskgRedactor *redactor;

  gboolean      local_only;
  gboolean      redact_local;
};

enum { PROP_0, PROP_LOCAL_ONLY, PROP_REDACT_LOCAL, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgPolicy, askg_policy, G_TYPE_OBJECT)

/* The first bits of an address, and what they make of it; the first that fits counts. */
typedef struct
{
  guint8           bytes[4];
  guint            n_bits;
  AskgAddressClass class;
} Range;

static const Range ranges_v4[] = {
  { { 0, 0, 0, 0 },       32, ASKG_ADDRESS_LOOPBACK }, /* as a destination the kernel takes it for this machine */
  { { 0 },                8,  ASKG_ADDRESS_NOBODY },
  { { 127 },              8,  ASKG_ADDRESS_LOOPBACK },
  { { 10 },               8,  ASKG_ADDRESS_PRIVATE },
  { { 172, 16 },          12, ASKG_ADDRESS_PRIVATE },
  { { 192, 168 },         16, ASKG_ADDRESS_PRIVATE },
  { { 100, 64 },          10, ASKG_ADDRESS_PRIVATE }, /* behind a carrier's translator, and private networks over the internet */
  { { 169, 254 },         16, ASKG_ADDRESS_LINK_LOCAL },
  { { 224 },              3,  ASKG_ADDRESS_NOBODY },   /* multicast, reserved, broadcast */
};
static const Range ranges_v6[] = {
  { { 0xfe, 0x80 },       10, ASKG_ADDRESS_LINK_LOCAL },
  { { 0xfe, 0xc0 },       10, ASKG_ADDRESS_PRIVATE },
  { { 0xfc },             7,  ASKG_ADDRESS_PRIVATE },
  { { 0xff },             8,  ASKG_ADDRESS_NOBODY },
};

static gboolean
range_has (const Range  *range,
           const guint8 *address)
{
  for (guint bit = 0; bit < range->n_bits; bit++)
    if (((range->bytes[bit / 8] ^ address[bit / 8]) & (0x80 >> bit % 8)) != 0)
      return FALSE;

  return TRUE;
}

static AskgAddressClass
classify_bytes (const guint8 *address,
                const Range  *ranges,
                gsize         n_ranges)
{
  for (gsize i = 0; i < n_ranges; i++)
    if (range_has (&ranges[i], address))
      return ranges[i].class;

  return ASKG_ADDRESS_PUBLIC;
}

static AskgAddressClass
classify_v6 (GInetAddress *address)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address))
    return ASKG_ADDRESS_LOOPBACK;
  if (memcmp (bytes, mapped, sizeof mapped) == 0) /* an IPv4 address in disguise */
    return classify_bytes (bytes + sizeof mapped, ranges_v4, G_N_ELEMENTS (ranges_v4));

  return classify_bytes (bytes, ranges_v6, G_N_ELEMENTS (ranges_v6));
}

/**
 * askg_address_classify:
 *
 * Returns: how far away @address is. What is neither IP nor Unix is %ASKG_ADDRESS_NOBODY.
 */
AskgAddressClass
askg_address_classify (GSocketAddress *address)
{
  GInetAddress *inet;

  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return ASKG_ADDRESS_UNIX;
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return ASKG_ADDRESS_NOBODY;

  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  if (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6)
    return classify_v6 (inet);

  return classify_bytes (g_inet_address_to_bytes (inet), ranges_v4, G_N_ELEMENTS (ranges_v4));
}

static void
set_local_only_error (const char  *label,
                      GError     **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY,
               _("Nothing was sent to %s: “Local only” lets nothing leave this machine. Choose an engine at 127.0.0.1, or switch “Local only” off in the preferences."),
               label);
}

/**
 * askg_policy_check_origin:
 *
 * To be asked before a name is looked up: that alone would tell somebody about it.
 *
 * Errors: %ASKG_ERROR_LOCAL_ONLY
 *
 * Returns: whether anything may be sent to @origin now
 */
gboolean
askg_policy_check_origin (AskgPolicy  *self,
                          AskgOrigin  *origin,
                          GError     **error)
{
  g_return_val_if_fail (ASKG_IS_POLICY (self), FALSE);

  if (!self->local_only || askg_origin_is_this_machine (origin))
    return TRUE;
  set_local_only_error (askg_origin_get_label (origin), error);

  return FALSE;
}

static gboolean
check_unix (AskgOrigin      *origin,
            GSocketAddress  *address,
            GError         **error)
{
  if (g_strcmp0 (askg_origin_get_socket_path (origin),
                 g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address))) == 0)
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
               _("Nothing was sent: %s is not where this was to go. Correct the engine’s address in the preferences."),
               g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address)));
  return FALSE;
}

/* What the class of an IP address forbids for @origin, whatever "local only" says. */
static gboolean
check_inet (AskgOrigin        *origin,
            AskgAddressClass   class,
            GSocketAddress    *address,
            GError           **error)
{
  const char *label = askg_origin_get_label (origin);
  g_autofree char *shown = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  if (class == ASKG_ADDRESS_NOBODY)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
                 _("Nothing was sent to %s: its address %s belongs to no single machine. Correct the engine’s address in the preferences."),
                 label, shown);
  else if (askg_origin_is_this_machine (origin) && class != ASKG_ADDRESS_LOOPBACK)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
                 _("Nothing was sent to %s: on this machine that name leads to %s, which is another one. Write 127.0.0.1 instead."),
                 label, shown);
  else if (!askg_origin_is_encrypted (origin) && class == ASKG_ADDRESS_PUBLIC)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
                 _("Nothing was sent to %s (%s): with http:// anybody on the way could read it. Write https:// in the engine’s address."),
                 label, shown);
  else
    return TRUE;

  return FALSE;
}

/**
 * askg_policy_check_address:
 * @origin: what was asked for
 * @address: what is about to be connected to
 *
 * Errors: %ASKG_ERROR_LOCAL_ONLY; %ASKG_ERROR_ADDRESS when @address cannot be a server, when what was
 *   called this machine is another one, or when plain http would cross the internet
 *
 * Returns: whether a connection may be opened
 */
gboolean
askg_policy_check_address (AskgPolicy      *self,
                           AskgOrigin      *origin,
                           GSocketAddress  *address,
                           GError         **error)
{
  const AskgAddressClass class = askg_address_classify (address);

  g_return_val_if_fail (ASKG_IS_POLICY (self), FALSE);

  if (class == ASKG_ADDRESS_UNIX)
    return check_unix (origin, address, error);
  if (self->local_only && (class != ASKG_ADDRESS_LOOPBACK || !askg_origin_is_this_machine (origin)))
    {
      set_local_only_error (askg_origin_get_label (origin), error);
      return FALSE;
    }
  if (!G_IS_INET_SOCKET_ADDRESS (address) || askg_origin_get_socket_path (origin) != NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
                   _("Nothing was sent to %s: it is reached in a way that Askglass does not use. Correct the engine’s address in the preferences."),
                   askg_origin_get_label (origin));
      return FALSE;
    }

  return check_inet (origin, class, address, error);
}

/**
 * askg_policy_check_proxy:
 * @proxy_label: its host, for the sentence
 *
 * A proxy passes on to where the policy cannot see, even one on this machine.
 *
 * Errors: %ASKG_ERROR_LOCAL_ONLY
 *
 * Returns: whether @origin may be spoken to through a proxy
 */
gboolean
askg_policy_check_proxy (AskgPolicy  *self,
                         AskgOrigin  *origin,
                         const char  *proxy_label,
                         GError     **error)
{
  g_return_val_if_fail (ASKG_IS_POLICY (self), FALSE);

  if (!self->local_only)
    return TRUE;
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY,
               _("Nothing was sent to %s: the way there is through the proxy %s, and “Local only” uses no proxy. Take the proxy out of the settings, or switch “Local only” off in the preferences."),
               askg_origin_get_label (origin), proxy_label);

  return FALSE;
}

/**
 * askg_policy_check_proxy_address:
 *
 * Errors: %ASKG_ERROR_LOCAL_ONLY; %ASKG_ERROR_ADDRESS
 *
 * Returns: whether a connection to the proxy may be opened
 */
gboolean
askg_policy_check_proxy_address (AskgPolicy      *self,
                                 const char      *proxy_label,
                                 GSocketAddress  *address,
                                 GError         **error)
{
  const AskgAddressClass class = askg_address_classify (address);

  g_return_val_if_fail (ASKG_IS_POLICY (self), FALSE);

  if (self->local_only)
    {
      set_local_only_error (proxy_label, error);
      return FALSE;
    }
  if (class != ASKG_ADDRESS_NOBODY && class != ASKG_ADDRESS_UNIX)
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
               _("Nothing was sent: the proxy %s has an address that belongs to no single machine. Correct the proxy in the network settings."),
               proxy_label);
  return FALSE;
}

/* -- What is covered ----------------------------------------------------------- */

/* (transfer none): finds what is covered */
AskgRedactor *
askg_policy_get_redactor (AskgPolicy *self)
{
  g_return_val_if_fail (ASKG_IS_POLICY (self), NULL);

  return self->redactor;
}

/* @redactor: (transfer none): with the person's own rules; for what is made ready from now on */
void
askg_policy_set_redactor (AskgPolicy   *self,
                          AskgRedactor *redactor)
{
  g_return_if_fail (ASKG_IS_POLICY (self));

  askg_redactor_ref (redactor);
  askg_redactor_unref (self->redactor);
  self->redactor = redactor;
}

/* Whether secrets are covered on the way to another machine, or to an engine on this one. */
gboolean
askg_policy_must_cover (AskgPolicy *self,
                        gboolean    is_this_machine)
{
  g_return_val_if_fail (ASKG_IS_POLICY (self), TRUE);

  return !is_this_machine || self->redact_local;
}

gboolean
askg_policy_get_local_only (AskgPolicy *self)
{
  g_return_val_if_fail (ASKG_IS_POLICY (self), TRUE);

  return self->local_only;
}

/**
 * askg_policy_set_local_only:
 *
 * Holds from now on, also for what is on its way: askg_http_new() stops it.
 */
void
askg_policy_set_local_only (AskgPolicy *self,
                            gboolean    local_only)
{
  g_return_if_fail (ASKG_IS_POLICY (self));

  local_only = !!local_only;
  if (self->local_only == local_only)
    return;
  self->local_only = local_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCAL_ONLY]);
}

static void
askg_policy_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (id == PROP_LOCAL_ONLY)
    g_value_set_boolean (value, ASKG_POLICY (object)->local_only);
  else if (id == PROP_REDACT_LOCAL)
    g_value_set_boolean (value, ASKG_POLICY (object)->redact_local);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_policy_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (id == PROP_LOCAL_ONLY)
    askg_policy_set_local_only (ASKG_POLICY (object), g_value_get_boolean (value));
  else if (id == PROP_REDACT_LOCAL)
    ASKG_POLICY (object)->redact_local = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_policy_finalize (GObject *object)
{
  g_clear_pointer (&ASKG_POLICY (object)->redactor, askg_redactor_unref);

  G_OBJECT_CLASS (askg_policy_parent_class)->finalize (object);
}

static void
askg_policy_class_init (AskgPolicyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_policy_get_property;
  object_class->set_property = askg_policy_set_property;
  object_class->finalize = askg_policy_finalize;

  properties[PROP_LOCAL_ONLY] =
    g_param_spec_boolean ("local-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* What goes to an engine on this machine is covered, too. */
  properties[PROP_REDACT_LOCAL] =
    g_param_spec_boolean ("redact-local", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
askg_policy_init (AskgPolicy *self)
{
  self->redactor = askg_redactor_new (NULL, NULL);
}

/**
 * askg_policy_new:
 *
 * Returns: (transfer full): a policy with "local only" off
 */
AskgPolicy *
askg_policy_new (void)
{
  return g_object_new (ASKG_TYPE_POLICY, NULL);
}
