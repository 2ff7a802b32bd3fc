import type { AddressInfo } from 'node:net'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  type AnyClass,
  ApiMember,
  type Contract,
  Namespace,
  PartOf,
  RawBody,
  RequiredScope,
  Restrict,
  Returns,
  ReturnsVoid,
  Route,
  Tag,
  ValidateGreaterThan,
  ValidateIsAuthenticated,
  ValidateNotEmpty,
  Verb,
} from '../../dtos/contract'
import { createGateway, metadata, securityHeaders } from '../../host'
import { metadataPages, type OpenApiDocument, type OpenApiVersion, openApi, typeMetadata } from '../../metadata-pages'
import type { Parameter } from '../../metadata-pages/open-api/model'
import { Any } from '../../services'
import { deskGateway, deskUsers } from '../host/desk'
import { catalogOf } from './evo-catalog'

enum Shelf {
  Upper = 'upper',
  Lower = 'lower',
}

class Book {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember({ type: 'decimal' }) price!: Decimal
  @ApiMember({ type: 'guid' }) code!: string
  @ApiMember({ type: 'bytes' }) cover!: Uint8Array
  @ApiMember('When it came') arrived!: Date
  @ApiMember({ type: Shelf }) shelf!: Shelf
  @ApiMember({ type: Book }) @IsOptional() sequel?: Book
  @ApiMember({ type: { dictionary: 'int32' } }) counts!: Record<string, number>
}

@Route('/books/{Shelf}', 'GET', { summary: 'Books of a shelf' })
@Route('/books', 'GET,POST')
@Tag('books')
class FindBooks extends Returns([Book]) {
  @IsEnum(Shelf) shelf!: Shelf
  @IsOptional() @IsInt() @Min(1) @Max(100) max?: number
  @IsOptional() @IsString() @Length(2, 40) title?: string
  @IsOptional() @IsIn(['asc', 'desc']) order?: string
  @IsOptional() @IsString({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(5) @MaxLength(9, { each: true }) marks?: string[]
  @ApiMember({ type: Book, isOptional: true }) like?: Book
}

@Route('/books/{Id}/pages/{Rest*}', 'PUT')
@ValidateIsAuthenticated()
class SaveBook extends ReturnsVoid() {
  @ApiMember({ type: 'int32' }) id!: number
  @ApiMember({}) rest!: string
  @ValidateNotEmpty() title!: string
  @IsOptional() @IsEmail() mail?: string
  @IsOptional() @Matches(/^[A-Z]{2}$/) country?: string
  @ApiMember({ type: 'double' }) @ValidateGreaterThan(0) weight!: number
}

/** The address of FindBooks' shelf with another name for the variable. */
@Route('/books/{Name}', 'DELETE')
class DropBook extends ReturnsVoid() {
  @ApiMember({}) name!: string
}

const vendor: Contract = {
  name: 'vendor',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'authenticateFirst',
  error: (error) => ({
    status: error.status === 400 ? 422 : error.status,
    body: { code: 'bad', fields: [{ name: 'x', count: 1 }] },
  }),
}

@Route('/vendor/usage', 'GET')
@PartOf(vendor)
@RequiredScope('usage:read')
class VendorUsage extends Returns(Book) {}

@Route('/any')
@Verb('GET')
class AnyVerb extends Returns(String) {}

@Restrict({ network: ['Localhost'] })
class Secret extends ReturnsVoid() {}

@Route('/books/upload', 'POST')
@RawBody('text/csv')
class LoadBooks extends ReturnsVoid() {
  @ApiMember({ type: [Book] }) books!: Book[]
}

const classes: readonly AnyClass[] = [FindBooks, SaveBook, DropBook, VendorUsage, AnyVerb, Secret, LoadBooks]
const catalog = catalogOf(classes)
const document = (version: OpenApiVersion = '3.1'): OpenApiDocument =>
  openApi(catalog, typeMetadata(catalog), { version, baseUrl: 'https://desk.example' })
const { paths, components } = document()
const book = (version: OpenApiVersion) => document(version).components.schemas.Book as { properties: Record<string, unknown> }

/** Every `$ref` in it. */
const references = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, each]) => (name === '$ref' ? [String(each)] : references(each)))

