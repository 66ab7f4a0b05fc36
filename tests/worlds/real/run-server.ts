import { spawn } from 'node:child_process';

/** A server in a process group of its own: some leave children behind. @throws when it ends, or is not ready within a minute */
export async function runServer(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ready: RegExp | null,
): Promise<{ stop(): Promise<void> }> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += String(error);
      resolve();
    });
  });
  const isReady = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000);
      if (ready?.test(said)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    if (!ready) child.once('spawn', resolve);
  });
  const tell = (): void => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  // A test that is broken off leaves no server behind.
  process.once('exit', tell);
  const stop = async (): Promise<void> => {
    tell();
    await ended;
    process.off('exit', tell);
  };
  const tooLong = new Promise<void>((resolve) => setTimeout(resolve, 60_000).unref());
  const failed = await Promise.race([isReady.then(() => false), ended.then(() => true), tooLong.then(() => true)]);
  if (!failed) return { stop };
  await stop();
  throw new Error(`${command} ${args[0] ?? ''} did not get ready:\n${said.slice(-3_000)}`);
}
