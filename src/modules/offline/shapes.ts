export * from './writing.ts';
export * from './changes.ts';
export * from './notebook.ts';
export { viewPost, viewPosts, writingIn, type SeenPost } from './view-post.ts';
export { answerByHand, askToPlan, askToShow, forgetTrouble, holdBack, takeBack, writeDown } from './write-down.ts';
export { countWaiting, MOST_AT_ONCE, type Answered, type Asked, type Told } from './exchange.ts';
export { Lost, sync, type Shelf } from './sync.ts';
