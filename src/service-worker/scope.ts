/** What this program uses of its surroundings; the library of types for workers does not go together with that of pages. */
export interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface Asking extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface Said extends Waiting {
  readonly data: unknown;
}

interface Scope {
  addEventListener(name: 'install' | 'activate', hear: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', hear: (event: Asking) => void): void;
  addEventListener(name: 'message', hear: (event: Said) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

export const scope = self as unknown as Scope;
