/* test-proof-packet.c: whoever wants to reach another machine is seen, and nobody else. */
#include <string.h>

#include "app/askg-proof-packet.h"
#include "app/askg-proof.h"

/* A packet of IPv4 with @protocol, from 10.0.0.1 to @to. */
static gsize
make_v4 (guint8 *room, guint8 protocol, const guint8 *to, const guint8 *inside, gsize n_inside)
{
  memset (room, 0, 20);
  room[0] = 0x45;
  room[9] = protocol;
  room[12] = 10;
  room[15] = 1;
  memcpy (room + 16, to, 4);
  memcpy (room + 20, inside, n_inside);

  return 20 + n_inside;
}

static gsize
make_v6 (guint8 *room, guint8 protocol, const guint8 *to, const guint8 *inside, gsize n_inside)
{
  memset (room, 0, 40);
  room[0] = 0x60;
  room[6] = protocol;
  memcpy (room + 24, to, 16);
  memcpy (room + 40, inside, n_inside);

  return 40 + n_inside;
}

static const guint8 far[4] = { 198, 51, 100, 7 }, here[4] = { 127, 0, 0, 53 };
static const guint8 far_6[16] = { 0x20, 1, 0xd, 0xb8, [15] = 9 }, here_6[16] = { [15] = 1 };
static const guint8 syn[20] = { 0x90, 0, 1, 0xbb, [12] = 0x50, [13] = 0x02 };     /* to 443 */
static const guint8 syn_ack[20] = { 1, 0xbb, 0x90, 0, [12] = 0x50, [13] = 0x12 };
static const guint8 dns[] = { 0x90, 0, 0, 53, 0, 37, 0, 0, /* UDP */
                              0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
                              3, 'a', 'p', 'i', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 1, 0, 1 };

static void
check (const guint8 *packet, gsize n_bytes, AskgContactKind kind, const char *words)
{
  AskgContact contact;

  g_assert_cmpint (askg_proof_packet_read (packet, n_bytes, &contact), ==, kind);
  g_assert_cmpint (contact.kind, ==, kind);
  if (words != NULL)
    {
      g_autofree char *described = askg_contact_describe (&contact);

      g_assert_cmpstr (described, ==, words);
    }
}

static void
test_who_wants_another_machine_is_named (void)
{
  const guint8 udp[] = { 0x90, 0, 0x10, 0x92, 0, 9, 0, 0, 'x' }, ping[] = { 8, 0, 0, 0 };
  guint8 room[256];

  check (room, make_v4 (room, 6, far, syn, sizeof syn), ASKG_CONTACT_TCP, "TCP 198.51.100.7:443");
  check (room, make_v6 (room, 6, far_6, syn, sizeof syn), ASKG_CONTACT_TCP, "TCP [2001:db8::9]:443");
  check (room, make_v4 (room, 17, far, udp, sizeof udp), ASKG_CONTACT_UDP, "UDP 198.51.100.7:4242");
  check (room, make_v4 (room, 17, far, dns, sizeof dns), ASKG_CONTACT_DNS, "DNS api.example");
  check (room, make_v4 (room, 1, far, ping, sizeof ping), ASKG_CONTACT_OTHER, "IP 198.51.100.7");
}

static void
test_a_question_for_a_name_counts_also_on_this_machine (void)
{
  guint8 to_dns[20], room[256];

  memcpy (to_dns, syn, sizeof syn);
  to_dns[2] = 0;
  to_dns[3] = 53;
  check (room, make_v4 (room, 17, here, dns, sizeof dns), ASKG_CONTACT_DNS, "DNS api.example");
  check (room, make_v6 (room, 17, here_6, dns, sizeof dns), ASKG_CONTACT_DNS, "DNS api.example");
  check (room, make_v4 (room, 6, here, to_dns, sizeof to_dns), ASKG_CONTACT_DNS, "DNS 127.0.0.53:53");
}

static void
test_what_stays_here_and_what_answers_are_no_contacts (void)
{
  const guint8 reply[] = { 0, 53, 0x90, 0, 0, 9, 0, 0, 'x' }, unreachable[] = { 3, 3, 0, 0 };
  guint8 room[256];

  check (room, make_v4 (room, 6, here, syn, sizeof syn), ASKG_CONTACT_LOOPBACK, NULL);
  check (room, make_v6 (room, 6, here_6, syn, sizeof syn), ASKG_CONTACT_LOOPBACK, NULL);
  check (room, make_v4 (room, 6, far, syn_ack, sizeof syn_ack), ASKG_CONTACT_NONE, NULL);
  check (room, make_v4 (room, 17, far, reply, sizeof reply), ASKG_CONTACT_NONE, NULL);
  check (room, make_v4 (room, 1, far, unreachable, sizeof unreachable), ASKG_CONTACT_NONE, NULL);
}

