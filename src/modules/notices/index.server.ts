/** The door of notices: what pages, API, CLI and worker may call. */
export { addEndpoint } from './add-endpoint.ts';
export { removeEndpoint } from './remove-endpoint.ts';
export { pauseEndpoint, resumeEndpoint } from './resume-endpoint.ts';
export { countStopped, listDeliveries, listEndpoints } from './list-endpoints.ts';
export { resend } from './resend.ts';
export { chooseReminder, readReminder } from './choose-reminder.ts';

// For the worker and the operator.
export { readFacts } from './read-facts.ts';
export { deliver, type Courier } from './deliver.ts';
export { mailStopped } from './mail-stopped.ts';
export { sendReminders } from './remind.ts';
export { forgetDeliveries, rotateEndpoints } from './keep.ts';
