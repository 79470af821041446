/* askg-desk-overlay-private.h: shared by the files of the overlay's flow. */
#pragma once

#include "app/askg-desk-lock.h"
#include "app/askg-command-post.h"
#include "app/askg-desk-overlay.h"
#include "app/askg-desk-preferences.h"
#include "app/askg-desk-recall.h"
#include "app/askg-desk-region.h"
#include "app/askg-desk-rehearsal.h"
#include "app/askg-desk-speak.h"
#include "app/askg-desk-thumbnails.h"
#include "app/askg-meaning-filler.h"
#include "engine/debug/askg-failure-change.h"
#include "engine/privacy/askg-outbound.h"
#include "ui/history/askg-history-window.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

struct _AskgDeskOverlay
{
  GObject            parent_instance;

  /* Owned */
  AskgSession       *session;
  GSettings         *settings;  /* (nullable) */
  AskgOverlay       *overlay;
  AskgHistoryWindow *history;   /* made when it is first wanted */
  AskgDeskThumbnails *thumbnails; /* of the history's rows; made with it */
  AskgDeskRegion    *region;
  AskgDeskLock      *lock;
  AskgDeskPreferences *preferences;
  AskgDeskSpeak     *speak;
  AskgDeskRecall    *recall;    /* (nullable): once there are engines */
  AskgMeaningFiller *filler;    /* (nullable): the same */
  AskgDeskRehearsal *rehearsal; /* (nullable): the same */
  AskgOutbound      *sent;      /* (nullable): what went to another machine last */
  char              *project;   /* (nullable): the folder that was chosen for patches */
  AskgCommandPost   *post;      /* (nullable): where shells tell of commands */
  AskgCommandRecord *told;      /* (nullable): the last failure that one told of */
  GCancellable      *running;   /* (nullable): while the command that failed is run again */
  GTask             *waiting;   /* (nullable): who asked for a region and waits for the turn */
  GCancellable      *searching; /* (nullable): the search on its way */
  GCancellable      *transferring; /* (nullable): the export or import on its way */

  /* Borrowed */
  GtkApplication    *application;
  const AskgFailureChange *change; /* (nullable): what is new about the failure that is just being asked about */
};

AskgTurn *askg_desk_overlay_try_question (AskgDeskOverlay  *self,
                                          AskgQuestion     *question,
                                          const char       *engine_id,
                                          GError          **error);
void      askg_desk_overlay_tell_waiting (AskgDeskOverlay  *self,
                                          AskgTurn         *turn);
void      askg_desk_overlay_begin_anew   (AskgDeskOverlay  *self);

void askg_desk_attach_connect  (AskgDeskOverlay *self);
void askg_desk_attach_add      (AskgDeskOverlay *self,
                                AskgAttachment  *attachment);
void askg_desk_attach_make_room (AskgDeskOverlay *self);
void askg_desk_history_connect (AskgDeskOverlay *self);
void askg_desk_history_refresh (AskgDeskOverlay *self);
void askg_desk_history_open    (AskgDeskOverlay *self,
                                gint64           id,
                                gint64           turn);
void askg_desk_history_open_branch (AskgDeskOverlay *self,
                                gint64           id);
void askg_desk_history_branch  (AskgOverlay     *overlay,
                                guint            turn,
                                AskgDeskOverlay *self);
void askg_desk_history_delete  (AskgDeskOverlay *self,
                                gint64           id,
                                gboolean         from_history);
void askg_desk_history_undelete (AskgDeskOverlay *self,
                                gint64           id);
void askg_desk_history_tell    (AskgDeskOverlay *self,
                                const GError    *error);
void askg_desk_history_act     (AskgHistoryWindow *history,
                                gint64           id,
                                const char      *what,
                                const char      *text,
                                AskgDeskOverlay *self);

G_END_DECLS
