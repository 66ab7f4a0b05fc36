/** The edge of every printed page, as on screen (src/ui/components.css): woven, with who established the sheet. In points. */
export const EDGE = 26;
const LETTERS = 6.5;
const TILE =
  'M13 6.5a6.5 6.5 0 1 0 6.5 6.5 M0 3.5A9.5 9.5 0 0 0 3.5 0 M22.5 0A9.5 9.5 0 0 0 26 3.5 M0 22.5A9.5 9.5 0 0 1 3.5 26 M22.5 26A9.5 9.5 0 0 1 26 22.5';

/** Drawn as decoration: whoever listens to the document does not hear it. */
export function drawEdge(doc: PDFKit.PDFDocument, said: string, font: string): void {
  const { height } = doc.page;
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save().rect(0, 0, EDGE, height).fill('#1a2f6e');
  const words = said.toUpperCase();
  const long = doc.font(font).fontSize(LETTERS).widthOfString(words, { characterSpacing: 1 });
  doc.save().rotate(-90, { origin: [0, 0] });
  doc.fillColor('#e6ebfb').text(words, -14 - long, (EDGE - LETTERS) / 2, { lineBreak: false, characterSpacing: 1 });
  doc.restore();
  doc.lineWidth(1.1).strokeOpacity(0.9).fillOpacity(0.9);
  for (let y = 28 + long; y + EDGE <= height; y += EDGE) {
    doc.save().translate(0, y).path(TILE).stroke('#ffffff');
    doc.circle(13, 13, 2.2).fill('#ffffff').restore();
  }
  doc.restore();
  doc.endMarkedContent();
}
