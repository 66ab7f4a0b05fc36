export { appConnection } from '#plumbing/db';
