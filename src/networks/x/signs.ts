/** Classes of signs in twitter-text's grammar (conformance v3, Apache-2.0), as bodies of character classes for `u` expressions. */
export const SPACES = String.raw`\t-\r \u0085\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000`;
export const DIRECTIONS = String.raw`\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069`;
/** Signs no post may hold. */
export const FORBIDDEN = String.raw`\uFFFE\uFEFF\uFFFF`;
/** Signs that end a host label; `.`, `-` and `_` are judged apart. */
export const PUNCTUATION = String.raw`!'"#$%&()*+,\\\/:;<=>?@\[\]\^{|}~`;
export const ACCENTED = String.raw`\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B\u02BB\u0300-\u036F\u1E00-\u1EFF`;
export const CYRILLIC = String.raw`\u0400-\u04FF`;
