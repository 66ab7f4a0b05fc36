import { json } from '@sveltejs/kit';
import { itemOf, type Cleaned, type MediaView } from '#modules/library/shapes';
import { sentenceOf } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';

/** Runs an upload and answers as parts/library/send-file.ts reads it: the media, or a refusal with its sentence. */
export async function answerUpload(work: () => Promise<{ media: MediaView; cleaned: Cleaned }>): Promise<Response> {
  try {
    const { media, cleaned } = await work();
    return json({ item: itemOf(media), cleaned }, { status: 201 });
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return json({ refusal: { code: thrown.code, sentence: sentenceOf(thrown) } }, { status: thrown.status });
  }
}
