import type { Id } from '#words/ids.ts';
import type { Language, Role, Scope } from './shapes.ts';

/** This room's tables, as Kysely sees them (migrations/0002-team.sql). */
export type TeamTables = {
  'auth.person': PersonRow;
  'auth.account': AccountRow;
  'auth.session': SessionRow;
  'team.workspace': WorkspaceRow;
  'team.membership': MembershipRow;
  'team.invitation': InvitationRow;
  'team.workspace_slug': { slug: string; workspace_id: Id };
  'team.member_of': { user_id: Id; workspace_id: Id };
  'team.invitation_link': { token_hash: Buffer; workspace_id: Id; invitation_id: Id };
  'team.setup_link': { only_one: boolean; token_hash: Buffer; made_at: Date };
  'team.sign_in_link': { token_hash: Buffer; user_id: Id; expires_at: Date };
  'team.letter': LetterRow;
  'team.reset_link': { token_hash: Buffer; user_id: Id; expires_at: Date };
  'team.email_link': { token_hash: Buffer; user_id: Id; email: string; expires_at: Date };
  'team.attempt': { key: Buffer; id: Id; at: Date };
  'team.api_key': ApiKeyRow;
  'team.api_key_hash': { token_hash: Buffer; workspace_id: Id; key_id: Id };
  'team.api_answer': ApiAnswerRow;
};

export type ApiKeyRow = {
  workspace_id: Id;
  id: Id;
  name: string;
  scope: Scope;
  client_ids: Id[] | null;
  ending: string;
  created_at: Date;
  created_by: Id | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

export type ApiAnswerRow = {
  workspace_id: Id;
  key_id: Id;
  call: Buffer;
  asked: Buffer;
  status: number;
  headers: Record<string, string>;
  body: string | null;
  answered_at: Date;
};

export type PersonRow = {
  id: Id;
  name: string;
  email: string;
  email_verified: boolean;
  language: Language;
  two_factor_enabled: boolean;
  created_at: Date;
  updated_at: Date;
};

export type AccountRow = {
  id: Id;
  person_id: Id;
  account_id: string;
  provider_id: string;
  password: string | null;
  created_at: Date;
  updated_at: Date;
};

export type SessionRow = {
  id: Id;
  person_id: Id;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  updated_at: Date;
};

export type WorkspaceRow = {
  workspace_id: Id;
  name: string;
  country: string;
  currency: string;
  zone: string;
  language: Language;
  created_at: Date;
  data_price_minor?: number | null;
  data_price_megabytes?: number | null;
};

export type MembershipRow = {
  workspace_id: Id;
  user_id: Id;
  role: Role;
  joined_at: Date;
};

export type InvitationRow = {
  workspace_id: Id;
  id: Id;
  email: string;
  role: Role;
  client_ids: Id[];
  language: Language;
  invited_by: Id;
  created_at: Date;
  expires_at: Date;
  mailed_at: Date | null;
  accepted_at: Date | null;
  accepted_by: Id | null;
  revoked_at: Date | null;
};

export type LetterRow = {
  id: Id;
  kind: 'reset' | 'move';
  email: string;
  user_id: Id | null;
  language: Language;
  asked_at: Date;
  handled_at: Date | null;
};
