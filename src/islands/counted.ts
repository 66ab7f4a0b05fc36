export { COUNTED } from '#parts/calendar/counted.ts';
