import fc from 'fast-check'
import { HttpError } from '../../../dtos/contract'
import type { MonthPredicate } from '../../../services/usage/ledger'
import { readMonthFilter } from '../../../services/usage/month-filter'

const eq = (field: 'account' | 'month', value: string): MonthPredicate => ({ op: 'eq', field, value })

describe('what the vendor documents (usage-domain 1.3.2)', () => {
  test.each<[string, MonthPredicate, string[]]>([
    ["account_id eq '5ea7'", eq('account', '5ea7'), ['5ea7']],
    ["account_id eq 'a' or account_id eq 'b'", { op: 'or', of: [eq('account', 'a'), eq('account', 'b')] }, ['a', 'b']],
    [
      "(month eq '2003-12' and account_id eq '5ea7')",
      { op: 'and', of: [eq('month', '2003-12'), eq('account', '5ea7')] },
      ['5ea7'],
    ],
    ["contains(account_id, 'ea')", { op: 'contains', field: 'account', value: 'ea' }, []],
    ["contains(month,'2003')", { op: 'contains', field: 'month', value: '2003' }, []],
    [
      "month ge '2025-01' and month lt '2026-01'",
      {
        op: 'and',
        of: [
          { op: 'ge', field: 'month', value: '2025-01' },
          { op: 'lt', field: 'month', value: '2026-01' },
        ],
      },
      [],
    ],
    ["not month eq '2025-01'", { op: 'not', of: eq('month', '2025-01') }, []],
    ["account_id ne 'a'", { op: 'ne', field: 'account', value: 'a' }, ['a']],
    ["  account_id\teq\n'a'  ", eq('account', 'a'), ['a']],
    [
      "account_id EQ 'a' AND NOT month EQ '2025-01'",
      { op: 'and', of: [eq('account', 'a'), { op: 'not', of: eq('month', '2025-01') }] },
      ['a'],
    ],
    ["account_id eq 'O''Hara'", eq('account', "O'Hara"), ["O'Hara"]],
    ["account_id eq ''", eq('account', ''), ['']],
  ])('%s', (text, where, accounts) => {
    expect(readMonthFilter(text)).toEqual({ where, accounts })
  })

  test("'and' binds tighter than 'or'", () => {
    const text = "account_id eq 'a' or account_id eq 'b' and month eq '2025-01'"
    expect(readMonthFilter(text).where).toEqual({
      op: 'or',
      of: [eq('account', 'a'), { op: 'and', of: [eq('account', 'b'), eq('month', '2025-01')] }],
    })
  })
})

const messageOf = (text: string): string => {
  try {
    readMonthFilter(text)
  } catch (error) {
    expect(error).toMatchObject({ status: 400, errorCode: 'InvalidFilter', details: { fieldName: 'Filter' } })
    return (error as HttpError).message
  }
  throw new Error(`${text} was read`)
}

test.each([
  ['', /Expected one of the fields account_id, month at position 1/],
  ['account_id eq 5ea', /"5ea" at position 15 .* single quotes/],
  ["account_id eq '5ea", /quote at position 15 .* never closed/],
  ['account_id eq a', /Expected a value in single quotes/],
  ["account_id == 'a'", /"== 'a'" at position 12/],
  ["account_id like 'a'", /Expected one of eq, ne after account_id/],
  ["account_id gt 'a'", /Expected one of eq, ne after account_id/],
  ["product eq 'a'", /one of the fields account_id, month/],
  ["Account_Id eq 'a'", /one of the fields/],
  ["toString eq 'a'", /one of the fields/],
  ["month eq '2025-13'", /'2025-13' is no month/],
  ["month eq '2025'", /no month/],
  ["(month eq '2025-01'", /Expected '\)'.*it ends/],
  ["month eq '2025-01')", /Expected 'and', 'or' or the end/],
  ["month eq '2025-01' and", /one of the fields.*it ends/],
  ["contains(month '2025')", /Expected ','/],
  ["contains month, '2025'", /'\(' after contains/],
  [`${'('.repeat(200)}month eq '2025-01'${')'.repeat(200)}`, /deeper than 32/],
  [`${'not '.repeat(200)}month eq '2025-01'`, /deeper than 32/],
])('%s says what is wrong', (text, message) => {
  expect(messageOf(text)).toMatch(message)
})

/** The text of a predicate, so that any tree can be written and read again. */
const textOf = (predicate: MonthPredicate): string => {
  switch (predicate.op) {
    case 'and':
    case 'or':
      return `(${predicate.of.map(textOf).join(` ${predicate.op} `)})`
    case 'not':
      return `not ${textOf(predicate.of)}`
    default: {
      const field = predicate.field === 'account' ? 'account_id' : 'month'
      const value = `'${predicate.value.replaceAll("'", "''")}'`
      return predicate.op === 'contains' ? `contains(${field}, ${value})` : `${field} ${predicate.op} ${value}`
    }
  }
}
const month = fc
  .tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
const { predicate } = fc.letrec<{ predicate: MonthPredicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 6 },
    fc.record({ op: fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), field: fc.constant('month'), value: month }),
    fc.record({ op: fc.constantFrom('eq', 'ne', 'contains'), field: fc.constant('account'), value: fc.string() }),
    fc.record({ op: fc.constant('not'), of: tie('predicate') }),
    fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(tie('predicate'), { minLength: 2, maxLength: 3 }) }),
  ) as fc.Arbitrary<MonthPredicate>,
}))

test('whatever is written can be read again', () => {
  fc.assert(fc.property(predicate, (tree) => void expect(readMonthFilter(textOf(tree)).where).toEqual(tree)))
})

test('whatever is sent is read or is a 400', () => {
  const words = fc.constantFrom(
    'account_id',
    'month',
    'eq',
    'and',
    'or',
    'not',
    'contains',
    '(',
    ')',
    ',',
    "'",
    "'2025-01'",
    ' ',
    '~',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 1600 }),
        fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
      ),
      (text) => {
        try {
          return readMonthFilter(text) !== undefined
        } catch (error) {
          return error instanceof HttpError && error.status === 400
        }
      },
    ),
  )
})

test('the longest filter is read in no time, whatever it holds', () => {
  const started = performance.now()
  for (const text of ["'".repeat(1601), `account_id eq '${"''".repeat(790)}`, '('.repeat(1600), ' '.repeat(1600)]) messageOf(text)
  expect(performance.now() - started).toBeLessThan(2_000)
})
