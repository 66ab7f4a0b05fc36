import { answerFeed } from '../../../answer-feed.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => answerFeed(event, 'atom');
