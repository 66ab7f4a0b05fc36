import type { SamplePost } from './content.ts';

/** Accounts without a key, by client and place. */
export const ACCOUNTS_BY_HAND: Record<string, { key: string; place: string; name: string; address: string }[]> = {
  tantine: [
    { key: 'tantine-statut', place: 'whatsapp_status', name: 'Statut de Tantine Afi', address: '' },
    {
      key: 'tantine-page',
      place: 'facebook_page',
      name: 'Page Chez Tantine Afi',
      address: 'https://www.facebook.com/chez.tantine.afi.exemple',
    },
  ],
  filaos: [
    {
      key: 'filaos-instagram',
      place: 'instagram',
      name: 'Instagram des Filaos',
      address: 'https://www.instagram.com/lesfilaos.exemple/',
    },
  ],
};

/** Today's, waiting for the hand that posts them: one late by its own rule, two that may still go out all day. */
export const POSTED_BY_HAND: SamplePost[] = [
  {
    client: 'tantine',
    title: 'Ce midi à Tokoin',
    pillar: 'À table',
    text: 'Ce midi : djenkoumé au poulet bicyclette, 2 500 FCFA, ou ayimolou, 1 200 FCFA. On commence à 11 h 30, on s’arrête quand les marmites sont vides.',
    to: ['tantine-page', 'tantine-statut'],
    when: { day: 0, at: '00:20' },
    picture: 'plat',
    comments: { 'tantine-page': 'Pour garder une table : écrivez ici avant 11 h, avec votre prénom et combien vous serez.' },
    lateMinutes: 1440,
  },
  {
    client: 'filaos',
    title: 'Six heures dix, chambre 12',
    text: 'Six heures dix. La lagune entre dans la chambre 12 avant tout le monde.\n\n#Ganvié #LesFilaos',
    to: ['filaos-instagram'],
    when: { day: 0, at: '00:15' },
    picture: 'lagune',
  },
];
