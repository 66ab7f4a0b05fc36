/** Where people read a post; the DID keeps the link good when the handle changes. */
export const postAddress = (did: string, rkey: string): string => `https://bsky.app/profile/${did}/post/${rkey}`;
