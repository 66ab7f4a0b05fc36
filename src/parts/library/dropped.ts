/** Says that files may be let go here: without it the browser opens them in place of the page. */
export const offer = (event: DragEvent): void => {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
};

/** The files let go, wherever on the page. */
export function dropped(event: DragEvent): File[] {
  offer(event);
  return [...(event.dataTransfer?.files ?? [])];
}
