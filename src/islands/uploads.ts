export { sendMedia } from '#parts/library/send-media.ts';
