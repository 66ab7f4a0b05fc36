import { deflateRawSync, crc32 } from 'node:zlib';

type Cell = string | number | { date: number };

/** An .xlsx file with one sheet, made by hand: strings inline, dates under a date style. */
export function sheetOf(rows: readonly (readonly Cell[])[]): Buffer {
  const cell = (value: Cell, at: string): string =>
    typeof value === 'object'
      ? `<c r="${at}" s="1"><v>${value.date}</v></c>`
      : typeof value === 'number'
        ? `<c r="${at}"><v>${value}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
  const lines = rows.map(
    (row, index) =>
      `<row r="${index + 1}">${row.map((value, column) => (value === '' ? '' : cell(value, `${String.fromCharCode(65 + column)}${index + 1}`))).join('')}</row>`,
  );
  return workbook(`<sheetData>${lines.join('')}</sheetData>`);
}

/** Files made to hurt, and what each must be answered. */
export function hostileSheets(): [string, Buffer, string][] {
  const cells = (inside: string) => workbook(`<sheetData>${inside}</sheetData>`);
  const text = '<c r="A1" t="inlineStr"><is><t>Texte</t></is></c>';
  return [
    ['a zip that is cut', sheetOf([['Texte'], ['un']]).subarray(0, 300), 'import_unreadable'],
    ['a zip of something else', zip({ 'word/document.xml': '<w/>' }), 'import_unreadable'],
    ['kilobytes that open into spaces without end', cells(`<row r="1">${text}</row>${' '.repeat(130_000_000)}`), 'import_too_heavy'],
    [
      'a row at the ten millionth place',
      cells(`<row r="1">${text}</row><row r="90000000"><c r="A90000000"><v>1</v></c></row>`),
      'import_too_heavy',
    ],
    ['a cell in a column that has no end', cells(`<row r="1">${text}<c r="ZZZZZZZ1"><v>1</v></c></row>`), 'import_too_heavy'],
    ['an entity in an entity', cells(`<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>`), 'import_no_heads'],
  ];
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const workbook = (inside: string): Buffer =>
  zip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol "lol">]><worksheet ${MAIN}>${inside}</worksheet>`,
  });

/** A zip as PKWARE's APPNOTE says: local headers with their data, then the directory. */
function zip(files: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data, { level: 9 });
    const common = Buffer.alloc(26);
    [20, 0, 8, 0, 0].forEach((value, index) => common.writeUInt16LE(value, index * 2));
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    local.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, list, Buffer.from('PK\x05\x06'), end]);
}
