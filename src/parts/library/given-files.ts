type Take = (files: File[]) => void;

let early: File[] = [];
let take: Take = (files) => void early.push(...files);

/** Files let go anywhere on the page, or pasted, are taken from now on; those that come before `takeFiles` wait for it. */
export function hearFiles(): void {
  // Without it the browser opens what is let go in place of the page.
  document.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
  document.addEventListener('drop', (event) => given(event, event.dataTransfer));
  document.addEventListener('paste', (event) => isText(event.clipboardData) || given(event, event.clipboardData));
}

/** @param by what sends them, once it lives */
export function takeFiles(by: Take): void {
  take = by;
  if (early.length > 0) take(early);
  early = [];
}

function given(event: Event, carried: DataTransfer | null): void {
  if (!carried?.files.length) return;
  event.preventDefault();
  take([...carried.files]);
}

/** Words pasted with a picture of themselves, as from a spreadsheet, stay words; a file copied in a folder brings its name as plain text, no more. */
const isText = (carried: DataTransfer | null) => ['text/plain', 'text/html'].every((type) => carried?.types.includes(type));
