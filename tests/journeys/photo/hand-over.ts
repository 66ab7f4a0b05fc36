import type { Page } from '../palabre/window.ts';

/** A picture given to the page as a whole, by somebody who has touched nothing yet. @returns whether the page takes it, rather than the browser */
export const handOver = (page: Page, way: 'drop' | 'paste', picture: Buffer): Promise<boolean> =>
  page.evaluate(
    ({ way, bytes }) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], `${way}.png`, { type: 'image/png' }));
      const about = { bubbles: true, cancelable: true };
      const over = new DragEvent('dragover', { ...about, dataTransfer: carried });
      const taken = way === 'paste' || !document.body.dispatchEvent(over);
      const given =
        way === 'paste'
          ? new ClipboardEvent('paste', { ...about, clipboardData: carried })
          : new DragEvent('drop', { ...about, dataTransfer: carried });
      return !document.body.dispatchEvent(given) && taken;
    },
    { way, bytes: picture.toString('base64') },
  );
