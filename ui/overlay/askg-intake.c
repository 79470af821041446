/* askg-intake.c: main thread. */
#define G_LOG_DOMAIN "askg-ui"

#include "ui/overlay/askg-intake.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-secret-mark.h"

#define CHUNK_BYTES (256u * 1024)
/* Text above either goes beside the question, not into it. */
#define LONG_CHARS 2000
#define LONG_LINES 12u

struct _AskgIntake
{
  GObject parent_instance;
};

enum { TEXT, FILES, PICTURE, FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* In the order of preference: what loses nothing first. */
static const char *picture_types[] = { "image/png", "image/webp", "image/jpeg", NULL };

G_DEFINE_FINAL_TYPE (AskgIntake, askg_intake, G_TYPE_OBJECT)

/* One thing on its way in; from the clipboard or from a drop. */
typedef struct
{
  AskgIntake   *intake;    /* owned */
  GdkClipboard *clipboard; /* owned; or NULL */
  GdkDrop      *drop;      /* owned; or NULL */
  GInputStream *stream;    /* owned; of a picture */
  GByteArray   *bytes;     /* owned; of a picture, so far */
  char         *mime_type; /* owned; of a picture */
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  /* Whoever gave it waits for this: the pointer stays a "busy" one otherwise. */
  if (arrival->drop != NULL)
    gdk_drop_finish (arrival->drop, GDK_ACTION_COPY);
  g_clear_object (&arrival->clipboard);
  g_clear_object (&arrival->drop);
  g_clear_object (&arrival->stream);
  g_clear_pointer (&arrival->bytes, g_byte_array_unref);
  g_clear_pointer (&arrival->mime_type, g_free);
  g_clear_object (&arrival->intake);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
fail (Arrival      *arrival,
      const GError *why)
{
  g_autoptr(GError) error = NULL;

  if (askg_error_is_cancelled (why))
    return;
  if (why->domain == ASKG_ERROR)
    error = g_error_copy (why);
  else
    error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("What was given could not be read: %s. Copy it again, or save it to a file and drop that."),
                         why->message);
  g_signal_emit (arrival->intake, signals[FAILED], 0, error);
}

/* -- values: text and files ---------------------------------------------- */

static void
read_value (Arrival             *arrival,
            GType                type,
            GAsyncReadyCallback  callback)
{
  if (arrival->clipboard != NULL)
    gdk_clipboard_read_value_async (arrival->clipboard, type, G_PRIORITY_DEFAULT, NULL, callback, arrival);
  else
    gdk_drop_read_value_async (arrival->drop, type, G_PRIORITY_DEFAULT, NULL, callback, arrival);
}

static const GValue *
read_value_finish (Arrival       *arrival,
                   GAsyncResult  *result,
                   GError       **error)
{
  if (arrival->clipboard != NULL)
    return gdk_clipboard_read_value_finish (arrival->clipboard, result, error);

  return gdk_drop_read_value_finish (arrival->drop, result, error);
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Arrival) arrival = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = read_value_finish (arrival, result, &error);
  const char *text = value != NULL ? g_value_get_string (value) : NULL;

  if (error != NULL)
    fail (arrival, error);
  else if (text != NULL && *text != '\0')
    g_signal_emit (arrival->intake, signals[TEXT], 0, text);
}

/* A link dragged from a browser is a "file" too, but one that nobody may fetch. */
static gboolean
any_is_local (GSList *files)
{
  for (GSList *each = files; each != NULL; each = each->next)
    if (g_file_peek_path (each->data) != NULL)
      return TRUE;

  return FALSE;
}

static void
files_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Arrival) arrival = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = read_value_finish (arrival, result, &error);
  GSList *files = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (error != NULL)
    fail (arrival, error);
  else if (any_is_local (files))
    g_signal_emit (arrival->intake, signals[FILES], 0, g_value_get_boxed (value));
  else if (files != NULL)
    read_value (g_steal_pointer (&arrival), G_TYPE_STRING, text_read_cb);
  g_slist_free (files);
}

/* -- bytes: a picture ---------------------------------------------------- */

static void
chunk_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Arrival) arrival = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (arrival->stream, result, &error);
  g_autoptr(GBytes) whole = NULL;
  gsize size;
  const guint8 *data;

  if (chunk == NULL)
    {
      fail (arrival, error);
      return;
    }

  data = g_bytes_get_data (chunk, &size);
  if (size > 0 && arrival->bytes->len + size <= ASKG_INTAKE_MOST_PICTURE_BYTES)
    {
      g_byte_array_append (arrival->bytes, data, (guint) size);
      g_input_stream_read_bytes_async (arrival->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, NULL, chunk_cb, arrival);
      g_steal_pointer (&arrival);
      return;
    }
  if (size > 0)
    {
      error = g_error_new (ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                           _("The picture is larger than %u MB. Give a smaller one, or drag a region of it."),
                           ASKG_INTAKE_MOST_PICTURE_BYTES / (1024 * 1024));
      fail (arrival, error);
      return;
    }

  whole = g_byte_array_free_to_bytes (g_steal_pointer (&arrival->bytes));
  g_signal_emit (arrival->intake, signals[PICTURE], 0, whole, arrival->mime_type);
}

