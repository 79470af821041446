/* askg-profile-known.c: main thread. What an engine can, and who said so. */
#include "engine/provider/askg-profile-private.h"

/**
 * askg_profile_learn:
 * @capability: one of them
 * @by: who says so; ASKG_KNOWN_BY_PERSON wins over every other, whenever it was said
 */
void
askg_profile_learn (AskgProfile      *self,
                    AskgCapabilities  capability,
                    gboolean          can,
                    AskgKnownBy       by)
{
  AskgProfileKnown *known;
  AskgCapabilities *now, *no_longer;

  g_return_if_fail (ASKG_IS_PROFILE (self));
  g_return_if_fail (by > ASKG_KNOWN_BY_NOBODY && by < ASKG_PROFILE_N_SOURCES);

  known = askg_profile_known (self);
  now = can ? known->can : known->cannot;
  no_longer = can ? known->cannot : known->can;
  if ((now[by] & capability) == capability)
    return;

  now[by] |= capability;
  no_longer[by] &= ~capability;
  askg_profile_emit_changed (self);
}

/* Forgets what @by said about @capabilities. */
void
askg_profile_unlearn (AskgProfile      *self,
                      AskgCapabilities  capabilities,
                      AskgKnownBy       by)
{
  AskgProfileKnown *known;

  g_return_if_fail (ASKG_IS_PROFILE (self));
  g_return_if_fail (by > ASKG_KNOWN_BY_NOBODY && by < ASKG_PROFILE_N_SOURCES);

  known = askg_profile_known (self);
  if (((known->can[by] | known->cannot[by]) & capabilities) == 0)
    return;

  known->can[by] &= ~capabilities;
  known->cannot[by] &= ~capabilities;
  askg_profile_emit_changed (self);
}

/**
 * askg_profile_find_out:
 * @out_can: (out) (nullable): whether it can; %FALSE when nobody knows
 *
 * Returns: who says so
 */
AskgKnownBy
askg_profile_find_out (AskgProfile      *self,
                       AskgCapabilities  capability,
                       gboolean         *out_can)
{
  AskgKnownBy by = ASKG_KNOWN_BY_PERSON;
  const AskgProfileKnown *known;

  g_return_val_if_fail (ASKG_IS_PROFILE (self), ASKG_KNOWN_BY_NOBODY);

  known = askg_profile_known (self);
  while (by > ASKG_KNOWN_BY_NOBODY && ((known->can[by] | known->cannot[by]) & capability) == 0)
    by--;
  if (out_can != NULL)
    *out_can = (known->can[by] & capability) != 0;

  return by;
}

/* Whether it is known that it can. */
gboolean
askg_profile_can (AskgProfile      *self,
                  AskgCapabilities  capability)
{
  gboolean can;

  return askg_profile_find_out (self, capability, &can) != ASKG_KNOWN_BY_NOBODY && can;
}

/* What @by said, of all it was asked about. */
void
askg_profile_get_known (AskgProfile      *self,
                        AskgKnownBy       by,
                        AskgCapabilities *out_can,
                        AskgCapabilities *out_cannot)
{
  g_return_if_fail (ASKG_IS_PROFILE (self));
  g_return_if_fail (by < ASKG_PROFILE_N_SOURCES);

  *out_can = askg_profile_known (self)->can[by];
  *out_cannot = askg_profile_known (self)->cannot[by];
}
