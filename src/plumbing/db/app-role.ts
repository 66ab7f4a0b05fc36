import pg from 'pg';

/** The role of web and worker could look past row-level security, or does not exist and cannot be made. */
export class RoleTrouble extends Error {
  readonly code: 'role_too_strong' | 'role_missing';
  readonly role: string;
  constructor(code: RoleTrouble['code'], role: string) {
    super(`${code}: ${role}`);
    this.name = 'RoleTrouble';
    this.code = code;
    this.role = role;
  }
}

/** On an external PostgreSQL: makes the application's role when it is absent, with the password of its address. */
export async function makeAppRole(owner: pg.ClientConfig, appUrl: string): Promise<void> {
  const url = new URL(appUrl);
  const role = decodeURIComponent(url.username);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const there = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const name = client.escapeIdentifier(role);
    if (there.rowCount === 0) {
      const password = client.escapeLiteral(decodeURIComponent(url.password));
      await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls password ${password}`);
    }
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client.query(`grant connect on database ${client.escapeIdentifier(rows[0]!.name)} to ${name}`);
  } catch (error) {
    if (isDenied(error)) throw new RoleTrouble('role_missing', role);
    throw error;
  } finally {
    await client.end();
  }
}

const isDenied = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '42501';

/**
 * Row-level security holds only for a role that is not, and cannot become, a superuser, the owner of a table of ours, or a
 * role that bypasses it (house.md rule 9). @throws RoleTrouble
 */
export async function refuseStrongRole(app: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(app);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; strong: boolean }>(`
      select current_user as role,
        exists (select 1 from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member'))
        or exists (
          select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and pg_has_role(current_user, c.relowner, 'member')) as strong`);
    if (rows[0]!.strong) throw new RoleTrouble('role_too_strong', rows[0]!.role);
  } finally {
    await client.end();
  }
}
