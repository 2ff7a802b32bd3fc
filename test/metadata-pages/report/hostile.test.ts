import fc from 'fast-check'
import { reportPage } from '../../../metadata-pages'
import { atom, facts, record, shown, tagsOf, usageMessage } from './report-values'

const breakers = [
  '</script>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"onload="x',
  "' onclick='x",
  '-->',
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '&',
  '`',
  '=',
  'javascript:alert(1)',
  'https://evil.example/x',
  '//evil.example',
  '/\\evil.example',
  'data:text/html,x',
  '\u2028',
  '\0',
  '\ud800',
  '{{x}}',
  '</td></table></title></textarea></select>',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

/** Everything that a caller or a service can put words into. */
const pages = (text: string): string[] => {
  const value = record(
    {
      text,
      link: atom('link', text),
      date: atom('date', text),
      bytes: atom('bytes', text),
      number: atom('number', text),
      [`k${text}`]: 1,
      list: [text, text],
      table: [
        { name: text, [`c${text}`]: 1, amount: 1 },
        { name: 'b', [`c${text}`]: 2, amount: 2 },
      ],
      unit: [{ unit: text, inside: { a: text, b: text, c: text, d: text } }],
    },
    `T${text}`,
  )
  const url = `/${text.replace(/[?#]/g, '')}?${text}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}&startDate=${text}`
  const described = {
    ...usageMessage,
    members: usageMessage.members.map((member) => ({ ...member, description: text, allowableValues: [text] })),
  }
  const errors = [
    { errorCode: text, fieldName: text, message: text },
    { errorCode: text, fieldName: 'StartDate', message: text },
  ]
  return [
    reportPage({ facts: facts({ url, verb: text, serviceName: text, product: text }), value, json: JSON.stringify({ text }) }),
    reportPage({
      facts: facts({ url, status: 400, message: described, sent: () => new Map([['startDate', text]]) }),
      value: shown({ text }),
      error: { path: 'responseStatus', errorCode: text, message: text, errors, stackTrace: text },
    }),
  ]
}

/** Of a page: its scripts and handlers, and the places outside that it names. */
const danger = (page: string) => {
  const tags = tagsOf(page)
  return {
    scripts: tags.filter(({ name }) => name === 'script').length,
    known: tags.filter(({ name }) => /^(?:iframe|object|embed|base|style|img|textarea|math)$/.test(name)).length,
    handlers: tags
      .flatMap(({ attributes }) => Object.keys(attributes))
      .filter((key) => key.startsWith('on') || key === 'style' || key === 'srcdoc').length,
    loaded: tags
      .flatMap(({ name, attributes }) => (name === 'a' ? [] : [attributes.src, attributes.href, attributes.action]))
      .filter((address) => address !== undefined && !/^(?:\/(?![/\\])|data:,$)/.test(address)),
    schemes: tags
      .flatMap(({ attributes: { href, action } }) => [href, action])
      .filter((address) => address !== undefined && !/^(?:\/(?![/\\])|#|https?:\/\/|data:,$)/i.test(address)),
    opens: page.match(/</g)?.length === page.match(/<(?=[a-z/!])/gi)?.length,
  }
}

test('no word of a caller or a service adds a script, a handler or a place elsewhere (R-4.91, threats 3.8)', () => {
  const clean = pages('words').map(danger)
  expect(clean.map(({ scripts }) => scripts)).toEqual([3, 2])
  fc.assert(
    fc.property(hostile, (text) => {
      expect(pages(text).map(danger)).toEqual(clean)
    }),
    { numRuns: 150 },
  )
})

test('only members that hold addresses become links elsewhere', () => {
  const page = reportPage({
    facts: facts(),
    value: record({ note: 'https://evil.example/x', home: atom('link', 'https://evil.example/y') }),
  })
  expect(page.match(/href="https:\/\/evil\.example[^"]*"/g)).toEqual(['href="https://evil.example/y"'])
})
