import { ArgumentException } from '../../dtos/contract'

/**
 * Where a browser goes next, if that is on this host: what a browser would make of the text decides, not how it looks. `\\evil`,
 * `//evil` and `javascript:` are elsewhere.
 */
export function ownTarget(target: string, baseUrl: string): string {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  // Browsers drop these before they read an address, and a header cannot hold them.
  const written = target.trim()
  const url = base && !hasControls(written) && URL.canParse(written, base.href) ? new URL(written, base) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== base!.origin || url.username !== '' || url.password !== '')
    throw new ArgumentException('External Redirects are not permitted', 'continue')
  return written
}

const hasControls = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code === 0x7f || code > 0xff) return true
  }
  return false
}
