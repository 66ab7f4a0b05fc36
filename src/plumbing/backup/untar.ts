import { readHeader, type Member } from './tar.ts';

export interface OpenMember extends Member {
  /** Read to its end before the next member is asked for. */
  content: AsyncIterable<Buffer>;
}

/** The members of an archive in order, streamed. @throws Error `damaged…` where it is cut short or is no tar */
export async function* readTar(stream: AsyncIterable<Buffer>): AsyncGenerator<OpenMember> {
  const source = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (!next.done) rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return !next.done;
  };
  const take = (bytes: number): Buffer => {
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(bytes);
    return taken;
  };
  const block = async (): Promise<Buffer> => {
    while (rest.length < 512) if (!(await more())) throw new Error('damaged: cut short');
    return take(512);
  };
  async function* contentOf(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      if (rest.length === 0 && !(await more())) throw new Error('damaged: cut short');
      const piece = take(Math.min(left, rest.length));
      left -= piece.length;
      yield piece;
    }
    for (let left = (512 - (size % 512)) % 512; left > 0;) {
      if (rest.length === 0 && !(await more())) throw new Error('damaged: cut short');
      left -= take(Math.min(left, rest.length)).length;
    }
  }

  for (let member = readHeader(await block()); member; member = readHeader(await block()))
    yield { ...member, content: contentOf(member.size) };
  // To the end of the stream: the last bytes of a compressed file are its own checksum.
  while (await more()) rest = Buffer.alloc(0);
}
