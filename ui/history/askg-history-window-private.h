/* askg-history-window-private.h: shared by the files that make up the history window. */
#pragma once

#include "ui/history/askg-history-filters.h"
#include "ui/history/askg-history-pictures.h"
#include "ui/history/askg-history-window.h"

G_BEGIN_DECLS

struct _AskgHistoryWindow
{
  AdwWindow           parent_instance;

  /* Template children */
  GtkSearchEntry     *search;
  GtkWidget          *filters_clamp;
  AskgHistoryFilters *filters;
  AdwToastOverlay    *toasts;
  GtkStack           *stack;
  GtkLabel           *found;
  GtkListView        *list;
  AdwStatusPage      *nothing;
  GtkWidget          *progress;
  GtkLabel           *progress_words;
  GtkProgressBar     *progress_bar;
  GtkLabel           *off_record;

  /* Owned */
  GtkSingleSelection  *selection;
  AskgHistoryPictures *pictures;

  /* Borrowed, weak (nullable) */
  AdwToast            *passing; /* tells what was done, and asks nothing */
};

G_END_DECLS
