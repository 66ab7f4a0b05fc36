// A real Bluesky PDS and a PLC directory in memory, both on 127.0.0.1, in one process of the Node they were built for.
//   node server.mjs <port> <port of the directory> <port its public address names> <data folder>
// Says `ready` on one line. Run beside its own node_modules (../install-bluesky.ts).
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Secp256k1Keypair } from '@atproto/crypto';
import { envToCfg, envToSecrets, PDS } from '@atproto/pds';
import plc from '@did-plc/server';

const [port, plcPort, publicPort] = process.argv.slice(2, 5).map(Number);
const data = process.argv[5];

// Neither server lets itself be told to stay on this machine.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first !== 'number') return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  return listen.call(
    this,
    { port: first, host: '127.0.0.1' },
    rest.find((one) => typeof one === 'function'),
  );
};

const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort });
await directory.start();

const rotation = await Secp256k1Keypair.create({ exportable: true });
mkdirSync(path.join(data, 'blobs'), { recursive: true });
const env = {
  devMode: true,
  // Only named `localhost` does it announce itself by http, with its port.
  hostname: 'localhost',
  port: publicPort,
  dataDirectory: data,
  blobstoreDiskLocation: path.join(data, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: ['.bsky.test'],
  inviteRequired: false,
  adminPassword: randomBytes(16).toString('hex'),
  jwtSecret: randomBytes(16).toString('hex'),
  dpopSecret: randomBytes(32).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'),
  disableSsrfProtection: true,
  rateLimitsEnabled: false,
  // Nobody is there: what posts look like to readers is no part of a PDS.
  bskyAppViewUrl: 'http://127.0.0.1:9',
  bskyAppViewDid: 'did:web:localhost%3A9',
};
const config = envToCfg(env);
// It listens here, and its accounts say they live behind the proxy.
config.service.port = port;
const pds = await PDS.create(config, envToSecrets(env));
await pds.start();
console.log('ready');

const stop = async () => {
  await pds.destroy();
  await directory.destroy();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
