import {
  calendar_change_account_added,
  calendar_change_account_removed,
  calendar_change_card,
  calendar_change_card_added,
  calendar_change_card_picture,
  calendar_change_card_removed,
  calendar_change_follows,
  calendar_change_follows_no_more,
  calendar_change_hour,
  calendar_change_hour_gone,
  calendar_change_late_drop,
  calendar_change_late_hold,
  calendar_change_late_publish,
  calendar_change_media_added,
  calendar_change_media_order,
  calendar_change_media_removed,
  calendar_change_own_media,
  calendar_change_pillar,
  calendar_change_pillar_gone,
  calendar_change_ratio,
  calendar_change_segment,
  calendar_change_something_gone,
  calendar_change_text,
  calendar_change_text_for,
  calendar_change_title,
  calendar_change_title_for,
} from '#messages';
import { getLocale } from '#messages/runtime';
import type { Difference, Wish } from '#modules/calendar/shapes';
import { ofPlace, sayClock, sayDate, sayList } from '#words/spoken.ts';

/** What the ids of a version are called today. */
export interface Names {
  accounts: Record<string, string>;
  media: Record<string, string>;
  pillars: Record<string, string>;
}

const LATE = { hold: calendar_change_late_hold, publish: calendar_change_late_publish, drop: calendar_change_late_drop };

const hour = ({ wall, zone }: Wish, here: string): string =>
  `${sayDate(wall.slice(0, 10), getLocale(), { year: true })}, ${sayClock(wall.slice(11, 16), getLocale())}` +
  (zone === here ? '' : ` (${ofPlace(zone, getLocale())})`);

/** One line that says what changed; the words of a text come under it. @param zone the clock of who reads */
export function sayDifference(one: Difference, names: Names, zone: string): string {
  const channel = 'channelId' in one && one.channelId ? (names.accounts[one.channelId] ?? calendar_change_something_gone()) : '';
  switch (one.what) {
    case 'title':
      return channel ? calendar_change_title_for({ channel }) : calendar_change_title();
    case 'text':
      return channel ? calendar_change_text_for({ channel }) : calendar_change_text();
    case 'segment':
      return calendar_change_segment({ channel, position: one.position });
    case 'follows':
      return calendar_change_follows({ channel });
    case 'follows_no_more':
      return calendar_change_follows_no_more({ channel });
    case 'account_added':
      return calendar_change_account_added({ channel });
    case 'account_removed':
      return calendar_change_account_removed({ channel });
    case 'own_media':
      return calendar_change_own_media({ channel });
    case 'ratio':
      return calendar_change_ratio({ channel });
    case 'media_added':
      return calendar_change_media_added({ media: listed(one.mediaIds, names) });
    case 'media_removed':
      return calendar_change_media_removed({ media: listed(one.mediaIds, names) });
    case 'media_order':
      return calendar_change_media_order();
    case 'hour':
      return one.after ? calendar_change_hour({ moment: hour(one.after, zone) }) : calendar_change_hour_gone();
    case 'late':
      return LATE[one.late]({ minutes: one.minutes });
    case 'card':
      return calendar_change_card();
    case 'card_added':
      return calendar_change_card_added({ title: one.title });
    case 'card_removed':
      return calendar_change_card_removed({ title: one.title });
    case 'card_picture':
      return calendar_change_card_picture({ title: one.title });
    case 'pillar':
      return one.after
        ? calendar_change_pillar({ pillar: names.pillars[one.after] ?? calendar_change_something_gone() })
        : calendar_change_pillar_gone();
  }
}

const listed = (ids: readonly string[], names: Names): string =>
  sayList(
    ids.map((id) => names.media[id]?.replace(/\.$/, '') ?? calendar_change_something_gone()),
    getLocale(),
  );
