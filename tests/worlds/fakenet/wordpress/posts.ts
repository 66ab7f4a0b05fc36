import { json, list, readFields, text, type Answer, type Exchange, type Routes } from '../exchange.ts';
import { sha256, type Account, type World } from '../world.ts';
import { no, type Guard } from './guard.ts';

interface Post {
  id: number;
  author: Account;
  title: string;
  content: string;
  excerpt: string;
  slug: string;
  status: string;
  at: number;
  featured: number;
}

export interface Posts {
  routes: Routes;
  /** What a visitor may read. */
  published(): { id: number; title: string; content: string; slug: string }[];
}

const STATUSES = ['publish', 'future', 'draft', 'pending', 'private', 'trash'];

/** Posts of the REST API: a taken slug becomes `-2`, drafts are invisible, publishing twice changes nothing. */
export function posts(world: World, guard: Guard): Posts {
  const all: Post[] = [];
  const show = (post: Post, exchange: Exchange) => {
    const edit = exchange.url.searchParams.get('context') === 'edit';
    const field = (raw: string) => ({ rendered: raw, ...(edit || exchange.method !== 'GET' ? { raw } : {}) });
    const date = new Date(post.at).toISOString().slice(0, 19);
    return {
      id: post.id,
      date,
      date_gmt: date,
      modified_gmt: date,
      slug: post.slug,
      status: post.status,
      type: 'post',
      link: post.status === 'publish' ? `${exchange.origin}/${post.slug}/` : `${exchange.origin}/?p=${post.id}`,
      title: field(post.title),
      content: { ...field(post.content), protected: false },
      excerpt: field(post.excerpt),
      author: world.accounts.indexOf(post.author) + 1,
      featured_media: post.featured,
    };
  };
  const free = (slug: string, self: number | null): string => {
    const taken = (candidate: string): boolean =>
      all.some((post) => post.id !== self && post.slug === candidate && post.status !== 'trash');
    let candidate = slug;
    for (let n = 2; taken(candidate); n += 1) candidate = `${slug}-${n}`;
    return candidate;
  };
  const write = async (exchange: Exchange, account: Account, before: Post | null): Promise<Answer> => {
    const fields = await readFields(exchange);
    const raw = (name: string): string | undefined =>
      fields[name] === undefined ? undefined : text((fields[name] as unknown as { raw?: string }).raw ?? fields[name]);
    const status = raw('status') ?? before?.status ?? 'draft';
    if (!STATUSES.includes(status))
      return json(400, {
        code: 'rest_invalid_param',
        message: 'Invalid parameter(s): status',
        data: { status: 400, params: { status: 'invalid' } },
      });
    if (status === 'publish' && account.role === 'contributor')
      return no(403, 'rest_cannot_publish', 'Sorry, you are not allowed to publish posts in this post type.');
    const post: Post = before ?? {
      id: all.length * 2 + 11,
      author: account,
      title: '',
      content: '',
      excerpt: '',
      slug: '',
      status: 'draft',
      at: world.now(),
      featured: 0,
    };
    const wasPublic = post.status === 'publish';
    post.title = raw('title') ?? post.title;
    post.content = raw('content') ?? post.content;
    post.excerpt = raw('excerpt') ?? post.excerpt;
    post.featured = Number(raw('featured_media') ?? post.featured);
    if (raw('slug') !== undefined || (!post.slug && status === 'publish')) post.slug = free(raw('slug') || slugOf(post.title), post.id);
    post.status = status;
    if (!before) all.push(post);
    if (status === 'publish' && !wasPublic) see(post, exchange.origin);
    return json(before ? 200 : 201, show(post, exchange));
  };
  const see = (post: Post, origin: string): void =>
    world.truth.add({
      kind: 'visible',
      network: 'wordpress',
      account: post.author.name,
      id: String(post.id),
      url: `${origin}/${post.slug}/`,
      text: `${post.title}\n${post.content}`,
      key: post.slug,
      parent: null,
      media: (post.featured ? 1 : 0) + (post.content.match(/<img /g) ?? []).length,
    });
  const edit = (exchange: Exchange): Answer | Promise<Answer> =>
    guard(exchange, (account) => {
      const post = all.find((one) => String(one.id) === exchange.params.id);
      return post ? write(exchange, account, post) : no(404, 'rest_post_invalid_id', 'Invalid post ID.');
    });

  return {
    published: () => all.filter((post) => post.status === 'publish'),
    routes: {
      'POST /wp-json/wp/v2/posts': (exchange) => guard(exchange, (account) => write(exchange, account, null)),
      'POST /wp-json/wp/v2/posts/:id': edit,
      'PUT /wp-json/wp/v2/posts/:id': edit,
      'GET /wp-json/wp/v2/posts': (exchange) => {
        const query = exchange.url.searchParams;
        const wanted = list(query.getAll('status').concat(query.getAll('status[]'))).flatMap((one) => one.split(','));
        const statuses = wanted.length === 0 ? ['publish'] : wanted.includes('any') ? STATUSES.filter((one) => one !== 'trash') : wanted;
        const find = (): Answer => {
          const slugs = query
            .getAll('slug')
            .concat(query.getAll('slug[]'))
            .flatMap((one) => one.split(','));
          const after = query.get('after');
          const found = all
            .filter((post) => statuses.includes(post.status) && (slugs.length === 0 || slugs.includes(post.slug)))
            .filter((post) => !after || post.at > Date.parse(/Z|[+-]\d\d:/.test(after) ? after : `${after}Z`));
          return paged(found, exchange);
        };
        return statuses.join() === 'publish' && query.get('context') !== 'edit' ? find() : guard(exchange, find);
      },
      'GET /wp-json/wp/v2/posts/:id': (exchange) => {
        const post = all.find((one) => String(one.id) === exchange.params.id);
        if (!post) return no(404, 'rest_post_invalid_id', 'Invalid post ID.');
        const open = post.status === 'publish' && exchange.url.searchParams.get('context') !== 'edit';
        return open ? json(200, show(post, exchange)) : guard(exchange, () => json(200, show(post, exchange)));
      },
      'DELETE /wp-json/wp/v2/posts/:id': (exchange) =>
        guard(exchange, () => {
          const post = all.find((one) => String(one.id) === exchange.params.id);
          if (!post) return no(404, 'rest_post_invalid_id', 'Invalid post ID.');
          if (post.status === 'publish')
            world.truth.add({ kind: 'removed', network: 'wordpress', account: post.author.name, id: String(post.id) });
          post.status = 'trash';
          if (exchange.url.searchParams.get('force') !== 'true') return json(200, show(post, exchange));
          all.splice(all.indexOf(post), 1);
          return json(200, { deleted: true, previous: show(post, exchange) });
        }),
    },
  };

  function paged(found: Post[], exchange: Exchange): Answer {
    const query = exchange.url.searchParams;
    const [page, size] = [Number(query.get('page') ?? 1), Math.min(Number(query.get('per_page') ?? 10), 100)];
    const sign = query.get('order') === 'asc' ? 1 : -1;
    // Seen on a real server: sorted by date, posts of one second change places from page to page and some are never listed.
    const tie = (post: Post): number => sha256(`${post.id}/${page}`).readUInt16BE();
    const bySecond = (a: Post, b: Post): number => Math.floor(a.at / 1000) - Math.floor(b.at / 1000) || tie(a) - tie(b);
    found.sort((a, b) => sign * (query.get('orderby') === 'id' ? a.id - b.id : bySecond(a, b)));
    const pages = Math.max(1, Math.ceil(found.length / size));
    if (page > pages)
      return no(400, 'rest_post_invalid_page_number', 'The page number requested is larger than the number of pages available.');
    const shown = found.slice((page - 1) * size, page * size).map((post) => show(post, exchange));
    return json(200, shown, { 'x-wp-total': String(found.length), 'x-wp-totalpages': String(pages) });
  }
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
