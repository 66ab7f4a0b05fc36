import { listPublications, type Place } from '#modules/publishing';
import { STATES, type State } from '#modules/publishing/shapes';
import { isId } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import type { Cli, Command } from '../command.ts';
import { findWorkspace } from '../find-workspace.ts';
import { publicationJson } from '../json.ts';

const LIMIT = 100;

/** Publications by the time they are for, oldest first; --cursor goes on where the last page ended. */
export const publicationsList: Command = {
  options: {
    workspace: { type: 'string' },
    state: { type: 'string', multiple: true },
    channel: { type: 'string' },
    post: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    limit: { type: 'string' },
    cursor: { type: 'string' },
  },
  required: ['workspace'],
  run: async (cli) => {
    const house = await cli.house();
    const workspace = await findWorkspace(house, String(cli.values.workspace));
    const { items, next } = await house.store.inWorkspace(workspace.id, { kind: 'system', name: 'cli' }, (ctx) =>
      listPublications(ctx, whichOf(cli.values), { after: placeOf(cli.values.cursor), limit: limitOf(cli.values.limit) }),
    );
    const rows = items.map(publicationJson);
    const lines = rows.map(({ id, not_before, network, state, flag, remote_url, text }) =>
      [not_before, state.padEnd(14), flag ?? '', network, id, remote_url ?? text.slice(0, 60).replaceAll('\n', ' ')].join('  '),
    );
    return {
      data: { items: rows, next_cursor: next && `${next.notBefore.toISOString()}_${next.id}` },
      lines: lines.length > 0 ? lines : [cli.speech.phrase('cli_publications_none')],
    };
  },
};

const whichOf = ({ state, channel, post, from, until }: Cli['values']) => ({
  ...(state !== undefined && { states: (state as string[]).map(stateOf) }),
  ...(channel !== undefined && { channelId: idOf('channel', channel) }),
  ...(post !== undefined && { postId: idOf('post', post) }),
  ...(from !== undefined && { from: instantOf('from', from) }),
  ...(until !== undefined && { until: instantOf('until', until) }),
});

function stateOf(typed: string): State {
  const state = typed.toUpperCase() as State;
  if (!STATES.includes(state)) throw invalid('state');
  return state;
}

function idOf(option: string, typed: unknown): string {
  if (!isId(String(typed))) throw invalid(option);
  return String(typed);
}

function instantOf(option: string, typed: unknown): Date {
  const at = new Date(String(typed));
  if (Number.isNaN(at.getTime())) throw invalid(option);
  return at;
}

function limitOf(typed: unknown): number {
  const limit = Number(typed ?? LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw invalid('limit');
  return limit;
}

function placeOf(typed: unknown): Place | null {
  if (typed === undefined) return null;
  const [at, id] = String(typed).split('_');
  return { notBefore: instantOf('cursor', at), id: idOf('cursor', id) };
}
