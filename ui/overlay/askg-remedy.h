/* askg-remedy.h: pure: what a person can do about a question that was not answered. Any thread. */
#pragma once

#include "ui/overlay/askg-notice.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_REMEDY_NONE,
  ASKG_REMEDY_AGAIN,   /* the same engine, the same question */
  ASKG_REMEDY_GO_ON,   /* from where it broke off */
  ASKG_REMEDY_ANOTHER, /* engine */
  ASKG_REMEDY_KEY,     /* enter another one */
  ASKG_REMEDY_ENGINE,  /* correct its address, choose its model */
  ASKG_REMEDY_ADD,     /* connect an engine */
  ASKG_REMEDY_SMALLER, /* pictures */
  ASKG_REMEDY_NEW,     /* conversation: what was said before is not sent along */
} AskgRemedy;

/* What decides which of them can work. */
typedef struct
{
  gboolean is_partial;   /* something was written, and is kept */
  gboolean has_pictures; /* the question that is back in the entry */
  gboolean is_follow_up; /* the question: turns before it were sent along */
  gboolean is_reader;    /* who was asked */
  gboolean has_other;    /* another engine could be asked */
  gboolean can_set_up;   /* somebody shows the settings of engines */
} AskgPlight;

typedef struct
{
  AskgNoticeKind  kind;
  const char     *title;  /* translated */
  AskgRemedy      first;  /* the likely wish */
  AskgRemedy      second;
} AskgRemedies;

AskgRemedies askg_remedies_for       (const GError     *error,
                                      const AskgPlight *plight);
char        *askg_remedy_dup_label   (AskgRemedy        remedy,
                                      const char       *other_name);

G_END_DECLS
