import { error } from '@sveltejs/kit';
import { site_not_found_body } from '#messages';
import { openSite } from '../../../../open-site.ts';
import type { PageServerLoad } from './$types';

/** Deeper addresses lead nowhere, but say so as a page of the site: no script, no session. */
export const load: PageServerLoad = async (event) => {
  await openSite(event);
  error(404, { message: site_not_found_body(), code: 'not_found' });
};
