/** "This was said before: go on?", as the page asks it. */
export interface RepeatQuestion {
  /** The act that was asked for, done again with `mark` as its answer. */
  action: 'plan' | 'now' | 'update';
  mark: string;
  /** `client` is null where the same channel repeats itself. */
  repeats: { channel: string; client: string | null; at: Date; postId: string }[];
}
