/** Bytes or text in any pieces: a file's read stream, the body of a call, a generator. */
export type ImportSource = AsyncIterable<Uint8Array | string>

/** Why a line was not taken; the side file and the reply carry it beside a sentence. */
export type RejectionCode =
  | 'LineTooLong'
  | 'InvalidUtf8'
  | 'NulCharacter'
  | 'MalformedCsv'
  | 'MalformedJson'
  | 'TooDeep'
  | 'InvalidHeader'
  | 'ColumnCount'
  | 'MissingField'
  | 'InvalidField'
  | 'FieldTooLong'
  | 'InvalidTime'
  | 'InvalidQuantity'
  | 'UnsupportedVersion'
  | 'UnknownType'
  | 'NoRuleMatches'

/** A value that could not be read, and why, before it is known where it stood. */
export class Fault {
  constructor(
    readonly code: RejectionCode,
    readonly message: string,
    /** The event's own id, where it could be read. */
    readonly id?: string,
  ) {}
}

/** What one line (or one JSON element) said. */
export interface Imported<T> {
  /** The line of the file where it begins; the first is 1. */
  readonly line: number
  /** As it stood in the file. */
  readonly text: string
  readonly value: T
}

export interface Rejection {
  readonly line: number
  readonly text: string
  /** A RejectionCode, or the ledger's own code. */
  readonly code: string
  readonly message: string
  readonly id?: string
}

/** Nothing is lost: whatever is not blank becomes one of these two. */
export type ImportItem<T> = Imported<T> | Rejection

export const isRejection = <T>(item: ImportItem<T>): item is Rejection => 'code' in item

export const rejection = ({ line, text }: { line: number; text: string }, { code, message, id }: Fault): Rejection =>
  id === undefined ? { line, text, code, message } : { line, text, code, message, id }

export const itemOf = <T extends object>(at: { line: number; text: string }, value: T | Fault): ImportItem<T> =>
  value instanceof Fault ? rejection(at, value) : { line: at.line, text: at.text, value }

export interface ReadOptions {
  /** The content type of a call's body; a file's form is seen from its first bytes. */
  readonly mediaType?: string
  /** IANA name for local times that carry no zone; a profile's own otherwise. */
  readonly zone?: string
  /** The machine that wrote the file, a part of the events' source: one event id may exist on two switches. */
  readonly host?: string
  /** Replaces the source that the format would give. */
  readonly source?: string
}

/** One form of input. Reading never throws for what the input says; it only throws when the stream itself breaks. */
export interface ImportFormat<T> {
  readonly name: string
  readonly title: string
  readonly mediaTypes: readonly string[]
  /** Whether a file of this name that begins with this text is of this form. */
  detect(fileName: string, firstText: string): boolean
  read(source: ImportSource, options?: ReadOptions): AsyncIterable<ImportItem<T>>
}
