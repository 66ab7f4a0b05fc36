import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 as crc } from 'node:zlib';
import sharp from 'sharp';
import { bombPng, heic, longGif, svg } from '../../worlds/hostile-files.ts';

export interface HostileFile {
  what: string;
  /** What the device calls it. */
  name: string;
  bytes: Uint8Array;
}

/** What a script would do if it ran, whoever runs it: seen by the test as a dialog and as a mark on the window. */
const RUN = 'globalThis.ran=1;alert(1)';
const HTML = `<script>${RUN}</script>`;
const FILMS = path.join(import.meta.dirname, '../../worlds/films');

/** Files that are two things at once, lie about what they are, hide something, open huge, or stop too early. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const jpeg = await noise('jpeg');
  const png = await noise('png');
  const film = await readFile(path.join(FILMS, 'h264.mp4'));
  const phone = await readFile(path.join(FILMS, 'phone.mov'));
  const file = (what: string, name: string, bytes: Uint8Array): HostileFile => ({ what, name, bytes });
  return [
    file('SVG with a script', 'dessin.svg', svg()),
    file('SVG called PNG', 'dessin.png', svg('<?xml version="1.0"?>')),
    file('page called JPEG', 'photo.jpg', Buffer.from(`<!doctype html>${HTML}`)),
    file('script called JPEG', 'photo.jpg', Buffer.from(RUN)),
    file('GIF and script', 'danse.gif', gifAndScript()),
    file('JPEG with a page in a comment', 'photo.jpg', jpegWithComment(jpeg, `-->${HTML}`)),
    file('JPEG with a page behind it, called HTML', 'photo.html', Buffer.concat([jpeg, Buffer.from(HTML)])),
    file('JPEG with a script in its EXIF, and where it was taken', 'photo.jpg', await placed(jpeg)),
    file('JPEG and archive', 'photo.jar', Buffer.concat([jpeg, Buffer.from('PK\x03\x04META-INF/', 'latin1')])),
    file('PNG and PDF', 'affiche.pdf', pngWithText(png, `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.${RUN})>>>>`)),
    file('PNG with a page in its text', 'affiche.png', pngWithText(png, HTML)),
    file('PNG called SVG', 'affiche.svg', png),
    file('film with a page behind it', 'film.mp4', Buffer.concat([film, box('free', Buffer.from(HTML))])),
    file('film of a phone, with where it was taken', 'film.mov', phone),
    file('film cut in the middle', 'film.mp4', film.subarray(0, film.length >> 1)),
    file('196 megapixels', 'mur.png', bombPng(14_000, 14_000, 1, 0)),
    file('interlaced bomb', 'mur.png', bombPng(8_000, 8_000, 16, 6, true)),
    file('64 megapixels, allowed', 'mur.png', bombPng(8_000, 8_000, 8, 2)),
    file('animation of thousands of frames', 'danse.gif', longGif(5_000)),
    file('HEIC', 'IMG_0042.HEIC', heic()),
    file('name that climbs', '../../../../etc/passwd', jpeg),
    file('name that turns around', 'photo\u202egpj.exe', jpeg),
    file('name with a header in it', 'photo\r\nSet-Cookie: a=b\0.jpg', jpeg),
    file('name of three hundred bytes', `${'é'.repeat(150)}.jpg`, jpeg),
    file('name that is a page', '"><script>globalThis.ran=1</script>.jpg', jpeg),
  ];
}

const noise = (format: 'jpeg' | 'png'): Promise<Buffer> =>
  sharp({ create: { width: 160, height: 120, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
    .toFormat(format)
    .toBuffer();

/** As EXIF of a phone: where and by whom, and a page as the description. */
const placed = (jpeg: Buffer): Promise<Buffer> =>
  sharp(jpeg)
    .withExif({
      IFD0: { ImageDescription: HTML, Artist: '<?php phpinfo(); ?>' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '6/1 7/1 30/1' },
    })
    .jpeg()
    .toBuffer();

/** Valid for both: the width of the picture reads as the beginning of a comment, whose end is in a comment of the GIF. */
function gifAndScript(): Buffer {
  const head = Buffer.from('GIF89a/*', 'latin1');
  const screen = Buffer.from([0x01, 0x00, 0x80, 0x00, 0x00, 0, 0, 0, 255, 255, 255]);
  const text = Buffer.from(`*/=1;${RUN};//`, 'latin1');
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
  const picture = Buffer.from('2c0000000001000100000202440100', 'hex');
  return Buffer.concat([head, screen, comment, picture, Buffer.from([0x3b])]);
}

function jpegWithComment(jpeg: Buffer, text: string): Buffer {
  const body = Buffer.from(text);
  const segment = Buffer.from([0xff, 0xfe, 0, 0]);
  segment.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}

/** A text chunk right behind the header: within the first kilobyte, where PDF readers look. */
function pngWithText(png: Buffer, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), Buffer.from(text)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc(body), body.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

const box = (name: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length + 8, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, data]);
};

/** What must be in nothing that is served: code of ours above, and where the pictures were taken. */
export const TRACES = ['globalThis.ran', '<script', '<?php', 'META-INF', '%PDF', 'GPSLatitude', 'ISO6709', '\xa9xyz'];
