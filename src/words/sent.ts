/** What is known of one message handed to somebody else's server. `code` is for the log: `http_410`, `timeout`. */
export type Sent =
  | { kind: 'taken' }
  /** It was not taken; it may be tried again, after so many seconds where the server said so. */
  | { kind: 'later'; seconds: number | null; code: string }
  /** It may have been taken. */
  | { kind: 'unclear'; code: string }
  /** Nobody will ever listen there again. */
  | { kind: 'gone'; code: string }
  /** This message will never be taken. */
  | { kind: 'refused'; code: string };
