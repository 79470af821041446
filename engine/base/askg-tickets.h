/* askg-tickets.h: tasks that wait for a person's word, each known by a number. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgTickets AskgTickets;

/* Its task was cancelled, and has returned: nobody need answer any more. */
typedef void (*AskgTicketWithdrawn) (guint    ticket,
                                     gpointer owner);

AskgTickets *askg_tickets_new  (AskgTicketWithdrawn  withdrawn,
                                gpointer             owner);
void         askg_tickets_free (AskgTickets         *self);
guint        askg_tickets_add  (AskgTickets         *self,
                                GTask               *task);
GTask       *askg_tickets_take (AskgTickets         *self,
                                guint                ticket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTickets, askg_tickets_free)

G_END_DECLS
