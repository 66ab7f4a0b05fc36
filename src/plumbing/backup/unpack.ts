import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Entry } from 'tar-stream';
import { Trouble } from '../../../boot/trouble.mjs';
import { HEAD, MANIFEST, MANIFEST_SUM, type Head, type Manifest } from './manifest.ts';

/** Where each of the three folders of a backup goes. */
export interface Places {
  postgres: string;
  media: string;
  secrets: string;
}

/**
 * Unpacks a backup into folders nobody uses yet, each file compared with its sum and brought to the disk.
 * @param accept called with the head, before anything is written; may throw
 * @throws Trouble `cli_backup_corrupted` when one bit is not what it was, `cli_backup_none` when the file is no backup
 */
export async function unpack(file: string, accept: (head: Head) => Promise<Places> | Places): Promise<Head> {
  const seen = new Map<string, { bytes: number; sha256: string }>();
  const texts = new Map<string, string>();
  let head: Head | null = null;
  let places: Places | null = null;
  try {
    for await (const member of membersOf(file)) {
      if (member.name === MANIFEST || member.name === MANIFEST_SUM || !places) {
        const text = await textOf(member, seen);
        texts.set(member.name, text);
        if (places) continue;
        if (member.name !== HEAD) throw new Trouble('cli_backup_none', { file });
        head = JSON.parse(text) as Head;
        if (head.format !== 1) throw new Trouble('cli_backup_newer', { file });
        places = await accept(head);
      } else await put(member, places, seen);
    }
  } catch (error) {
    throw told(error, file, head === null);
  }
  if (!head) throw new Trouble('cli_backup_none', { file });
  compare(file, texts, seen);
  return head;
}

/** The members of an archive in order, each read to its end before the next; an error of reading ends the loop that reads them. */
async function* membersOf(file: string): AsyncGenerator<Member> {
  const archive = extract();
  pipeline(createReadStream(file), createGunzip(), archive, () => undefined);
  for await (const content of archive) {
    const { name, size = 0, type } = content.header;
    yield { name: name.replace(/\/$/, ''), size, isFolder: type === 'directory', content };
  }
}

interface Member {
  name: string;
  /** Bytes. */
  size: number;
  isFolder: boolean;
  content: Entry;
}

async function put(member: Member, places: Places, seen: Map<string, { bytes: number; sha256: string }>): Promise<void> {
  const target = placeOf(member.name, places);
  if (member.isFolder) return void mkdirSync(target, { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const handle = await open(target, 'wx', 0o600);
  try {
    for await (const piece of member.content) {
      hash.update(piece);
      await handle.writeFile(piece);
    }
    // The cluster's own are brought to the disk by PostgreSQL, all at once, before it recovers from them.
    if (!member.name.startsWith('postgres/')) await handle.sync();
  } finally {
    await handle.close();
  }
  seen.set(member.name, { bytes: member.size, sha256: hash.digest('hex') });
}

/** Only below the three folders: a made-up archive writes nowhere else. */
function placeOf(name: string, places: Places): string {
  const [top, ...inside] = name.split('/');
  if (!top || !(top in places) || inside.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`damaged: ${name}`);
  return path.join(places[top as keyof Places], ...inside);
}

async function textOf(member: Member, seen: Map<string, { bytes: number; sha256: string }>): Promise<string> {
  if (member.size > 256 * 1024 * 1024) throw new Error('damaged: size');
  const pieces: Buffer[] = [];
  for await (const piece of member.content) pieces.push(piece);
  const whole = Buffer.concat(pieces);
  seen.set(member.name, { bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') });
  return whole.toString('utf8');
}

function compare(file: string, texts: Map<string, string>, seen: Map<string, { bytes: number; sha256: string }>): void {
  const manifest = texts.get(MANIFEST);
  const corrupted = (what: string): Trouble => new Trouble('cli_backup_corrupted', { file, what });
  if (!manifest || texts.get(MANIFEST_SUM)?.split(' ')[0] !== seen.get(MANIFEST)!.sha256) throw corrupted(MANIFEST);
  const { files } = JSON.parse(manifest) as Manifest;
  for (const { name, bytes, sha256 } of files) {
    const found = seen.get(name);
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw corrupted(name);
    seen.delete(name);
  }
  for (const name of seen.keys()) if (name !== MANIFEST && name !== MANIFEST_SUM) throw corrupted(name);
}

/** What decompression, the tar or its text say of damage; a trouble of this machine's disk stays what it is. */
function told(error: unknown, file: string, atOnce: boolean): unknown {
  const { code, message, path: about, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && about === file) return new Trouble('cli_backup_missing', { file });
  if (code === 'EISDIR' || (about === file && code !== undefined)) return new Trouble('cli_backup_unreadable', { file });
  if (error instanceof Trouble || syscall) return error;
  return atOnce && code === 'Z_DATA_ERROR'
    ? new Trouble('cli_backup_none', { file })
    : new Trouble('cli_backup_corrupted', { file, what: message });
}
