/** Text a database can hold: no NUL, no half of a surrogate pair. Keyboards write nothing else; programs sometimes do. */
export const isPlainText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
