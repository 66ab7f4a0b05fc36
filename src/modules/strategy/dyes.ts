/** In the order they are given to new pillars. The style sheets hold the colour and the weave of each (`.p-<dye>`). */
export const DYES = ['kola', 'bissap', 'lagune', 'moringa', 'safran', 'nuit'] as const;
export type Dye = (typeof DYES)[number];
