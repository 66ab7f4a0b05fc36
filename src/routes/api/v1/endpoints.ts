import type { Endpoint } from './endpoint.ts';
import { channels } from './endpoints/channels.ts';
import { clients } from './endpoints/clients.ts';
import { media } from './endpoints/media.ts';
import { posts } from './endpoints/posts.ts';
import { publications } from './endpoints/publications.ts';
import { webhooks } from './endpoints/webhooks.ts';

/** Everything that works in one transaction; the upload, which does not, is endpoints/upload.ts. */
export const ENDPOINTS: readonly Endpoint[] = [...clients, ...channels, ...media, ...posts, ...publications, ...webhooks];
