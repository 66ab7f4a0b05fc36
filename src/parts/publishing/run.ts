/** One publication of a run, with all that posting it by hand takes. */
export interface Step {
  id: string;
  /** Those before and after it; '' at the ends. */
  next: string;
  previous: string;
  name: string;
  client: { name: string; monogram: string; colour: string } | undefined;
  network: string;
  place: string;
  account: string;
  at: Date;
  /** Its window is over since then; `drop` when it was to be given up. */
  late: { since: Date; drop: boolean } | null;
  text: string;
  title: string;
  /** The rest of a thread, or a first comment. */
  after: readonly string[];
  media: readonly RunPicture[];
  /** Where it is posted; null when nobody said. */
  open: string | null;
  /** What is posted there has an address. */
  link: boolean;
}

export interface RunPicture {
  id: string;
  path: string;
  /** A lighter copy, kept on the phone with the run; null for a film, which is too heavy to be. */
  light: string | null;
  alt: string;
  bytes: number;
  film: boolean;
}