/* Each in memory of its own length, so that a read beyond it is found. */
static void
test_packets_cut_at_every_byte_and_bent_at_every_bit_hurt_nobody (void)
{
  guint8 room[256], answer[512];
  const gsize n = make_v4 (room, 17, far, dns, sizeof dns);

  for (gsize cut = 0; cut <= n; cut++)
    {
      g_autofree guint8 *part = g_memdup2 (room, MAX (cut, 1));
      AskgContact contact;

      askg_proof_packet_read (part, cut, &contact);
      askg_proof_packet_answer (part, cut, answer, sizeof answer);
    }
  for (gsize bit = 0; bit < n * 8; bit++)
    {
      g_autofree guint8 *bent = g_memdup2 (room, n);
      AskgContact contact;

      bent[bit / 8] ^= (guint8) (1 << bit % 8);
      askg_proof_packet_read (bent, n, &contact);
      g_assert_cmpuint (strlen (contact.name), <, sizeof contact.name);
      askg_proof_packet_answer (bent + 28, n - 28, answer, sizeof answer);
    }
}

static void
test_every_name_is_that_of_nobody (void)
{
  guint8 question[sizeof dns], answer[512];
  gsize n;

  memcpy (question, dns, sizeof dns);
  n = askg_proof_packet_answer (question + 8, sizeof dns - 8, answer, sizeof answer);
  g_assert_cmpuint (n, ==, sizeof dns - 8 + 16);
  g_assert_cmpmem (answer + n - 4, 4, far, 4);
  g_assert_cmpmem (answer, 2, question + 8, 2);
  question[sizeof dns - 3] = 28; /* for an address of IPv6: there is none */
  n = askg_proof_packet_answer (question + 8, sizeof dns - 8, answer, sizeof answer);
  g_assert_cmpuint (n, ==, sizeof dns - 8);
  g_assert_cmpuint (answer[7], ==, 0);
  g_assert_cmpuint (askg_proof_packet_answer (question + 8, sizeof dns - 8, answer, 20), ==, 0);
}

/* -- What is proven ---------------------------------------------------------------------- */

static AskgProofPart *
add_part (AskgProof *proof, const char *name, const char *contact, const char *expected)
{
  AskgProofPart *part = askg_proof_add_part (proof, name);

  askg_proof_part_add (part, "step", ASKG_PROOF_DONE, 0, 1);
  part->contacts = g_ptr_array_new_with_free_func (g_free);
  if (contact != NULL)
    g_ptr_array_add (part->contacts, g_strdup (contact));
  if (expected != NULL)
    {
      part->expected = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (part->expected, g_strdup (expected));
    }

  return part;
}

static void
test_it_is_proven_only_by_an_eye_that_sees (void)
{
  static const struct { const char *control, *local, *remote; gboolean is_good; } cases[] = {
    { "TCP c", NULL, "TCP r", TRUE },
    { NULL, NULL, "TCP r", FALSE },    /* blind */
    { "TCP c", "DNS x", "TCP r", FALSE },
    { "TCP c", NULL, NULL, FALSE },    /* the program's own way was not seen */
    { "TCP c", NULL, "TCP other", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgProof) proof = askg_proof_new ();
      g_autofree char *text = NULL;
      g_autoptr(json_t) object = NULL;

      add_part (proof, "control", cases[i].control, "TCP c");
      add_part (proof, "local-only", cases[i].local, NULL);
      add_part (proof, "remote", cases[i].remote, "TCP r");
      g_assert_cmpint (askg_proof_is_good (proof), ==, cases[i].is_good);
      text = askg_proof_to_text (proof);
      g_assert_true (g_str_has_prefix (text, cases[i].control != NULL ? "✓" : "✗"));
      object = askg_proof_to_json (proof);
      g_assert_cmpint (json_is_true (json_object_get (object, "proven")), ==, cases[i].is_good);
    }
}

static void
test_a_step_that_did_not_do_what_it_should_proves_nothing (void)
{
  g_autoptr(AskgProof) proof = askg_proof_new ();
  AskgProofPart *part;

  g_assert_false (askg_proof_is_good (proof));
  add_part (proof, "control", "c", "c");
  part = add_part (proof, "local-only", NULL, NULL);
  add_part (proof, "remote", "r", "r");
  g_assert_true (askg_proof_is_good (proof));
  askg_proof_part_add (part, "refused", ASKG_PROOF_REFUSED, 6, 1);
  askg_proof_part_add (part, "whatever", ASKG_PROOF_ANY, -1, 1);
  g_assert_true (askg_proof_is_good (proof));
  part->was_blind = TRUE;
  g_assert_false (askg_proof_is_good (proof));
  part->was_blind = FALSE;
  askg_proof_part_add (part, "was sent", ASKG_PROOF_REFUSED, 0, 1);
  g_assert_false (askg_proof_is_good (proof));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/app/proof/" name, func)
  ADD ("who-wants-another-machine-is-named", test_who_wants_another_machine_is_named);
  ADD ("a-question-for-a-name-counts-also-on-this-machine", test_a_question_for_a_name_counts_also_on_this_machine);
  ADD ("what-stays-here-and-what-answers-are-no-contacts", test_what_stays_here_and_what_answers_are_no_contacts);
  ADD ("packets-cut-at-every-byte-and-bent-at-every-bit-hurt-nobody",
       test_packets_cut_at_every_byte_and_bent_at_every_bit_hurt_nobody);
  ADD ("every-name-is-that-of-nobody", test_every_name_is_that_of_nobody);
  ADD ("it-is-proven-only-by-an-eye-that-sees", test_it_is_proven_only_by_an_eye_that_sees);
  ADD ("a-step-that-did-not-do-what-it-should-proves-nothing", test_a_step_that_did_not_do_what_it_should_proves_nothing);
#undef ADD

  return g_test_run ();
}
