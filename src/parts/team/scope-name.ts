import {
  team_scope_manage,
  team_scope_manage_help,
  team_scope_publish,
  team_scope_publish_help,
  team_scope_read,
  team_scope_read_help,
  team_scope_write,
  team_scope_write_help,
} from '#messages';
import type { Scope } from '#modules/team/shapes';

export const SCOPE_NAME: Record<Scope, () => string> = {
  read: team_scope_read,
  write: team_scope_write,
  publish: team_scope_publish,
  manage: team_scope_manage,
};
export const SCOPE_HELP: Record<Scope, () => string> = {
  read: team_scope_read_help,
  write: team_scope_write_help,
  publish: team_scope_publish_help,
  manage: team_scope_manage_help,
};
