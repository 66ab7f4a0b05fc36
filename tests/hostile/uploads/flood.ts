import { readFileSync } from 'node:fs';
import type { RunningWeb } from '../../journeys/palabre/web.ts';
import type { Tenant } from '../../journeys/tenants/tenant.ts';
import type { Visitor } from '../../journeys/tenants/visitor.ts';

const BOUNDARY = 'palabre-flood';
const MEGABYTE = 1_000_000;

/** A plain form with one film of so many megabytes in it, made as it is sent. */
function formWithFilm(clientId: string, megabytes: number): ReadableStream<Uint8Array> {
  const part = (disposition: string): string => `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`;
  const head = `${part('name="clientId"')}${clientId}\r\n${part('name="files"; filename="film.mp4"')}\0\0\0\x18ftypisom\0\0\0\0isommp42`;
  let left = megabytes + 2;
  return new ReadableStream({
    pull: (controller) => {
      left -= 1;
      if (left === megabytes + 1) controller.enqueue(Buffer.from(head, 'latin1'));
      else if (left > 0) controller.enqueue(new Uint8Array(MEGABYTE));
      else if (left === 0) controller.enqueue(Buffer.from(`\r\n--${BOUNDARY}--\r\n`));
      else controller.close();
    },
  });
}

/** So many forms of so many megabytes at once. @returns megabytes by which the web process grew at most */
export async function flood(web: RunningWeb, visitor: Visitor, tenant: Tenant, forms: number, megabytes: number): Promise<number> {
  const resident = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${web.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  const before = resident();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, resident())), 20);
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const send = () => visitor.send('POST', `/studio/${tenant.slug}/library?/add`, formWithFilm(tenant.ids.client, megabytes), headers);
  await Promise.all(Array.from({ length: forms }, send));
  clearInterval(timer);
  return Math.round(peak - before);
}
