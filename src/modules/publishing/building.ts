import type { NetworkName, OnceClass, Payload } from '#networks/contract';
import { newId, type Id } from '#words/ids.ts';
import type { Plan } from './schedule-publications.ts';

/** Small builders for this room's tests: one post, named values, everything else ordinary. */
export const payload = (text: string): Payload => ({ text, title: '', language: 'fr', media: [] });

export function planFor(options: {
  at: Date;
  texts?: readonly string[];
  channelId?: Id;
  network: NetworkName;
  onceClass?: OnceClass;
  late?: Plan['late'];
  clientId?: Id;
  postId?: Id;
}): Plan {
  return {
    postId: options.postId ?? newId(),
    clientId: options.clientId ?? newId(),
    wall: options.at.toISOString().slice(0, 16),
    zone: 'Africa/Lome',
    notBefore: options.at,
    ...(options.late ? { late: options.late } : {}),
    publications: [
      {
        channelId: options.channelId ?? newId(),
        network: options.network,
        onceClass: options.onceClass ?? 'R',
        networkUserId: 'me',
        segments: (options.texts ?? ['Le menu de samedi']).map(payload),
      },
    ],
  };
}
