import { HttpError } from '../../dtos/contract'
import { type MonthField, type MonthPredicate, parseMonth } from './ledger'
import { type Token, tokensOf } from './month-filter-tokens'

/** `filter` of Talkdesk's usage (usage-domain 1.3.2): what it asks, and the accounts that it names. */
export interface MonthFilter {
  readonly where: MonthPredicate
  readonly accounts: readonly string[]
}

/** Deeper than anybody means, and far from where a recursive reader would fall over. */
const deepest = 32

type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
interface Field {
  readonly name: MonthField
  readonly operators: readonly Comparison[]
  /** What is wrong with a value that is compared with, if anything. */
  readonly fault: (value: string) => string | undefined
}
const fields: Readonly<Record<string, Field>> = {
  account_id: { name: 'account', operators: ['eq', 'ne'], fault: () => undefined },
  month: {
    name: 'month',
    operators: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
    fault: (value) => (parseMonth(value) === undefined ? `'${value}' is no month; write 'YYYY-MM'` : undefined),
  },
}

/** Reads a filter, or says in a 400 where it went wrong and what was expected there. */
export const readMonthFilter = (text: string): MonthFilter => new Reader(text).filter()

/** Recursive descent: `or` binds loosest, then `and`, then `not`. */
class Reader {
  readonly #tokens: readonly Token[]
  readonly #accounts = new Set<string>()
  #at = 0

  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  filter(): MonthFilter {
    const where = this.#any(0)
    if (this.#next.kind !== 'end') throw this.#unexpected("'and', 'or' or the end")
    return { where, accounts: [...this.#accounts] }
  }

  #any(depth: number): MonthPredicate {
    return this.#joined('or', () => this.#all(depth))
  }

  #all(depth: number): MonthPredicate {
    return this.#joined('and', () => this.#term(depth))
  }

  #joined(op: 'and' | 'or', part: () => MonthPredicate): MonthPredicate {
    const of = [part()]
    while (this.#take('word', op)) of.push(part())
    return of.length === 1 ? of[0]! : { op, of }
  }

  #term(depth: number): MonthPredicate {
    if (depth > deepest) throw faulty(`The filter is nested deeper than ${deepest} levels.`)
    if (this.#take('word', 'not')) return { op: 'not', of: this.#term(depth + 1) }
    if (this.#take('mark', '(')) {
      const inner = this.#any(depth + 1)
      if (!this.#take('mark', ')')) throw this.#unexpected("')'")
      return inner
    }
    return this.#take('word', 'contains') ? this.#contains() : this.#comparison()
  }

  #contains(): MonthPredicate {
    if (!this.#take('mark', '(')) throw this.#unexpected("'(' after contains")
    const field = this.#field()
    if (!this.#take('mark', ',')) throw this.#unexpected("','")
    const value = this.#value()
    if (!this.#take('mark', ')')) throw this.#unexpected("')'")
    return { op: 'contains', field: field.name, value }
  }

  #comparison(): MonthPredicate {
    const { kind, text: name } = this.#next
    const field = this.#field()
    const operator = this.#next
    const op = operator.text.toLowerCase() as Comparison
    if (operator.kind !== 'word' || !field.operators.includes(op))
      throw this.#unexpected(`one of ${field.operators.join(', ')} after ${kind === 'word' ? name : 'the field'}`)
    this.#at++
    const value = this.#value()
    const fault = field.fault(value)
    if (fault) throw faulty(`${fault}.`)
    if (field.name === 'account') this.#accounts.add(value)
    return { op, field: field.name, value }
  }

  #field(): Field {
    const field = this.#next.kind === 'word' && Object.hasOwn(fields, this.#next.text) ? fields[this.#next.text] : undefined
    if (!field) throw this.#unexpected(`one of the fields ${Object.keys(fields).join(', ')}`)
    this.#at++
    return field
  }

  #value(): string {
    const { kind, text } = this.#next
    if (kind !== 'value') throw this.#unexpected('a value in single quotes')
    this.#at++
    return text
  }

  get #next(): Token {
    return this.#tokens[this.#at]!
  }

  /** Keywords may be written in capitals; fields may not. */
  #take(kind: Token['kind'], text: string): boolean {
    const found = this.#next.kind === kind && this.#next.text.toLowerCase() === text
    if (found) this.#at++
    return found
  }

  #unexpected(expected: string): HttpError {
    const { kind, text, at } = this.#next
    const found = kind === 'end' ? 'it ends' : `${JSON.stringify(text.slice(0, 40))} stands`
    return faulty(`Expected ${expected} at position ${at + 1} of the filter, where ${found}.`)
  }
}

const faulty = (message: string) => new HttpError(400, 'InvalidFilter', message, { fieldName: 'Filter' })
