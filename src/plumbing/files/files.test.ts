import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openS3Server, type S3Server } from '../../../tests/worlds/s3-server.ts';
import { newId } from '../../words/ids.ts';
import { fileKey, FilesTrouble, openFolder, openS3, type Files } from './index.ts';

let folder: string;
let server: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palabre-files-'));
  server = await openS3Server();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const workspaceId = newId();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function put(files: Files, bytes: Buffer, key = fileKey(workspaceId, sha256(bytes))): Promise<string> {
  const source = path.join(folder, `source-${sha256(bytes).slice(0, 8)}`);
  await writeFile(source, bytes);
  await files.put(key, { path: source, bytes: bytes.length, mime: 'image/jpeg' });
  return key;
}

const all = async (stream: ReadableStream<Uint8Array> | null): Promise<string> => Buffer.concat(await Array.fromAsync(stream!)).toString();

describe.each([
  ['a folder', () => openFolder(path.join(folder, 'media'))],
  ['S3-compatible storage', () => openS3(server)],
])('%s', (_, open) => {
  test('gives back what was put, whole or in part, and nothing under other keys', async () => {
    const files = open();
    const key = await put(files, Buffer.from('un bar sur la braise'));
    expect(await all(await files.open(key))).toBe('un bar sur la braise');
    expect(await all(await files.open(key, { start: 3, end: 5 }))).toBe('bar');
    expect(Buffer.from((await files.readAll(key))!).toString()).toBe('un bar sur la braise');
    const other = fileKey(newId(), key.slice(37));
    expect(await files.open(other)).toBeNull();
    expect(await files.readAll(other)).toBeNull();
  });

  test('forgets what is removed, and removing nothing is no trouble', async () => {
    const files = open();
    const key = await put(files, Buffer.from('à oublier'));
    await files.remove(key);
    await files.remove(key);
    expect(await files.readAll(key)).toBeNull();
  });

  test('takes no key but a workspace and a hash', async () => {
    const files = open();
    for (const key of ['../../etc/passwd', `${workspaceId}/../x`, `${workspaceId}/ABC`, '/', '']) {
      await expect(async () => files.readAll(key)).rejects.toThrow(RangeError);
    }
  });
});

test('in a folder, a file is whole or absent, and nobody else may read it', async () => {
  const files = openFolder(path.join(folder, 'private'));
  const key = await put(files, Buffer.from('privé'));
  await put(files, Buffer.from('privé'));
  const names = await readdir(path.join(folder, 'private'), { recursive: true, withFileTypes: true });
  expect(names.filter((one) => one.isFile()).map((one) => one.name)).toEqual([key.slice(37)]);
  expect((await stat(path.join(folder, 'private', workspaceId))).mode & 0o077).toBe(0);
});

describe('S3-compatible storage', () => {
  test('is not sent what it has already', async () => {
    const bytes = Buffer.from('deux fois');
    await put(openS3(server), bytes);
    const before = server.asked.length;
    await put(openS3(server), bytes);
    expect(server.asked.slice(before).map((one) => one.split(' ')[0])).toEqual(['HEAD']);
  });

  test('is asked again when it stumbles, and given up after three times', async () => {
    const files = openS3(server);
    const key = await put(files, Buffer.from('patience'));
    server.stumble(503, 500);
    expect(Buffer.from((await files.readAll(key))!).toString()).toBe('patience');
    server.stumble(503, 503, 503);
    await expect(files.readAll(key)).rejects.toThrow(FilesTrouble);
  });

  test('refuses a wrong secret, and the trouble does not tell it', async () => {
    const files = openS3({ ...server, secretAccessKey: 'un-autre-secret' });
    const trouble = await put(files, Buffer.from('refusé')).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(FilesTrouble);
    expect(JSON.stringify(trouble, Object.getOwnPropertyNames(trouble))).not.toContain('secret');
  });

  test('refuses bytes that are not those of the key', async () => {
    const lie = fileKey(workspaceId, sha256(Buffer.from('autre chose')));
    await expect(put(openS3(server), Buffer.from('ceci'), lie)).rejects.toThrow(FilesTrouble);
  });
});
