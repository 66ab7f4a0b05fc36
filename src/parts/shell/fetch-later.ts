/** Failed tries: a browser remembers a module it could not fetch, and would not ask for it again under the same address. */
let failures = 0;

/**
 * What is built apart (vite.islands.ts) and fetched when it is first needed. Tried again after the line was cut, it comes.
 * @param name of the file in /islands; @throws when it cannot be fetched
 */
export async function fetchLater<T>(name: string): Promise<T> {
  const address = `/islands/${name}.js${failures > 0 ? `?${failures}` : ''}`;
  try {
    return (await import(/* @vite-ignore */ address)) as T;
  } catch (error) {
    failures += 1;
    throw error;
  }
}

/** One of those that speak: built once for each language. @throws as fetchLater */
export const fetchSpoken = <T>(name: string): Promise<T> => fetchLater(`${name}-${document.documentElement.lang}`);
