import { indexPage } from '../../metadata-pages/index-page'
import type { ShownOperation } from '../../metadata-pages/rights'

const messages = (count: number, roles: (at: number) => readonly string[]): ShownOperation[] =>
  Array.from({ length: count }, (_, at) => ({
    request: { name: `Message${at}`, namespace: 'Desk' },
    actions: ['ANY'],
    method: 'GET',
    ...(roles(at).length > 0 ? { requiresAuth: true, requiredRoles: [...roles(at)] } : {}),
  }))
const page = (operations: readonly ShownOperation[], may?: (name: string) => boolean): string =>
  indexPage(
    {
      frame: { serviceName: 'Desk', product: 'Desk 1', links: [] },
      rows: operations.map((operation) => ({ operation, routes: [], visibleIn: new Set(['json']) })),
      formats: [],
      languages: [],
      ...(may ? { reader: { person: 'Ada', may } } : {}),
    },
    '',
    'https://desk.example',
  ).body
const barriers = (body: string): string[] =>
  [...body.matchAll(/<p class="who">(.*?)<\/p>/g)].map(([, words = '']) =>
    words
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )

describe('an index of so many messages that they are names alone (M-1.7)', () => {
  test('says once of all that ask for the same who may call them', () => {
    const body = page(messages(70, (at) => (at % 2 ? ['Admin'] : [])))
    expect(barriers(body)).toEqual(['open', 'Admin'])
    expect(body.match(/<li/g)?.length).toBeGreaterThanOrEqual(70)
    expect(body.indexOf('?op=Message68"')).toBeLessThan(body.indexOf('?op=Message1"'))
  })

  test('says to who is signed in what is his', () => {
    const body = page(
      messages(70, (at) => (at % 2 ? ['Admin'] : ['Clerk'])),
      (name) => Number(name.slice(7)) % 2 === 0,
    )
    expect(barriers(body)).toEqual(['Clerk you may call it', 'Admin not for you'])
  })

  test('does not say it where nearly each asks for something else', () => {
    const body = page(messages(70, (at) => [`Role${at % 10}`]))
    expect(barriers(body)).toEqual([])
    expect(body.match(/\?op=Message/g)).toHaveLength(70)
  })
})
