/* askg-command-record.c: any thread. */
#include "engine/debug/askg-command-record.h"

#include <string.h>

#define GAP_FORMAT "\030\r\n\033[m… %" G_GUINT64_FORMAT " bytes …\r\n" /* CAN ends what the cut left open */

static void
output_part_free (gpointer data)
{
  AskgOutputPart *part = data;

  g_bytes_unref (part->bytes);
  g_free (part);
}

/* Returns: (transfer full): one of nothing yet */
AskgCommandRecord *
askg_command_record_new (void)
{
  AskgCommandRecord *self = g_atomic_rc_box_new0 (AskgCommandRecord);

  self->parts = g_ptr_array_new_with_free_func (output_part_free);
  self->terminal = g_new0 (char *, 1);

  return self;
}

AskgCommandRecord *
askg_command_record_ref (AskgCommandRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  AskgCommandRecord *self = data;

  g_free (self->command);
  g_strfreev (self->arguments);
  g_free (self->folder);
  g_free (self->shell);
  g_strfreev (self->terminal);
  g_ptr_array_unref (self->parts);
}

void
askg_command_record_unref (AskgCommandRecord *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/**
 * askg_command_record_add_part:
 * @offset: of its first byte in all that was written; behind the parts before
 * @bytes: (transfer none)
 */
void
askg_command_record_add_part (AskgCommandRecord *self,
                              guint64            offset,
                              GBytes            *bytes)
{
  AskgOutputPart *part = g_new (AskgOutputPart, 1);

  part->offset = offset;
  part->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->parts, part);
}

/* -- Written ----------------------------------------------------------------------- */

static void
put_text (GByteArray *bytes,
          const char *key,
          const char *value)
{
  if (value == NULL)
    return;
  g_byte_array_append (bytes, (const guint8 *) key, strlen (key));
  g_byte_array_append (bytes, (const guint8 *) "=", 1);
  g_byte_array_append (bytes, (const guint8 *) value, strlen (value) + 1);
}

static void
put_number (GByteArray *bytes,
            const char *key,
            guint64     value)
{
  char digits[32];

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, value);
  put_text (bytes, key, digits);
}

static void
put_time (GByteArray *bytes,
          const char *key,
          gint64      us)
{
  char digits[48];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT ".%06d", us / G_USEC_PER_SEC, (int) (us % G_USEC_PER_SEC));
  put_text (bytes, key, digits);
}

static void
put_parts (GByteArray      *bytes,
           const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const AskgOutputPart *part = g_ptr_array_index (parts, i);
      char place[64];

      g_snprintf (place, sizeof place, "%" G_GUINT64_FORMAT " %" G_GSIZE_FORMAT, part->offset, g_bytes_get_size (part->bytes));
      put_text (bytes, "part", place);
    }
}

/* Returns: (transfer full): what askg_command_record_read() reads */
GBytes *
askg_command_record_write (const AskgCommandRecord *self)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) ASKG_COMMAND_MAGIC, sizeof ASKG_COMMAND_MAGIC);
  put_text (bytes, "command", self->command);
  for (char **word = self->arguments; word != NULL && *word != NULL; word++)
    put_text (bytes, "arg", *word);
  put_text (bytes, "folder", self->folder);
  put_number (bytes, "status", (guint64) self->status);
  put_time (bytes, "began", self->began_us);
  put_time (bytes, "ended", self->ended_us);
  put_text (bytes, "shell", self->shell);
  put_number (bytes, "pid", (guint64) self->pid);
  put_number (bytes, "columns", self->n_columns);
  for (char **fact = self->terminal; *fact != NULL; fact++)
    {
      g_byte_array_append (bytes, (const guint8 *) "env:", 4);
      g_byte_array_append (bytes, (const guint8 *) *fact, strlen (*fact) + 1);
    }
  put_number (bytes, "total", self->n_total_bytes);
  put_parts (bytes, self->parts);
  g_byte_array_append (bytes, (const guint8 *) "", 1);

  for (guint i = 0; i < self->parts->len; i++)
    {
      gsize n;
      const guint8 *data = g_bytes_get_data (((AskgOutputPart *) g_ptr_array_index (self->parts, i))->bytes, &n);

      g_byte_array_append (bytes, data, n);
    }

  return g_byte_array_free_to_bytes (bytes);
}

/* -- Told ---------------------------------------------------------------------------- */

/**
 * askg_command_record_get_terminal:
 * @name: “TTY”, “WINDOWID”, “TMUX_PANE” …
 *
 * Returns: (transfer none) (nullable):
 */
const char *
askg_command_record_get_terminal (const AskgCommandRecord *self,
                                  const char              *name)
{
  return g_environ_getenv (self->terminal, name);
}

/* What only says “no”: nothing has to be mended when grep finds nothing. */
static gboolean
only_says_no (const AskgCommandRecord *self)
{
  static const char *const askers[] = { "grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep", "pgrep", "pidof", "diff", "cmp", "test", "[",
                                        "[[", "which", "type", "command", "hash", "expr", "false", "kill", "pkill", "killall", NULL };
  g_autofree char *name = g_strndup (self->command, strcspn (self->command, " \t\n"));

  return self->status == 1 && strpbrk (self->command, "|;&\n") == NULL && g_strv_contains (askers, name);
}

/**
 * askg_command_record_has_failed:
 *
 * Returns: whether somebody may want to know why. Nobody does who stopped it with Ctrl-C, or who read only
 *   the beginning of what it wrote.
 */
gboolean
askg_command_record_has_failed (const AskgCommandRecord *self)
{
  switch (self->status)
    {
    case 0:
    case 128 + 2:  /* SIGINT */
    case 128 + 13: /* SIGPIPE */
    case 128 + 19: /* SIGSTOP, SIGTSTP: it has not ended */
    case 128 + 20:
      return FALSE;
    default:
      return !only_says_no (self);
    }
}

/* Returns: whether somebody read along; what was read may be empty */
gboolean
askg_command_record_has_output (const AskgCommandRecord *self)
{
  return self->shell == NULL;
}

/* Returns: (transfer full): the words with which it can be run again; a shell’s line goes to that shell */
GStrv
askg_command_record_dup_words (const AskgCommandRecord *self)
{
  const char *words[] = { self->shell != NULL ? self->shell : "sh", "-c", self->command, NULL };

  return g_strdupv (self->arguments != NULL ? self->arguments : (char **) words);
}

/**
 * askg_command_record_dup_output:
 *
 * Returns: (transfer full): what was kept of what it wrote, with its escape sequences; a line tells where bytes are
 *   left out, and how many
 */
GBytes *
askg_command_record_dup_output (const AskgCommandRecord *self)
{
  GByteArray *output = g_byte_array_new ();
  guint64 behind = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const AskgOutputPart *part = g_ptr_array_index (self->parts, i);
      gsize n;
      const guint8 *data = g_bytes_get_data (part->bytes, &n);

      if (part->offset > behind)
        {
          g_autofree char *gap = g_strdup_printf (GAP_FORMAT, part->offset - behind);

          g_byte_array_append (output, (const guint8 *) gap, strlen (gap));
        }
      g_byte_array_append (output, data, n);
      behind = part->offset + n;
    }

  return g_byte_array_free_to_bytes (output);
}
