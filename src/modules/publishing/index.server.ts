/** The door of publishing: what other rooms, pages, API, CLI and worker may call. */
export { planPublications, schedulePublications, type Plan } from './schedule-publications.ts';
export { cancelPublication, cancelPublications, tooLate } from './cancel-publications.ts';
export { movePublications } from './move-publications.ts';
export { replacePayloads } from './replace-payloads.ts';
export { approveWaiting, stopWithdrawn } from './approve-waiting.ts';
export { releaseHeld } from './release-held.ts';
export { retryFailed } from './retry-failed.ts';
export { putBack, setAside } from './set-aside.ts';
export { askFreshLook, decide, type Decision } from './decide.ts';
export { PUT_OFF_MINUTES } from './answer-by-hand.ts';
export { readPublication } from './read-publication.ts';
export { Stale } from './transition.ts';
export { findRepeats, type Repeat } from './find-repeats.ts';
export { sketchPast } from './sketch-past.ts';
export { wordsMark } from './sketch.ts';
export { minutesFor, readToPost, type ToPost } from './read-to-post.ts';
export { listPublications, type Place, type Which } from './list-publications.ts';
export {
  countDecisions,
  listDecisions,
  listFailed,
  listHeld,
  listPostsStanding,
  readOnline,
  readPublicationsBetween,
  readPublicationsOf,
  readStandings,
} from './read-publications.ts';

export { listBusyWorkspaces } from './busy-workspaces.ts';

// For those who keep it running.
export {
  addFigures,
  countOverdue,
  LATENESS_BOUNDS,
  noFigures,
  readFigures,
  type Lateness,
  type PublishingFigures,
} from './read-figures.ts';

// For the worker.
export { step } from './step.ts';
export { buryHolder, claimDue, nextDueAt, type Claim } from './claim.ts';
export { TIMINGS, type Timings } from './patience.ts';
export type { Channels, Confirmed, OpenChannel, World } from './world.ts';
export { runSender, type SenderOptions } from './run-sender.ts';
export { BEAT_MS, beat, forget, readSendingHealth, type SendingHealth } from './heartbeat.ts';
export { beginReconciliation, checkInstance, noteAlive } from './check-instance.ts';
export { isReconciling, reconcile } from './reconcile.ts';
export { readViolations, watch, type Violation } from './watch.ts';
export { releaseChannel } from './release-channel.ts';
