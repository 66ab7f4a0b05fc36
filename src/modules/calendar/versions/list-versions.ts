import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { compareStates, type Difference } from './compare-states.ts';
import { stateOf, type Version } from './state.ts';
import { selectShownCards, selectVersions } from './versions.sql.ts';

/** Versions on one page. */
export const VERSIONS_PAGE = 20;

export interface ListedVersion extends Version {
  /** Against the version before it; empty for the first one. */
  differences: Difference[];
  first: boolean;
}

/** The present state and those before it, the last first. One in which nothing changed is left out: somebody saved, nobody wrote. */
export async function listVersions(ctx: Ctx, postId: Id, skip = 0): Promise<{ versions: ListedVersion[]; more: boolean }> {
  const post = await readPost(ctx, postId);
  mayWrite(ctx, post.clientId);
  const present: Version = {
    ...{ n: null, version: post.version, state: stateOf(post, await selectShownCards(ctx, postId)) },
    ...{ writtenBy: post.changedBy, writtenAt: post.changedAt },
  };
  const kept = await selectVersions(ctx, postId, { skip: Math.max(0, skip - 1), most: VERSIONS_PAGE + 2 });
  const all = skip === 0 ? [present, ...kept] : kept;
  const versions = all.map((version, index) => {
    const before = all[index + 1];
    return { ...version, first: !before, differences: before ? compareStates(before.state, version.state) : [] };
  });
  const shown = versions.slice(0, VERSIONS_PAGE);
  return {
    versions: shown.filter(({ first, differences }) => first || differences.length > 0),
    more: versions.length > VERSIONS_PAGE,
  };
}
