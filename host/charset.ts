/** The charset that a content type names; undefined: none. */
export const charsetOf = (contentType: string): string | undefined => /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]

/** UTF-8 is the only charset that is read; another one would be misread silently (R-3.5, chapter 11). */
export const isReadable = (charset: string): boolean => /^(utf-?8|us-ascii)$/i.test(charset)
