import { request } from 'node:http';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  bytes: number;
}

/** As a browser at any host name would ask: fetch does not let one choose Host. */
export function ask(
  address: string,
  options: { method?: string; host?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const url = new URL(address);
  const headers = { host: options.host ?? url.host, ...options.headers };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method: options.method ?? 'GET', headers },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const whole = Buffer.concat(parts);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole.toString('utf8'), bytes: whole.length });
        });
      },
    );
    asked.on('error', reject);
    asked.end(options.body);
  });
}
