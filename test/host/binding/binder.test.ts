import { Decimal } from 'decimal.js'
import {
  ApiMember,
  decimalText,
  declareEnum,
  describe as describeClass,
  HttpError,
  Namespace,
  Strict,
} from '../../../dtos/contract'
import { type BinderOptions, type BindInput, compileBinder, readJson } from '../../../host/binder'
import { Item, Node, Thing } from './wire-types'

const LoanState = declareEnum({ Open: 0, Late: 1 } as const, 'LoanState')

@Namespace('Desk')
class FindLoans {
  @ApiMember({ type: 'string', isOptional: true }) branch?: string
  @ApiMember({ type: 'int32', isOptional: true }) max?: number
  @ApiMember({ type: 'int32', isOptional: true }) min?: number
  @ApiMember({ type: 'boolean', isOptional: false }) open!: boolean
  @ApiMember({ type: 'boolean', isOptional: true }) late?: boolean
  @ApiMember({ type: 'decimal', isOptional: true }) fee?: Decimal
  @ApiMember({ type: ['string'], isOptional: true }) marks?: string[]
  @ApiMember({ type: 'int32', isOptional: true }) version?: number
}

@Namespace('Desk')
class Everything {
  @ApiMember({ type: 'boolean', isOptional: false }) b!: boolean
  @ApiMember({ type: 'double', isOptional: false }) n!: number
  @ApiMember({ type: ['int32'], isOptional: true }) ids?: number[]
  @ApiMember({ type: ['string'], isOptional: true }) tags?: string[]
  @ApiMember({ type: 'dateTime', isOptional: true }) when?: Date
  @ApiMember({ type: 'timeSpan', isOptional: true }) span?: string
  @ApiMember({ type: { dictionary: 'int32' }, isOptional: true }) map?: Record<string, number>
  @ApiMember({ type: LoanState, isOptional: true }) e?: number
}

@Namespace('Desk')
class Parcel {
  @ApiMember({ type: 'int32', isOptional: true }) int?: number
  @ApiMember({ type: ['int32'], isOptional: true }) intList?: number[]
  @ApiMember({ type: Item, isOptional: true }) item?: Item
  @ApiMember({ type: [Item], isOptional: true }) items?: Item[]
  @ApiMember({ type: { dictionary: Item }, isOptional: true }) itemMap?: Record<string, Item>
  @ApiMember({ type: 'string', isOptional: true }) text?: string
}

@Namespace('Desk')
@Strict()
class Exact {
  @ApiMember({ type: 'int32', isOptional: true }) id?: number
  @ApiMember({ type: Item, isOptional: true }) item?: Item
}

const binderOf = (target: new () => object, options?: BinderOptions) => compileBinder(describeClass(target), options)
const none: BindInput = { query: '', contentKind: 'none', predefined: false }
const bind = (target: new () => object, input: Partial<BindInput>, options?: BinderOptions): any =>
  binderOf(target, options).bind({ ...none, ...input })
const body = (target: new () => object, tree: unknown, more: Partial<BindInput> = {}, options?: BinderOptions) =>
  bind(target, { contentKind: 'tree', tree, ...more }, options)
const failure = (run: () => unknown): HttpError => {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(HttpError)
    return error as HttpError
  }
  throw new Error('It was bound.')
}
const fieldsOf = (error: HttpError) => error.responseStatus.errors.map(({ fieldName }) => fieldName)

