/* askg-parcel.h: what of the person's is to go into one request, as it is on this machine, and how a body is made of
 * what may leave of it. Filled on one thread, then immutable; any thread. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/base/askg-pcm.h"
#include "engine/model/askg-page-text.h"
#include "engine/privacy/askg-covered.h"

G_BEGIN_DECLS

typedef struct _AskgParcel AskgParcel;

/**
 * AskgParcelMake:
 * @covered: its pieces, in the order in which they were added: the only thing of the person's that it is given
 * @out_content_type: (out) (transfer full) (optional): left alone for JSON
 *
 * On any thread, again and again.
 *
 * Returns: (transfer full): the body
 */
typedef GBytes *(*AskgParcelMake) (AskgCovered  *covered,
                                   gpointer      data,
                                   char        **out_content_type);

AskgParcel  *askg_parcel_new           (AskgRedactor         *redactor,
                                        AskgCover            *cover,
                                        AskgParcelMake        make,
                                        gpointer              data,
                                        GDestroyNotify        data_free);
AskgParcel  *askg_parcel_ref           (AskgParcel           *self);
void         askg_parcel_unref         (AskgParcel           *self);
void         askg_parcel_set_ours      (AskgParcel           *self);
void         askg_parcel_add_text      (AskgParcel           *self,
                                        const char           *text);
void         askg_parcel_add_context   (AskgParcel           *self,
                                        const char           *text);
void         askg_parcel_add_picture   (AskgParcel           *self,
                                        AskgFrame            *frame,
                                        AskgPageText         *page,
                                        guint                 side_px,
                                        gboolean              takes_webp);
void         askg_parcel_add_sound     (AskgParcel           *self,
                                        AskgPcm              *sound,
                                        guint                 rate_hz);
AskgCover   *askg_parcel_get_cover     (AskgParcel           *self);
gboolean     askg_parcel_is_ours       (AskgParcel           *self);
void         askg_parcel_set_unread_shown (AskgParcel        *self,
                                        guint                 index,
                                        gboolean              is_shown);
AskgCovered *askg_parcel_cover         (AskgParcel           *self,
                                        gboolean              may_leave,
                                        GCancellable         *cancellable,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
AskgCovered *askg_parcel_cover_now     (AskgParcel           *self,
                                        gboolean              may_leave) G_GNUC_WARN_UNUSED_RESULT;
void         askg_parcel_cover_async   (AskgParcel           *self,
                                        gboolean              may_leave,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
AskgCovered *askg_parcel_cover_finish  (GAsyncResult         *result,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgParcel, askg_parcel_unref)

G_END_DECLS
