/* askg-markdown-writer-private.h: text and its runs, while they grow. */
#pragma once

#include "engine/model/askg-inert-text.h"
#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

typedef struct
{
  GString   *text;
  GArray    *spans;
  GArray    *links;
  AskgInert  inert;
  guint      barrier;  /* no run reaches over this place */
} AskgWriter;

void  askg_writer_begin          (AskgWriter        *self);
guint askg_writer_mark           (AskgWriter        *self);
void  askg_writer_append         (AskgWriter        *self,
                                  const char        *utf8,
                                  gsize              n_bytes,
                                  AskgMarkdownStyle  style);
void  askg_writer_append_entity  (AskgWriter        *self,
                                  const char        *entity,
                                  gsize              n_bytes,
                                  AskgMarkdownStyle  style);
void  askg_writer_end_link       (AskgWriter        *self,
                                  guint              start,
                                  const char        *target);
void  askg_writer_end_image      (AskgWriter        *self,
                                  guint              start,
                                  const char        *target);
void  askg_writer_finish         (AskgWriter        *self,
                                  AskgMarkdownText  *out);
void  askg_writer_clear          (AskgWriter        *self);
void  askg_entity_decode         (GString           *out,
                                  const char        *entity,
                                  gsize              n_bytes);

G_END_DECLS
