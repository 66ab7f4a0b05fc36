/** The door of approval. */
export { agreeMode, readAgreement } from './agree-mode.ts';
export { dropAsked, presentMoved, presentPost, type Presented, type Shown } from './present-post.ts';
export { openRequest } from './open-request.ts';
export { minuteOf, printsOf } from './fingerprint.ts';
export { mayLeave, type Leaving } from './may-leave.ts';
export { addressTo, copyLink, revokeLink, rotateLinks, saySent } from './make-link.ts';
export { actorOf, deadLink, enterByLink, readDoor, readSession, type ClientSession } from './enter-by-link.ts';
export { acceptHour, declareAnswer, giveAnswer, type Given } from './give-answer.ts';
export { listRequests, readAsked, readRequest, type AskedPost, type RequestLine, type RequestView } from './read-requests.ts';
