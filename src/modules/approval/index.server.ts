/** The door of approval. */
export { agreeMode, readAgreement } from './agree-mode.ts';
export { dropAsked, presentMoved, presentPost, type Presented, type Shown } from './present-post.ts';
export { openRequest } from './open-request.ts';
export { minuteOf, printsOf } from './fingerprint.ts';
export { mayLeave, type Leaving } from './may-leave.ts';
export { addressTo, copyLink, revokeLink, sayReminded, saySent } from './make-link.ts';
export { rotateLinks } from './rotate-links.ts';
export { reviewPost } from './review-post.ts';
export { hearSilence } from './hear-silence.ts';
export { deadLink } from './follow-key.ts';
export { actorOf, enterByLink, readDoor, readSession, type ClientSession } from './enter-by-link.ts';
export { acceptHour, declareAnswer, giveAnswer, type Given } from './give-answer.ts';
export { listRequests, readAsked, readRequest, type AskedPost, type RequestLine, type RequestView } from './read-requests.ts';
export { nameContact, readContact } from './name-contact.ts';
export { readContactDoor, verifyContact } from './verify-contact.ts';
export { wishMail } from './mail-request.ts';
export { mailContact, mailRequest, wishReminders } from './mail-client.ts';
export { readEvidence, type Evidence } from './evidence.ts';
