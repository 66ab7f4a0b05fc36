/** What holds a post between its day and another: by whatever way it was taken, it is shown, aimed, dropped or left in one way. */
export interface Hand {
  /** Shows it under the pointer, and aims at the day that is there; near an edge of the window, the page comes along. */
  follow(x: number, y: number): void;
  /** Aims at a day so many days away, and says it. */
  shift(days: number): void;
  /** Says what is held and what the keys do. */
  tell(): void;
  drop(): void;
  leave(): void;
}

const LIFTED_PX = 12;
/** A month is taller than most windows: nearer than this to its edge, the page moves so much at each beat. */
const EDGE_PX = 48;
const STEP_PX = 8;
const BEAT_MS = 16;

const dayAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('.cal td[data-day]') ?? null;

/** @returns null where the page has no form to send */
export function openHand(post: HTMLElement): Hand | null {
  const form = document.querySelector<HTMLFormElement>('#poser');
  const home = post.closest<HTMLElement>('td[data-day]');
  if (!form || !home) return null;
  const days = [...document.querySelectorAll<HTMLElement>('.cal td[data-day]')];
  const say = (words: string): void => void (document.querySelector('#poser-dit')!.textContent = words);
  let shown: HTMLElement | null = null;
  let aimed: HTMLElement | null = home;
  let pointer = { x: 0, y: 0 };
  let beat: ReturnType<typeof setInterval> | undefined;
  post.classList.add('pris');

  const aim = (day: HTMLElement | null): void => {
    aimed?.classList.remove('vise');
    aimed = day;
    aimed?.classList.add('vise');
  };
  const scroll = (): void => {
    const by = pointer.y < EDGE_PX ? -STEP_PX : pointer.y > innerHeight - EDGE_PX ? STEP_PX : 0;
    if (by === 0) return;
    scrollBy(0, by);
    aim(dayAt(pointer.x, pointer.y));
  };
  const end = (): void => {
    clearInterval(beat);
    shown?.remove();
    aimed?.classList.remove('vise');
    post.classList.remove('pris');
  };
  const leave = (): void => {
    end();
    say(form.dataset.left ?? '');
  };

  return {
    leave,
    follow(x, y) {
      if (!shown) {
        shown = post.cloneNode(true) as HTMLElement;
        shown.classList.replace('pris', 'tenu');
        shown.style.width = `${post.offsetWidth}px`;
        shown.setAttribute('aria-hidden', 'true');
        document.body.append(shown);
      }
      shown.style.left = `${x + LIFTED_PX}px`;
      shown.style.top = `${y + LIFTED_PX}px`;
      pointer = { x, y };
      beat ??= setInterval(scroll, BEAT_MS);
      aim(dayAt(x, y));
    },
    shift(by) {
      const next = days[days.indexOf(aimed ?? home) + by];
      if (!next) return;
      aim(next);
      next.scrollIntoView({ block: 'nearest' });
      say(sayDay(next.dataset.day!));
    },
    tell() {
      aim(home);
      say((form.dataset.grabbed ?? '').replace('{name}', post.querySelector('.l2')?.textContent?.trim() ?? ''));
    },
    drop() {
      if (!aimed || aimed === home) return leave();
      const { day } = aimed.dataset;
      const target = aimed;
      end();
      target.append(post);
      (form.elements.namedItem('post') as HTMLInputElement).value = post.dataset.post!;
      (form.elements.namedItem('day') as HTMLInputElement).value = day!;
      form.requestSubmit();
    },
  };
}

const sayDay = (day: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
