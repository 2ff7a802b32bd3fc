import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { hashId, newSessionId } from '../../../host/auth/cookies'
import { rightsOf } from '../../../host/auth/session-of'
import { createKey, createUser } from '../../../host/usage/credentials'
import { openUsageHouse, type UsageHouse } from '../usage-house'

/** Threats 3.3: an identifier, or up to five with dots between, of at most 64 characters. */
const isName = (text: string) => text.length <= 64 && /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,4}$/.test(text)

const good = ['cb', '_', '$', 'a.b.c.d.e', 'jQuery123_456', 'angular.callbacks._0', 'x'.repeat(64)]
const pieces = [
  '()',
  'alert(1)//',
  '<script>',
  '</script>',
  "'",
  '"',
  ';',
  '\u2028',
  '\u2029',
  '\0',
  '\r\n',
  '\r\nSet-Cookie: a=b',
  '[0]',
  '=',
  '/**/',
  '*/',
  '`',
  '${1}',
  '{',
  '\\u0041',
  '%00',
  '+',
  '-',
  ' ',
  '\t',
  '#',
  '&amp;',
  ',',
  '.',
  '..',
  '\ufeff',
  'é',
  '😀',
  '&&',
  'new ',
  '@',
  '!',
  '~',
  '|',
  '^',
] as const
/** Hostile names: each piece at the beginning, in the middle, at the end, and alone; then what is only too long or too deep. */
const hostile = [
  ...pieces.flatMap((piece) => [piece, `cb${piece}`, `${piece}cb`, `cb${piece}x`, `a.${piece}`]),
  ...[
    'x'.repeat(65),
    'a.b.c.d.e.f',
    '1cb',
    'cb.1',
    'CWSMIKI0hCD0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7iiudIbEAt333swW0ssG03sDDtDDDt0333333Gt333swwv3wwwFPOHtoHHvwHHFhH3D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7YNqdIbeUUUfV13333333333333333s03sDTVqefXAxooooD0CiudIbEAt33swwEpt0GDG0GtDDDtwwGGGGGsGDt33333www033333GfBDTHHHHUhHHHeRjHHHhHHUccUSsgSkKoE5D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7YNqdIbe13333333333sUUe133333Wf03sDTVqefXA8oT50CiudIbEAtwEpDDG033sDDGtwGDtwwDwttDDDGwtwG33wwGt0w33333sG03sDDdFPhHHHbWqHxHjHZNAqFzAHZYqqEHeYAHlqzfJzYyHqQdzEzHVMvnAEYzEVHMHbBRrHyVQfDQflqzfHLTrHAqzfHIYqEqEmIVHaznQHzIIHDRRVEbYqItAzNyH7D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7CiudIbEAt33swwEDt0GGDDDGptDtwwG0GGptDDww0GDtDDDGGDDGDDtDD33333s03GdFPXHLHAZZOXHrhwXHLhAwXHLHgBHHhHDEHXsSHoHwXHLXAwXHLxMZOXHWHwtHtHHHHLDUGhHxvwDHDxLdgbHHhHDEHXkKSHuHwXHLXAwXHLTMZOXHeHwtHtHHHHLDUGhHxvwTHDxLtDXmwTHLLDxLXAwXHLTMwlHtxHHHDxLlCvm7D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7CiudIbEAtuwt3sG33ww0sDtDt0333GDw0w33333www033GdFPDHTLxXThnohHTXgotHdXHHHxXTlWf7D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7CiudIbEAtwwWtD333wwG03www0GDGpt03wDDDGDDD33333s033GdFPhHHkoDHDHTLKwhHhzoDHDHTlOLHHhHxeHXWgHZHoXHTHNo4D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3Snn7CiudIbEAt33wwE03GDDGwGGDDGDwGtwDtwDDGGDDtGDwwGw0GDDw0w33333www033GdFPHLRDXthHHHLHqeeorHthHHHXDhtxHHHLravHQxQHHHOnHDHyMIuiCyIYEHWSsgHmHKcskHoXHLHwhHHvoXHLhAotHthHHHLXAoXHLxUvH1D0Up0IZUnnnnnnnnnnnnnnnnnnnUU5nnnnnn3SnnwWNqdIbe133333333333333333WfF03sTeqefXA888oooooooooooo8',
  ],
]

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: http.IncomingHttpHeaders
}

const ambientSites = ['cross-site', 'same-site', undefined] as const
const ownSites = ['same-origin', 'none'] as const

