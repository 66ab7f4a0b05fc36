import type { Outside } from '../contract.ts';
import { originAsWritten } from '../address.ts';
import { jsonOf, textOf } from '../evidence.ts';

/** What Bluesky needs beside the guarded way out: the operator's directory and DNS texts. */
export interface Directories extends Outside {
  /** The PLC directory (PALABRE_PLC_URL). */
  directory: { get(path: string, signal?: AbortSignal): Promise<{ status: number; body: Uint8Array } | null> };
  readTxt(name: string): Promise<string[]>;
}

const DID = /^did:(plc:[a-z2-7]{24}|web:[a-z0-9.:%-]+)$/i;
export const isDid = (text: string): boolean => DID.test(text);
export const isHandle = (text: string): boolean => /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);

/** What people type: an @, a profile's address, invisible direction marks pasted from an app. */
export const cleanHandle = (typed: string): string =>
  typed
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\s]/g, '')
    .replace(/^https?:\/\/[^/]+\/profile\//i, '')
    .replace(/^@|\/+$/g, '')
    .toLowerCase();

/** Handle to DID, the two ways the protocol knows (atproto.com/specs/handle): a DNS text, or a file on the handle's own host. */
export async function didOfHandle(outside: Directories, handle: string, signal: AbortSignal): Promise<string | null> {
  if (!isHandle(handle)) return null;
  const byDns = (await outside.readTxt(`_atproto.${handle}`)).filter((text) => text.startsWith('did=')).map((text) => text.slice(4));
  if (byDns.length === 1 && isDid(byDns[0]!)) return byDns[0]!;
  const file = await outside.http.send({
    method: 'GET',
    url: `https://${handle}/.well-known/atproto-did`,
    signal,
    follow: 2,
    maxBytes: 2048,
  });
  const did = file.kind === 'answer' && file.status === 200 ? textOf(file).trim() : '';
  return isDid(did) ? did : null;
}

/** Handle to DID as one PDS knows it: for servers whose handles are not on the public internet. */
export async function didByPds(outside: Outside, pds: string, handle: string, signal: AbortSignal): Promise<string | null> {
  const url = `${pds}/xrpc/com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`;
  const did = jsonOf<{ did?: string }>(await outside.http.send({ method: 'GET', url, signal }))?.did ?? '';
  return isDid(did) ? did : null;
}

interface DidDocument {
  id?: string;
  service?: { id?: string; type?: string; serviceEndpoint?: unknown }[];
}

/** DID to the account's own PDS (atproto.com/specs/did). */
export async function pdsOfDid(outside: Directories, did: string, signal: AbortSignal): Promise<string | null> {
  const document = did.startsWith('did:plc:') ? await plcDocument(outside, did, signal) : await webDocument(outside, did, signal);
  if (document?.id !== did) return null;
  const service = document.service?.find((one) => one.id === '#atproto_pds' || one.id === `${did}#atproto_pds`);
  const endpoint = service?.type === 'AtprotoPersonalDataServer' ? service.serviceEndpoint : null;
  return typeof endpoint === 'string' ? originAsWritten(endpoint) : null;
}

async function plcDocument(outside: Directories, did: string, signal: AbortSignal): Promise<DidDocument | null> {
  const answer = await outside.directory.get(did, signal);
  if (answer?.status !== 200) return null;
  return jsonOf<DidDocument>({ kind: 'answer', status: 200, headers: {}, body: answer.body, url: '' });
}

async function webDocument(outside: Outside, did: string, signal: AbortSignal): Promise<DidDocument | null> {
  const host = decodeURIComponent(did.slice('did:web:'.length));
  if (!/^[a-z0-9.-]+(:\d+)?$/i.test(host)) return null;
  return jsonOf<DidDocument>(await outside.http.send({ method: 'GET', url: `https://${host}/.well-known/did.json`, signal }));
}
