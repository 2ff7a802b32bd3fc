import fc from 'fast-check'
import { ownTarget } from '../../../host/auth/redirect'

const base = 'http://desk.test:8080'
const allowed = (target: string) => {
  try {
    return ownTarget(target, base)
  } catch {
    return undefined
  }
}

test.each(['/who', '/who?x=1#y', 'who', '?x=1', '#top', 'http://desk.test:8080/x', '/a//b', '/%2f/evil.test', '.', '..'])(
  'A-2.4: %s is on this host',
  (target) => expect(allowed(target)).toBe(target),
)

test.each([
  'http://evil.test/x',
  'https://desk.test:8080/x',
  'http://desk.test/x',
  '//evil.test',
  '\\\\evil.test/x',
  '/\\evil.test',
  '\\/evil.test',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'http://user@desk.test:8080/',
  'http://desk.test:8080@evil.test/',
  '/who\r\nSet-Cookie: a=b',
  '\t//evil.test',
  '/\t/evil.test',
  'ftp://desk.test:8080/',
  '/\u20ac',
])('A-2.4: %j is not', (target) => expect(allowed(target)).toBeUndefined())

test('A-2.4: whatever passes leads a browser to this origin, and fits in a header', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '//',
    'evil.test',
    ':',
    '@',
    '?',
    '#',
    'http',
    'javascript',
    '\t',
    '\n',
    ' ',
    '%2f',
    '.',
    'a',
    '&',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const target = allowed(pieces.join(''))
      if (target === undefined) return
      expect(new URL(target, base).origin).toBe(base)
      expect(target).toMatch(/^[\x21-\x7e]*$/)
    }),
    { numRuns: 5_000 },
  )
})
