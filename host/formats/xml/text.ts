/** Markup, the CR that a reader would make an LF, and what XML cannot hold at all. */
const special =
  /[&<>\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const mayBeSpecial = /[&<>\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }

/** Text of an element. A character that XML cannot hold is U+FFFD: never half an answer (R-4.80 with chapter 11). */
export const escapeXml = (text: string): string =>
  mayBeSpecial.test(text) ? text.replace(special, (unit) => escapes[unit] ?? '\ufffd') : text

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const entity = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g

/** The text that was meant; undefined where there is an entity that is not XML's own, or a character that XML cannot hold. */
export function unescapeXml(text: string): string | undefined {
  if (!text.includes('&')) return text
  let wrong = false
  const plain = text.replace(entity, (_, decimal?: string, hex?: string, name?: string) => {
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    const meant = point === undefined ? entities[name ?? ''] : isXmlCharacter(point) ? String.fromCodePoint(point) : undefined
    wrong ||= meant === undefined
    return meant ?? ''
  })
  return wrong ? undefined : plain
}

const isXmlCharacter = (point: number): boolean =>
  point === 9 ||
  point === 10 ||
  point === 13 ||
  (point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && (point & 0xfffe) !== 0xfffe)
