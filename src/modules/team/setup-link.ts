import type { Kysely } from 'kysely';
import type { NoTables, Ctx } from '#plumbing/db';
import { newId } from '#words/ids.ts';
import { createAccount } from './create-account.ts';
import { foundWorkspace, type CreatedWorkspace } from './create-workspace.ts';
import type { Desk } from './desk.ts';
import { hashToken, linkDead, newToken } from './links.ts';
import { chosenPassword } from './password.ts';
import type { WorkspaceForm } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** Called at each start: a new link while nobody owns this Palabre, null (and no link) afterwards. */
export async function renewSetupLink(desk: Pick<Desk, 'store' | 'clock'>): Promise<string | null> {
  const token = newToken();
  return desk.store.outside.transaction().execute(async (trx) => {
    const db = trx.withTables<TeamTables>();
    await db.deleteFrom('team.setup_link').execute();
    if (await anybodyYet(trx)) return null;
    await db
      .insertInto('team.setup_link')
      .values({ only_one: true, token_hash: hashToken(token), made_at: desk.clock.now() })
      .execute();
    return token;
  });
}

/** Opening the link changes nothing: scanners and previews open links too. */
export async function isSetupLink(desk: Pick<Desk, 'store'>, token: string): Promise<boolean> {
  const db = desk.store.outside.withTables<TeamTables>();
  const found = await db.selectFrom('team.setup_link').where('token_hash', '=', hashToken(token)).select('only_one').executeTakeFirst();
  return found !== undefined && !(await anybodyYet(desk.store.outside));
}

/** True until the first account exists: the first page then explains the set-up link. */
export const isFirstRun = async (desk: Pick<Desk, 'store'>): Promise<boolean> => !(await anybodyYet(desk.store.outside));

export interface FirstOwner {
  name: string;
  email: string;
  password: string;
  workspace: WorkspaceForm;
}

/**
 * The first account and its workspace, in one transaction that consumes the link.
 * @param also what other rooms must do in the same transaction (own site…).
 * @throws Refusal `link_dead` when the link is not the last one printed, or somebody was faster
 */
export async function setUp(
  desk: Desk,
  token: string,
  owner: FirstOwner,
  also: (ctx: Ctx) => Promise<void> = async () => {},
): Promise<CreatedWorkspace & { userId: string }> {
  if (!(await isSetupLink(desk, token))) throw linkDead();
  const passwordHash = await chosenPassword(owner.password, [owner.name, owner.email, owner.workspace.name]);
  const system = { kind: 'system', name: 'cli' } as const;
  return desk.store.inWorkspace(newId(), system, async (ctx) => {
    const db = ctx.db.withTables<TeamTables>();
    const consumed = await db
      .deleteFrom('team.setup_link')
      .where('token_hash', '=', hashToken(token))
      .returning('only_one')
      .executeTakeFirst();
    if (!consumed || (await anybodyYet(ctx.db))) throw linkDead();
    const { name, email } = owner;
    const userId = await createAccount(ctx.db, { name, email, passwordHash, language: owner.workspace.language }, ctx.now());
    const created = await foundWorkspace(ctx, { ...owner.workspace, ownerUserId: userId });
    const asOwner = { ...ctx, actor: { kind: 'person', userId, name, role: 'owner', clients: 'all' } as const };
    await also(asOwner);
    return { ...created, userId };
  });
}

async function anybodyYet(db: Kysely<NoTables>): Promise<boolean> {
  return (await db.withTables<TeamTables>().selectFrom('auth.person').select('id').limit(1).executeTakeFirst()) !== undefined;
}
