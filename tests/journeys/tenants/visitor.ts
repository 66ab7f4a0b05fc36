/** Somebody at a browser without JavaScript: keeps cookies, follows nothing by itself. */
export interface Visitor {
  get(address: string): Promise<Page>;
  post(address: string, fields: readonly [string, string][]): Promise<Page>;
  ask(method: string, address: string): Promise<Page>;
  /** Any body, a file or a form with files. */
  send(method: string, address: string, body: BodyInit, headers?: Record<string, string>): Promise<Page>;
  /** The answer itself, for its headers and bytes. */
  open(address: string, init?: RequestInit): Promise<Response>;
}

export interface Page {
  status: number;
  /** Where a redirect leads; '' without one. */
  location: string;
  text: string;
}

export function openVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();
  const open = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', origin, cookie, ...(init.headers as Record<string, string>) };
    // A stream is sent as it comes.
    const answer = await fetch(new URL(address, origin), { ...init, redirect: 'manual', headers, duplex: 'half' } as RequestInit);
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(rest.join(';'))) cookies.delete(name.trim());
      else cookies.set(name.trim(), value.join('='));
    }
    return answer;
  };
  const ask = async (method: string, address: string, body?: BodyInit, headers?: Record<string, string>): Promise<Page> => {
    const answer = await open(address, { method, body, headers } as RequestInit);
    return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
  };
  return {
    get: (address) => ask('GET', address),
    post: (address, fields) => ask('POST', address, new URLSearchParams(fields.map(([name, value]) => [name, value]))),
    ask: (method, address) => ask(method, address, method === 'GET' || method === 'HEAD' ? undefined : new URLSearchParams()),
    send: ask,
    open,
  };
}

/** Signs in through the page, as a person does. @throws when the page does not let them in */
export async function signIn(visitor: Visitor, email: string, password: string): Promise<void> {
  const answer = await visitor.post('/login', [
    ['email', email],
    ['password', password],
  ]);
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}: ${answer.text.slice(0, 300)}`);
}
