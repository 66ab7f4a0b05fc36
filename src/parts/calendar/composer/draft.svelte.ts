import { contentFor, withMentions, type Mention, type Outgoing, type Stored, type Variant } from '#modules/calendar/shapes';
import { sync } from '#parts/shell/sync.svelte.ts';
import type { Written } from '#modules/calendar/shapes';
import { voiceOf } from '../rules.ts';
import { findKept, forget, keep, sameWriting } from './keep.ts';

const SOON_MS = 800;
const AGAIN_MS = 5_000;

/**
 * The post being written: fields bound to it change it, `touched()` keeps it on this device at once and sends it a moment later. The
 * server answers with a version or with what someone else wrote; nothing is ever overwritten, on either side, without a person's word.
 */
export class Draft {
  written: Written = $state()!;
  version = $state(0);
  /** What somebody else saved while we were writing; both are shown until one is chosen. */
  conflict = $state.raw<Stored | null>(null);
  /** When the restored text had been typed (milliseconds since the epoch); null when nothing was found on this device. */
  restoredAt = $state<number | null>(null);
  /** What the server could not take, in its words. */
  refusal = $state<string | null>(null);

  #postId: string;
  #mentions: readonly Mention[];
  #address: string;
  #stored: Stored;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;

  /** @param mentions whom the client speaks of; @param typed what was sent by a plain form and could not be saved; @param clash because somebody else had saved */
  constructor(postId: string, address: string, stored: Stored, mentions: readonly Mention[], typed: Written | null = null, clash = false) {
    this.#postId = postId;
    this.#mentions = mentions;
    this.#address = address;
    this.#stored = stored;
    this.written = structuredClone(typed ?? stored.written);
    this.version = stored.version;
    if (clash) this.conflict = stored;
  }

  /** In the browser only: brings back what this device still had. */
  restore(): void {
    const kept = findKept(this.#postId);
    if (!kept || sameWriting(kept.written, this.#stored.written)) return forget(this.#postId);
    this.written = kept.written;
    this.restoredAt = kept.at;
    if (kept.version < this.#stored.version) this.conflict = this.#stored;
    else this.touched();
  }

  variantOf(channelId: string): Variant | undefined {
    return this.written.variants.find((variant) => variant.channelId === channelId);
  }

  /** What leaves by a channel, people named as its network does; null when it is not chosen. */
  contentOf(channel: { id: string; network: string }): Outgoing | null {
    const variant = this.variantOf(channel.id);
    return variant ? contentFor(this.written, variant, voiceOf(channel.network, this.#mentions)) : null;
  }

  /** The common text as a network would carry it. */
  commonFor(network: string): string {
    return withMentions(this.written.text, voiceOf(network, this.#mentions));
  }

  /** The channel follows the common text again, whole. */
  follow(channelId: string): void {
    const variant = this.variantOf(channelId);
    if (!variant) return;
    variant.text = null;
    variant.thread = [];
    this.touched();
  }

  /** The channel's text becomes a thread of these; what followed already comes after. */
  split(channelId: string, [first, ...others]: readonly string[]): void {
    const variant = this.variantOf(channelId);
    if (!variant || first === undefined || others.length === 0) return;
    variant.text = first;
    variant.thread = [...others, ...variant.thread];
    this.touched();
  }

  touched(): void {
    const kept = keep(this.#postId, { version: this.version, at: Date.now(), written: this.written });
    if (kept) sync.keep();
    else sync.unsaved();
    this.#later(SOON_MS);
  }

  /** Sends now what waits to be sent, and waits for the answer: before leaving by another form. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#sending;
    if (!sameWriting(this.written, this.#stored.written) && !this.conflict) await this.#send();
  }

  /** Keeps ours over what someone else saved, knowingly. */
  keepMine(): void {
    if (!this.conflict) return;
    this.#stored = this.conflict;
    this.version = this.conflict.version;
    this.conflict = null;
    this.touched();
  }

  takeTheirs(): void {
    if (!this.conflict) return;
    this.#stored = this.conflict;
    this.version = this.conflict.version;
    this.written = structuredClone(this.conflict.written);
    this.conflict = null;
    this.restoredAt = null;
    forget(this.#postId);
    sync.saved();
  }

  /** Gives up what was found on this device. */
  dropRestored(): void {
    this.written = structuredClone(this.#stored.written);
    this.restoredAt = null;
    this.touched();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (this.conflict) return;
    this.#timer = setTimeout(() => void this.#send(), milliseconds);
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendOnce().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendOnce(): Promise<void> {
    const body = JSON.stringify({ version: this.version, written: this.written });
    let response: Response;
    try {
      response = await window.fetch(this.#address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    } catch {
      // Nobody answered: what was typed stays on this device, and is sent again when somebody does.
      sync.lost(Date.now());
      return this.#later(AGAIN_MS);
    }
    sync.found();
    await this.#hear(response, (JSON.parse(body) as Stored).written);
  }

  async #hear(response: Response, sent: Written): Promise<void> {
    const answer = (await response.json().catch(() => ({}))) as { version?: number; stored?: Stored; message?: string };
    if (response.ok && answer.version) {
      this.version = answer.version;
      this.#stored = { version: answer.version, written: sent };
      this.refusal = null;
      if (!sameWriting(this.written, sent)) return this.touched();
      forget(this.#postId);
      return sync.saved();
    }
    if (response.status === 409 && answer.stored) this.conflict = answer.stored;
    else this.refusal = answer.message ?? null;
    if (response.status >= 500) this.#later(AGAIN_MS);
  }
}
