import { type Format, FormatException, type Member, type MessageType } from '../../dtos/contract'

/** One text of a form, as the format that its member names (`@MultiPartField`, R-3.42). */
export interface PartReader {
  readonly format: Format
  readonly read: (text: string) => unknown
}

/** By the names that a form may use, lower case; undefined where no member names a format. */
export function compilePartReaders(
  message: MessageType,
  formats: readonly Format[],
): ReadonlyMap<string, PartReader> | undefined {
  const readers = message.members.flatMap((member) => {
    const reader = partReader(member, formats)
    return reader ? [member.name, member.wireName, member.declaredName].map((name) => [name.toLowerCase(), reader] as const) : []
  })
  return readers.length > 0 ? new Map(readers) : undefined
}

function partReader({ formField, type, name }: Member, formats: readonly Format[]): PartReader | undefined {
  if (formField === undefined) return undefined
  const format = formats.find(({ mediaTypes }) => mediaTypes.includes(formField))
  const read =
    type.kind === 'object'
      ? format?.reader?.(type.type)
      : type.kind === 'list' && type.item.kind === 'object'
        ? format?.listReader?.(type.item.type)
        : undefined
  if (!format || !read)
    throw new TypeError(
      `${name}: @MultiPartField takes the media type of a format that can be read, on an object or a list of objects`,
    )
  return { format, read }
}

/** The text's tree; undefined: it is not of its format. */
export function readPart({ read }: PartReader, text: string): unknown {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof FormatException) return undefined
    throw error
  }
}