/** JSONP of every message: what is echoed, whom it tells, with which headers. `count`: names that are tried. */
export const jsonpSuite = (count: number) =>
  describe('JSONP (threats 3.3, design 6)', () => {
    let house: UsageHouse
    let port: number
    let session: string
    let basic: string
    let key: string
    const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
    const get = (url: string, headers: Readonly<Record<string, string | undefined>> = {}) =>
      new Promise<Answer>((resolve, reject) => {
        http
          .get({ port, host: '127.0.0.1', agent, path: url, headers: JSON.parse(JSON.stringify(headers)) }, (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () =>
              resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString(), headers: response.headers }),
            )
          })
          .once('error', reject)
      })
    const messages = () => house.gateway.catalog.operations.map(({ message }) => message)

    beforeAll(async () => {
      house = await openUsageHouse({ inMemory: true })
      port = (house.server.address() as AddressInfo).port
      const { users, sessions } = house.engine
      const password = 'a password of a browser'
      const { stored: user } = await createUser(users, { userName: 'browsing', password, roles: ['SystemAdministrator'] })
      const id = newSessionId()
      const now = Date.now()
      const times = { createdAt: now, seenAt: now, expiresAt: now + 86_400_000 }
      await sessions.putSession({
        hash: hashId(id),
        userId: user.id,
        provider: 'credentials',
        permanent: false,
        rights: rightsOf(user),
        ...times,
      })
      session = `ss-id=${id}`
      basic = `Basic ${Buffer.from(`browsing:${password}`).toString('base64')}`
      key = (await createKey(users, { roles: ['SystemAdministrator'] })).key
    })
    afterAll(async () => {
      agent.destroy()
      await house.end()
    })

    test('no name is echoed that is none, and every script has its headers', async () => {
      const names = [...good, ...hostile].slice(0, count === 200 ? undefined : count)
      const faults: string[] = []
      for (const { name } of messages()) {
        const answers = await Promise.all(
          names.map(async (text) => [text, await get(`/api/${name}?callback=${encodeURIComponent(text)}`)] as const),
        )
        for (const [text, { status, text: body, headers }] of answers) {
          const at = `${name} ${JSON.stringify(text.slice(0, 40))}: ${status} ${body.slice(0, 60)}`
          if (headers['x-content-type-options'] !== 'nosniff') faults.push(`no nosniff: ${at}`)
          const type = String(headers['content-type'])
          if (isName(text)) {
            const script = body.startsWith(`/**/${text}(`) || body.startsWith(`${text}(`)
            if (!script || !type.startsWith('text/javascript')) faults.push(`no script: ${at}`)
          } else {
            if (status !== 400 && status !== 422) faults.push(`no 400: ${at}`)
            if (type.includes('javascript') || (text.length > 3 && body.includes(text) && !/^[\w.]+$/.test(text)))
              faults.push(`echoed: ${at}`)
          }
        }
      }
      expect(faults.slice(0, 10)).toEqual([])
      expect(names.length).toBeGreaterThanOrEqual(count)
    }, 300_000)

    test('what a browser attaches by itself tells another site’s page nothing', async () => {
      const faults: string[] = []
      let refused = 0
      for (const { name, access, contract } of messages().filter((message) => !message.access.anonymous)) {
        const nobody = await get(`/api/${name}?callback=cb`)
        for (const headers of [{ Cookie: session }, { Authorization: basic }])
          for (const site of ambientSites) {
            const { status, text } = await get(`/api/${name}?callback=cb`, {
              ...headers,
              ...(site ? { 'Sec-Fetch-Site': site } : {}),
            })
            refused++
            if (status !== nobody.status || text !== nobody.text)
              faults.push(
                `${name} ${Object.keys(headers)} ${site}: ${status} ${text.slice(0, 100)} ${contract?.name} ${access.authenticate}`,
              )
          }
      }
      expect(faults.slice(0, 10)).toEqual([])
      expect(refused).toBeGreaterThan(100)
    }, 120_000)

    test('from the own page, and by what a program wrote, it is answered, and kept by nobody', async () => {
      const ask = '/ledger/organizations?callback=cb'
      for (const site of ownSites)
        for (const headers of [{ Cookie: session }, { Authorization: basic }]) {
          const { status, text, headers: told } = await get(ask, { ...headers, 'Sec-Fetch-Site': site })
          expect([site, status, /cb\(\[/.test(text)]).toEqual([site, 200, true])
          expect(told['cache-control']).toMatch(/private|no-store/)
        }
      const { text, headers } = await get(ask, { 'X-Api-Key': key, 'Sec-Fetch-Site': 'cross-site' })
      expect(text).toMatch(/cb\(\[/)
      expect(headers['cache-control']).toMatch(/private|no-store/)
      expect(headers.vary).toMatch(/Accept/)
    })
  })
