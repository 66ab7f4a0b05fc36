/** Just enough of POSIX ustar (IEEE 1003.1, pax "ustar Interchange Format"), so that any tar opens a backup without Palabre. */

const BLOCK = 512;
/** Two empty blocks. */
export const END = Buffer.alloc(2 * BLOCK);

/** The header of one member. @param size bytes of its content; 0 for a folder */
export function headerOf(name: string, size: number, kind: 'file' | 'folder', at: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  const [prefix, rest] = split(kind === 'folder' ? `${name}/` : name);
  header.write(rest, 0, 100, 'utf8');
  const octal = (value: number, offset: number, length: number): void =>
    void header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1');
  octal(kind === 'folder' ? 0o700 : 0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(at.getTime() / 1000), 136, 12);
  header.write('        ', 148, 'latin1');
  header.write(kind === 'folder' ? '5' : '0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(prefix, 345, 155, 'utf8');
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** What fills the last block of a content. */
export const paddingOf = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

export interface Member {
  name: string;
  size: number;
  kind: 'file' | 'folder';
}

/** @returns null for the empty block that ends an archive @throws Error `damaged` */
export function readHeader(header: Buffer): Member | null {
  if (header.every((byte) => byte === 0)) return null;
  const text = (offset: number, length: number): string => header.toString('utf8', offset, offset + length).replace(/\0.*$/s, '');
  const blank = Buffer.from(header);
  blank.write('        ', 148, 'latin1');
  if (parseInt(text(148, 8), 8) !== checksumOf(blank)) throw new Error('damaged: header');
  const prefix = text(345, 155);
  const name = (prefix ? `${prefix}/` : '') + text(0, 100);
  const size = parseInt(text(124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error('damaged: size');
  return { name: name.replace(/\/$/, ''), size, kind: text(156, 1) === '5' ? 'folder' : 'file' };
}

/** The sum of the header's bytes, its own field read as spaces. */
const checksumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);

/** A long name is cut at a slash: at most 155 bytes before, 100 after. */
function split(name: string): [prefix: string, rest: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100 && rest) return [prefix, rest];
  }
  throw new Error(`no room in a tar header for the name ${name}`);
}
