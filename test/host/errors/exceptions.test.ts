import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contract from '../../../dtos/contract'

const { ArgumentException, ArgumentNullException, ArgumentOutOfRangeException, Exception, HttpError } = contract

type Failure = InstanceType<typeof HttpError>

/** Every error class that the contract exports, made as its users make it. */
const made: readonly (readonly [name: string, error: Failure])[] = Object.entries(contract)
  .filter(([, value]) => typeof value === 'function' && (value === HttpError || value.prototype instanceof HttpError))
  .map(([name, value]) => [name, make(name, value as unknown as new (...args: unknown[]) => Failure)] as const)

function make(name: string, type: new (...args: unknown[]) => Failure): Failure {
  if (name === 'HttpError') return new type(404, 'gone')
  if (name === 'ValidationError') return new type([{ errorCode: 'NotEmpty', fieldName: 'Name', message: 'must not be empty' }])
  if (name === 'WebServiceException') return new type(421, 'Misdirected', { errorCode: 'Remote', message: 'said there' })
  return name === 'ArgumentNullException' || name === 'ArgumentOutOfRangeException' ? new type('name', 'why') : new type('why')
}

test.each(made)('%s is an error with a stack, its name, a status and a code (R-5.10)', (name, error) => {
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe(name)
  expect(error.stack).toContain(name)
  expect(error.status).toBeGreaterThanOrEqual(400)
  expect(error.errorCode).not.toBe('')
  expect(error.responseStatus).toMatchObject({ errorCode: expect.any(String), message: error.message })
})

test('docs/errors.md tells them all', () => {
  const file = join(process.cwd(), 'docs/errors.md')
  const text = readFileSync(file, 'utf8')
  const [begin, end] = ['<!-- errors -->', '<!-- end of errors -->']
  const [start, stop] = [text.indexOf(begin) + begin.length, text.indexOf(end)]
  const rows = made
    .map(([name, { status, errorCode }]) => `| \`${name}\` | ${status} | \`${errorCode}\` |`)
    .sort((one, other) => (one < other ? -1 : 1))
  const table = `\n| class | status | errorCode |\n|---|---|---|\n${rows.join('\n')}\n`
  // UPDATE_DOCS=1 npx jest test/host/errors writes the table.
  if (process.env.UPDATE_DOCS) writeFileSync(file, text.slice(0, start) + table + text.slice(stop))
  else expect(text.slice(start, stop)).toBe(table)
})

test('a class of an application inherits the status of its base, and its own name is the code', () => {
  class OutOfStock extends ArgumentException {}
  class Locked extends Exception {
    static override readonly status = 423
  }
  expect([new OutOfStock('none left').status, new OutOfStock('none left').errorCode]).toEqual([400, 'OutOfStock'])
  expect([new Locked('by clara').status, new Locked('by clara').errorCode]).toEqual([423, 'Locked'])
})

test('a parameter’s name makes a field error, whose text lacks the tail of the message (R-5.12)', () => {
  expect(new ArgumentException('is no branch', 'Branch').responseStatus).toEqual({
    errorCode: 'ArgumentException',
    message: "is no branch (Parameter 'Branch')",
    errors: [{ errorCode: 'ArgumentException', fieldName: 'Branch', message: 'is no branch' }],
  })
  expect(new ArgumentException('is no branch').responseStatus.errors).toEqual([])
  expect(new ArgumentNullException('Branch').message).toBe("Value cannot be null. (Parameter 'Branch')")
  expect(new ArgumentNullException().message).toBe('Value cannot be null.')
  expect(new ArgumentOutOfRangeException('Max', 'is too much').responseStatus.errors).toEqual([
    { errorCode: 'ArgumentOutOfRangeException', fieldName: 'Max', message: 'is too much' },
  ])
})

const factories: readonly (readonly [keyof typeof HttpError, number, string])[] = [
  ['badRequest', 400, 'BadRequest'],
  ['unauthorized', 401, 'Unauthorized'],
  ['forbidden', 403, 'Forbidden'],
  ['notFound', 404, 'NotFound'],
  ['methodNotAllowed', 405, 'MethodNotAllowed'],
  ['conflict', 409, 'Conflict'],
  ['preconditionFailed', 412, 'PreconditionFailed'],
  ['expectationFailed', 417, 'ExpectationFailed'],
  ['notImplemented', 501, 'NotImplemented'],
  ['serviceUnavailable', 503, 'ServiceUnavailable'],
]
test.each(factories)('HttpError.%s is %i %s (R-5.10)', (name, status, errorCode) => {
  const error = (HttpError[name] as (message: string) => Failure)('why')
  expect([error.status, error.errorCode, error.message]).toEqual([status, errorCode, 'why'])
})

test('HttpError.validation names its field', () => {
  expect(HttpError.validation('Odd', 'is odd', 'Name').responseStatus).toEqual({
    errorCode: 'Odd',
    message: 'is odd',
    errors: [{ errorCode: 'Odd', fieldName: 'Name', message: 'is odd' }],
  })
})

test('an error below 400 is refused where it is made (R-5.2, chapter 11)', () => {
  for (const status of [200, 204, 302, 304, 600, Number.NaN]) expect(() => new HttpError(status, 'no error')).toThrow(RangeError)
})
