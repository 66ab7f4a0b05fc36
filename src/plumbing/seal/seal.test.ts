import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { addKey, openSeal, type Place } from './index.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
function keyFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-seal-'));
  folders.push(folder);
  return path.join(folder, 'secrets', 'keys');
}

const place: Place = { workspaceId: 'w1', table: 'channels.secret', row: 'r1', field: 'sealed' };

test('what is sealed opens in its place and shows nothing on the outside', () => {
  const seal = openSeal(keyFile());
  const sealed = seal.seal(place, 'le-jeton-de-Kossiwa');
  expect(seal.open(place, sealed)).toBe('le-jeton-de-Kossiwa');
  expect(sealed.toString('latin1')).not.toContain('Kossiwa');
  expect(seal.seal(place, 'le-jeton-de-Kossiwa').equals(sealed)).toBe(false);
});

test('moved to another workspace, table, row or field, it does not open', () => {
  const seal = openSeal(keyFile());
  const sealed = seal.seal(place, 'secret');
  for (const other of [{ workspaceId: 'w2' }, { table: 'channels.session' }, { row: 'r2' }, { field: 'other' }])
    expect(() => seal.open({ ...place, ...other }, sealed)).toThrow('seal_broken');
});

test('one bit changed anywhere, or a piece missing, does not open', () => {
  const seal = openSeal(keyFile());
  const sealed = seal.seal(place, 'secret');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index]! ^= 1;
    expect(() => seal.open(place, changed)).toThrow();
    expect(() => seal.open(place, sealed.subarray(0, index))).toThrow();
  }
});

test('the key file is made once, for its owner only, and read by every process', () => {
  const file = keyFile();
  const one = openSeal(file);
  const other = openSeal(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(other.open(place, one.seal(place, 'secret'))).toBe('secret');
});

test('a new key seals from the next value on, in running processes too; old values still open', () => {
  const file = keyFile();
  const running = openSeal(file);
  const before = running.seal(place, 'secret');
  expect(addKey(file)).toBe(2);
  const after = running.seal(place, 'secret');
  expect([before[0], after[0], running.currentKeyId()]).toEqual([1, 2, 2]);
  expect(running.open(place, before)).toBe('secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('keys of another machine open nothing and say so', () => {
  const sealed = openSeal(keyFile()).seal(place, 'secret');
  expect(() => openSeal(keyFile()).open(place, sealed)).toThrow('seal_broken');
  sealed[0] = 9;
  expect(() => openSeal(keyFile()).open(place, sealed)).toThrow('key_missing');
});

test('a key file that holds anything else is never used', () => {
  const file = keyFile();
  openSeal(file);
  for (const text of ['', '1 short\n', 'x AAAA\n', `300 ${Buffer.alloc(32).toString('base64')}\n`]) {
    writeFileSync(file, text);
    expect(() => openSeal(file)).toThrow('key_file_unreadable');
  }
});
