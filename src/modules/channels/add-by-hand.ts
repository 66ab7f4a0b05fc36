import type { Ctx } from '#plumbing/db';
import { notFound, Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { isPlace, isThere, placeOf } from '../../networks/places.ts';
import { addChannel } from './add-channel.ts';
import type { Sealing } from './sealed.ts';

export interface ByHand {
  clientId: Id;
  /** An id of the list (listPlaces). */
  place: string;
  name: string;
  /** Where the account, the page or the group is seen; '' when the person does not say. */
  address: string;
}

/**
 * An account a person posts on by hand: no key, no secret, nothing asked of any network. @returns the channel's id
 * @throws Refusal `not_found` for a place that is not on the list, `account_elsewhere`, `channel_exists`
 */
export async function addByHand(ctx: Ctx, seal: Sealing, { clientId, place: placeId, name, address }: ByHand): Promise<Id> {
  if (!isPlace(placeId)) throw notFound();
  const facts = { place: placeId };
  const place = placeOf({ facts });
  if (address && !isThere(place, address, null))
    throw new Refusal('account_elsewhere', { field: 'address', details: { host: new URL(address).host } });
  return addChannel(ctx, seal, {
    clientId,
    network: place.network,
    name,
    address: '',
    identity: {
      // Nobody tells who it is: the same name at the same place is the same account.
      networkUserId: `${placeId}:${(address || name).toLowerCase()}`,
      handle: '',
      displayName: name,
      profileUrl: address || null,
      facts,
    },
    secret: {},
    session: null,
    onceClass: 'H',
    quietMs: 0,
  });
}
