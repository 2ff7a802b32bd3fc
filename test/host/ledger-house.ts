import { Readable } from 'node:stream'
import { Decimal } from 'decimal.js'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  ArgumentException,
  basic,
  createGateway,
  declareEnum,
  type GatewayOptions,
  Get,
  HttpError,
  HttpResult,
  type MemberKind,
  MemoryUserStore,
  Nullable,
  Post,
  Put,
  type RequestContext,
  RequestFilter,
  Restrict,
  Returns,
  ReturnsVoid,
  Stream,
  ValidateIsAuthenticated,
  ValidateNotEmpty,
  Verb,
} from '../../host'

// A ledger that other services send messages to, in its own process or over HTTP.

const member = (type: MemberKind) => ApiMember({ type, isOptional: true })
export const Kind = declareEnum({ Loan: 0, Gift: 2 }, 'EntryKind')

export class Line {
  @member('int64') id?: bigint
  @member('decimal') amount?: Decimal
}

class Words {
  constructor(init?: object) {
    Object.assign(this, init)
  }
}

export class Entry extends Words {
  @member('int64') id?: bigint
  @member('string') title?: string
  @member('decimal') amount?: Decimal
  @member('dateTime') at?: Date
  @member('bytes') bytes?: Uint8Array
  @member(Kind) kind?: number
  @member([Line]) lines?: Line[]
  @member({ dictionary: Line }) byName?: Record<string, Line>
}

/** Answers an entry of what it is told. */
@Verb('POST')
@AllowAnonymous()
export class Book extends Returns(Entry, Words) {
  @ValidateNotEmpty() @member('string') title?: string
  @member('int64') id?: bigint
  @member('decimal') amount?: Decimal
  @member('dateTime') at?: Date
  @member('bytes') bytes?: Uint8Array
  @member(Kind) kind?: number
  @member([Line]) lines?: Line[]
  @member({ dictionary: Line }) byName?: Record<string, Line>
}

@Verb('GET')
@AllowAnonymous()
export class FindEntries extends Returns([Entry], Words) {
  @member('string') title?: string
  @member('int64') id?: bigint
  @member('dateTime') at?: Date
  @member(['string']) marks?: string[]
  @member([Line]) lines?: Line[]
}

@AllowAnonymous()
export class Title extends Returns(Nullable(String), Words) {
  @member('string') title?: string
}
@Verb('GET')
@AllowAnonymous()
export class Picture extends Returns(Uint8Array) {}
@Verb('GET')
@AllowAnonymous()
export class Tape extends Returns(Stream) {}
@AllowAnonymous()
export class Count extends Returns(Number) {}
@AllowAnonymous()
export class Fail extends Returns(Entry, Words) {
  @member('string') how?: string
}
@Verb('PUT')
@AllowAnonymous()
export class Note extends ReturnsVoid(Words) {
  @member('string') note?: string
}
/** Has a method for many of it. */
@AllowAnonymous()
export class Stamp extends Returns(String, Words) {
  @member('string') text?: string
}
/** Only for who is signed in, far away, in CSV: none of it holds between services. */
@ValidateIsAuthenticated()
@Restrict({ network: ['External'], formats: ['csv'], secure: true })
@RequestFilter(() => {
  throw new HttpError(402, 'HTTP alone has filters')
})
export class Locked extends Returns(String) {}
/** For other services only. */
@AllowAnonymous()
@Restrict({ network: ['InProcess'] })
export class Inner extends Returns(String) {}

export class LedgerService {
  readonly notes: string[] = []

  @Any(Book) book(message: Book) {
    if (message.title === 'boom') throw new ArgumentException('There is no such book.', 'Title')
    return new Entry(message)
  }
  @Get(FindEntries) *find({ title, marks = [], lines = [], ...rest }: FindEntries) {
    yield new Entry({ ...rest, title: [title, ...marks, ...lines.map(({ id }) => id)].join('|') })
  }
  @Any(Title) title({ title }: Title) {
    return title ?? null
  }
  @Any(Picture) picture() {
    return Uint8Array.of(0, 255, 10)
  }
  @Any(Tape) tape() {
    return Readable.from([Buffer.from('on '), Buffer.from('air')])
  }
  @Any(Count) count() {
    return 41
  }
  @Any(Fail) fail({ how = '' }: Fail): Entry | HttpError | HttpResult<Entry> {
    if (how === 'handed') return new HttpError(410, 'gone')
    if (how === 'described') throw new HttpError(424, 'NeedsOther', 'Not yet.', { statusDescription: 'Depends On It' })
    if (how === 'field') throw new HttpError(409, 'Taken', 'It is taken.', { fieldName: 'How', meta: { k: 'v' } })
    throw new TypeError('password=hunter2')
  }
  @Put(Note) note({ note }: Note, { verb }: RequestContext) {
    this.notes.push(`${verb} ${note}`)
  }
  @Any(Stamp) stamp({ text = '' }: Stamp) {
    return text
  }
  @Post([Stamp]) stamps(messages: Stamp[]) {
    return messages.map(({ text }, index) => `${index}${text}`)
  }
  @Any(Locked) locked(_: Locked, { inProcess }: RequestContext) {
    return `in process: ${inProcess}`
  }
  @Any(Inner) inner() {
    return 'inner'
  }
}

export function ledgerHouse(options: Partial<GatewayOptions> = {}) {
  const service = new LedgerService()
  const gateway = createGateway({
    services: [service],
    users: new MemoryUserStore(),
    auth: [basic()],
    onError: () => {},
    ...options,
  })
  return { service, gateway }
}
