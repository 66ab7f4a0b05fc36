import type { StrategyForm } from '#modules/strategy/shapes';
import type { NetworkName } from '#networks/contract';
import { ARTICLE } from './article.ts';
import { POSTED_BY_HAND } from './posted-by-hand.ts';

/**
 * The sample workspace: everyone and everything here is fictional, drawn from the design's own screens. In French, like its people.
 * Days count from the day the sample is opened (0), so that there is always a yesterday and a tomorrow.
 */

export type PictureName = 'plat' | 'poisson' | 'lagune' | 'atelier';

export const WORKSPACE = {
  name: 'Atelier de Kossiwa Adjovi',
  country: 'TG',
  currency: 'XOF',
  zone: 'Africa/Lome',
  language: 'fr',
} as const;
export const OWNER = { name: 'Kossiwa Adjovi', email: 'kossiwa@exemple.invalid' } as const;

export const PICTURES: Record<PictureName, string> = {
  plat: 'Une assiette d’ayimolou, riz et haricots, avec une sauce rouge et un œuf, vue de dessus.',
  poisson: 'Un bar entier sur la grille, peau dorée, avec rondelles d’oignon, tomate et piment vert.',
  lagune: 'Le soleil se couche sur la lagune, devant la terrasse de l’hôtel.',
  atelier: 'Trois jeunes autour d’une table regardent le même document.',
};

export interface SampleClient {
  key: string;
  name: string;
  monogram: string;
  colour: string;
  zone: string;
  accounts: { key: string; network: NetworkName; name: string; handle: string }[];
  /** What was promised: name, dye and share of each pillar, and posts per week. */
  promised?: StrategyForm;
}

export const CLIENTS: SampleClient[] = [
  {
    key: 'tantine',
    name: 'Chez Tantine Afi',
    monogram: 'TA',
    colour: '#9a4514',
    zone: 'Africa/Lome',
    accounts: [
      { key: 'tantine-mastodon', network: 'mastodon', name: 'Tantine Afi sur Mastodon', handle: '@tantineafi@mastodon.exemple.invalid' },
      { key: 'tantine-bluesky', network: 'bluesky', name: 'Tantine Afi sur Bluesky', handle: 'tantineafi.exemple.invalid' },
      { key: 'tantine-caisse', network: 'webhook', name: 'Écran de la salle', handle: 'ecran.exemple.invalid' },
    ],
    promised: {
      pillars: [
        { name: 'À table', dye: 'kola', share: 40 },
        { name: 'En cuisine', dye: 'bissap', share: 20 },
        { name: 'Les gens d’ici', dye: 'lagune', share: 20 },
        { name: 'Savoir manger', dye: 'moringa', share: 10 },
        { name: 'Bon plan', dye: 'safran', share: 10 },
      ],
      cadence: [
        { network: 'mastodon', perWeek: 3 },
        { network: 'bluesky', perWeek: 2 },
      ],
    },
  },
  {
    key: 'filaos',
    name: 'Hôtel Les Filaos',
    monogram: 'FI',
    colour: '#0b6f7d',
    zone: 'Africa/Porto-Novo',
    accounts: [
      { key: 'filaos-wordpress', network: 'wordpress', name: 'Site de l’hôtel', handle: 'redaction' },
      { key: 'filaos-bluesky', network: 'bluesky', name: 'Les Filaos sur Bluesky', handle: 'filaos.exemple.invalid' },
    ],
  },
  {
    key: 'declic',
    name: 'Déclic Jeunes',
    monogram: 'DÉ',
    colour: '#4b7316',
    zone: 'Africa/Lome',
    accounts: [
      { key: 'declic-mastodon', network: 'mastodon', name: 'Déclic Jeunes sur Mastodon', handle: '@declic@mastodon.exemple.invalid' },
    ],
  },
  {
    key: 'carnet',
    name: 'Carnet de Kossiwa',
    monogram: 'CK',
    colour: '#1c3d8f',
    zone: 'Africa/Lome',
    accounts: [{ key: 'carnet-bluesky', network: 'bluesky', name: 'Kossiwa sur Bluesky', handle: 'kossiwa.exemple.invalid' }],
  },
];

