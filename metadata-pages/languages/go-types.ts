import { isLibrarys } from './client-types'
import type { Program } from './program'
import type { Spelling } from './spelling'

const numbers = ['int', 'int8', 'int16', 'int64', 'byte', 'uint16', 'uint32', 'uint64', 'float32', 'float64']
/** Keys that are kept inside other types (M-8.3). */
const nestedKeys: ReadonlySet<string> = new Set(['string', 'bool', ...numbers])
const directKeys: ReadonlySet<string> = new Set([...nestedKeys, 'time.Time', 'time.Duration'])

/** How Go spells types (M-8.1). `anything`: types a member of which may hold any of those derived from it (M-22.4). */
export const goSpelling = (program: Program, anything: ReadonlySet<string>): Spelling => {
  const enums = new Set(program.types.filter(({ isEnum }) => isEnum).map(({ name }) => name))
  return {
    scalars: {
      String: 'string',
      Boolean: 'bool',
      Char: 'string',
      SByte: 'int8',
      Byte: 'byte',
      Int16: 'int16',
      Int32: 'int',
      Int64: 'int64',
      UInt16: 'uint16',
      UInt32: 'uint32',
      UInt64: 'uint64',
      Single: 'float32',
      Double: 'float64',
      Decimal: 'float64',
      IntPtr: 'int64',
      Guid: 'string',
      DateTime: 'time.Time',
      DateTimeOffset: 'time.Time',
      DateOnly: 'time.Time',
      TimeSpan: 'time.Duration',
      TimeOnly: 'time.Duration',
      Stream: '[]byte',
      HttpWebResponse: '[]byte',
      Uri: 'string',
      Type: 'string',
      Version: 'string',
      DayOfWeek: 'string',
      Object: 'interface{}',
    },
    bytes: '[]byte',
    list: (item) => `[]${item}`,
    map: (key, value) => `map[${key}]${value}`,
    untypedMap: 'map[string]interface{}',
    nullable: (of, isInside) => (isInside || /^(\[\]|map\[)/.test(of) ? of : `*${of}`),
    // Of the library's types only the page of a query has an argument (M-22.2).
    generic: (name, args) =>
      name === 'interface{}' || (name.startsWith('ss.') && name !== 'ss.QueryResponse') ? name : `${name}[${args.join(', ')}]`,
    key: (key, nested) => ((nested ? nestedKeys : directKeys).has(key) || (!nested && enums.has(key)) ? key : 'string'),
    aritySeparator: '_',
    unknown: 'interface{}',
    written: (name, printed) =>
      anything.has(name) ? 'interface{}' : isLibrarys(name, program) ? `ss.${printed.replace(/_\d+$/, '')}` : printed,
  }
}
