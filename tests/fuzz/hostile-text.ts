import fc from 'fast-check';

/** Texts programs send by mistake or on purpose. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u202e\u2066texte',
    "'; drop table calendar.post; --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00%0a%0d',
    '${7*7}{{7*7}}',
    '👨‍👩‍👧‍👦'.repeat(40),
    'e\u0301'.repeat(400),
    'x'.repeat(5_000),
    'é'.repeat(70_000),
    'constructor',
    '__proto__',
  ),
);
