/** The symbols of icons.svg, one file for every page: fetched once, then kept. `n-<network>` are neutral glyphs, never logos. */
export type IconName =
  | 'al'
  | 'auj'
  | 'bas'
  | 'bulles'
  | 'cache'
  | 'cal'
  | 'chd'
  | 'chg'
  | 'ciseaux'
  | 'client'
  | 'coeur'
  | 'comptes'
  | 'copie'
  | 'corbeille'
  | 'doc'
  | 'drap'
  | 'env'
  | 'espace'
  | 'film'
  | 'ga'
  | 'gens'
  | 'horloge'
  | 'image'
  | 'lien'
  | 'loupe'
  | 'lune'
  | 'menu'
  | 'moi'
  | 'non'
  | 'oeil'
  | 'ok'
  | 'palabre'
  | 'part'
  | 'plume'
  | 'plus'
  | 'pouce'
  | 'pts'
  | 'reglages'
  | 'rep'
  | 'rt'
  | 'sign'
  | 'sortir'
  | 'verrou'
  | 'vit'
  | `e-${SignName}`
  | `n-${string}`;

/** The signs of a state; each goes with a word (StateSign.svelte). */
export type SignName = 'brouillon' | 'attente' | 'valide' | 'programme' | 'publie' | 'incertain' | 'retenue' | 'echec' | 'annulee';

/** Glyphs of the networks where one posts by hand: written into the pages that show one (parts/shell/write-glyphs.ts). */
export const APART = /^n-(?!site|wordpress|mastodon|bluesky|webhook)/;
