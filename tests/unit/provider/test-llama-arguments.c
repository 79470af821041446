/* test-llama-arguments.c: a person tunes their llama-server, and nobody opens it to others by that. */
#include "engine/base/askg-error.h"
#include "engine/provider/askg-llama-arguments.h"
#include "engine/provider/askg-llama-command.h"

#define HELP "-t,    --threads N\n-ngl,  --gpu-layers N\n-fa,   --flash-attn [on|off|auto]\n--mlock\n-c\n"

static void
check (const char *typed,
       const char *help,
       gboolean    is_taken)
{
  g_auto(GStrv) words = g_strsplit (typed, " ", -1);
  g_autoptr(GError) error = NULL;

  g_test_message ("%s", typed);
  g_assert_cmpint (askg_llama_arguments_check ((const char *const *) words, help, &error), ==, is_taken);
  if (!is_taken)
    g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
}

static void
test_speed_and_size_can_be_set (void)
{
  check ("-t 4 -ngl 20 -fa --mlock", NULL, TRUE);
  check ("-fa on -t 4", NULL, TRUE);
  check ("--rope-freq-scale 0.5 --reasoning-budget -1 -ts 3,1 -ctk q8_0", NULL, TRUE);
  g_assert_true (askg_llama_arguments_check (NULL, NULL, NULL));
}

static void
test_what_it_listens_to_reads_or_writes_cannot (void)
{
  static const char *const refused[] = {
    "--host 0.0.0.0", "--port 80", "--api-key x", "--api-key-file /etc/passwd", "-m other.gguf", "-hf user/repo", "--tools all",
    "--media-path /", "--log-file /tmp/x", "--slot-save-path /tmp", "--ui", "--agent", "-c 100", "-np 8", "--models-dir /",
    "-t", "-t -ngl", "-t /etc/passwd", "-ngl 20 extra", "-t 4;ls", "-dev http://x", "4",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    check (refused[i], NULL, FALSE);
}

static void
test_what_this_program_does_not_know_is_named (void)
{
  check ("-t 4 -ngl 2 --mlock", HELP, TRUE);
  check ("-ctk q8_0", HELP, FALSE);
}

static void
test_it_stands_at_the_end_of_the_command_line (void)
{
  static const char *const arguments[] = { "-ngl", "20", NULL };
  const AskgLlamaCommand command = {
    .program = "llama-server", .help = HELP, .model_path = "m.gguf", .port = 1, .context_tokens = 4096, .arguments = arguments,
  };
  g_auto(GStrv) argv = askg_llama_command_new_argv (&command);
  const guint n = g_strv_length (argv);

  g_assert_cmpstr (argv[n - 2], ==, "-ngl");
  g_assert_cmpstr (argv[n - 1], ==, "20");
  g_assert_true (g_strv_contains ((const char *const *) argv, "4096"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/llama-arguments/speed-and-size-can-be-set", test_speed_and_size_can_be_set);
  g_test_add_func ("/llama-arguments/what-it-listens-to-reads-or-writes-cannot", test_what_it_listens_to_reads_or_writes_cannot);
  g_test_add_func ("/llama-arguments/what-this-program-does-not-know-is-named", test_what_this_program_does_not_know_is_named);
  g_test_add_func ("/llama-arguments/it-stands-at-the-end-of-the-command-line", test_it_stands_at_the_end_of_the_command_line);

  return g_test_run ();
}