describe('where values come from', () => {
  const pathParams = { Id: '5' }
  const tree = { id: 9, name: 'b', note: 'n' }

  test('user routes: path, then query, over the body (R-3.1, V-3)', () => {
    expect(body(Thing, tree, { pathParams, query: 'name=q' })).toEqual({ id: 5, name: 'q', note: 'n' })
  })
  test('predefined routes: the query fills what the body left (R-3.3, V-3)', () => {
    expect(body(Thing, tree, { query: 'name=q&extra=e', predefined: true })).toEqual({ id: 9, name: 'b', note: 'n', extra: 'e' })
    expect(body(Thing, { id: 0, name: '', tags: [] }, { query: 'id=7&name=q&tags=x&count=1', predefined: true })).toEqual({
      id: 7,
      name: '',
      tags: [],
      count: 1,
    })
  })
  test('a member that a class gives a value by itself is filled unless the body names it (R-3.3)', () => {
    class Page {
      @ApiMember({ type: 'int32', isOptional: true }) size? = 20
    }
    expect(body(Page, {}, { query: 'size=5', predefined: true })).toEqual({ size: 5 })
    expect(body(Page, { size: 7 }, { query: 'size=5', predefined: true })).toEqual({ size: 7 })
    expect(body(Page, {})).toEqual({ size: 20 })
  })
  test('form over query over path, on any route (R-3.1, R-3.3)', () => {
    for (const predefined of [false, true])
      expect(
        bind(Thing, { pathParams, query: 'id=6&name=q&count=1', contentKind: 'form', form: 'name=f&note=n', predefined }),
      ).toEqual({ id: 6, name: 'f', count: 1, note: 'n' })
  })
  test('empty texts are skipped, in every place (R-3.1, R-3.6)', () => {
    expect(bind(Thing, { pathParams, query: 'Id=&name=&count' })).toEqual({ id: 5 })
    expect(bind(Thing, { query: 'name=q', contentKind: 'form', form: 'name=&id=' })).toEqual({ name: 'q' })
  })
  test('a stream that is taken unread: path and query only (R-3.9)', () => {
    expect(bind(Thing, { pathParams, query: 'name=q', contentKind: 'raw', form: 'note=x', tree })).toEqual({ id: 5, name: 'q' })
  })
  test('no body is a message of defaults, never an error (R-3.5)', () => {
    expect(bind(Thing, {})).toEqual({})
    expect(bind(Thing, {})).toBeInstanceOf(Thing)
  })
  test('text parts of multipart, empty ones for untouched fields (R-3.40, R-3.41, clients T13)', () => {
    expect(
      bind(Thing, {
        query: 'extra=e',
        contentKind: 'form',
        form: [
          ['id', '3'],
          ['name', ''],
          ['count', ''],
          ['tags', 'a'],
          ['tags', 'b'],
        ],
      }),
    ).toEqual({ id: 3, extra: 'e', tags: ['a', 'b'] })
  })
  test('V-4', () => {
    const query = 'b=on&n=1%2C234.5&ids=1,2&ids=3&tags=[a,%22b,c%22]&when=2024-05-06&span=PT90M&map={x:1}&e=late'
    expect(bind(Everything, { query })).toEqual({
      b: true,
      n: 1234.5,
      ids: [1, 2, 3],
      tags: ['a', 'b,c'],
      when: new Date('2024-05-06T00:00:00Z'),
      span: 'PT1H30M',
      map: { x: 1 },
      e: LoanState.Late,
    })
  })
})

