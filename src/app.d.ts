import type { House } from './wiring/open-house.ts';
import type { Ctx } from '#plumbing/db';
import type { Person, Member } from '#modules/team/shapes';
import type { Visitor } from '#modules/team';

declare global {
  namespace App {
    interface Locals {
      house: House;
      locale: import('#words/languages.ts').Language;
      /** Address, cookies and browser of the request, for the accounts' verbs. */
      visitor: Visitor;
      /** The session in use, to tell it from the others in a list. */
      sessionId: string | null;
      /** Who is signed in; null for visitors. */
      person: Person | null;
      /** The signed-in person in the workspace of the address; null outside /studio/<workspace>. */
      member: Member | null;
      /** One transaction in the workspace of the address, as the signed-in person. Throws Refusal when there is none. */
      work<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
    }
    interface Error {
      message: string;
      code?: string;
      /** Given to the person, found again in the log. */
      reference?: string;
    }
  }
}

export {};
