/* askg-import-reader.c: one thread at a time. */
#include "engine/memory/askg-import-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-turn-json.h"

#define CHUNK_BYTES     (64 * 1024)
#define UID_CHARS       32
#define MAX_TITLE_CHARS 200
#define MAX_FACTS       10000

struct _AskgImportReader
{
  /* Owned */
  GInputStream *input;
  GByteArray   *buffer;    /* read and not yet parsed */
  GHashTable   *bytes;     /* of the turn to come, by their hash */
  GByteArray   *piece;     /* (nullable): bytes of which more comes */
  char         *piece_sha256;

  gsize         n_scanned; /* of @buffer, without a line feed */
  gsize         n_used;    /* of @buffer, parsed */
  gsize         n_bytes;   /* all of @bytes together */
  guint64       place;     /* in the input */
  guint         line;      /* counted from 1 */
  guint         n_turns;   /* of this conversation */
  guint         n_conversations;
  gboolean      in_conversation;
  gboolean      is_begun;
};

void
askg_import_item_free (AskgImportItem *item)
{
  if (item == NULL)
    return;

  g_clear_pointer (&item->head, askg_conversation_head_free);
  g_clear_pointer (&item->turn, askg_turn_record_free);
  g_clear_pointer (&item->facts, g_ptr_array_unref);
  g_clear_pointer (&item->pictures, g_ptr_array_unref);
  g_free (item);
}

AskgImportReader *
askg_import_reader_new (GInputStream *input)
{
  AskgImportReader *self = g_new0 (AskgImportReader, 1);

  self->input = g_object_ref (input);
  self->buffer = g_byte_array_new ();
  self->bytes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  return self;
}

void
askg_import_reader_free (AskgImportReader *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->input);
  g_byte_array_unref (self->buffer);
  g_hash_table_unref (self->bytes);
  g_clear_pointer (&self->piece, g_byte_array_unref);
  g_free (self->piece_sha256);
  g_free (self);
}

/* How many bytes were read so far. */
guint64
askg_import_reader_get_place (AskgImportReader *self)
{
  return self->place;
}

/* -- Lines ------------------------------------------------------------------ */

static gboolean
refuse (AskgImportReader  *self,
        GError           **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
               _("Line %u of the file is not what an export of Askglass has there. Export it again."), self->line);
  return FALSE;
}

static gboolean
read_more (AskgImportReader  *self,
           gboolean          *out_is_end,
           GCancellable      *cancellable,
           GError           **error)
{
  const guint old = self->buffer->len;
  gssize n;

  g_byte_array_set_size (self->buffer, old + CHUNK_BYTES);
  n = g_input_stream_read (self->input, self->buffer->data + old, CHUNK_BYTES, cancellable, error);
  g_byte_array_set_size (self->buffer, old + (guint) MAX (n, 0));
  self->place += (guint64) MAX (n, 0);
  *out_is_end = n == 0;

  return n >= 0;
}

/* Without its line feed; it is gone with the next call. A file that ends without one was cut. */
static const char *
next_line (AskgImportReader  *self,
           gsize             *out_n_bytes,
           GCancellable      *cancellable,
           GError           **error)
{
  gboolean is_end = FALSE;

  if (self->n_used > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, (guint) self->n_used);
      self->n_used = self->n_scanned = 0;
    }
  self->line++;
  while (TRUE)
    {
      const guint8 *from = self->buffer->data != NULL ? self->buffer->data + self->n_scanned : NULL;
      const guint8 *feed = from != NULL ? memchr (from, '\n', self->buffer->len - self->n_scanned) : NULL;

      if (feed != NULL)
        {
          *out_n_bytes = (gsize) (feed - self->buffer->data);
          self->n_used = *out_n_bytes + 1;
          return (const char *) self->buffer->data;
        }
      self->n_scanned = self->buffer->len;
      if (is_end)
        break;
      if (self->buffer->len > ASKG_IMPORT_MAX_LINE_BYTES)
        {
          (void) refuse (self, error);
          return NULL;
        }
      if (!read_more (self, &is_end, cancellable, error))
        return NULL;
    }

  if (self->is_begun)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("The file ends in the middle: it was not exported or not copied to its end. Export it again."));
  else
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("This is no history that Askglass exported. Choose a file made by “askglass history export”."));
  return NULL;
}

