import type { Command } from './command.ts';

/** Every command, by the words one types; each is loaded only when asked for. Its help is `cli_help_<words>` in the catalogue. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  'setup-link': async () => (await import('./commands/setup-link.ts')).setupLink,
  'user add': async () => (await import('./commands/user-add.ts')).userAdd,
  'user reset-password': async () => (await import('./commands/user-reset-password.ts')).userResetPassword,
  'workspace add': async () => (await import('./commands/workspace-add.ts')).workspaceAdd,
  'workspace list': async () => (await import('./commands/workspace-list.ts')).workspaceList,
  'apikey add': async () => (await import('./commands/apikey-add.ts')).apikeyAdd,
  'apikey revoke': async () => (await import('./commands/apikey-revoke.ts')).apikeyRevoke,
  'channel add': async () => (await import('./commands/channel-add.ts')).channelAdd,
  'post add': async () => (await import('./commands/post-add.ts')).postAdd,
  'publications list': async () => (await import('./commands/publications-list.ts')).publicationsList,
  'demo-link': async () => (await import('./commands/demo-link.ts')).demoLink,
  'secrets rotate': async () => (await import('./commands/secrets-rotate.ts')).secretsRotate,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  'service install': async () => (await import('./commands/service-install.ts')).serviceInstall,
};

export const helpKey = (words: string): string => `cli_help_${words.replaceAll(/[ -]/g, '_')}`;
