/* askg-desk-attach.c: main thread. What the person attaches in the overlay becomes an attachment of
 * the draft, and is read at once. */
#include "app/askg-desk-overlay-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "app/askg-given.h"
#include "capture/clipboard/askg-clipboard.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"
#include "engine/base/askg-wav.h"

#define MAX_FILE_BYTES (64 * 1024 * 1024)

/* Hides our own window, which would otherwise be in the picture. */
void
askg_desk_attach_make_room (AskgDeskOverlay *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->overlay), FALSE);
}

void
askg_desk_attach_add (AskgDeskOverlay *self,
                      AskgAttachment  *attachment)
{
  askg_draft_attach (askg_overlay_get_draft (self->overlay), attachment);
  askg_asking_read (self->session, attachment);
}

static void
tell (AskgDeskOverlay *self,
      const GError    *error)
{
  if (!askg_error_is_cancelled (error))
    askg_overlay_show_error (self->overlay, _("That did not work"), error);
}

/* -- The screen and its windows ------------------------------------------- */

static void
grabbed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) attachments = askg_desk_region_grab_finish (ASKG_DESK_REGION (object), result, &error);

  askg_overlay_summon (self->overlay, NULL);
  if (attachments == NULL)
    tell (self, error);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    askg_desk_attach_add (self, g_ptr_array_index (attachments, i));
}

static void
attach_grabbed (AskgDeskOverlay    *self,
                AskgAttachmentKind  kind)
{
  askg_recogniser_warm_up (askg_session_get_recogniser (self->session));
  askg_desk_attach_make_room (self);
  askg_desk_region_grab_async (self->region, kind, NULL, grabbed_cb, g_object_ref (self));
}

/* -- Bytes: clipboard, files, what was pasted or dropped ------------------- */

typedef struct
{
  AskgDeskOverlay    *self; /* owned */
  AskgAttachmentKind  kind;
  char               *title; /* (nullable) */
} Given;

static Given *
given_new (AskgDeskOverlay    *self,
           AskgAttachmentKind  kind,
           char               *title)
{
  Given *given = g_new0 (Given, 1);

  given->self = g_object_ref (self);
  given->kind = kind;
  given->title = title;

  return given;
}

static void
given_free (Given *given)
{
  g_clear_object (&given->self);
  g_free (given->title);
  g_free (given);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Given, given_free)

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Given) given = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = askg_picture_finish (result, &error);
  g_autoptr(AskgAttachment) attachment = NULL;

  if (frame == NULL)
    {
      tell (given->self, error);
      return;
    }
  attachment = askg_attachment_new_picture (given->kind, frame, given->title, NULL);
  askg_desk_attach_add (given->self, attachment);
}

static void
hear_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  AskgPcm *sound = askg_wav_read (task_data, &error);

  if (sound != NULL)
    g_task_return_pointer (task, sound, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Given) given = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPcm) sound = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(AskgAttachment) attachment = NULL;

  if (sound == NULL)
    {
      tell (given->self, error);
      return;
    }
  attachment = askg_attachment_new_sound (given->kind, sound, given->title);
  askg_desk_attach_add (given->self, attachment);
}

/* Takes @given. */
static void
attach_sound (Given  *given,
              GBytes *wav)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, heard_cb, given);

  g_task_set_task_data (task, g_bytes_ref (wav), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, hear_in_thread);
}

/* Takes @given. */
static void
attach_bytes (Given  *given,
              GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (askg_wav_is_one (bytes))
    {
      attach_sound (given, bytes);
      return;
    }
  text = askg_given_to_text (bytes, given->title != NULL ? given->title : _("The clipboard"), &error);
  if (text == NULL && error == NULL)
    {
      askg_picture_decode_async (bytes, NULL, decoded_cb, given);
      return;
    }
  if (text != NULL)
    {
      g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (given->kind, text, given->title);

      askg_desk_attach_add (given->self, attachment);
    }
  else
    tell (given->self, error);
  given_free (given);
}

