import fc from 'fast-check'
import { HttpError } from '../../../dtos/contract'
import { capturedText, decodeSegment, segmentsOf } from '../../../host/routing/path'

const hostile = fc.array(
  fc.constantFrom(
    '/',
    '%2f',
    '%2F',
    '%',
    '%2',
    '%00',
    '%C3',
    '%A9',
    '%F0%9F%9A%80',
    '%ED%A0%80',
    '%2e',
    '.',
    '..',
    'a',
    'Z',
    '+',
    '\\',
    'é',
  ),
  { maxLength: 20 },
)
const attempt = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof HttpError && error.status === 400) return undefined
    throw error
  }
}

const letter = fc
  .oneof(fc.integer({ min: 1, max: 0xff }), fc.integer({ min: 0x100, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code))

test('R-1.11: text that was encoded comes back, but for a slash', () => {
  fc.assert(
    fc.property(fc.array(letter), (letters) => {
      const text = letters.join('')
      expect(decodeSegment(encodeURIComponent(text))).toBe(text.replaceAll('/', '%2F'))
    }),
  )
})

test('R-1.11: bytes that are no UTF-8 keep their escapes', () => {
  expect(decodeSegment('%C3%28')).toBe('%C3(')
  expect(decodeSegment('%FF%C3%A9%80')).toBe('%FFé%80')
  expect(decodeSegment('%ED%A0%80')).toBe('%ED%A0%80')
  expect(decodeSegment('%F0%9F%9A')).toBe('%F0%9F%9A')
  expect(decodeSegment('%c3%28')).toBe('%c3(')
})

test('R-1.11: `%2F` stays, `%2f` separates', () => {
  expect(segmentsOf('/a%2Fb%2fc')).toEqual(['a%2Fb', 'c'])
  expect(segmentsOf('/a%252Fb%252fc')).toEqual(['a%2Fb%2fc'])
  expect(capturedText(decodeSegment('a%2Bb+c'))).toBe('a b c')
})

test('threats 3.9: whatever is sent, no segment is empty, a dot segment or has a NUL, and nothing but 400 is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostile.map((parts) => `/${parts.join('')}`),
        fc.string(),
      ),
      (path) => {
        for (const segment of attempt(() => segmentsOf(path)) ?? []) {
          expect(['', '.', '..']).not.toContain(segment)
          expect(segment).not.toContain('\0')
          expect(segment).not.toContain('/')
        }
      },
    ),
    { numRuns: 500 },
  )
})

test.each(['/%00', '/a%00b', '/\0', '/%C3%00', '/%2F%00'])('threats 3.9: NUL in %j is 400', (path) => {
  expect(() => segmentsOf(path)).toThrow(expect.objectContaining({ status: 400 }) as HttpError)
})
