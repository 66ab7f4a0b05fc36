import type { Identity, Session } from './line.ts';

/** One field of the connection form; the catalogue holds `network_<network>_<field>` and `network_<network>_<field>_help`. */
export interface ConnectField {
  name: string;
  kind: 'text' | 'address' | 'secret';
  optional?: true;
}

/** What connecting brings: everything a channel row and its sealed secret need. */
export interface Connected {
  kind: 'connected';
  address: string;
  secret: Readonly<Record<string, string>>;
  session: Session | null;
  identity: Identity;
  /** What to call the channel when the person did not say; the handle when absent. */
  suggestedName?: string;
}

/** A connection that could not be made; the catalogue holds `refusal_connect_<code>`: what happened and what to do. */
export interface NotConnected {
  kind: 'refused';
  code: string;
  /** The form field it is about. */
  field?: string;
  details?: Record<string, string | number>;
}

export interface Connection {
  readonly fields: readonly ConnectField[];
  connect(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Connected | NotConnected>;
  /** Where the person can say yes on the network itself; null elsewhere. */
  readonly authorization: Authorization | null;
}

/** Client id and secret under which Palabre is known on one host, for one workspace; sealed at rest. */
export type RegisteredApp = Readonly<Record<string, string>>;

export interface Authorization {
  /** The fields of the form it needs; the others stay empty. */
  readonly fields: readonly string[];
  /**
   * Finds the host, registers an application there when there is none, and says where to send the person.
   * @param state unguessable, comes back with the person
   * @param verifier PKCE secret (RFC 7636), kept on our side
   */
  start(
    asked: { form: Readonly<Record<string, string>>; redirectUri: string; state: string; verifier: string },
    appOf: (host: string) => Promise<RegisteredApp | null>,
    signal: AbortSignal,
  ): Promise<{ kind: 'go'; url: string; address: string; host: string; app: RegisteredApp } | NotConnected>;
  finish(
    asked: { address: string; redirectUri: string; code: string; verifier: string; app: RegisteredApp },
    signal: AbortSignal,
  ): Promise<Connected | NotConnected>;
}
