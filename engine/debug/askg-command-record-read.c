/* askg-command-record-read.c: what another process left of a command. Any thread. */
#include "engine/debug/askg-command-record.h"

#include <string.h>

#define MAX_SHELL_NAME 16u

typedef struct
{
  AskgCommandRecord *record;
  GStrvBuilder      *arguments;
  GStrvBuilder      *terminal;
  GArray            *offsets; /* of guint64: of the parts, and their lengths */
  gboolean           is_told; /* how it ended */
  guint              n_arguments;
  gint64             took_us;
} Reading;

/* Seconds with a fraction, as a shell prints them in any locale. */
static gint64
read_time (const char *value)
{
  char *end;
  const gint64 seconds = g_ascii_strtoll (value, &end, 10);
  gint64 us = 0, unit = G_USEC_PER_SEC;

  if (seconds < 0 || seconds > G_MAXINT64 / (2 * G_USEC_PER_SEC))
    return 0;
  if (*end == '.' || *end == ',')
    for (end++; g_ascii_isdigit (*end) && unit > 1; end++)
      us += (unit /= 10) * g_ascii_digit_value (*end);

  return seconds * G_USEC_PER_SEC + us;
}

static gint64
read_number (const char *value,
             gint64      most)
{
  const gint64 number = g_ascii_strtoll (value, NULL, 10);

  return CLAMP (number, 0, most);
}

/* Its command may be given to it again: not to a program that lies anywhere. */
static gboolean
is_name (const char *shell)
{
  const gsize n = strspn (shell, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return n > 0 && n <= MAX_SHELL_NAME && shell[n] == '\0';
}

static void
take_part (Reading    *reading,
           const char *value)
{
  char *end;
  const guint64 offset = g_ascii_strtoull (value, &end, 10);
  const guint64 length = g_ascii_strtoull (end, NULL, 10);

  if (reading->offsets->len >= 2 * ASKG_COMMAND_MAX_PARTS)
    return;
  g_array_append_val (reading->offsets, offset);
  g_array_append_val (reading->offsets, length);
}

static void
take_field (Reading    *reading,
            const char *key,
            const char *value)
{
  AskgCommandRecord *record = reading->record;

  if (strcmp (key, "command") == 0 && record->command == NULL)
    record->command = g_strdup (value);
  else if (strcmp (key, "arg") == 0)
    {
      g_strv_builder_add (reading->arguments, value);
      reading->n_arguments++;
    }
  else if (strcmp (key, "folder") == 0 && record->folder == NULL && g_path_is_absolute (value))
    record->folder = g_strdup (value);
  else if (strcmp (key, "shell") == 0 && record->shell == NULL && is_name (value))
    record->shell = g_strdup (value);
  else if (strcmp (key, "status") == 0)
    {
      record->status = (int) read_number (value, 255);
      reading->is_told = TRUE;
    }
  else if (strcmp (key, "began") == 0)
    record->began_us = read_time (value);
  else if (strcmp (key, "ended") == 0)
    record->ended_us = read_time (value);
  else if (strcmp (key, "took") == 0)
    reading->took_us = read_number (value, G_MAXINT) * 1000;
  else if (strcmp (key, "pid") == 0)
    record->pid = (int) read_number (value, G_MAXINT);
  else if (strcmp (key, "columns") == 0)
    record->n_columns = (guint) read_number (value, G_MAXUINT16);
  else if (strcmp (key, "total") == 0)
    record->n_total_bytes = g_ascii_strtoull (value, NULL, 10);
  else if (strcmp (key, "part") == 0)
    take_part (reading, value);
  else if (g_str_has_prefix (key, "env:") && *value != '\0')
    {
      g_autofree char *fact = g_strconcat (key + strlen ("env:"), "=", value, NULL);

      g_strv_builder_add (reading->terminal, fact);
    }
}

/* Returns: the bytes of the head; 0 when it is none, or not whole */
static gsize
take_head (Reading    *reading,
           const char *data,
           gsize       n_bytes)
{
  const gsize limit = MIN (n_bytes, ASKG_COMMAND_MAX_HEAD_BYTES);
  gsize at = sizeof ASKG_COMMAND_MAGIC;

  if (limit < sizeof ASKG_COMMAND_MAGIC || memcmp (data, ASKG_COMMAND_MAGIC, sizeof ASKG_COMMAND_MAGIC) != 0)
    return 0;
  while (at < limit)
    {
      const char *field = data + at;
      const char *end = memchr (field, '\0', limit - at);
      const char *sign;

      if (end == NULL)
        return 0;
      at += (gsize) (end - field) + 1;
      if (end == field)
        return at;
      sign = strchr (field, '=');
      if (sign != NULL)
        {
          g_autofree char *key = g_strndup (field, (gsize) (sign - field));

          take_field (reading, key, sign + 1);
        }
    }

  return 0;
}

static gboolean
take_output (Reading *reading,
             GBytes  *bytes,
             gsize    at)
{
  guint64 n_left = g_bytes_get_size (bytes) - at;
  guint64 behind = 0;

  for (guint i = 0; i + 1 < reading->offsets->len; i += 2)
    {
      const guint64 offset = g_array_index (reading->offsets, guint64, i);
      const guint64 length = g_array_index (reading->offsets, guint64, i + 1);
      g_autoptr(GBytes) part = NULL;

      if (offset < behind || length > n_left || length > ASKG_COMMAND_MAX_OUTPUT_BYTES || offset > G_MAXUINT64 - length)
        return FALSE;
      part = g_bytes_new_from_bytes (bytes, at, (gsize) length);
      askg_command_record_add_part (reading->record, offset, part);
      at += (gsize) length;
      n_left -= length;
      behind = offset + length;
    }

  return TRUE;
}

/**
 * askg_command_record_set_ended:
 *
 * For one whose shell could not tell the time, only how long it took.
 */
void
askg_command_record_set_ended (AskgCommandRecord *self,
                               gint64             ended_us)
{
  self->began_us += ended_us - self->ended_us;
  self->ended_us = ended_us;
}

/**
 * askg_command_record_read:
 * @bytes: what any program of this person may have left there
 *
 * Returns: (transfer full) (nullable): what it tells; %NULL when that is no record, or not yet a whole one
 */
AskgCommandRecord *
askg_command_record_read (GBytes *bytes)
{
  g_autoptr(AskgCommandRecord) record = askg_command_record_new ();
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new (), terminal = g_strv_builder_new ();
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  Reading reading = { record, arguments, terminal, offsets, FALSE, 0, 0 };
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  const gsize n_head = data != NULL ? take_head (&reading, data, n_bytes) : 0;

  if (n_head == 0 || !reading.is_told || record->command == NULL || record->folder == NULL || !take_output (&reading, bytes, n_head))
    return NULL;
  if (record->began_us == 0)
    record->began_us = record->ended_us - reading.took_us;
  if (reading.n_arguments > 0)
    record->arguments = g_strv_builder_end (arguments);
  g_strfreev (record->terminal);
  record->terminal = g_strv_builder_end (terminal);

  return g_steal_pointer (&record);
}
