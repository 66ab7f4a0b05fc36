import type { Line } from '../contract.ts';

export const bearer = (line: Pick<Line, 'secret'>): Record<string, string> => ({
  authorization: `Bearer ${line.secret['token'] ?? ''}`,
  accept: 'application/json',
});
