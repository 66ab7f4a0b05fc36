import type { Config } from '#plumbing/config';
import { openOperatorService } from '#plumbing/http';
import { isLoopback } from './examine-machine.ts';
import { advice, ill, well, type Finding } from './finding.ts';

/** Asks this Palabre for its name by the address people type. */
export async function examineAddress({ publicUrl }: Pick<Config, 'publicUrl'>): Promise<Finding> {
  const address = publicUrl.href;
  const answer = await openOperatorService(address).get('healthz');
  if (!answer) return ill('public-address', 'cli_doctor_unreachable', { address });
  if (!saysPalabre(answer.body)) return ill('public-address', 'cli_doctor_not_us', { address });
  return isLoopback(publicUrl.hostname)
    ? advice('public-address', 'cli_doctor_reachable_here', { address })
    : well('public-address', 'cli_doctor_reachable', { address });
}

function saysPalabre(body: Uint8Array): boolean {
  try {
    return typeof (JSON.parse(Buffer.from(body).toString('utf8')) as { palabre?: unknown }).palabre === 'string';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
