import pg from 'pg';

/** Milliseconds before a lost listening connection is opened again; whoever listens also polls. */
const AGAIN_MS = 2_000;

/** Calls `wake` at every NOTIFY on `channel`, and once after each (re)connection, since a notice may have been missed. */
export function listenTo(connection: pg.ClientConfig, channel: string, wake: () => void): { close(): Promise<void> } {
  let closed = false;
  let client: pg.Client | null = null;
  const open = async (): Promise<void> => {
    if (closed) return;
    client = new pg.Client({ ...connection, keepAlive: true });
    const again = (): void => {
      if (closed || client === null) return;
      client = null;
      setTimeout(() => void open(), AGAIN_MS).unref();
    };
    client.on('notification', wake);
    client.on('error', again);
    client.on('end', again);
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      wake();
    } catch (error) {
      // The database is away; the next try comes by itself, and the poll goes on meanwhile.
      if (!(error instanceof Error)) throw error;
      again();
    }
  };
  void open();
  return {
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}
