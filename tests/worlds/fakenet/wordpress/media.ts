import { json, readFields, text, type Routes } from '../exchange.ts';
import { no, type Guard } from './guard.ts';

/** Uploads: raw bytes and a file name; what WordPress does not take comes as a 500, as seen on a real server. */
export function mediaRoutes(guard: Guard): Routes {
  const files: { id: number; name: string; mime: string; alt: string; bytes: Buffer }[] = [];
  const find = (id: string | undefined) => files.find((file) => String(file.id) === id);
  const show = (file: (typeof files)[number], origin: string) => ({
    id: file.id,
    slug: file.name.replace(/\.\w+$/, ''),
    status: 'inherit',
    type: 'attachment',
    media_type: file.mime.startsWith('image/') ? 'image' : 'file',
    mime_type: file.mime,
    alt_text: file.alt,
    source_url: `${origin}/wp-content/uploads/${file.id}/${file.name}`,
    link: `${origin}/?attachment_id=${file.id}`,
  });
  return {
    'POST /wp-json/wp/v2/media': (exchange) =>
      guard(exchange, (account) => {
        if (account.role === 'contributor')
          return no(403, 'rest_cannot_create', 'Sorry, you are not allowed to upload media on this site.');
        const mime = exchange.headers['content-type'] ?? '';
        const name = /filename="?([^";]+)"?/.exec(exchange.headers['content-disposition'] ?? '')?.[1];
        if (!name) return no(400, 'rest_upload_no_content_disposition', 'No Content-Disposition supplied.');
        if (!/^(image\/(jpeg|png|gif|webp)|video\/mp4)$/.test(mime))
          return no(500, 'rest_upload_sideload_error', 'Sorry, you are not allowed to upload this file type.');
        const file = { id: files.length * 2 + 10, name, mime, alt: '', bytes: exchange.body };
        files.push(file);
        return json(201, show(file, exchange.origin));
      }),
    'POST /wp-json/wp/v2/media/:id': (exchange) =>
      guard(exchange, async () => {
        const file = find(exchange.params.id);
        if (!file) return no(404, 'rest_post_invalid_id', 'Invalid post ID.');
        const fields = await readFields(exchange);
        file.alt = text(fields.alt_text ?? file.alt);
        return json(200, show(file, exchange.origin));
      }),
    'GET /wp-json/wp/v2/media': (exchange) => {
      const slug = exchange.url.searchParams.get('slug');
      const found = files.filter((file) => !slug || file.name.replace(/\.\w+$/, '') === slug);
      return json(
        200,
        found.map((file) => show(file, exchange.origin)),
        { 'x-wp-total': String(found.length), 'x-wp-totalpages': '1' },
      );
    },
    'GET /wp-json/wp/v2/media/:id': (exchange) => {
      const file = find(exchange.params.id);
      return file ? json(200, show(file, exchange.origin)) : no(404, 'rest_post_invalid_id', 'Invalid post ID.');
    },
    'GET /wp-content/uploads/:id/:name': (exchange) => {
      const file = find(exchange.params.id);
      return file ? { status: 200, body: file.bytes, headers: { 'content-type': file.mime } } : { status: 404 };
    },
  };
}
