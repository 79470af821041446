/* session.c: one session of one client, and how it sleeps and wakes */
#include "session.h"

#include <errno.h>

static int
on_wake (struct loop *loop, void *data)
{
  struct session *s = data;
  int rc = session_resume (s, loop_now (loop));

  return rc < 0 ? rc : 0;
}

int
session_sleep (struct session *s, unsigned long until)
{
  if (s->timer == NULL)
    return -EINVAL;

  s->deadline = until;
  return loop_at (s->loop, until, on_wake, s);
}