/* (transfer full): the object on the next line */
static json_t *
next_object (AskgImportReader  *self,
             GCancellable      *cancellable,
             GError           **error)
{
  gsize n_bytes;
  const char *line = next_line (self, &n_bytes, cancellable, error);
  g_autoptr(json_t) object = NULL;

  if (line == NULL)
    return NULL;
  /* jansson stops at 2048 levels of nesting. */
  object = json_loadb (line, n_bytes, JSON_REJECT_DUPLICATES, NULL);
  if (json_is_object (object))
    return g_steal_pointer (&object);
  if (self->is_begun)
    (void) refuse (self, error);
  else
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("This is no history that Askglass exported. Choose a file made by “askglass history export”."));

  return NULL;
}

/* -- What stands on them ---------------------------------------------------- */

static gboolean
take_beginning (AskgImportReader  *self,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr(json_t) object = next_object (self, cancellable, error);
  json_t *version;

  if (object == NULL)
    return FALSE;
  version = json_object_get (object, "version");
  if (g_strcmp0 (json_string_value (json_object_get (object, "askglass")), "history") != 0 || !json_is_integer (version))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("This is no history that Askglass exported. Choose a file made by “askglass history export”."));
      return FALSE;
    }
  if (json_integer_value (version) < 1 || json_integer_value (version) > ASKG_IMPORT_VERSION)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("This history was exported by a newer Askglass. Import it with that one."));
      return FALSE;
    }
  self->is_begun = TRUE;

  return TRUE;
}

/* What cannot be a sentence of a person is passed over. */
static AskgImportItem *
take_facts (AskgImportReader  *self,
            json_t            *array,
            GError           **error)
{
  AskgImportItem *item;

  if (self->in_conversation || json_array_size (array) > MAX_FACTS)
    {
      (void) refuse (self, error);
      return NULL;
    }
  item = g_new0 (AskgImportItem, 1);
  item->kind = ASKG_IMPORT_FACTS;
  item->facts = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      json_t *fact = json_array_get (array, i);
      const char *text = json_string_value (json_object_get (fact, "text"));
      g_autofree char *clean = askg_fact_clean (text != NULL ? text : "");

      if (*clean != '\0')
        g_ptr_array_add (item->facts,
                         askg_fact_new (0, clean, MAX (json_integer_value (json_object_get (fact, "kept_at_us")), 0)));
    }

  return item;
}

/* (nullable): where there is none, or nothing that could be one */
static AskgFold *
read_fold (json_t *object)
{
  const char *text = json_string_value (json_object_get (object, "text"));
  const json_int_t n_turns = json_integer_value (json_object_get (object, "turns"));
  AskgFoldFlags flags = 0;

  if (text == NULL || n_turns <= 0 || n_turns > G_MAXINT)
    return NULL;
  flags |= json_is_true (json_object_get (object, "edited")) ? ASKG_FOLD_EDITED : 0;
  flags |= json_is_true (json_object_get (object, "extracted")) ? ASKG_FOLD_EXTRACTED : 0;
  flags |= json_is_true (json_object_get (object, "stale")) ? ASKG_FOLD_STALE : 0;
  flags |= json_is_true (json_object_get (object, "off")) ? ASKG_FOLD_OFF : 0;

  return askg_fold_new (text, (guint) n_turns, flags);
}

static gboolean
is_uid (const char *text)
{
  return text != NULL && strlen (text) == UID_CHARS && strspn (text, "0123456789abcdef") == UID_CHARS;
}

static AskgImportItem *
take_conversation (AskgImportReader  *self,
                   json_t            *object,
                   GError           **error)
{
  const char *uid = json_string_value (json_object_get (object, "uid"));
  const char *title = json_string_value (json_object_get (object, "title"));
  const char *origin = json_string_value (json_object_get (object, "branched_from"));
  AskgImportItem *item;

  if (self->in_conversation || !is_uid (uid) || title == NULL || (origin != NULL && !is_uid (origin)))
    {
      (void) refuse (self, error);
      return NULL;
    }
  item = g_new0 (AskgImportItem, 1);
  item->kind = ASKG_IMPORT_CONVERSATION;
  item->head = g_new0 (AskgConversationHead, 1);
  item->head->uid = g_strdup (uid);
  item->head->title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_TITLE_CHARS));
  item->head->branched_from = g_strdup (origin);
  item->head->is_named = json_is_true (json_object_get (object, "named"));
  item->head->pinned_at_us = MAX (json_integer_value (json_object_get (object, "pinned_at_us")), 0);
  item->head->changed_at_us = MAX (json_integer_value (json_object_get (object, "changed_at_us")), 0);
  item->head->n_branched_turns = CLAMP (json_integer_value (json_object_get (object, "branched_turns")), 0, G_MAXINT);
  item->head->fold = read_fold (json_object_get (object, "summary"));
  self->in_conversation = TRUE;
  self->n_turns = 0;

  return item;
}

