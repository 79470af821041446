/* test-live-consent.c: nobody's voice goes to another machine before they said that it may. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/provider/live-rig.h"

/* What the person says when they are asked about the engine. */
static AskgGateReply person_says;
static guint n_asked;

static void
person_cb (AskgGate     *gate,
           AskgOutbound *outbound,
           guint         ticket,
           gpointer      user_data)
{
  LiveRig *rig = user_data;

  n_asked++;
  g_assert_cmpint (askg_live_session_get_state (rig->session), ==, ASKG_LIVE_ASKING);
  g_assert_cmpuint (askg_outbound_get_kinds (outbound), ==, ASKG_CONTENT_SOUND);
  askg_gate_reply (gate, ticket, person_says);
}

/* An engine on another machine, for all that is known. @data: whether the person agrees */
static void
test_the_voice_is_asked_for (LiveRig       *rig,
                             gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("http://engine.local:%u/v1/realtime", rig->port);
  g_autofree char *proxy = NULL;
  WireRig wire = { 0 };

  wire_rig_set_up (&wire, (const char *const[]) { "proxy", NULL });
  wire.resolver->address = "192.168.7.7";
  proxy = g_strdup_printf ("http://127.0.0.1:%s", wire.listeners[0]);
  g_setenv ("http_proxy", proxy, TRUE);
  g_unsetenv ("NO_PROXY");
  n_asked = 0;
  person_says = data != NULL ? ASKG_GATE_SEND_ONCE : ASKG_GATE_DECLINE;
  askg_gate_set_asker (rig->gate, person_cb, rig);
  rig->profile = askg_profile_new ("live", "Live", url);
  live_rig_open (rig, data != NULL ? "agreed" : "declined");
  g_assert_cmpuint (n_asked, ==, 1);
  if (data != NULL)
    {
      g_assert_no_error (rig->open_error);
      live_rig_ask (rig);
      live_rig_ask (rig);
      g_assert_cmpuint (n_asked, ==, 1);
      g_assert_cmpuint (rig->ledger->rows->len, ==, 3);
    }
  else
    {
      g_assert_error (rig->open_error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
      g_assert_false (live_rig_was_told (rig, "append"));
    }
  g_unsetenv ("http_proxy");
  wire_rig_tear_down (&wire);
}

#define ADD(name, data, func) g_test_add ("/live-consent/" name, LiveRig, data, live_rig_set_up, func, live_rig_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  ADD ("asked-for-and-given", "yes", test_the_voice_is_asked_for);
  ADD ("asked-for-and-not-given", NULL, test_the_voice_is_asked_for);
  status = g_test_run ();
  live_rig_stop_server ();

  return status;
}
