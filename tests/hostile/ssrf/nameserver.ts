import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';

/** Answers of one name: addresses, or another name it stands for. A list of lists is answered one after the other. */
export type Zone = Record<string, { addresses?: string[]; alias?: string; then?: string[] }>;

export interface Nameserver {
  /** `127.0.0.1:<port>`, for a resolver. */
  servers: string[];
  /** Every address of a name by this server, as the guard's own resolver would give them. */
  resolve(hostname: string): Promise<string[]>;
  asked(name: string): number;
  close(): void;
}

const TYPES = { A: 1, CNAME: 5, AAAA: 28 } as const;

/** A name server of our own (RFC 1035), so that names lead where a test wants: inside, to both sides, elsewhere at the second question. */
export async function openNameserver(zone: Zone): Promise<Nameserver> {
  const asked = new Map<string, number>();
  const server = createSocket('udp4');
  server.on('message', (query, from) => {
    const question = readQuestion(query);
    const turn = asked.get(`${question.name} ${question.type}`) ?? 0;
    asked.set(`${question.name} ${question.type}`, turn + 1);
    server.send(answerTo(query, question, zone, turn), from.port, from.address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  const servers = [`127.0.0.1:${server.address().port}`];
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers(servers);
  return {
    servers,
    resolve: async (hostname) => {
      const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    asked: (name) => asked.get(`${name} ${TYPES.A}`) ?? 0,
    close: () => void server.close(),
  };
}

interface Question {
  name: string;
  type: number;
  end: number;
}

function readQuestion(query: Buffer): Question {
  const labels: string[] = [];
  let place = 12;
  for (let length = query[place]!; length > 0; length = query[place]!) {
    labels.push(query.toString('latin1', place + 1, place + 1 + length));
    place += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(place + 1), end: place + 5 };
}

function answerTo(query: Buffer, question: Question, zone: Zone, turn: number): Buffer {
  const records: Buffer[] = [];
  let name = question.name;
  for (let alias = zone[name]?.alias; alias; alias = zone[name]?.alias) {
    records.push(record(name, TYPES.CNAME, encodeName(alias)));
    name = alias;
  }
  const known = zone[name];
  const addresses = (turn > 0 && known?.then) || known?.addresses || [];
  for (const address of addresses)
    if (question.type === (address.includes(':') ? TYPES.AAAA : TYPES.A)) records.push(record(name, question.type, encodeAddress(address)));
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (known ? 0 : 3), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, query.subarray(12, question.end), ...records]);
}

function record(name: string, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  // Lives no second: every question is asked again.
  head.writeUInt32BE(0, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), head, data]);
}

const encodeName = (name: string): Buffer =>
  Buffer.concat([...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);

/** Dotted decimal, or IPv6 with at most one `::`. */
function encodeAddress(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  const [left = '', right = ''] = address.split('::');
  const [before, after] = [left, right].map((half) => half.split(':').filter(Boolean)) as [string[], string[]];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return Buffer.from(groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]));
}
