/** Inclusive, as in an HTTP Range header. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where bytes rest: a local folder or S3-compatible storage of the operator. Keys are `<workspace>/<sha256>`: what lies under one
 * never changes, so writing twice is writing once, and a backup copies what it has not yet.
 */
export interface Files {
  /** Streams a local file in and returns when it is safe on disk or acknowledged. */
  put(key: string, file: { path: string; bytes: number; mime: string }): Promise<void>;
  /** @returns null when nothing lies under the key. */
  open(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** Everything at once, for bytes known to be few. @returns null when nothing lies under the key. */
  readAll(key: string): Promise<Uint8Array | null>;
  remove(key: string): Promise<void>;
}

/** The storage did not do what it was asked; an accident, never shown as it is. */
export class FilesTrouble extends Error {
  override readonly name = 'FilesTrouble';
}
