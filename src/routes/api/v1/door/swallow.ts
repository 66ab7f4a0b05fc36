/** Bytes of a refused body that are still read, so that the caller hears the answer instead of a broken line. */
const MOST = 16_000_000;

/** Reads on and forgets; who sends still more is cut. */
export async function swallow(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let left = MOST;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    left -= value.length;
    if (left < 0) return reader.cancel();
  }
}
