import type { ResponseError } from '../../dtos/contract'

/** How much of what is wrong is told, and whether the caller's own values are part of it. */
export interface Limits {
  readonly echoValues: boolean
  readonly maxErrors: number
  readonly warningsPass?: boolean
}

/** JSON bytes of one answer's failures; what wraps them, and the first text once more, still fits into 16 KB. */
const maxBytes = 14_000

interface Finding {
  /** The path of what contains the failing member: `Items[0]`. */
  path: string
  /** The place in the nearest list around it. */
  index: number | undefined
  error: ResponseError | undefined
  readonly verdict: Promise<unknown> | undefined
  readonly make: (() => ResponseError) | undefined
}

/** The failures of one request in rule order, made when the first one turns up. */
export class Findings {
  readonly #list: Finding[] = []
  #failures = 0
  #waiting = false

  constructor(private readonly limits: Limits) {}

  /** Enough was found: what else is wrong is not looked for. */
  get full(): boolean {
    return this.#failures >= this.limits.maxErrors
  }

  get length(): number {
    return this.#list.length
  }

  fail(error: ResponseError, index?: number): this {
    this.#failures++
    this.#list.push({ path: '', index, error, verdict: undefined, make: undefined })
    return this
  }

  /** A verdict that is still to come keeps its place among the others. */
  wait(verdict: PromiseLike<unknown>, make: () => ResponseError, index?: number): this {
    const promise = Promise.resolve(verdict)
    // Handled by settle; should a later rule throw first, this rejection must not end the process.
    promise.catch(() => {})
    this.#waiting = true
    this.#list.push({ path: '', index, error: undefined, verdict: promise, make })
    return this
  }

  /** Everything found since `from` lies inside `path`, at `index` of a list. */
  within(from: number, path: string, index?: number): this {
    for (let at = from; at < this.#list.length; at++) {
      const finding = this.#list[at]!
      finding.path = joined(path, finding.path)
      if (index !== undefined) finding.index ??= index
    }
    return this
  }

  /** What to answer; undefined when every verdict that was waited for is good. */
  settle(): ResponseError[] | undefined | Promise<ResponseError[] | undefined> {
    if (!this.#waiting) return this.#errors()
    const judged = this.#list.map(async (finding) => {
      if (finding.verdict && !(await finding.verdict)) finding.error = finding.make!()
    })
    return Promise.all(judged).then(() => this.#errors())
  }

  #errors(): ResponseError[] | undefined {
    const errors: ResponseError[] = []
    let most = 0
    for (let at = 0; at < this.#list.length; at++) {
      const { path, index, error } = this.#list[at]!
      if (!error) continue
      if (errors.length >= this.limits.maxErrors) break
      error.fieldName = joined(path, error.fieldName)
      if (index !== undefined && error.meta) error.meta.CollectionIndex ??= String(index)
      most += mostBytes(error)
      errors.push(error)
    }
    if (errors.length === 0) return undefined
    return most <= maxBytes ? errors : fitting(errors)
  }
}

/** An upper bound, cheap: every unit an escape. The first failure's text is the answer's text too, so texts count twice. */
function mostBytes({ errorCode, fieldName, message, meta }: ResponseError): number {
  let units = errorCode.length + fieldName.length + 2 * message.length
  for (const key in meta) units += key.length + meta[key]!.length
  return units * 6 + 120
}

function fitting(errors: readonly ResponseError[]): ResponseError[] {
  const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1
  let bytes = bytesOf(errors[0]!.message)
  return errors.filter((error, at) => {
    bytes += bytesOf(error)
    return at === 0 || bytes <= maxBytes
  })
}

const joined = (path: string, rest: string): string =>
  path === '' || rest === '' || rest.startsWith('[') ? path + rest : `${path}.${rest}`
