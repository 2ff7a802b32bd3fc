import { apiKey, credentials, metadata, newApiKey, signInPages } from '../../../../host'
import { assetPage } from '../../../../metadata-pages'
import { apiKeyOf, type Desk, openDesk } from '../desk'

// The metadata pages say who reads them and what he may call (M-1.7, M-2.5): the session that he has anyway.

const html = { Accept: 'text/html' }
let desk: Desk
beforeAll(async () => {
  desk = await openDesk([credentials(), apiKey(), signInPages()], { features: [metadata()] })
})
afterAll(() => desk.close())

const page = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await desk.get(path, { ...html, ...headers })
  expect(answer.status).toBe(200)
  return answer
}
/** The row of a message on the index. */
const row = (body: string, name: string): string => body.split('<tr ').find((each) => each.includes(`?op=${name}"`)) ?? ''

test('nobody is told where one signs in, and comes back to the same page', async () => {
  const index = await page('/metadata')
  expect(index.text).toContain('<a href="/login?redirect=%2Fmetadata">Sign in</a>')
  expect(index.text).not.toContain('you may call it')
  expect(index.headers['cache-control']).toBe('no-cache')
  const operation = await page('/json/metadata?op=NeedRole&lang=csharp')
  expect(operation.text).toContain('/login?redirect=%2Fjson%2Fmetadata%3Fop%3DNeedRole%26lang%3Dcsharp')
  expect(operation.text).not.toContain('class="yours"')
})

test.each([
  ['plain', 'not for you'],
  ['manager', 'you may call it'],
  ['admin', 'you may call it'],
] as const)('%s reads of a message for managers: %s', async (name, verdict) => {
  const Cookie = await desk.signIn(name)
  const index = await page('/metadata', { Cookie })
  expect(index.text).toContain(`<a href="/account">The ${name}</a>`)
  expect(index.text).toContain('action="/auth/logout?redirect=/metadata"')
  expect(row(index.text, 'NeedRole')).toContain(verdict)
  expect(row(index.text, 'NeedAuth')).toContain('you may call it')
  expect(row(index.text, 'Who')).not.toMatch(/you may call it|not for you/)
  const operation = await page('/xml/metadata?op=NeedRole', { Cookie })
  expect(operation.text).toMatch(new RegExp(`<p class="yours">.*${verdict}`))
  expect([index.headers['cache-control'], operation.headers['cache-control']]).toEqual(['no-store', 'no-store'])
  expect(index.headers.vary).toMatch(/Cookie, Authorization/)
})

test('the next reader gets nothing of the one before', async () => {
  const Cookie = await desk.signIn('manager')
  await page('/metadata', { Cookie })
  expect((await page('/metadata')).text).not.toContain('The manager')
  const { key, hash } = newApiKey()
  desk.users.putApiKey({ ...apiKeyOf(key, 'manager'), hash, userId: '3' })
  const byKey = (await page('/metadata', { 'X-Api-Key': key })).text
  expect(row(byKey, 'NeedRole')).toContain('you may call it')
  expect(byKey).not.toContain('Sign out')
})

test('the one style sheet knows the words that were added', () => {
  const sheet = assetPage('/metadata/assets/tollgate.css')?.body ?? ''
  for (const name of ['.whois', '.yours']) expect(sheet).toContain(name)
})
