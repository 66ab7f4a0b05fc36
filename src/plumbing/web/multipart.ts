/** One part of a multipart form (RFC 7578). Its data must be read to the end before the next part is asked for. */
export interface Part {
  name: string;
  /** Null for a text field. */
  filename: string | null;
  type: string;
  data: AsyncIterable<Uint8Array>;
}

/** The body is no form of parts; a program wrote it, not a browser. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm';
}

const MOST_PARTS = 1_000;
const MOST_HEADER_BYTES = 16_384;

/** The boundary of a multipart form, null for every other content type. */
export const boundaryOf = (contentType: string | null): string | null => {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2] ?? null;
};

/** Reads a form part by part, holding no more of it than one piece of the stream. @throws BrokenForm */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const stream = openStream(body);
  const mark = Buffer.from(`\r\n--${boundary}`);
  await drain(stream.until(mark));
  for (let parts = 0; ; parts += 1) {
    const after = await stream.take(2);
    if (after === '--') return;
    if (after !== '\r\n' || parts === MOST_PARTS) throw new BrokenForm('no part where one must begin');
    const data = stream.until(mark);
    yield { ...describe(await readHeader(stream)), data };
    // What was left unread of this part stands before the next one.
    await drain(data);
  }
}

async function readHeader(stream: Stream): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream.until(Buffer.from('\r\n\r\n'))) {
    bytes += piece.length;
    if (bytes > MOST_HEADER_BYTES) throw new BrokenForm('a header without end');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Names as browsers write them: only quotes and line ends are escaped (HTML, "multipart/form-data encoding algorithm"). */
function describe(header: string): Pick<Part, 'name' | 'filename' | 'type'> {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(header)?.[1] ?? '';
  const said = (what: string): string | null => {
    const value = new RegExp(`(?:^|;)\\s*${what}="([^"]*)"`, 'i').exec(disposition)?.[1];
    return value === undefined ? null : value.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
  };
  const name = said('name');
  if (name === null) throw new BrokenForm('a part without a name');
  return { name, filename: said('filename'), type: /^content-type:\s*([^\r\n;]+)/im.exec(header)?.[1]?.trim() ?? 'text/plain' };
}

interface Stream {
  /** The bytes before the mark, as they come; the mark itself is passed over. */
  until(mark: Buffer): AsyncGenerator<Uint8Array>;
  take(bytes: number): Promise<string>;
}

function openStream(body: AsyncIterable<Uint8Array>): Stream {
  const source = body[Symbol.asyncIterator]();
  // The first boundary has no line before it.
  let held: Buffer = Buffer.from('\r\n');
  const fill = async (): Promise<void> => {
    const next = await source.next();
    if (next.done) throw new BrokenForm('cut before its end');
    held = held.length > 0 ? Buffer.concat([held, next.value]) : Buffer.from(next.value);
  };
  return {
    until: async function* (mark) {
      for (;;) {
        const at = held.indexOf(mark);
        // The last bytes may be the beginning of a mark.
        const sure = at >= 0 ? at : Math.max(0, held.length - mark.length + 1);
        const piece = held.subarray(0, sure);
        held = held.subarray(at >= 0 ? at + mark.length : sure);
        if (piece.length > 0) yield piece;
        if (at >= 0) return;
        await fill();
      }
    },
    take: async (bytes) => {
      while (held.length < bytes) await fill();
      const taken = held.toString('latin1', 0, bytes);
      held = held.subarray(bytes);
      return taken;
    },
  };
}

async function drain(data: AsyncIterable<unknown>): Promise<void> {
  for await (const piece of data) void piece;
}