export interface SamplePost {
  client: string;
  title: string;
  /** By its name, for a client whose pillars are promised. */
  pillar?: string;
  text: string;
  /** Accounts by key; `site` is the community manager's own site. */
  to: string[];
  /** Days from today and wall time in the client's zone; null: a draft without a date. */
  when: { day: number; at: string } | null;
  picture?: PictureName;
  /** A different text for one account. */
  variants?: Record<string, string>;
  /** A first comment, by account. */
  comments?: Record<string, string>;
  /** How late it may go out; half an hour when not said. */
  lateMinutes?: number;
  /** How the network that goes nowhere answers: by default it accepts. */
  answers?: 'lost' | 'refuses';
}

export const POSTS: SamplePost[] = [
  {
    client: 'tantine',
    title: 'Le menu de la semaine',
    pillar: 'À table',
    text: 'Lundi djenkoumé, mardi gboma dessi, mercredi fufu sauce arachide, jeudi akoumé, vendredi bar braisé. Chaque midi dès 11 h 30, à Tokoin. De 1 500 à 3 500 FCFA.',
    to: ['tantine-mastodon', 'tantine-bluesky'],
    when: { day: -9, at: '12:00' },
    picture: 'plat',
  },
  {
    client: 'tantine',
    title: 'Le pilon, cinq heures du matin',
    pillar: 'En cuisine',
    text: 'Avant le fufu, il y a le pilon. Avant le pilon, il y a Da Akou, qui se lève à cinq heures.',
    to: ['tantine-mastodon'],
    when: { day: -7, at: '07:30' },
  },
  {
    client: 'declic',
    title: 'Portrait de lauréate',
    text: 'Ama a 22 ans et un four à pain solaire. L’an dernier elle pétrissait seule ; cette année elles sont quatre. Les candidatures de la promotion 4 ouvrent bientôt.',
    to: ['declic-mastodon'],
    when: { day: -6, at: '10:00' },
    picture: 'atelier',
  },
  {
    client: 'filaos',
    title: 'La lagune, vue de la chambre 12',
    text: 'La chambre 12 se réveille avant les autres : la lagune y fait entrer le soleil à 6 h 10. À partir de 38 000 FCFA la nuit, petit-déjeuner compris.',
    to: ['filaos-wordpress', 'filaos-bluesky'],
    when: { day: -5, at: '18:00' },
    picture: 'lagune',
  },
  {
    client: 'carnet',
    title: 'Trois erreurs de légende qui coûtent des tables',
    text: ARTICLE,
    to: ['site', 'carnet-bluesky'],
    when: { day: -4, at: '18:30' },
    picture: 'poisson',
    variants: {
      'carnet-bluesky':
        'J’ai relu 214 publications de restaurants et compté les réservations. Trois erreurs reviennent : le prix n’y est pas, la première ligne parle de vous, personne n’a de prénom.',
    },
  },
  {
    client: 'tantine',
    title: 'La tablée de Mme Amouzou',
    pillar: 'Les gens d’ici',
    text: 'Mme Amouzou vient chaque mardi depuis l’ouverture, avec ses quatre petits-enfants. Cette semaine, c’est le plus petit qui a choisi : gboma dessi pour tout le monde.',
    to: ['tantine-mastodon', 'tantine-bluesky'],
    when: { day: -2, at: '18:30' },
  },
  {
    client: 'declic',
    title: 'Ce que regarde le jury',
    text: 'Un dossier se lit en six minutes. Le jury cherche trois choses : ce que vous avez déjà essayé, ce que cela a coûté, et ce que vous ferez lundi matin.',
    to: ['declic-mastodon'],
    when: { day: -1, at: '10:00' },
  },
  {
    client: 'tantine',
    title: 'Le menu du jour',
    pillar: 'À table',
    text: 'Aujourd’hui : djenkoumé au poulet bicyclette, 2 500 FCFA. Jusqu’à épuisement, à Tokoin.',
    to: ['tantine-mastodon'],
    when: { day: 0, at: '00:05' },
    picture: 'plat',
  },
  ...POSTED_BY_HAND,
  {
    client: 'tantine',
    title: 'Ayimolou du samedi',
    pillar: 'À table',
    text: 'Ayimolou, œuf, sauce rouge : le samedi commence ici. 1 200 FCFA, dès 8 h.',
    to: ['tantine-caisse'],
    when: { day: 0, at: '00:10' },
    picture: 'plat',
    answers: 'lost',
  },
  {
    client: 'filaos',
    title: 'Le petit-déjeuner face à la lagune',
    text: 'Pain chaud, papaye, œufs de la ferme : le petit-déjeuner face à la lagune est servi jusqu’à 10 h 30. 7 500 FCFA, ouvert à tous.',
    to: ['filaos-bluesky'],
    when: { day: -1, at: '17:00' },
    picture: 'lagune',
    answers: 'refuses',
  },
  {
    client: 'tantine',
    title: 'Le charbon de Kodjo',
    pillar: 'En cuisine',
    text: 'La braise, c’est Kodjo. Onze ans qu’il se lève à cinq heures pour la lancer avant tout le monde. Ce midi à Tokoin : bar braisé, ablo, piment vert, 3 500 FCFA.',
    to: ['tantine-mastodon', 'tantine-bluesky', 'tantine-page', 'tantine-statut'],
    when: { day: 1, at: '12:00' },
    picture: 'poisson',
  },
  {
    client: 'filaos',
    title: 'Un week-end en direct',
    text: 'Réservez par téléphone plutôt que par une plateforme : la nuit est au même prix, et le petit-déjeuner est offert.',
    to: ['filaos-wordpress', 'filaos-bluesky'],
    when: { day: 2, at: '09:00' },
    picture: 'lagune',
  },
  {
    client: 'tantine',
    title: 'Samedi en famille',
    pillar: 'Bon plan',
    text: 'Samedi, les enfants de moins de six ans mangent gratuitement. On garde les grandes tables jusqu’à 13 h.',
    to: ['tantine-mastodon', 'tantine-bluesky'],
    when: { day: 3, at: '11:00' },
  },
  {
    client: 'declic',
    title: 'Appel à candidatures, promotion 4',
    text: 'Vous avez entre 18 et 30 ans et une idée que vous avez déjà essayée, même en petit. La promotion 4 ouvre : trente places, six mois, un accompagnement chaque semaine.',
    to: ['declic-mastodon'],
    when: { day: 4, at: '10:00' },
    picture: 'atelier',
  },
  {
    client: 'carnet',
    title: 'Ce qu’un client paie quand il paie un community manager',
    text: 'Un client ne paie pas des publications. Il paie trois choses qu’il ne voit pas : le temps de comprendre son métier, le calendrier qui tient quand la semaine déborde, et la réponse donnée le dimanche soir.\n\n## Ce que cela prend\n\nPour un restaurant, un mois de présence simple me prend vingt-deux heures. J’en note le détail, et je le montre.',
    to: ['site', 'carnet-bluesky'],
    when: { day: 5, at: '18:30' },
    variants: {
      'carnet-bluesky': 'Un client ne paie pas des publications. Il paie trois choses qu’il ne voit pas. J’ai compté les heures.',
    },
  },
  {
    client: 'tantine',
    title: 'Akoumé, à la main',
    pillar: 'À table',
    text: 'L’akoumé se tourne à la main, toujours dans le même sens. Chez nous, c’est Da Akou qui tourne, depuis l’ouverture. Jeudi midi : akoumé, adémè, poisson fumé, 2 500 FCFA.',
    to: ['tantine-mastodon', 'tantine-bluesky'],
    when: { day: 8, at: '12:00' },
    picture: 'plat',
  },
  {
    client: 'filaos',
    title: 'Trois nuits, deux payées',
    text: 'En semaine, la troisième nuit est offerte. De dimanche à jeudi, sur réservation directe.',
    to: ['filaos-wordpress'],
    when: { day: 10, at: '09:00' },
  },
  {
    client: 'tantine',
    title: 'Ablo, vapeur et patience',
    pillar: 'En cuisine',
    text: 'L’ablo demande une nuit de repos et une heure de vapeur. On ne peut rien y faire, et c’est tant mieux.',
    to: ['tantine-mastodon'],
    when: null,
    picture: 'plat',
  },
  {
    client: 'tantine',
    title: 'Les voisins racontent',
    pillar: 'Les gens d’ici',
    text: 'Da Yawa vend ses beignets devant chez nous depuis 1998. On lui a demandé ce qui a changé dans la rue.',
    to: ['tantine-mastodon', 'tantine-bluesky'],
    when: null,
  },
  {
    client: 'declic',
    title: 'Un four à pain solaire, pas à pas',
    text: 'Une tôle, deux vitres, un vieux pneu. Ama montre comment elle a construit son premier four.',
    to: ['declic-mastodon'],
    when: null,
    picture: 'atelier',
  },
];