describe('names', () => {
  class Named {
    @ApiMember({ type: 'int32', name: 'AIMinutes', isOptional: true }) minutes?: number
    @ApiMember({ type: 'string', isOptional: true }) firstName?: string
  }
  test.each(['minutes', 'aiMinutes', 'AIMinutes', 'AIMINUTES', 'aiminutes', 'Minutes'])(
    '%s is the member (R-3.6, R-9.2)',
    (name) => {
      expect(bind(Named, { query: `${name}=5` })).toEqual({ minutes: 5 })
      expect(body(Named, { [name]: 5 })).toEqual({ minutes: 5 })
    },
  )
  test.each(['first_name', 'first-name', 'firstName[]', 'firstName[0]', 'a.firstName', ''])(
    '%j is not (R-3.6, R-3.43)',
    (name) => {
      expect(bind(Named, { query: `${name}=5` })).toEqual({})
      expect(bind(Named, { contentKind: 'form', form: `${name}=5` })).toEqual({})
      expect(body(Named, { [name]: 5 })).toEqual({})
    },
  )
  test('junk that real clients send is passed over (clients T7, R-3.10)', () => {
    expect(bind(FindLoans, { query: '&&0=G&1=E&max=1&&format=json&callback=cb&jsconfig=eccn&=x&=&%FF=1&nul&branch' })).toEqual({
      max: 1,
    })
  })
  test('names may be encoded', () => {
    expect(bind(FindLoans, { query: '%6Dax=1&br%61nch=a%20b%26c%2F%C3%A9+d' })).toEqual({ max: 1, branch: 'a b&c/é d' })
  })
  test('a per cent sign that escapes nothing stands for itself; bytes that are no UTF-8 are refused', () => {
    expect(bind(FindLoans, { query: 'branch=100%' })).toEqual({ branch: '100%' })
    expect(bind(FindLoans, { query: 'branch=5%+%C3%A9+é%zz' })).toEqual({ branch: '5% é é%zz' })
    expect(fieldsOf(failure(() => bind(FindLoans, { query: 'max=1&branch=%E0%A4%A' })))).toEqual(['branch'])
  })
  test('repeated names are joined with commas, whatever their case (R-3.7)', () => {
    expect(bind(FindLoans, { query: 'marks=a&Marks=b,c&branch=x&branch=y' })).toEqual({ marks: ['a', 'b', 'c'], branch: 'x,y' })
    expect(failure(() => bind(FindLoans, { query: 'max=1&Max=2' })).responseStatus.errors).toEqual([
      { errorCode: 'SerializationException', fieldName: 'Max', message: "'1,2' is an Invalid value for 'Max'" },
    ])
    for (const query of ['marks=[a]&marks=[b]', 'fee=1&fee=234', 'late=true&late=false'])
      expect(() => bind(FindLoans, { query })).toThrow()
    expect(fieldsOf(failure(() => bind(Parcel, { query: 'item={Id:1}&item={Id:2}' })))).toEqual(['item'])
  })
  test('a box and its hidden field: the first counts, unless the member is nullable (R-3.11)', () => {
    expect(bind(FindLoans, { query: 'open=true&open=false' })).toEqual({ open: true })
    expect(fieldsOf(failure(() => bind(FindLoans, { query: 'late=true,false' })))).toEqual(['late'])
    // The cut is for forms alone.
    expect(() => body(FindLoans, { open: 'true,false' })).toThrow()
  })
  test('v is the version, if it is a good one and there is no better (R-3.8)', () => {
    expect(bind(FindLoans, { query: 'v=3' })).toEqual({ version: 3 })
    for (const [query, version] of [
      ['v=x', undefined],
      ['V=3', undefined],
      ['v=3&version=4', 4],
    ] as const)
      expect(bind(FindLoans, { query }).version).toBe(version)
    expect(body(FindLoans, { v: 3 }, { query: 'v=3' })).toEqual({})
  })
})

