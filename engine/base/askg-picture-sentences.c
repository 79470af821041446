/* askg-picture-sentences.c: what to tell a person about a picture that cannot be opened. */
#include "engine/base/askg-picture-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

static const char * const kind_names[ASKG_PICTURE_N_KINDS] = {
  [ASKG_PICTURE_KIND_PNG] = "PNG",
  [ASKG_PICTURE_KIND_JPEG] = "JPEG",
  [ASKG_PICTURE_KIND_WEBP] = "WebP",
  [ASKG_PICTURE_KIND_APPLE_PNG] = "Apple CgBI",
  [ASKG_PICTURE_KIND_GIF] = "GIF",
  [ASKG_PICTURE_KIND_BMP] = "BMP",
  [ASKG_PICTURE_KIND_TIFF] = "TIFF",
  [ASKG_PICTURE_KIND_SVG] = "SVG",
  [ASKG_PICTURE_KIND_HEIF] = "HEIF",
  [ASKG_PICTURE_KIND_AVIF] = "AVIF",
  [ASKG_PICTURE_KIND_JPEG_XL] = "JPEG XL",
  [ASKG_PICTURE_KIND_ICO] = "ICO",
  [ASKG_PICTURE_KIND_PDF] = "PDF",
};

static GError *
new_error (AskgError   code,
           const char *format,
           ...) G_GNUC_PRINTF (2, 3);

static GError *
new_error (AskgError   code,
           const char *format,
           ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (ASKG_ERROR, code, format, args);
  va_end (args);

  return error;
}

static GError *
too_big (const AskgPictureReport *report,
         const char              *name)
{
  const double megapixels = (double) report->width_px * report->height_px / 1e6;

  if (megapixels > ASKG_FRAME_MAX_PIXELS / 1e6)
    return new_error (ASKG_ERROR_TOO_LARGE,
                      _("%s is %u×%u pixels (%.0f megapixels); at most %u megapixels are opened. Make it smaller, or cut out the part you ask about."),
                      name, report->width_px, report->height_px, megapixels, ASKG_FRAME_MAX_PIXELS / 1000000);

  return new_error (ASKG_ERROR_TOO_LARGE,
                    _("%s is %u×%u pixels; a side may have at most %d. Make it smaller, or cut out the part you ask about."),
                    name, report->width_px, report->height_px, ASKG_FRAME_MAX_SIDE_PX);
}

static GError *
not_opened (const AskgPictureReport *report,
            const char              *name)
{
  const char *kind = kind_names[report->kind];

  if (kind == NULL)
    return new_error (ASKG_ERROR_UNREADABLE_PICTURE,
                      _("%s is not a picture that Askglass knows. Give a PNG, JPEG or WebP picture."), name);

  return new_error (ASKG_ERROR_UNREADABLE_PICTURE,
                    _("%s is of the kind %s, which Askglass does not open. Save it as PNG, JPEG or WebP and try again."),
                    name, kind);
}

/**
 * askg_picture_report_error:
 * @report: of a picture that is not whole
 * @name: what to call the picture at the start of the sentence; at most 100 characters
 *
 * Returns: (transfer full): what failed, why, and what to do
 */
GError *
askg_picture_report_error (const AskgPictureReport *report,
                           const char              *name)
{
  const char *kind = kind_names[report->kind];

  switch (report->verdict)
    {
    case ASKG_PICTURE_EMPTY:
      return new_error (ASKG_ERROR_NOTHING_THERE,
                        _("%s is empty (0 bytes). Give a PNG, JPEG or WebP picture."), name);
    case ASKG_PICTURE_CUT_SHORT:
      return new_error (ASKG_ERROR_UNREADABLE_PICTURE,
                        _("%s ends in the middle of its %s data: it was not saved or sent whole. Get it again."),
                        name, kind != NULL ? kind : "");
    case ASKG_PICTURE_NOT_OPENED:
      return not_opened (report, name);
    case ASKG_PICTURE_TOO_BIG:
      return too_big (report, name);
    case ASKG_PICTURE_TOO_HEAVY:
      return new_error (ASKG_ERROR_TOO_LARGE,
                        _("%s needs more memory than a picture is given. Save it as PNG, or make it smaller."), name);
    case ASKG_PICTURE_TOO_LONG:
      return new_error (ASKG_ERROR_TOO_LARGE,
                        _("%s is longer than %u MiB, the most that is opened. Make it smaller."),
                        name, ASKG_PICTURE_MAX_INPUT_BYTES / (1024 * 1024));
    case ASKG_PICTURE_WHOLE:
    case ASKG_PICTURE_DAMAGED:
    case ASKG_PICTURE_N_VERDICTS:
    default:
      return new_error (ASKG_ERROR_UNREADABLE_PICTURE,
                        _("%s is damaged: its %s data cannot be read. Give another copy of it."),
                        name, kind != NULL ? kind : "");
    }
}
