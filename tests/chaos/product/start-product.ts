import { startPalabre, type Palabre } from '../../journeys/palabre/start.ts';
import type { Api } from './api.ts';
import { furnish } from './furnish.ts';
import type { Outside } from './outside.ts';
import type { Street } from './street.ts';

export interface Product {
  net: Outside;
  palabre: Palabre;
  api: Api;
  street: Street;
  stop(): Promise<void>;
}

/** A whole Palabre connected to all accounts of these networks; it stops them with itself. @param more settings */
export async function startProduct(net: Outside, more: Record<string, string> = {}): Promise<Product> {
  const stops = [net.stop];
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const palabre = await startPalabre(net, more);
    stops.push(async () => void (await palabre.stop()));
    return { net, palabre, ...(await furnish(palabre.origin, palabre.settings, net)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
