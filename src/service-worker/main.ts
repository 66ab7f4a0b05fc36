import { answerForm, answerPage, isPage, keepAhead } from './pages.ts';
import { answerPart, keepPictures } from './parts.ts';
import { hearPush } from './push.ts';
import { scope } from './scope.ts';
import { forgetAll } from './who.ts';

/** What pages of the studio say to this program (islands/sync.ts). */
type Word = { say: 'keep'; person: string; workspace: string; pages: string[]; pictures: string[] | null } | { say: 'forget' };

scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (isPage(request) && request.method === 'GET') event.respondWith(answerPage(request, (work) => event.waitUntil(work)));
  else if (isPage(request) && !navigator.onLine) event.respondWith(answerForm(request));
  else {
    const answer = answerPart(request);
    if (answer) event.respondWith(answer);
  }
});

scope.addEventListener('message', (event) => {
  const word = event.data as Word;
  if (word.say === 'forget') event.waitUntil(forgetAll());
  if (word.say === 'keep')
    event.waitUntil(keepAhead(word.pages).then(() => word.pictures && keepPictures(word.person, word.workspace, word.pictures)));
});

hearPush();
