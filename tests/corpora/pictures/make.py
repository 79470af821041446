#!/usr/bin/env python3
"""Makes the pictures of this folder again (needs python3-pil).

Each shows the same thing, 24 by 16: red top left, green top right, blue bottom left, white bottom
right. Where a kind has transparency, the white quarter is half transparent.
"""
import struct
import zlib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
SIZE = (24, 16)
QUARTERS = ((255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (255, 255, 255, 128))


def picture(mode='RGBA'):
    image = Image.new('RGBA', SIZE)
    for y in range(SIZE[1]):
        for x in range(SIZE[0]):
            image.putpixel((x, y), QUARTERS[(y >= 8) * 2 + (x >= 12)])
    if mode == 'RGBA':
        return image
    return Image.merge('RGB', image.split()[:3]).convert(mode)


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(name, header, raw, before=b''):
    (HERE / name).write_bytes(b'\x89PNG\r\n\x1a\n' + before + chunk(b'IHDR', struct.pack('>IIBBBBB', *SIZE, *header)) +
                              chunk(b'IDAT', zlib.compress(raw)) + chunk(b'IEND', b''))


def adam7_16_bit():
    """Interlaced, 16 bits a channel: what libraries get wrong first."""
    image, raw = picture(), b''
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, SIZE[1], dy):
            raw += b'\0' + b''.join(struct.pack('>4H', *(v * 257 for v in image.getpixel((x, y)))) for x in range(x0, SIZE[0], dx))
    png('sixteen-bit-interlaced.png', (16, 6, 0, 0, 1), raw)


def main():
    picture().save(HERE / 'alpha.png')
    picture('RGB').save(HERE / 'plain.png')
    picture('P').save(HERE / 'palette.png')
    adam7_16_bit()
    png('apple.png', (8, 6, 0, 0, 0), b'', before=chunk(b'CgBI', b'\x50\0\x20\x02'))
    exif = Image.Exif()
    for orientation in range(1, 9):
        exif[0x0112] = orientation
        back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
        stored = picture('RGB') if back is None else picture('RGB').transpose(back)
        stored.save(HERE / f'held-{orientation}.jpg', quality=95, subsampling=0, exif=exif)
    picture('RGB').save(HERE / 'progressive.jpg', quality=95, subsampling=0, progressive=True)
    picture('L').save(HERE / 'grey.jpg', quality=95)
    picture('CMYK').save(HERE / 'print.jpg', quality=95, subsampling=0)
    picture().save(HERE / 'alpha.webp', lossless=True, exact=True)
    picture('RGB').save(HERE / 'lossy.webp', quality=95)
    picture('RGB').save(HERE / 'moving.webp', save_all=True, lossless=True, duration=100,
                        append_images=[Image.new('RGB', SIZE, (9, 9, 9))])
    picture('RGB').save(HERE / 'other.gif')
    picture('RGB').save(HERE / 'other.bmp')
    picture('RGB').save(HERE / 'other.tiff')


if __name__ == '__main__':
    main()
