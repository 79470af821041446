/* askg-reader-matter.h: everything one answer of the reader is made from, and the parts that make it.
 * Pure: no file, no clock but the one given, no signal. Any thread, one at a time. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/provider/askg-reader-intent.h"
#include "engine/provider/askg-reader-reply.h"

G_BEGIN_DECLS

/* What an earlier question said in its own words. */
typedef struct
{
  AskgReaderSource *source; /* owned */
  guint             focus;  /* as below, if it is what is spoken of */
} AskgReaderSaid;

typedef struct
{
  AskgIntent   *intent;       /* owned */
  GPtrArray    *sources;      /* owned, of AskgReaderSource: what could be read, in order */
  AskgReaderSource *typed;    /* owned (nullable): the question's own words */
  GPtrArray    *said;         /* owned, of AskgReaderSaid: since the sources were attached, the last first */
  GPtrArray    *troubles;     /* owned, of char: sentences about what could not be read */
  GPtrArray    *hits;         /* owned (nullable), of AskgHit: earlier questions */
  GDateTime    *now;          /* owned: local time */
  guint         n_attachments; /* the question's own, or those of the earlier turn it follows */
  guint         focus;        /* which error is spoken of: 0 is the first; %G_MAXUINT the last */
  gboolean      is_follow_up; /* the sources belong to an earlier turn */
  gboolean      can_recall;   /* there is a history to look in */
} AskgReaderMatter;

AskgReaderSaid   *askg_reader_said_new    (const char       *text,
                                           guint             focus);
AskgReaderMatter *askg_reader_matter_new  (const char       *question);
void              askg_reader_matter_free (AskgReaderMatter *matter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReaderMatter, askg_reader_matter_free)

gboolean          askg_reader_matter_needs_sources (AskgReaderMatter *matter);
void              askg_reader_matter_look      (AskgReaderMatter    *matter,
                                                AskgCatalogue       *catalogue,
                                                GCancellable        *cancellable);
AskgReaderSource *askg_reader_matter_find_error (AskgReaderMatter    *matter,
                                                 AskgCatalogueMatch **out_error);
gboolean          askg_reader_matter_holds     (AskgReaderMatter    *matter,
                                                const char          *words);
guint             askg_reader_matter_count_errors (AskgReaderMatter  *matter);
char             *askg_reader_matter_name       (AskgReaderMatter    *matter,
                                                 AskgReaderSource    *source);

AskgReaderReply  *askg_reader_compose (AskgReaderMatter *matter,
                                       GCancellable     *cancellable);

/* The parts, each writing into @reply. */
void askg_reader_explain       (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_explain_short (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_text     (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_lines    (AskgReaderMatter *matter,
                                AskgReaderReply  *reply,
                                AskgReaderSource *source,
                                guint             around_line);
void askg_reader_tell_table    (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_extracts (AskgReaderMatter *matter,
                                AskgReaderReply  *reply,
                                GCancellable     *cancellable);
void askg_reader_tell_count    (AskgReaderMatter *matter,
                                AskgReaderReply  *reply,
                                GCancellable     *cancellable);
void askg_reader_tell_summary  (AskgReaderMatter *matter,
                                AskgReaderReply  *reply,
                                GCancellable     *cancellable);
void askg_reader_tell_places   (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_earlier  (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_seen     (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);
void askg_reader_tell_help     (AskgReaderMatter *matter,
                                AskgReaderReply  *reply);

G_END_DECLS
