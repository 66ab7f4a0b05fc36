import {
  check_angle_brackets,
  check_media_missing,
  check_title_needed,
  check_title_too_long,
  check_too_many_links,
  check_too_many_mentions,
  network_name_discord,
  network_name_facebook,
  network_name_google,
  network_name_instagram,
  network_name_linkedin,
  network_name_pinterest,
  network_name_reddit,
  network_name_telegram,
  network_name_threads,
  network_name_tiktok,
  network_name_whatsapp,
  network_name_x,
  network_name_youtube,
} from '#messages';
import { rules as discord } from '#networks/discord/rules';
import { rules as facebook } from '#networks/facebook/rules';
import { rules as google } from '#networks/google/rules';
import { rules as instagram } from '#networks/instagram/rules';
import { rules as linkedin } from '#networks/linkedin/rules';
import { rules as pinterest } from '#networks/pinterest/rules';
import { rules as reddit } from '#networks/reddit/rules';
import { rules as telegram } from '#networks/telegram/rules';
import { rules as threads } from '#networks/threads/rules';
import { rules as tiktok } from '#networks/tiktok/rules';
import { rules as whatsapp } from '#networks/whatsapp/rules';
import { rules as x } from '#networks/x/rules';
import { rules as youtube } from '#networks/youtube/rules';
import type { Counted } from './counted-later.ts';

export type { Word } from './counted-later.ts';

/**
 * The networks Palabre counts for and does not speak to: their rules, their names, and what only their checks say. The server has them
 * all; in the browser `counted-later.ts` stands here, and fetches this file where a channel is on one of them (vite.islands.ts).
 */
export const COUNTED: Counted = {
  rules: { discord, facebook, google, instagram, linkedin, pinterest, reddit, telegram, threads, tiktok, whatsapp, x, youtube },
  words: {
    discord: network_name_discord,
    facebook: network_name_facebook,
    google: network_name_google,
    instagram: network_name_instagram,
    linkedin: network_name_linkedin,
    pinterest: network_name_pinterest,
    reddit: network_name_reddit,
    telegram: network_name_telegram,
    threads: network_name_threads,
    tiktok: network_name_tiktok,
    whatsapp: network_name_whatsapp,
    x: network_name_x,
    youtube: network_name_youtube,
  },
  checks: {
    angle_brackets: check_angle_brackets,
    media_missing: check_media_missing,
    title_needed: check_title_needed,
    title_too_long: check_title_too_long,
    too_many_links: check_too_many_links,
    too_many_mentions: check_too_many_mentions,
  },
};
