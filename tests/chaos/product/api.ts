/** What Palabre says publicly of one publication. */
export interface Publication {
  id: string;
  post: string;
  channel: string;
  network: string;
  state: string;
  flag: string | null;
  text: string;
  position: number;
  not_before: string;
  remote_id: string | null;
  remote_url: string | null;
}

export interface Api {
  /** One post of one text, or a thread, to these channels. */
  plan(post: { client: string; channels: readonly string[]; texts: readonly string[]; at: Date; lateMinutes?: number }): Promise<void>;
  publications(): Promise<Publication[]>;
}

/** The few calls of the public API that a storm needs. @throws on any answer but the expected one */
export function openApi(origin: string, key: string): Api {
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    plan: async ({ client, channels, texts, at, lateMinutes = 30 }) => {
      const [text, ...thread] = texts;
      const schedule = { at: at.toISOString().slice(0, 19), zone: 'Africa/Lome', late: { policy: 'hold', minutes: lateMinutes } };
      const variants = channels.map((channel) => ({ channel, ...(thread.length > 0 && { thread }) }));
      await call('POST', '/posts', { client, text, variants, schedule });
    },
    publications: async () => {
      const all: Publication[] = [];
      for (let cursor = ''; ;) {
        const page = await call('GET', `/publications?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        all.push(...(page.items as Publication[]));
        if (page.next_cursor === null) return all;
        cursor = String(page.next_cursor);
      }
    },
  };
}
