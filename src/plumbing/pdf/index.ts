import type { Block, PrintedDocument } from './document.ts';
import { fontFile, FONTS, runsOf, type Font, type Run } from './letters.ts';
import { drawEdge, EDGE } from './woven-edge.ts';

export type { Block, PrintedDocument } from './document.ts';

/** In points: A4, beside the woven edge. */
const PAGE = { size: 'A4', margins: { top: 52, bottom: 64, left: EDGE + 38, right: 52 } } as const;
const INK = { main: '#141a33', grey: '#464c6a', rule: '#858aa3', link: '#1c3d8f' } as const;

interface Style {
  font: Font;
  size: number;
  colour: string;
  /** Space before, in points. */
  before: number;
  link?: string;
}
const STYLES = {
  over: { font: 'text', size: 9, colour: INK.grey, before: 0 },
  title: { font: 'title', size: 22, colour: INK.main, before: 4 },
  lead: { font: 'text', size: 10.5, colour: INK.grey, before: 6 },
  heading: { font: 'title', size: 13, colour: INK.main, before: 20 },
  text: { font: 'text', size: 10, colour: INK.main, before: 6 },
  strong: { font: 'strong', size: 10, colour: INK.main, before: 8 },
  note: { font: 'text', size: 8.5, colour: INK.grey, before: 2 },
  code: { font: 'code', size: 7.5, colour: INK.grey, before: 1 },
} as const satisfies Record<string, Style>;

/** A heading, or words in bold, and what comes first under them stay on one page. In points. */
const TOGETHER = { heading: 96, strong: 56 };

/**
 * Prints a document as PDF: A4, tagged for those who listen to it, in its own fonts. The library is loaded at the first one, since few
 * processes ever print. @returns the bytes, the same for the same document
 */
export async function printDocument(printed: PrintedDocument): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit');
  const { title, language, date } = printed;
  const doc = new PDFDocument({
    ...PAGE,
    font: fontFile('text'),
    info: { Title: title, Creator: 'Palabre', Producer: 'Palabre', CreationDate: date },
    pdfVersion: '1.7',
    ...{ tagged: true, lang: language, displayTitle: true, bufferPages: true },
  });
  for (const font of Object.keys(FONTS) as Font[]) doc.registerFont(font, fontFile(font));
  const parts: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  write(doc, root, 'P', printed.over, STYLES.over);
  write(doc, root, 'H1', title, STYLES.title);
  write(doc, root, 'P', printed.lead, STYLES.lead);
  for (const block of printed.blocks) print(doc, root, block);
  root.end();
  finishPages(doc, printed);
  doc.end();
  return whole;
}

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

function print(doc: Doc, root: Element, block: Block): void {
  switch (block.kind) {
    case 'heading':
      keepTogether(doc, TOGETHER.heading);
      return write(doc, root, 'H2', block.text, STYLES.heading);
    case 'text':
      if (block.strong) keepTogether(doc, TOGETHER.strong);
      return write(doc, root, 'P', block.text, block.strong ? STYLES.strong : STYLES.text);
    case 'note':
      return write(doc, root, 'P', block.text, STYLES.note);
    case 'link':
      return write(doc, root, 'P', block.text, { ...STYLES.text, colour: INK.link, link: block.url });
    case 'code':
      return writeRuns(
        doc,
        root,
        'P',
        [
          [
            { font: 'text', text: `${block.label} ` },
            { font: 'code', text: block.text },
          ],
        ],
        STYLES.code,
      );
    case 'quote':
      return quote(doc, root, block);
  }
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y > doc.page.height - PAGE.margins.bottom - height) doc.addPage();
}

/** Beside a rule as long as what is said; over a page's end, the rule stops with the page. */
function quote(doc: Doc, root: Element, { over, text }: Block & { kind: 'quote' }): void {
  doc.y += 4;
  const from = { y: doc.y, page: doc.bufferedPageRange().count };
  doc.x += 12;
  write(doc, root, 'P', over, STYLES.note);
  write(doc, root, 'BlockQuote', text, { ...STYLES.text, before: 2 });
  doc.x -= 12;
  const top = doc.bufferedPageRange().count === from.page ? from.y : PAGE.margins.top;
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .save()
    .lineWidth(1.5)
    .moveTo(PAGE.margins.left + 1, top)
    .lineTo(PAGE.margins.left + 1, doc.y)
    .stroke(INK.rule)
    .restore();
  doc.endMarkedContent();
}

const write = (doc: Doc, root: Element, tag: string, text: string, style: Style): void =>
  writeRuns(
    doc,
    root,
    tag,
    text.split('\n').map((line) => runsOf(line, style.font)),
    style,
  );

/** One structure element; its lines in runs, since one font draws no emoji and the other no words. */
function writeRuns(doc: Doc, root: Element, tag: string, lines: readonly Run[][], { font, size, colour, before, link }: Style): void {
  doc.y += before;
  const left = doc.x;
  const width = doc.page.width - PAGE.margins.right - left;
  root.add(
    doc.struct(tag, {}, () => {
      doc.fontSize(size).fillColor(colour);
      for (const runs of lines) {
        if (runs.length === 0) doc.font(font).moveDown(0.6);
        for (const [index, run] of runs.entries())
          doc.font(run.font).text(run.text, { width, continued: index < runs.length - 1, lineGap: size * 0.25, ...(link && { link }) });
      }
    }),
  );
  doc.x = left;
}

/** Once it is known how many pages there are. */
function finishPages(doc: Doc, { edge, footer }: PrintedDocument): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    drawEdge(doc, edge, 'text');
    // Below the margin there is no room for a line that breaks: none is asked for.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    const style = STYLES.note;
    const at = { x: PAGE.margins.left, y: doc.page.height - 40 };
    doc.font(style.font).fontSize(style.size).fillColor(style.colour);
    doc.text(footer(page + 1, count), at.x, at.y, { lineBreak: false, width: doc.page.width - PAGE.margins.right - at.x, align: 'right' });
    doc.endMarkedContent();
  }
}