describe('the document', () => {
  test.each([
    ['3.1', '3.1.0'],
    ['3.0', '3.0.3'],
  ] as const)('%s says which edition it is, and every reference leads somewhere', (version, told) => {
    const made = document(version)
    expect(made.openapi).toBe(told)
    expect(made.servers).toEqual([{ url: 'https://desk.example' }])
    const found = references(made)
    expect(found.length).toBeGreaterThan(10)
    for (const reference of found) {
      const place = reference
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], made)
      expect(place).toBeDefined()
    }
  })

  test('every route and /api/{Name} of every message is in it, each call with an id of its own', () => {
    expect(Object.keys(paths).sort()).toEqual([
      '/any',
      '/api/AnyVerb',
      '/api/DropBook',
      '/api/FindBooks',
      '/api/LoadBooks',
      '/api/SaveBook',
      '/api/Secret',
      '/api/VendorUsage',
      '/books',
      '/books/upload',
      '/books/{Id}/pages/{Rest}',
      '/books/{Shelf}',
      '/vendor/usage',
    ])
    expect(Object.keys(paths['/any']!)).toEqual(['get', 'post'])
    expect(Object.keys(paths['/books']!)).toEqual(['get', 'post'])
    const ids = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['FindBooks', 'FindBooksPost', 'ApiFindBooks']))
  })

  test('one address is one path, however routes call its variable', () => {
    const item = paths['/books/{Shelf}']!
    expect(Object.keys(item)).toEqual(['get', 'delete'])
    expect(item.delete?.parameters).toEqual([{ name: 'Shelf', in: 'path', required: true, schema: { type: 'string' } }])
  })

  test('what the caller may not see is not in it', () => {
    const pages = metadataPages(catalog)
    const seen = JSON.parse(pages.openApiPage({}, 'https://a.example', (name) => name !== 'Secret').body) as OpenApiDocument
    expect(seen.paths['/api/Secret']).toBeUndefined()
    expect(seen.paths['/api/FindBooks']).toBeDefined()
    expect(JSON.parse(pages.openApiPage({}, 'https://a.example').body).paths['/api/Secret']).toBeDefined()
  })
})

describe('calls', () => {
  const get = paths['/books/{Shelf}']!.get!
  const parameter = (name: string) => get.parameters?.find((each) => each.name === name)

  test('path and query, with the rules of the members', () => {
    expect(get.summary).toBe('Books of a shelf')
    expect(get.tags).toEqual(['books'])
    expect(parameter('Shelf')).toMatchObject({ in: 'path', required: true })
    expect(parameter('max')).toEqual({
      name: 'max',
      in: 'query',
      schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 100 },
    })
    expect(parameter('title')?.schema).toEqual({ type: 'string', minLength: 2, maxLength: 40 })
    expect(parameter('order')?.schema).toEqual({ type: 'string', enum: ['asc', 'desc'] })
    expect(parameter('marks')).toEqual({
      name: 'marks',
      in: 'query',
      style: 'form',
      explode: false,
      schema: { type: 'array', items: { type: 'string', maxLength: 9 }, minItems: 1, maxItems: 5 },
    })
    expect(parameter('like')).toEqual({
      name: 'like',
      in: 'query',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } },
    })
    expect(get.requestBody).toBeUndefined()
  })

  test('a body where the verb has one, without what is in the path', () => {
    const put = paths['/books/{Id}/pages/{Rest}']!.put!
    expect(put.parameters?.map(({ name }) => name)).toEqual(['Id', 'Rest'])
    const content = put.requestBody?.content ?? {}
    expect(Object.keys(content)).toEqual(['application/json', 'application/x-www-form-urlencoded'])
    const { properties, required } = content['application/json']!.schema as { properties: object; required: string[] }
    expect(Object.keys(properties)).toEqual(['title', 'mail', 'country', 'weight'])
    expect(required).toEqual(['title'])
    expect(properties).toMatchObject({
      mail: { format: 'email', type: ['string', 'null'] },
      country: { pattern: '^[A-Z]{2}$' },
      weight: { exclusiveMinimum: 0 },
    })
    expect(paths['/books']!.post!.requestBody?.content['application/json']?.schema).toEqual({
      $ref: '#/components/schemas/FindBooks',
    })
  })

  test('a body that the service reads itself, beside the message as JSON', () => {
    const { content = {} } = paths['/books/upload']!.post!.requestBody ?? {}
    expect(content['text/csv']).toEqual({ schema: { type: 'string', format: 'binary' } })
    expect(content['application/json']).toEqual({ schema: { $ref: '#/components/schemas/LoadBooks' } })
  })

  test('rights: who may call, and what others are told', () => {
    expect(get.security).toEqual([])
    expect(Object.keys(get.responses)).toEqual(['200', '400'])
    const put = paths['/books/{Id}/pages/{Rest}']!.put!
    expect(put.security).toEqual([{ ApiKey: [] }, { Basic: [] }, { OAuth2: [] }])
    expect(Object.keys(put.responses)).toEqual(['204', '400', '401', '403'])
    expect(paths['/vendor/usage']!.get!.security).toEqual([{ OAuth2: ['usage:read'] }, { ApiKey: [] }])
    expect(components.securitySchemes.OAuth2).toMatchObject({
      flows: { clientCredentials: { tokenUrl: 'https://desk.example/oauth/token', scopes: { 'usage:read': 'usage:read' } } },
    })
  })

  test("a contract's errors have the contract's own form and status", () => {
    const { responses } = paths['/vendor/usage']!.get!
    expect(Object.keys(responses)).toEqual(['200', '401', '403', '422'])
    expect(components.responses.vendorError422?.content?.['application/json']?.schema).toEqual({
      type: 'object',
      properties: {
        code: { type: 'string' },
        fields: {
          type: 'array',
          items: { type: 'object', properties: { name: { type: 'string' }, count: { type: 'integer' } } },
        },
      },
    })
    expect(components.responses.Error400?.content?.['application/json']?.schema).toEqual({
      $ref: '#/components/schemas/ErrorResponse',
    })
  })

  test('every format can be asked for, but of a contract', () => {
    const types = (path: string) => Object.keys((paths[path]!.get!.responses['200'] as { content: object }).content)
    expect(types('/books')).toEqual(['application/json', 'text/csv', 'text/jsv'])
    expect(types('/vendor/usage')).toEqual(['application/json'])
  })
})

