export { articleAddress, hostAddress, siteAddress } from './addresses.ts';
export { correctArticle } from './correct-article.ts';
export { createSite, type FoundingHouse, type NewSite } from './create-site.ts';
export { foundOwnSite } from './found-own-site.ts';
export { feedOf, type FeedFormat } from './feeds.ts';
export { findSite, isSiteHost, type OpenSite } from './find-site.ts';
export { hideArticle, showArticle } from './hide-article.ts';
export { forgetSenders, recheckHosts } from './jobs.ts';
export { figure, pictureUrl } from './figures.ts';
export { plainText, renderMarkdown } from './markdown.ts';
export { answerComment, decideComment } from './moderate-comments.ts';
export { siteNetwork, type SiteHouse } from './network.ts';
export { maySeeManagement } from './policy.ts';
export { claimHost, proveHost, type Proof, type ProvingHouse, type ReadTxt } from './prove-host.ts';
export {
  listArticles,
  readAddresses,
  readArticle,
  readArticlePage,
  readHome,
  readLatest,
  type ArticlePage,
  type HomePage,
  type Neighbour,
  type Version,
} from './read-articles.ts';
export { countPendingComments, listComments, readComments } from './read-comments.ts';
export { listSites, readSite } from './read-site.ts';
export { shareLinks } from './share-links.ts';
export { updateSite } from './update-site.ts';
export { commentStamp, writeComment } from './write-comment.ts';
