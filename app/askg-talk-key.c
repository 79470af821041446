/* askg-talk-key.c: pure. */
#include "app/askg-talk-key.h"

/* Who lets go so soon has said nothing yet. */
#define TAP_US (300 * G_TIME_SPAN_MILLISECOND)

/* Whether it listens without an end of its own, or would if anything could be heard. */
gboolean
askg_talk_key_is_latched (const AskgTalkKey      *self,
                          const AskgTalkKeyScene *scene)
{
  return !self->is_pushed && !scene->is_free && (scene->state == ASKG_TALK_LISTENING || scene->state == ASKG_TALK_DEAF);
}

/* Where its release got lost, the next press is one. */
AskgTalkKeyMeaning
askg_talk_key_down (AskgTalkKey            *self,
                    const AskgTalkKeyScene *scene)
{
  if (self->is_pushed || askg_talk_key_is_latched (self, scene))
    {
      self->is_pushed = FALSE;
      return ASKG_TALK_KEY_RELEASE;
    }

  self->is_pushed = TRUE;
  self->pushed_us = scene->now_us;
  self->may_latch = scene->state != ASKG_TALK_THINKING && scene->state != ASKG_TALK_SPEAKING &&
                    scene->state != ASKG_TALK_SPEAKING_CLOSED;

  return ASKG_TALK_KEY_PRESS;
}

AskgTalkKeyMeaning
askg_talk_key_up (AskgTalkKey            *self,
                  const AskgTalkKeyScene *scene)
{
  if (!self->is_pushed)
    return ASKG_TALK_KEY_NOTHING;
  self->is_pushed = FALSE;
  if (self->may_latch && scene->now_us - self->pushed_us < TAP_US && askg_talk_key_is_latched (self, scene))
    return ASKG_TALK_KEY_NOTHING;

  return ASKG_TALK_KEY_RELEASE;
}