describe('schemas', () => {
  test('scalars keep what they are; a type may hold itself', () => {
    expect(book('3.1').properties).toEqual({
      id: { type: 'integer', format: 'int64' },
      price: { type: 'number', format: 'decimal' },
      code: { type: 'string', format: 'uuid' },
      cover: { type: 'string', contentEncoding: 'base64' },
      arrived: { type: 'string', format: 'date-time', description: 'When it came' },
      shelf: { $ref: '#/components/schemas/FindBooksShelf' },
      sequel: { anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] },
      counts: { type: 'object', additionalProperties: { type: 'integer', format: 'int32' } },
    })
    expect(components.schemas.FindBooksShelf).toMatchObject({ type: 'string', enum: ['upper', 'lower'] })
  })

  test('3.0 has null, bytes and bounds in its own words', () => {
    expect(book('3.0').properties).toMatchObject({
      cover: { type: 'string', format: 'byte' },
      sequel: { type: 'object', nullable: true, allOf: [{ $ref: '#/components/schemas/Book' }] },
    })
    const text = JSON.stringify(document('3.0'))
    expect(text).toContain('"minimum":0,"exclusiveMinimum":true')
    expect(text).not.toMatch(/"type":\[|"type":"null"|contentEncoding/)
  })

  test('one name in two namespaces is two schemas', () => {
    const made = (name: string, namespace: string) => {
      const inner = { [name]: class {} }[name]!
      Namespace(namespace)(inner)
      ApiMember({ type: 'string' })(inner.prototype, namespace.toLowerCase())
      return inner
    }
    const one = made('Twin', 'One')
    const other = made('Twin', 'Other')
    class Both {
      @ApiMember({ type: one }) one!: object
      @ApiMember({ type: other }) other!: object
    }
    class GetBoth extends Returns(Both) {}
    const twins = catalogOf([GetBoth])
    const { schemas } = openApi(twins, typeMetadata(twins), { version: '3.1', baseUrl: 'https://a.example' }).components
    expect(Object.keys(schemas).filter((name) => name.includes('Twin'))).toHaveLength(2)
  })
})

