import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { JsonServiceClient } from '@servicestack/client'
import { IsOptional, MaxLength } from 'class-validator'
import { type Browser, chromium, type Page } from 'playwright-core'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  cors,
  createGateway,
  type Gateway,
  HttpError,
  metadata,
  type RequestContext,
  Returns,
  ReturnsVoid,
  Route,
  Verb,
} from '../../host'

/** ServiceStack's TypeScript client, in node and in a browser, with the server's own classes and with generated DTOs (clients.md). */
class HelloResponse {
  @ApiMember({}) result!: string
  @ApiMember({}) verb!: string
}
@Route('/hello/{Name}')
@Verb('GET')
@AllowAnonymous()
class Hello extends Returns(HelloResponse) {
  constructor(init?: Partial<Hello>) {
    super()
    Object.assign(this, init)
  }
  @IsOptional() @MaxLength(10) name?: string
  @ApiMember({ type: ['string'] }) list?: string[]
}
@AllowAnonymous()
class Note extends ReturnsVoid() {
  constructor(init?: Partial<Note>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember({}) text!: string
}
@AllowAnonymous()
class Upload extends Returns(HelloResponse) {
  constructor(init?: Partial<Upload>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember({}) title!: string
}

const notes: string[] = []
class HelloService {
  @Any(Hello) hello({ name = 'nobody', list }: Hello, { verb }: RequestContext) {
    if (name === 'boom') throw new HttpError(409, 'Boom', 'It went off.', { fieldName: 'Name' })
    return { result: `Hello, ${name}!${list ? ` ${list.join('+')}` : ''}`, verb }
  }
  @Any(Note) note({ text }: Note) {
    notes.push(text)
  }
  @Any(Upload) async upload({ title }: Upload, { files, verb }: RequestContext) {
    let size = 0
    for (const file of files) for await (const chunk of file.stream()) size += chunk.length
    return { result: `${title}: ${files.map((file) => file.fileName).join()} ${size}`, verb }
  }
}

let gateway: Gateway
let address: string
beforeAll(async () => {
  gateway = createGateway({ services: [new HelloService()], namespace: 'Desk', features: [cors(), metadata()] })
  const server = await gateway.listen()
  address = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => gateway.close())
beforeEach(() => void notes.splice(0))

describe('in node, with the server’s own classes', () => {
  const client = () => new JsonServiceClient(address)

  test('every verb, the route that typed clients use, and lists by commas', async () => {
    expect(await client().send(new Hello({ name: 'A' }))).toMatchObject({ result: 'Hello, A!', verb: 'GET' })
    for (const verb of ['get', 'post', 'put', 'patch', 'delete'] as const)
      expect(await client()[verb](new Hello({ name: 'B', list: ['x', 'y'] }))).toMatchObject({
        result: 'Hello, B! x+y',
        verb: verb.toUpperCase(),
      })
    const old = client()
    old.useBasePath(undefined as unknown as string)
    expect(await old.get(new Hello({ name: 'C' }))).toMatchObject({ result: 'Hello, C!' })
    expect(await client().get<HelloResponse>('/hello/D')).toMatchObject({ result: 'Hello, D!' })
  })
  test('batches and one-way messages (R-1.31, R-7.7)', async () => {
    const all = await client().sendAll([new Hello({ name: 'a' }), new Hello({ name: 'b' })])
    expect(all.map((each) => each.result)).toEqual(['Hello, a!', 'Hello, b!'])
    await client().publish(new Note({ text: 'one' }))
    await client().sendAllOneWay([new Note({ text: 'two' }), new Note({ text: 'three' })])
    expect(notes).toEqual(['one', 'two', 'three'])
  })
  test('errors with their fields', async () => {
    const fault = async (message: Hello) =>
      client()
        .get(message)
        .then(
          () => undefined,
          (error) => error.responseStatus,
        )
    expect(await fault(new Hello({ name: 'boom' }))).toMatchObject({
      errorCode: 'Boom',
      message: 'It went off.',
      errors: [{ fieldName: 'Name' }],
    })
    expect(await fault(new Hello({ name: 'x'.repeat(20) }))).toMatchObject({
      errorCode: 'MaximumLength',
      errors: [{ fieldName: 'Name' }],
    })
  })
})

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((file) => file && existsSync(file))
if (!browserPath) console.info('Skipped in a browser: no chromium (set CHROMIUM to one)')
const inBrowser = browserPath ? describe : describe.skip

inBrowser('in a browser, from another origin, with generated DTOs', () => {
  let browser: Browser
  let page: Page
  let shop: Server

  beforeAll(async () => {
    // Another site's page: the client as npm has it, and the messages as the gateway prints them.
    const files: Record<string, () => Promise<string> | string> = {
      '/': () => '<!doctype html><title>shop</title><script>window.got = []; function show(x) { got.push(x) }</script>',
      '/client.mjs': () =>
        readFileSync(path.join(__dirname, '../../node_modules/@servicestack/client/dist/servicestack-client.mjs'), 'utf8'),
      '/dtos.mjs': async () => (await fetch(`${address}/types/mjs`)).text(),
    }
    shop = createServer(async (request, response) => {
      const file = files[request.url ?? '']
      if (!file) return void response.writeHead(404).end()
      response.setHeader('Content-Type', request.url === '/' ? 'text/html' : 'text/javascript')
      response.end(await file())
    })
    await new Promise<void>((resolve) => shop.listen(0, resolve))
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
    page = await browser.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  })
  afterAll(async () => {
    await browser?.close()
    shop?.close()
  })

  const run = (body: string): Promise<any> =>
    page.evaluate(`(async () => {
      const { JsonServiceClient } = await import('/client.mjs')
      const { Hello, Note, Upload } = await import('/dtos.mjs')
      const client = new JsonServiceClient(${JSON.stringify(address)})
      client.credentials = 'omit'
      ${body}
    })()`)

  test('GET, POST, a batch, one way, an upload', async () => {
    expect(await run("return (await client.get(new Hello({ name: 'A' }))).result")).toBe('Hello, A!')
    expect(await run("return (await client.post(new Hello({ name: 'B', list: ['x', 'y'] }))).result")).toBe('Hello, B! x+y')
    expect(
      await run("return (await client.sendAll([new Hello({ name: 'a' }), new Hello({ name: 'b' })])).map((each) => each.result)"),
    ).toEqual(['Hello, a!', 'Hello, b!'])
    await run("await client.publish(new Note({ text: 'from a page' }))")
    expect(notes).toEqual(['from a page'])
    expect(
      await run(`const form = new FormData(); form.append('file', new File(['hello'], 'a.txt'))
        return (await client.postFormData ? client.postFormData(new Upload({ title: 'T' }), form) : client.apiForm(new Upload({ title: 'T' }), form)).then((api) => (api.response ?? api).result)`),
    ).toBe('T: a.txt 5')
  })
  test('errors', async () => {
    expect(
      await run("return client.get(new Hello({ name: 'boom' })).then(() => 0, (error) => error.responseStatus.errorCode)"),
    ).toBe('Boom')
  })
  test('a plain script tag (R-2.20)', async () => {
    await page.addScriptTag({ url: `${address}/hello/Tag.json?callback=show` })
    expect(await page.evaluate('got')).toEqual([{ result: 'Hello, Tag!', verb: 'GET' }])
  })
})
