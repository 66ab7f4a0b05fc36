import {
  team_role_creator,
  team_role_creator_help,
  team_role_guest,
  team_role_guest_help,
  team_role_manager,
  team_role_manager_help,
  team_role_owner,
  team_role_owner_help,
} from '#messages';
import type { Role } from '#words/actor.ts';

/** Read at each use: the language is the page's. */
export const ROLE_NAME: Record<Role, () => string> = {
  owner: team_role_owner,
  manager: team_role_manager,
  creator: team_role_creator,
  guest: team_role_guest,
};

export const ROLE_HELP: Record<Role, () => string> = {
  owner: team_role_owner_help,
  manager: team_role_manager_help,
  creator: team_role_creator_help,
  guest: team_role_guest_help,
};
