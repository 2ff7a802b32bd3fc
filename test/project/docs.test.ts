import { execFile, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { transformSync } from '@swc/core'
import * as host from '../../host'
import { defaultUploadLimits } from '../../host/forms/multipart'
import { jsconfigWords } from '../../host/negotiation/jsconfig'

/** What docs/ shows is run as it stands, and its tables are those of the program. */
const page = (name: string) => readFileSync(path.join(__dirname, '../../docs', `${name}.md`), 'utf8')
const block = (text: string, language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(text)![1]!
const firstCells = (text: string) => [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name)

async function evaluate(source: string, names: Record<string, unknown>): Promise<void> {
  const { code } = transformSync(source, {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs', ignoreDynamic: true },
  })
  const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...args: unknown[]) => Promise<void>
  await new AsyncFunction('exports', 'require', ...Object.keys(names), code)(
    {},
    (name: string) => (name === 'tollgate' ? { ...host, ...names } : require(name)),
    ...Object.values(names),
  )
}

test('docs/between-services.md runs, and says what it prints', async () => {
  const source = block(page('between-services'), 'ts')
  const lines: string[] = []
  await evaluate(source, { console: { log: (...words: unknown[]) => lines.push(words.join(' ')) } })
  expect(lines).toEqual([...source.matchAll(/console\.log.*\/\/ (.*)$/gm)].map(([, said]) => said))
})

const withCurl = spawnSync('sh', ['-c', 'command -v curl']).status === 0 ? test : test.skip
/** Pages whose program is called by curl; of a longer one the part that has it. */
const served: readonly (readonly [name: string, text: () => string])[] = [
  ['uploads', () => page('uploads')],
  ['oauth', () => page('oauth').split('## A provider of your own')[1]!],
]
withCurl.each(served)('docs/%s.md: the printed curls answer what is printed', async (_, textOf) => {
  const gateways: host.Gateway[] = []
  const listening: Promise<{ address(): unknown }>[] = []
  const createGateway = (options: host.GatewayOptions) => {
    const gateway = host.createGateway(options)
    gateways.push(gateway)
    return { listen: () => listening.push(gateway.listen(0)) }
  }
  const text = textOf()
  await evaluate(block(text, 'ts'), { createGateway })
  const { port } = (await listening[0]!).address() as AddressInfo
  let said = ''
  for (const line of block(text, 'sh').trim().split('\n'))
    said += (await promisify(execFile)('bash', ['-c', line.replace('curl', 'curl -s').replace('3000', String(port))])).stdout
  await gateways[0]!.close(0)
  expect(said).toBe(block(text, 'text'))
})

test('docs/oauth.md: what it says of providers is taken as it stands', async () => {
  const words = [...page('oauth').matchAll(/^```ts\n((?:oauthIssuer|oidc)\(.*)\n```/gm)].map(([, source]) => source!)
  expect(words).toHaveLength(2)
  for (const source of words) await evaluate(source, { oauthIssuer: host.oauthIssuer, oidc: host.oidc, clientSecret: 's' })
})

test('docs/sign-in.md: each line of providers makes a gateway, and the table names every guard', async () => {
  const text = page('sign-in')
  const sources = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, source]) => source!)
  expect(sources).toHaveLength(4)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = {
    services: [],
    users: new host.MemoryUserStore(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    operatorsSecret: 'of the tests',
  }
  const { createGateway, credentials, basic, apiKey, tableKeys, jwt, authSecret } = host
  for (const source of sources)
    await evaluate(source, { createGateway, credentials, basic, apiKey, tableKeys, jwt, authSecret, ...names })
  const guards = Object.keys(host).filter((name) =>
    /^(Authenticate|Require[sd]\w+|Validate(Has|Is)\w+|Validate(ApiKey|AuthSecret))$/.test(name),
  )
  for (const guard of guards) expect(text).toContain(`@${guard}(`)
})

test('the tables of limits and of words are whole', () => {
  expect(firstCells(page('uploads'))).toEqual([...Object.keys(defaultUploadLimits), 'folder'])
  const words = [...page('jsconfig').matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)].map(([, short, long]) => [
    short,
    long!.toLowerCase(),
  ])
  expect(words.flat().sort()).toEqual([...jsconfigWords].sort())
})
