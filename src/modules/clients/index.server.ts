export { createClient, type NewClient } from './create-client.ts';
export { listClients, readClient } from './list-clients.ts';
export { updateClient } from './update-client.ts';
export { archiveClient, restoreClient } from './archive-client.ts';
export { assignClient, readAssignments, listAssignments } from './assign-client.ts';
export { mayManageClients } from './policy.ts';
