import type { RunningWeb } from '../../journeys/palabre/web.ts';
import { ownerOf, type Tenant } from '../../journeys/tenants/tenant.ts';
import type { Visitor } from '../../journeys/tenants/visitor.ts';
import { readMedia } from '../../../src/modules/library/index.server.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { MediaView } from '../../../src/modules/library/shapes.ts';
import type { HostileFile } from './files.ts';

export interface HandedIn {
  file: HostileFile;
  /** Null when the file was refused. */
  media: Pick<MediaView, 'id' | 'variants'> | null;
  status: number;
  said: string;
}

/** Hands each file in at the library's own address, as the studio does, one after the other. */
export async function handIn(web: RunningWeb, visitor: Visitor, tenant: Tenant, files: readonly HostileFile[]): Promise<HandedIn[]> {
  const results: HandedIn[] = [];
  for (const file of files) {
    const address = `/studio/${tenant.slug}/library/upload?${new URLSearchParams({ client: tenant.ids.client, name: file.name })}`;
    const page = await visitor.send('PUT', address, file.bytes as BodyInit);
    const { item } = page.text.startsWith('{') ? (JSON.parse(page.text) as { item?: { id: Id } }) : {};
    const media = item ? await readIn(web, tenant, item.id) : null;
    results.push({ file, media, status: page.status, said: page.text.slice(0, 300) });
  }
  return results;
}

const readIn = (web: RunningWeb, tenant: Tenant, id: Id): Promise<MediaView> =>
  web.house.store.inWorkspace(tenant.workspaceId, ownerOf(tenant), (ctx) => readMedia(ctx, id));

/** Everything that is served of what came in. @returns `what: fault` for each byte or header that should not be there */
export async function faultsOfServed(
  visitor: Visitor,
  web: RunningWeb,
  handed: readonly HandedIn[],
  traces: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { file, media, status, said } of handed) {
    if (status >= 500 && status !== 503) faults.push(`${file.what}: ${status} ${said}`);
    for (const variant of media?.variants ?? []) {
      const answer = await visitor.open(`/media/${media!.id}/${variant.name}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const header = (name: string): string => answer.headers.get(name) ?? '';
      const fault = (what: string): void => void faults.push(`${file.what}, ${variant.name}: ${what}`);
      if (bytes.equals(file.bytes)) fault('the original is served');
      if (!/^(image\/(jpeg|png|webp)|video\/(mp4|webm))$/.test(header('content-type'))) fault(`type ${header('content-type')}`);
      if (header('content-security-policy') !== "default-src 'none'; sandbox") fault(`policy ${header('content-security-policy')}`);
      if (header('x-content-type-options') !== 'nosniff') fault('sniffed');
      if (!/^inline; filename="[0-9a-f-]+\.\w+"$/.test(header('content-disposition').replace(/-\w+\./, '.')))
        fault(header('content-disposition'));
      for (const trace of traces) if (bytes.includes(Buffer.from(trace, 'latin1'))) fault(`says ${trace}`);
    }
  }
  if (web.said().includes('accident')) faults.push(`an accident was logged: ${web.said().slice(-300)}`);
  return faults;
}
