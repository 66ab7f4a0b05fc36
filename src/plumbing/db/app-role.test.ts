import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { makeAppRole, refuseStrongRole, RoleTrouble } from './app-role.ts';

let database: TestDatabase;
const made: string[] = [];
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(async () => {
  for (const role of made) {
    await database.peek(`drop owned by ${role}`);
    await database.peek(`drop role ${role}`);
  }
  await database.close();
});

/** Roles are the cluster's, shared by test files that run side by side: each has a name of its own. */
async function roleWith(flags: string, name = `r_${Math.random().toString(36).slice(2)}`) {
  await database.peek(`create role ${name} login password 'p' ${flags}`);
  made.push(name);
  return { ...database.app, user: name, password: 'p' };
}

test('the application’s own role is weak enough', async () => {
  await expect(refuseStrongRole(database.app)).resolves.toBeUndefined();
});

test('a superuser, a role that bypasses row security, and one that may become either are refused', async () => {
  await expect(refuseStrongRole(database.owner)).rejects.toBeInstanceOf(RoleTrouble);
  const bypassing = await roleWith('bypassrls');
  await expect(refuseStrongRole(bypassing)).rejects.toMatchObject({ code: 'role_too_strong', role: bypassing.user });
  await expect(refuseStrongRole(await roleWith(`in role ${bypassing.user}`))).rejects.toMatchObject({ code: 'role_too_strong' });
});

test('the owner of one of our tables is refused', async () => {
  const owner = await roleWith('');
  await database.peek(`grant create on schema facts to ${owner.user}`);
  await database.peek(`create table facts.taken (); alter table facts.taken owner to ${owner.user}`);
  await expect(refuseStrongRole(owner)).rejects.toMatchObject({ code: 'role_too_strong' });
});

test('an absent application role is made, without privilege, with the password of its address', async () => {
  const name = `r_${Math.random().toString(36).slice(2)}`;
  made.push(name);
  await makeAppRole(database.owner, `postgresql://${name}:a%20b@localhost/any`);
  const role = { ...database.app, user: name, password: 'a b' };
  await expect(refuseStrongRole(role)).resolves.toBeUndefined();
});

test('where the owner may not make roles, the start says which one is missing', async () => {
  const poor = await roleWith('nocreaterole');
  await expect(makeAppRole(poor, 'postgresql://r_missing:x@localhost/any')).rejects.toMatchObject({
    code: 'role_missing',
    role: 'r_missing',
  });
});
