/** The door of publishing: what other rooms, pages, API, CLI and worker may call. */
export { schedulePublications, type Plan } from './schedule-publications.ts';
export { cancelPublication, cancelPublications, tooLate } from './cancel-publications.ts';
export { movePublications } from './move-publications.ts';
export { replacePayloads } from './replace-payloads.ts';
export { releaseHeld } from './release-held.ts';
export { retryFailed } from './retry-failed.ts';
export { askFreshLook, decide, type Decision } from './decide.ts';
export { readPublication } from './read-publication.ts';
export { countDecisions, listDecisions, listFailed, listHeld, readPublicationsBetween, readPublicationsOf } from './read-publications.ts';