describe('values that cannot be read', () => {
  test('every wrong value of path, query and form, by the name as sent (R-3.20)', () => {
    const error = failure(() => bind(FindLoans, { pathParams: { Min: 'y' }, query: 'Branch=n&max=abc&open=maybe' }))
    expect([error.status, error.errorCode]).toEqual([400, 'SerializationException'])
    expect(error.responseStatus).toEqual({
      errorCode: 'SerializationException',
      message: "Unable to bind to request 'FindLoans'",
      errors: [
        { errorCode: 'SerializationException', fieldName: 'Min', message: "'y' is an Invalid value for 'Min'" },
        { errorCode: 'SerializationException', fieldName: 'max', message: "'abc' is an Invalid value for 'max'" },
        { errorCode: 'SerializationException', fieldName: 'open', message: "'maybe' is an Invalid value for 'open'" },
      ],
    })
  })
  test('an error within a list or object names the whole member (R-3.20)', () => {
    expect(fieldsOf(failure(() => bind(Parcel, { query: 'item={Id:x}&intList=1,x' })))).toEqual(['item', 'intList'])
  })
  test('the query over a body refuses like any query (R-3.21)', () => {
    expect(fieldsOf(failure(() => body(Thing, { id: 0 }, { query: 'id=99999999999', predefined: true })))).toEqual(['id'])
  })

  test.each([
    [{ int: 'x' }, 'int', "'x' is an Invalid value for 'int'"],
    [{ Int: true }, 'int', "'true' is an Invalid value for 'int'"],
    [{ int: { a: 1 } }, 'int', "An object is an Invalid value for 'int'"],
    [{ int: [1] }, 'int', "A list is an Invalid value for 'int'"],
    [{ intList: [1, 'x'] }, 'intList[1]', "'x' is an Invalid value for 'intList[1]'"],
    [{ intList: [1, null] }, 'intList[1]', "'null' is an Invalid value for 'intList[1]'"],
    [{ intList: 1 }, 'intList', "'1' is an Invalid value for 'intList'"],
    [{ intList: '1,2' }, 'intList', "'1,2' is an Invalid value for 'intList'"],
    [{ intList: { 0: 1 } }, 'intList', "An object is an Invalid value for 'intList'"],
    [{ item: { id: 'x' } }, 'item.id', "'x' is an Invalid value for 'item.id'"],
    [{ item: [] }, 'item', "A list is an Invalid value for 'item'"],
    [{ item: 'x' }, 'item', "'x' is an Invalid value for 'item'"],
    [
      { items: [{}, { child: { tags: [{}] } }] },
      'items[1].child.tags[0]',
      "An object is an Invalid value for 'items[1].child.tags[0]'",
    ],
    [{ items: {} }, 'items', "An object is an Invalid value for 'items'"],
    [{ itemMap: { a: { price: 'x' } } }, 'itemMap.a.price', "'x' is an Invalid value for 'itemMap.a.price'"],
    [{ text: {} }, 'text', "An object is an Invalid value for 'text'"],
    [{ text: ['a'] }, 'text', "A list is an Invalid value for 'text'"],
    [{ text: { toString: 'x' } }, 'text', "An object is an Invalid value for 'text'"],
  ])('body %j: the first one, by its path on the wire (R-3.31)', (tree, fieldName, message) => {
    const error = failure(() => body(Parcel, tree))
    expect([error.status, error.errorCode]).toEqual([400, 'SerializationException'])
    expect(error.responseStatus.errors).toEqual([{ errorCode: 'SerializationException', fieldName, message }])
  })

  test('null and the empty text are no value (R-3.31)', () => {
    expect(body(Parcel, { int: null, item: null, intList: null, text: '' })).toEqual({ text: '' })
    expect(body(Parcel, { int: '', item: '', intList: '' })).toEqual({})
    expect(body(Parcel, { items: [null, { id: 1 }] })).toEqual({ items: [null, { id: 1 }] })
  })

  test.each([[[]], [null], ['x'], [5], [true], [undefined]])('%j for a message is malformed (R-3.32)', (tree) => {
    const error = failure(() => body(Parcel, tree, { contentType: 'application/json' }))
    expect(error.responseStatus).toEqual({
      errorCode: 'SerializationException',
      message: expect.stringMatching(/^Could not deserialize 'application\/json' request using Desk\.Parcel'\nError: /),
      errors: [],
    })
    expect(error.status).toBe(400)
  })
  test('a text that is no JSON (R-3.32)', () => {
    const error = binderOf(Parcel).malformed('application/json', 'Invalid JSON at byte 0')
    expect(error.responseStatus).toEqual({
      errorCode: 'SerializationException',
      message: "Could not deserialize 'application/json' request using Desk.Parcel'\nError: Invalid JSON at byte 0",
      errors: [],
    })
  })
  test('lenient: a wrong value leaves its member at its default (R-3.30)', () => {
    expect(body(Parcel, { int: 'x', text: 'y', item: { id: 'x', name: 'n' } }, {}, { lenient: true })).toEqual({
      text: 'y',
      item: { name: 'n' },
    })
  })
})

describe('what may not come in', () => {
  test('only members of the model (R-3.6, threats 3.1)', () => {
    expect(
      Object.keys(body(Parcel, { int: 1, isAdmin: true, toString: 'x', hasOwnProperty: 1, __type: 'Parcel, Desk' })),
    ).toEqual(['int'])
  })
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused, wherever it is (threats 3.1)', (name) => {
    const hostile = (value: unknown) => Object.defineProperty({}, name, { value, enumerable: true })
    for (const tree of [hostile({ int: 1 }), { item: hostile(1) }, { itemMap: hostile({}) }, { items: [hostile([])] }])
      expect(failure(() => body(Parcel, tree)).errorCode).toBe('SerializationException')
    expect(bind(Parcel, { query: `${name}=1&${name}[int]=1` })).toEqual({})
  })
  test('strict messages name what they do not know', () => {
    const error = failure(() => body(Exact, { id: 1, isAdmin: true, x: 1, __type: 'Exact' }))
    expect([error.status, fieldsOf(error)]).toEqual([400, ['isAdmin', 'x']])
    expect(fieldsOf(failure(() => body(Exact, { item: { id: 1, y: 2 } })))).toEqual(['item.y'])
    expect(fieldsOf(failure(() => bind(Exact, { contentKind: 'form', form: 'id=1&z=2' })))).toEqual(['z'])
    expect(bind(Exact, { contentKind: 'form', form: 'id=1&X-Http-Method-Override=PUT' })).toEqual({ id: 1 })
    expect(fieldsOf(failure(() => body(Parcel, { z: 1 }, {}, { strict: true })))).toEqual(['z'])
    expect(bind(Exact, { query: 'id=1&format=json' })).toEqual({ id: 1 })
  })
  test('more than 1,000 parameters', () => {
    const query = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=1`).join('&')
    expect(bind(Parcel, { query: query(1000) })).toEqual({})
    for (const input of [{ query: query(1001) }, { contentKind: 'form' as const, form: query(1001) }])
      expect(failure(() => bind(Parcel, input)).status).toBe(400)
  })
  test('a query without any = is walked once', () => {
    const started = performance.now()
    expect(() => bind(Parcel, { query: 'a&'.repeat(500_000) })).toThrow()
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('errors stay small (threats P4)', () => {
  const size = (error: HttpError) => JSON.stringify({ responseStatus: error.responseStatus }).length
  test('values are cut at a hundred characters, never within a character', () => {
    expect(failure(() => bind(FindLoans, { query: `max=${'9'.repeat(5000)}` })).responseStatus.errors[0]?.message).toBe(
      `'${'9'.repeat(100)}…' is an Invalid value for 'max'`,
    )
    const emoji = failure(() => body(FindLoans, { max: `x${'😀'.repeat(200)}` })).responseStatus.errors[0]?.message ?? ''
    expect(emoji).toBe(`'x${'😀'.repeat(49)}…' is an Invalid value for 'max'`)
  })
  test('whatever comes, no more than 16 KB', () => {
    const unknown = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`${'\u0001'.repeat(200)}${index}`, 1]))
    for (const error of [
      failure(() => body(Exact, unknown)),
      failure(() => body(Parcel, { itemMap: { ['k'.repeat(100_000)]: { id: 'x'.repeat(100_000) } } })),
      failure(() => bind(Exact, { contentKind: 'form', form: Object.keys(unknown).map(encodeURIComponent).join('=1&') })),
      binderOf(Parcel).malformed('x'.repeat(100_000), 'Invalid JSON at byte 0'),
    ]) {
      expect(size(error)).toBeLessThan(16_384)
      expect(error.responseStatus.errors.length).toBeLessThanOrEqual(100)
    }
  })
})

test('digits are kept from the text to the message (clients T1)', () => {
  const binder = binderOf(FindLoans)
  expect(binder.exactJson).toBe(true)
  for (const text of ['3.0', '3.10', '9007199254740993', '0.1000']) {
    const { fee } = binder.bind({
      ...none,
      contentKind: 'tree',
      tree: readJson(`{"fee":${text}}`, binder.exactJson),
    }) as FindLoans
    expect(decimalText(fee as Decimal)).toBe(text)
  }
  const { branch } = binder.bind({
    ...none,
    contentKind: 'tree',
    tree: readJson('{"branch":12345678901234567890}', binder.exactJson),
  }) as FindLoans
  expect(branch).toBe('12345678901234567890')
})

test('a message of small numbers alone is read the short way', () => {
  class Small {
    @ApiMember({ type: 'int32', isOptional: true }) a?: number
    @ApiMember({ type: 'boolean', isOptional: true }) b?: boolean
  }
  expect(binderOf(Small).exactJson).toBe(false)
  expect(binderOf(Node).exactJson).toBe(true)
})

test('values of a format that has types of its own are taken as they are', () => {
  const when = new Date('2024-05-06T00:00:00Z')
  expect(body(Everything, { when, n: new Decimal('1.5') })).toEqual({ when, n: 1.5 })
})
