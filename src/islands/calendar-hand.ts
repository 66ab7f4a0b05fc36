/** What holds a post between its day and another: by whatever way it was taken, it is shown, aimed, dropped or left in one way. */
export interface Hand {
  /** Shows it under the pointer. */
  follow(x: number, y: number): void;
  aim(day: HTMLElement | null): void;
  /** Aims at a day so many days away, and says it. */
  shift(days: number): void;
  /** Says what is held and what the keys do. */
  tell(): void;
  drop(): void;
  leave(): void;
}

const LIFTED_PX = 12;

/** @returns null where the page has no form to send */
export function openHand(post: HTMLElement): Hand | null {
  const form = document.querySelector<HTMLFormElement>('#poser');
  const home = post.closest<HTMLElement>('td[data-day]');
  if (!form || !home) return null;
  const days = [...document.querySelectorAll<HTMLElement>('.cal td[data-day]')];
  const say = (words: string): void => void (document.querySelector('#poser-dit')!.textContent = words);
  let shown: HTMLElement | null = null;
  let aimed: HTMLElement | null = home;
  post.classList.add('pris');

  const aim = (day: HTMLElement | null): void => {
    aimed?.classList.remove('vise');
    aimed = day;
    aimed?.classList.add('vise');
  };
  const end = (): void => {
    shown?.remove();
    aimed?.classList.remove('vise');
    post.classList.remove('pris');
  };
  const leave = (): void => {
    end();
    say(form.dataset.left ?? '');
  };

  return {
    aim,
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
