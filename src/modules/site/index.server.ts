export { createSite, type NewSite } from './create-site.ts';
export { siteNetwork, type SiteHouse } from './network.ts';
