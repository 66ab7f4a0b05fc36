import * as m from '#messages';
import { networkWord } from '#parts/calendar/network-words.ts';
import { sayKind, sayVerdict } from '#parts/approval/say-answer.ts';
import { printDocument, type Block, type PrintedDocument } from '#plumbing/pdf';
import { spokenLocale } from '#plumbing/web';
import { sayList, sayMoment } from '#words/spoken.ts';
import type { Receipt, ReceiptPost } from '../../../../wiring/read-receipt.ts';

/** The receipt as a file, in the language that is spoken: the page's own words, on sheets one keeps. */
export async function answerReceipt(receipt: Receipt): Promise<Response> {
  const bytes = await printDocument(describe(receipt));
  const name = `${m.approval_receipt_title()} ${receipt.client.name}.pdf`;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      // RFC 8187: names have accents; a client that knows no better takes the plain one.
      'content-disposition': `inline; filename="palabre.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

function describe({ client, by, at, posts }: Receipt): PrintedDocument {
  return {
    title: m.approval_receipt_title(),
    lead: m.approval_receipt_lead(),
    over: client.name,
    edge: m.approval_receipt_edge({ client: client.name, name: by }),
    language: spokenLocale(),
    date: at,
    footer: (page, pages) => m.approval_receipt_page({ page, pages }),
    blocks: posts.flatMap((post) => blocksOf(post, client.zone)),
  };
}

function blocksOf(post: ReceiptPost, zone: string): Block[] {
  const moment = (at: Date): string => sayMoment(at, zone, spokenLocale(), { year: true });
  const blocks: Block[] = [
    { kind: 'heading', text: post.name },
    { kind: 'note', text: moment(post.plannedAt) },
    ...(post.answers.length === 0 ? [{ kind: 'note', text: m.approval_receipt_none() } as const] : []),
  ];
  for (const one of post.answers) {
    blocks.push({ kind: 'text', strong: true, text: sayVerdict(one, spokenLocale()) });
    blocks.push({ kind: 'note', text: `${moment(one.answeredAt)} · ${sayKind(one)}` });
    if (one.spent) blocks.push({ kind: 'text', strong: true, text: m.approval_spent_yes() });
    if (one.note) blocks.push({ kind: 'text', text: `« ${one.note} »` });
    for (const { name, sha256 } of one.evidence) blocks.push({ kind: 'code', label: m.approval_evidence_open({ name }), text: sha256 });
    for (const { networks, text, media } of one.approved) {
      blocks.push({ kind: 'quote', over: sayList(networks.map(networkWord), spokenLocale()), text });
      for (const { source, alt } of media) {
        blocks.push({ kind: 'code', label: m.approval_receipt_picture(), text: source });
        if (alt) blocks.push({ kind: 'note', text: alt });
      }
    }
    blocks.push({ kind: 'code', label: m.approval_receipt_print(), text: one.fingerprint });
  }
  for (const one of post.reviews) {
    const said = one.verdict === 'yes' ? m.approval_reviewed_yes : m.approval_reviewed_change;
    blocks.push({ kind: 'note', text: `${said({ name: one.who })} · ${moment(one.at)}` });
  }
  for (const { network, publishedAt, remoteUrl } of post.online) {
    const said = [m.publishing_state_published(), networkWord(network), publishedAt && moment(publishedAt)].filter(Boolean).join(' · ');
    blocks.push({ kind: 'text', text: said });
    if (remoteUrl) blocks.push({ kind: 'link', text: remoteUrl, url: remoteUrl });
  }
  return blocks;
}