describe('served', () => {
  const ready = deskUsers().then(async ({ users }) => {
    const gateway = deskGateway(users, { features: [securityHeaders(), metadata()] })
    const { port } = (await gateway.listen(0)).address() as { port: number }
    return { gateway, address: `http://localhost:${port}` }
  })
  afterAll(async () => (await ready).gateway.close())
  const get = async (place: string, headers: Record<string, string> = {}) => fetch((await ready).address + place, { headers })

  test('3.1, or 3.0 when it is asked for; with a tag', async () => {
    for (const [query, told] of [
      ['', '3.1.0'],
      ['?version=3.0', '3.0.3'],
      ['?version=3.0.3', '3.0.3'],
      ['?version=4', '3.1.0'],
    ]) {
      const answer = await get(`/openapi.json${query}`)
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(((await answer.json()) as OpenApiDocument).openapi).toBe(told)
      expect((await get(`/openapi.json${query}`, { 'If-None-Match': answer.headers.get('etag')! })).status).toBe(304)
    }
  })

  test('Swagger UI: every address on its page is on this host and answers', async () => {
    const page = await get('/swagger-ui')
    expect(page.status).toBe(200)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain("script-src 'self';")
    const text = await page.text()
    expect(text).not.toMatch(/<script>|style=/)
    const addresses = [...text.matchAll(/(?:src|href|data-document)="(http[^"]+)"/g)].map(([, each]) => each!)
    expect(addresses.length).toBeGreaterThan(4)
    for (const each of addresses) {
      expect(each.startsWith((await ready).address)).toBe(true)
      const answer = await fetch(each.replaceAll('&amp;', '&'))
      await answer.arrayBuffer()
      expect([each, answer.status]).toEqual([each, 200])
    }
  })

  test('the index leads to both; each can be switched off', async () => {
    expect(await (await get('/metadata')).text()).toMatch(/href="[^"]*\/openapi\.json"[\s\S]*href="[^"]*\/swagger-ui"/)
    for (const [options, openApiStatus, swaggerStatus] of [
      [{ swaggerUi: false }, 200, 404],
      [{ openApi: false }, 404, 404],
    ] as const) {
      const gateway = deskGateway((await deskUsers()).users, { features: [metadata(options)] })
      const { port } = (await gateway.listen(0)).address() as { port: number }
      try {
        const status = async (place: string) => (await fetch(`http://localhost:${port}${place}`)).status
        expect([await status('/openapi.json'), await status('/swagger-ui')]).toEqual([openApiStatus, swaggerStatus])
        expect(await (await fetch(`http://localhost:${port}/metadata`)).text()).not.toContain('Swagger UI')
      } finally {
        await gateway.close()
      }
    }
  })
})

/** A service that says what it got. */
class Told {
  @ApiMember({ type: 'string' }) what!: string
}
@Route('/told/{Id}')
class Tell extends Returns(Told) {
  @ApiMember({ type: 'int32' }) id!: number
  @IsOptional() @IsInt({ each: true }) @ApiMember({ type: ['int32'] }) numbers?: number[]
  @ApiMember({ type: Told, isOptional: true }) inner?: Told
  @ApiMember({ type: [Told], isOptional: true }) many?: Told[]
  @ApiMember({ type: Shelf, isOptional: true }) shelf?: Shelf
}
class TellService {
  @Any(Tell) tell({ id, numbers, inner, many, shelf }: Tell) {
    return { what: JSON.stringify([id, numbers, inner?.what, many?.map(({ what }) => what), shelf]) }
  }
}

describe('a call made by the document alone is understood', () => {
  const values: Readonly<Record<string, unknown>> = {
    id: 7,
    numbers: [1, 2, 3],
    inner: { what: 'a, "b" & {c}' },
    many: [{ what: 'x' }, { what: '' }],
    shelf: 'upper',
  }
  const gateway = createGateway({ services: [new TellService()], features: [metadata()], onError: () => {} })
  const listening = gateway.listen(0)
  afterAll(() => gateway.close())

  /** What a client that knows nothing but OpenAPI puts into an address. */
  const written = ({ schema, content }: Parameter, value: unknown): string =>
    content ? JSON.stringify(value) : schema?.type === 'array' ? (value as unknown[]).join(',') : String(value)

  test('on every path, with every verb', async () => {
    const base = `http://localhost:${((await listening).address() as AddressInfo).port}`
    const { paths: all } = (await (await fetch(`${base}/openapi.json`)).json()) as OpenApiDocument
    const calls = Object.entries(all).flatMap(([path, item]) =>
      Object.entries(item).map(([verb, words]) => ({ path, verb, words })),
    )
    expect(calls.map(({ path, verb }) => `${verb} ${path}`)).toEqual(['post /told/{Id}', 'get /told/{Id}', 'post /api/Tell'])
    for (const { path, verb, words } of calls) {
      const query = new URLSearchParams()
      let address = path
      for (const parameter of words.parameters ?? []) {
        const value = written(parameter, values[parameter.name.charAt(0).toLowerCase() + parameter.name.slice(1)])
        if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(value))
        else query.set(parameter.name, value)
      }
      const body = words.requestBody ? JSON.stringify(values) : undefined
      const headers = { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}) }
      const answer = await fetch(`${base}${address}?${query}`, { method: verb.toUpperCase(), headers, ...(body ? { body } : {}) })
      expect([path, verb, await answer.json()]).toEqual([
        path,
        verb,
        { what: JSON.stringify([7, [1, 2, 3], 'a, "b" & {c}', ['x', ''], 'upper']) },
      ])
    }
  })
})
