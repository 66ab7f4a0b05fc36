import { opened, type Still } from './still.ts';

/**
 * What a picture looks like, in 64 bits: the difference hash (Krawetz, 2013). Nine by eight grey pixels, one bit per neighbour to the
 * right that is brighter. Another size, another weight or a slight retouch changes a few bits, another picture about half of them.
 * @returns 16 hexadecimal digits
 */
export async function lookOf(still: Still): Promise<string> {
  const grey = await opened(still).flatten({ background: '#ffffff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  const step = grey.length / 72;
  let bits = 0n;
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = (row * 9 + column) * step;
      bits = (bits << 1n) | (grey[at + step]! > grey[at]! ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}
