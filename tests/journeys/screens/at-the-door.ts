/**
 * Screens the sample cannot lead to: before the first account, at the door, and where accounts of networks are connected.
 * screens-at-the-door.test.ts judges each of them.
 */
export const AT_THE_DOOR = [
  '/(client)/validate/[token]/address',
  '/',
  '/setup/[token]',
  '/reset/[token]',
  '/login/code',
  '/account/address/[token]',
  '/(studio)/studio/[workspace]/channels/new/[network]',
  '/(studio)/studio/[workspace]/channels/connect',
  '/(studio)/studio/[workspace]/channels/connect/back',
  '/(studio)/studio/[workspace]/channels/[channel]/reconnect',
] as const;
export type AtTheDoor = (typeof AT_THE_DOOR)[number];
