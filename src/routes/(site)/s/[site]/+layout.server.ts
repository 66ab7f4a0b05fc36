import { renderMarkdown } from '#modules/site';
import { openSite } from '../../open-site.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { site, base, address } = await openSite(event);
  const { title, tagline, about, language, colour, authorName, createdAt } = site;
  return {
    site: {
      title,
      tagline,
      language,
      colour,
      authorName,
      since: createdAt.getUTCFullYear(),
      about: about ? renderMarkdown(about).html : '',
    },
    base,
    address,
  };
};