static void
clipboard_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Given) given = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = askg_clipboard_read_finish (result, &error);

  if (bytes == NULL)
    tell (given->self, error);
  else
    attach_bytes (g_steal_pointer (&given), bytes);
}

static void
file_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Given) given = user_data;
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &trouble);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    {
      attach_bytes (g_steal_pointer (&given), bytes);
      return;
    }
  if (bytes == NULL)
    error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s cannot be read. Attach another file."),
                         given->title);
  else
    error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s is empty. Give a picture or some text."),
                         given->title);
  tell (given->self, error);
}

/* A file may be of any size, and a device has no end: only what fits is read at all. */
static void
info_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Given) given = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);

  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s is not a file. Attach a picture or a text."),
                         given->title);
  else if (info != NULL && g_file_info_get_size (info) > MAX_FILE_BYTES)
    error = g_error_new (ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                         _("%s is larger than 64 MB. Give a smaller picture or less text."), given->title);
  if (error != NULL)
    tell (given->self, error);
  else
    g_file_load_bytes_async (G_FILE (object), NULL, file_cb, g_steal_pointer (&given));
}

static void
attach_file (AskgDeskOverlay *self,
             GFile           *file)
{
  g_autofree char *name = g_file_get_basename (file);

  /* Not through the desktop's own network folders: nothing is fetched. */
  if (g_file_peek_path (file) == NULL)
    {
      g_autoptr(GError) error = g_error_new (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                                             _("%s is not on this machine. Save it here first, then attach it."), name);

      tell (self, error);
      return;
    }
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, info_cb,
                           given_new (self, ASKG_ATTACHMENT_FILE, g_filename_display_name (name)));
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                AskgDeskOverlay *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr(GFile) file = g_list_model_get_item (files, i);

          attach_file (self, file);
        }
    }
  g_object_unref (dialog);
}

static void
choose_file (AskgDeskOverlay *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Attach a picture or text"),
                                                              GTK_WINDOW (self->overlay),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Attach"), _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, G_CONNECT_DEFAULT);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* -- Signals of the overlay ------------------------------------------------ */

static void
attach_cb (AskgOverlay     *overlay,
           const char      *kind,
           AskgDeskOverlay *self)
{
  if (g_str_equal (kind, "region"))
    askg_desk_overlay_ask_region_async (self, NULL, NULL, TRUE, NULL, NULL, NULL, NULL);
  else if (g_str_equal (kind, "screen"))
    attach_grabbed (self, ASKG_ATTACHMENT_SCREEN);
  else if (g_str_equal (kind, "window"))
    attach_grabbed (self, ASKG_ATTACHMENT_WINDOW);
  else if (g_str_equal (kind, "clipboard"))
    askg_clipboard_read_async (NULL, clipboard_cb, given_new (self, ASKG_ATTACHMENT_CLIPBOARD, NULL));
  else
    choose_file (self);
}

static void
files_given_cb (AskgOverlay     *overlay,
                GdkFileList     *files,
                AskgDeskOverlay *self)
{
  g_autoptr(GSList) list = gdk_file_list_get_files (files);

  for (GSList *file = list; file != NULL; file = file->next)
    attach_file (self, file->data);
}

static void
picture_given_cb (AskgOverlay     *overlay,
                  GBytes          *encoded,
                  const char      *mime_type,
                  AskgDeskOverlay *self)
{
  askg_picture_decode_async (encoded, NULL, decoded_cb, given_new (self, ASKG_ATTACHMENT_CLIPBOARD, NULL));
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_clipboard_check_finish (result, &error))
    askg_overlay_paste (self->overlay);
  else
    tell (self, error);
}

static void
paste_cb (AskgOverlay     *overlay,
          AskgDeskOverlay *self)
{
  askg_clipboard_check_async (NULL, checked_cb, g_object_ref (self));
}

void
askg_desk_attach_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect (self->overlay, "paste", G_CALLBACK (paste_cb), self);
  g_signal_connect (self->overlay, "files-given", G_CALLBACK (files_given_cb), self);
  g_signal_connect (self->overlay, "picture-given", G_CALLBACK (picture_given_cb), self);
}
