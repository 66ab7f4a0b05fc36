import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { readKeys, type Keys } from './keys.ts';

export { addKey } from './keys.ts';

/** Where a sealed value rests; bound to it, so that a value moved to another row or field does not open. */
export interface Place {
  workspaceId: string;
  /** `channels.secret` */
  table: string;
  /** The row's own key. */
  row: string;
  field: string;
}

export interface Seal {
  seal(place: Place, clear: string): Buffer;
  /** @throws SealBroken when the value was sealed for another place, changed, or under a key this machine lacks. */
  open(place: Place, sealed: Uint8Array): string;
  /** The key new values are sealed under; read again when the key file changes. */
  currentKeyId(): number;
  /** Bytes nobody can guess, the same for one purpose as long as the key file lives: from its oldest key, which is never taken away. */
  derive(purpose: string, bytes: number): Buffer;
}

export class SealBroken extends Error {
  readonly code: 'key_missing' | 'seal_broken';
  constructor(code: SealBroken['code']) {
    super(code);
    this.name = 'SealBroken';
    this.code = code;
  }
}

/** Layout: key id (1 byte), nonce (12), tag (16), ciphertext. AES-256-GCM under a key derived per table (HKDF-SHA256). */
const NONCE = 12;
const TAG = 16;

/** Opens the key file, making it at first start. A key added by another process is seen at the next use. */
export function openSeal(keyFile: string): Seal {
  let keys: Keys = readKeys(keyFile);
  let seen = statSync(keyFile).mtimeMs;
  const fresh = (): Keys => {
    const at = statSync(keyFile).mtimeMs;
    if (at !== seen) {
      keys = readKeys(keyFile);
      seen = at;
    }
    return keys;
  };
  const currentKeyId = (): number => Math.max(...fresh().keys());

  return {
    currentKeyId,
    derive: (purpose, bytes) => {
      const oldest = fresh();
      return Buffer.from(hkdfSync('sha256', oldest.get(Math.min(...oldest.keys()))!, '', `palabre derived ${purpose}`, bytes));
    },
    seal: (place, clear) => {
      const id = currentKeyId();
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', derive(keys.get(id)!, place), nonce).setAAD(identity(id, place));
      const text = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([id]), nonce, cipher.getAuthTag(), text]);
    },
    open: (place, sealed) => {
      const bytes = Buffer.from(sealed);
      if (bytes.length < 1 + NONCE + TAG) throw new SealBroken('seal_broken');
      const key = fresh().get(bytes[0]!);
      if (!key) throw new SealBroken('key_missing');
      const decipher = createDecipheriv('aes-256-gcm', derive(key, place), bytes.subarray(1, 1 + NONCE), { authTagLength: TAG });
      decipher.setAAD(identity(bytes[0]!, place)).setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        // The cipher says only "wrong"; nothing more may be said about a secret.
        throw new SealBroken('seal_broken');
      }
    },
  };
}

const derive = (master: Buffer, place: Place): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `palabre ${place.table} ${place.field}`, 32));

const identity = (keyId: number, place: Place): Buffer =>
  Buffer.from(JSON.stringify([keyId, place.workspaceId, place.table, place.row, place.field]));
