import { randomUUID } from 'node:crypto';

export interface FilePart {
  field: string;
  filename: string;
  mime: string;
  bytes: Uint8Array;
}

/** A form with one file (RFC 7578). Field values are ours or text; names never come from people. */
export function multipart(file: FilePart, fields: Readonly<Record<string, string>>): { contentType: string; body: Uint8Array } {
  const boundary = `palabre-${randomUUID()}`;
  const head = Object.entries(fields)
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');
  const fileHead = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.filename}"\r\nContent-Type: ${file.mime}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head + fileHead), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** A name of our own: the person's file name stays home. */
export const fileName = (mediaId: string, mime: string): string => `${mediaId}.${EXTENSIONS[mime] ?? 'bin'}`;