static void
picture_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Arrival) arrival = user_data;
  g_autoptr(GError) error = NULL;
  const char *mime_type = NULL;

  if (arrival->clipboard != NULL)
    arrival->stream = gdk_clipboard_read_finish (arrival->clipboard, result, &mime_type, &error);
  else
    arrival->stream = gdk_drop_read_finish (arrival->drop, result, &mime_type, &error);
  if (arrival->stream == NULL)
    {
      fail (arrival, error);
      return;
    }

  arrival->mime_type = g_strdup (mime_type);
  arrival->bytes = g_byte_array_new ();
  g_input_stream_read_bytes_async (arrival->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, NULL, chunk_cb, arrival);
  g_steal_pointer (&arrival);
}

/* -- which of them ------------------------------------------------------- */

static gboolean
has_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
         gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain");
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; picture_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, picture_types[i]))
      return TRUE;

  return FALSE;
}

/**
 * askg_intake_choose:
 * @formats: everything it is offered as
 *
 * Files before text, because a file manager offers their names as text; text before a
 * picture, because a spreadsheet offers its cells as both and the text is exact.
 */
AskgIntakeKind
askg_intake_choose (GdkContentFormats *formats)
{
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    return ASKG_INTAKE_FILES;
  if (has_text (formats))
    return ASKG_INTAKE_TEXT;
  if (has_picture (formats))
    return ASKG_INTAKE_PICTURE;

  return ASKG_INTAKE_NOTHING;
}

/* Whether a text is rather something to ask about than part of the question. */
gboolean
askg_intake_is_long (const char *text)
{
  guint n_lines = 1;

  if (g_utf8_strlen (text, -1) > LONG_CHARS)
    return TRUE;
  for (const char *c = text; *c != '\0'; c++)
    if (c[0] == '\n' && c[1] != '\0')
      n_lines++;

  return n_lines > LONG_LINES;
}

static gboolean
is_secret (GdkContentFormats *formats)
{
  gsize n_types;
  const char *const *types = gdk_content_formats_get_mime_types (formats, &n_types);

  for (gsize i = 0; i < n_types; i++)
    if (askg_secret_mark_is_one (types[i]))
      return TRUE;

  return FALSE;
}

static void
take (Arrival           *arrival,
      GdkContentFormats *formats)
{
  g_autoptr(Arrival) owned = arrival;
  g_autoptr(GError) error = NULL;

  if (is_secret (formats))
    {
      error = askg_secret_mark_new_error ();
      fail (arrival, error);
      return;
    }
  switch (askg_intake_choose (formats))
    {
    case ASKG_INTAKE_FILES:
      read_value (g_steal_pointer (&owned), GDK_TYPE_FILE_LIST, files_read_cb);
      break;
    case ASKG_INTAKE_TEXT:
      read_value (g_steal_pointer (&owned), G_TYPE_STRING, text_read_cb);
      break;
    case ASKG_INTAKE_PICTURE:
      g_steal_pointer (&owned);
      if (arrival->clipboard != NULL)
        gdk_clipboard_read_async (arrival->clipboard, picture_types, G_PRIORITY_DEFAULT, NULL,
                                  picture_opened_cb, arrival);
      else
        gdk_drop_read_async (arrival->drop, picture_types, G_PRIORITY_DEFAULT, NULL, picture_opened_cb, arrival);
      break;
    case ASKG_INTAKE_NOTHING:
    default:
      error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("There is no text, picture or file in what was given. Copy something else, or drag a region."));
      fail (arrival, error);
      break;
    }
}

static void
askg_intake_class_init (AskgIntakeClass *klass)
{
  /* (const char *text) */
  signals[TEXT] = g_signal_new ("text", ASKG_TYPE_INTAKE, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* (GdkFileList *files): at least one on this machine */
  signals[FILES] = g_signal_new ("files", ASKG_TYPE_INTAKE, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_FILE_LIST);
  /* (GBytes *encoded, const char *mime_type): as it came, not to be trusted */
  signals[PICTURE] = g_signal_new ("picture", ASKG_TYPE_INTAKE, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_STRING);
  /* (const GError *error) */
  signals[FAILED] = g_signal_new ("failed", ASKG_TYPE_INTAKE, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
askg_intake_init (AskgIntake *self)
{
}

AskgIntake *
askg_intake_new (void)
{
  return g_object_new (ASKG_TYPE_INTAKE, NULL);
}

/* Reads the clipboard and emits one of the signals, later. */
void
askg_intake_paste (AskgIntake   *self,
                   GdkClipboard *clipboard)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  g_return_if_fail (ASKG_IS_INTAKE (self));

  arrival->intake = g_object_ref (self);
  arrival->clipboard = g_object_ref (clipboard);
  take (arrival, gdk_clipboard_get_formats (clipboard));
}

static gboolean
dropped (AskgIntake *self,
         GdkDrop    *drop)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->intake = g_object_ref (self);
  arrival->drop = g_object_ref (drop);
  take (arrival, gdk_drop_get_formats (drop));

  return TRUE;
}

/* Before anything inside @widget, which would insert a file's name or cut a long text. */
void
askg_intake_accept_drops (AskgIntake *self,
                          GtkWidget  *widget)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTargetAsync *target;

  g_return_if_fail (ASKG_IS_INTAKE (self));

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_gtype (builder, G_TYPE_STRING);
  for (gsize i = 0; picture_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, picture_types[i]);

  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder), GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