/* The last piece is there: it must be what it was called. */
static gboolean
take_whole_bytes (AskgImportReader  *self,
                  GError           **error)
{
  g_autoptr(GBytes) whole = g_byte_array_free_to_bytes (g_steal_pointer (&self->piece));
  g_autofree char *found = askg_turn_json_hash (whole);

  if (g_strcmp0 (found, self->piece_sha256) != 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("The picture or sound on line %u is damaged. Export the history again."), self->line);
      return FALSE;
    }
  g_hash_table_replace (self->bytes, g_steal_pointer (&self->piece_sha256), g_steal_pointer (&whole));

  return TRUE;
}

static gboolean
take_bytes (AskgImportReader  *self,
            json_t            *object,
            GError           **error)
{
  const char *name = json_string_value (json_object_get (object, "bytes"));
  const char *base64 = json_string_value (json_object_get (object, "base64"));
  g_autofree guchar *data = NULL;
  gsize size;

  if (!self->in_conversation || name == NULL || base64 == NULL ||
      (self->piece != NULL && !g_str_equal (name, self->piece_sha256)))
    return refuse (self, error);
  data = g_base64_decode (base64, &size);
  self->n_bytes += size;
  if (self->n_bytes > ASKG_IMPORT_MAX_TURN_BYTES)
    return refuse (self, error);
  if (self->piece == NULL)
    {
      self->piece = g_byte_array_new ();
      g_free (self->piece_sha256);
      self->piece_sha256 = g_strdup (name);
    }
  g_byte_array_append (self->piece, data, (guint) size);

  return json_is_true (json_object_get (object, "more")) || take_whole_bytes (self, error);
}

static AskgImportItem *
take_turn (AskgImportReader  *self,
           json_t            *object,
           GError           **error)
{
  g_autoptr(AskgImportItem) item = g_new0 (AskgImportItem, 1);

  if (!self->in_conversation || self->piece != NULL)
    {
      (void) refuse (self, error);
      return NULL;
    }
  item->kind = ASKG_IMPORT_TURN;
  item->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_turn_picture_free);
  item->turn = askg_turn_json_read (object, self->bytes, item->pictures, error);
  if (item->turn == NULL)
    return NULL;
  g_hash_table_remove_all (self->bytes);
  self->n_bytes = 0;
  self->n_turns++;

  return g_steal_pointer (&item);
}

static AskgImportItem *
take_end (AskgImportReader  *self,
          AskgImportKind     kind,
          json_t            *count,
          guint              expected,
          GError           **error)
{
  AskgImportItem *item;

  if (self->in_conversation != (kind == ASKG_IMPORT_END) || self->piece != NULL ||
      json_integer_value (count) != expected || !json_is_integer (count))
    {
      (void) refuse (self, error);
      return NULL;
    }
  self->n_conversations += kind == ASKG_IMPORT_END;
  self->in_conversation = FALSE;
  item = g_new0 (AskgImportItem, 1);
  item->kind = kind;

  return item;
}

/**
 * askg_import_reader_next:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is no export, or a damaged one; %ASKG_ERROR_UNAVAILABLE when
 *   a newer Askglass made it; those of the stream
 *
 * Returns: (transfer full): %ASKG_IMPORT_DONE is the last
 */
AskgImportItem *
askg_import_reader_next (AskgImportReader  *self,
                         GCancellable      *cancellable,
                         GError           **error)
{
  if (!self->is_begun && !take_beginning (self, cancellable, error))
    return NULL;

  while (TRUE)
    {
      g_autoptr(json_t) object = next_object (self, cancellable, error);
      json_t *inner;

      if (object == NULL)
        return NULL;
      if (json_object_get (object, "bytes") != NULL)
        {
          if (!take_bytes (self, object, error))
            return NULL;
        }
      else if ((inner = json_object_get (object, "turn")) != NULL)
        return take_turn (self, inner, error);
      else if ((inner = json_object_get (object, "conversation")) != NULL)
        return take_conversation (self, inner, error);
      else if ((inner = json_object_get (object, "facts")) != NULL)
        return take_facts (self, inner, error);
      else if ((inner = json_object_get (object, "end")) != NULL)
        return take_end (self, ASKG_IMPORT_END, json_object_get (inner, "turns"), self->n_turns, error);
      else if ((inner = json_object_get (object, "done")) != NULL)
        return take_end (self, ASKG_IMPORT_DONE, json_object_get (inner, "conversations"), self->n_conversations, error);
      else
        {
          (void) refuse (self, error);
          return NULL;
        }
    }
}
