/** `Content-Disposition` by RFC 6266: the name in ASCII, and once more whole where that is not all of it. Only the last part of a path is a name (threats 3.9). */
export function disposition(kind: 'attachment' | 'inline', fileName: string): string {
  const name = fileName.replace(/^.*[\\/]/, '').replace(/[\0-\x1f\x7f]/g, '') || 'file'
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const plain = `${kind}; filename="${ascii}"`
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${extended(name)}`
}

/** RFC 8187 leaves fewer characters bare than encodeURIComponent does. */
const extended = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
