import { call, formats, tableOf, target } from './messages'

const table = tableOf(
  target('Hello', ['/hello'], ['name']),
  target('Ping'),
  target('Greedy', ['/json/reply/greedy', '/json/oneway/{Name}'], ['name']),
)
const match = (path: string, verb = 'GET') => table.match(verb, path, call())
const to = (path: string, verb?: string) => match(path, verb)?.target?.message.name

describe('R-1.17: every message has its predefined routes', () => {
  test.each(formats)('in $name', ({ name }) => {
    expect(match(`/api/Hello.${name}`)).toMatchObject({
      target: { message: { name: 'Hello' } },
      format: { name },
      bySuffix: true,
      predefined: true,
      oneway: false,
    })
    expect(match(`/${name}/reply/Hello`)).toMatchObject({
      target: { message: { name: 'Hello' } },
      format: { name },
      bySuffix: false,
      predefined: true,
      oneway: false,
    })
    if (name !== 'json')
      expect(match(`/${name}/oneway/Hello`)).toMatchObject({
        target: { message: { name: 'Hello' } },
        format: { name },
        predefined: true,
        oneway: true,
      })
  })

  test.each(['/api/Hello', '/api/hello', '/api/HELLO', '/api//Hello', '/api/Hello/', '/api/Hello%2Ejson', '/api/%48ello'])(
    '%s answers in JSON',
    (path) => {
      expect(match(path)).toMatchObject({ target: { message: { name: 'Hello' } }, format: { name: 'json' }, predefined: true })
    },
  )
  test.each(['/JSON/REPLY/hello', '/json/reply/Hello/', '//xml//reply//Hello'])('%s is found', (path) =>
    expect(to(path)).toBe('Hello'),
  )

  test('R-1.21: any verb will do', () => {
    for (const verb of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'SEARCH']) {
      expect(to('/api/Ping', verb)).toBe('Ping')
      expect(to('/xml/reply/Ping', verb)).toBe('Ping')
    }
  })
  test('R-1.30: OPTIONS is not for /api, and for /json/reply it is', () => {
    expect(match('/api/Ping', 'OPTIONS')).toBeUndefined()
    expect(to('/api/Ping')).toBe('Ping')
    expect(match('/api/Ping', 'OPTIONS')).toBeUndefined()
    expect(to('/json/reply/Ping', 'OPTIONS')).toBe('Ping')
  })
})

describe('R-1.24: a predefined route without an operation', () => {
  test.each([
    ['/api/NoSuch', 'json'],
    ['/api/NoSuch.xml', 'xml'],
    ['/api/x/y/Ping', 'json'],
    ['/api/Ping/x', 'json'],
    ['/xml/reply/NoSuch', 'xml'],
    ['/csv/oneway/NoSuch', 'csv'],
    ['/json/reply', 'json'],
    ['/json/reply/', 'json'],
    ['/json/reply/Ping/x', 'json'],
    ['/json/reply/Ping.xml', 'json'],
  ])('%s is told as one, in %s', (path, format) => {
    expect(match(path)).toMatchObject({ target: undefined, predefined: true, format: { name: format } })
  })
  test.each(['/api', '/api/'])('%s is a page of its own (R-1.22)', (path) => expect(match(path)).toBeUndefined())
  test.each(['/api/Ping.nope', '/api/Ping.JSON', '/api/Ping.', '/api/NoSuch.nope'])('%s has an unknown suffix: JSON', (path) => {
    expect(match(path)).toMatchObject({ target: undefined, unknownSuffix: true, predefined: true, format: { name: 'json' } })
  })
  test.each([
    '/API/Ping',
    '/api%2FPing',
    '/nope/reply/Ping',
    '/json/nope/Ping',
    '/x-msgpack/reply/Ping',
    '/json/toString/Ping',
    '/constructor/reply/Ping',
  ])('%s is not ours', (path) => {
    expect(match(path)).toBeUndefined()
  })
})

test('R-1.2: a user route beats /json/reply', () => {
  expect(match('/json/reply/Greedy')).toMatchObject({ predefined: false, route: { path: '/json/reply/greedy' } })
  expect(match('/json/oneway/Ping')).toMatchObject({ predefined: false, params: { Name: 'Ping' } })
  expect(match('/xml/reply/Greedy')).toMatchObject({ predefined: true })
})

describe('literal paths', () => {
  test.each(['/hello', '/hello.csv', '/api/Hello', '/api/Hello.xml', '/xml/reply/Hello', '/csv/oneway/Hello'])(
    '%s: every call gets the one frozen match',
    (path) => {
      match(path)
      expect(match(path)).toBe(match(path, 'POST'))
      expect(Object.isFrozen(match(path))).toBe(true)
    },
  )
  test.each(['/HELLO', '/hello/', '/api/hello', '/json/reply/Hello/', '/api/NoSuch'])(
    '%s is not kept, or callers could fill the memory',
    (path) => {
      expect(match(path)).not.toBe(match(path))
    },
  )
})
