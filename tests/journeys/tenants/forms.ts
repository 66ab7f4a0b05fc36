export interface Form {
  /** `?/name`, or '' for the page's default action. */
  action: string;
  method: string;
  fields: [name: string, value: string][];
}

const attribute = (tag: string, name: string): string | null =>
  decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? (new RegExp(`\\s${name}(?=[\\s>/])`).test(tag) ? '' : null));

const decode = (value: string | null): string | null =>
  value &&
  value
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** The forms of a page as a browser without JavaScript would send them, buttons included. */
export function readForms(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, open = '', inside = '']) => {
    const fields: [string, string][] = [];
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (!name || attribute(tag, 'type') === 'file') continue;
      if (/checkbox|radio/.test(attribute(tag, 'type') ?? '') && attribute(tag, 'checked') === null) continue;
      fields.push([name, attribute(tag, 'value') ?? '']);
    }
    for (const [, tag = '', text = ''] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
      const name = attribute(` ${tag} `, 'name');
      if (name) fields.push([name, decode(text) ?? '']);
    }
    for (const [, tag = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(` ${tag} `, 'name');
      const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option\b[^>]*>/.exec(options)?.[0] ?? '';
      if (name) fields.push([name, attribute(chosen, 'value') ?? '']);
    }
    const buttons = [...inside.matchAll(/<button\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'type') !== 'button');
    const action = attribute(` ${open} `, 'action') ?? '';
    const method = (attribute(` ${open} `, 'method') ?? 'get').toLowerCase();
    return (buttons.length > 0 ? buttons : ['']).map((button) => {
      const name = attribute(button, 'name');
      return {
        action: attribute(button, 'formaction') ?? action,
        method,
        fields: name ? [...fields, [name, attribute(button, 'value') ?? ''] as [string, string]] : fields,
      };
    });
  });
}
