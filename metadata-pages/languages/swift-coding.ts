import type { SwiftMember } from './swift-members'
import { quotedInBraces } from './text'

const coded = (members: readonly SwiftMember[]): SwiftMember[] => members.filter(({ ignored }) => ignored === undefined)

/**
 * The names in JSON: of a class with a base always, of others where one is not the member's own (M-19.7, M-19.8; the reference loses those that Swift
 * cannot have).
 */
export const codingKeys = (members: readonly SwiftMember[], always: boolean): string[] => {
  const all = coded(members)
  if (all.length === 0 || !(always || all.some(({ key, wire }) => key !== wire))) return []
  return [
    '',
    'private enum CodingKeys : String, CodingKey {',
    ...all.map(({ name, key, wire }) => `    case ${name}${key === wire ? '' : ` = ${quotedInBraces(wire)}`}`),
    '}',
  ]
}

/** What a class with a base reads and writes beside it (M-19.7). */
export const codingLines = (members: readonly SwiftMember[]): string[] => {
  const all = coded(members)
  const reads = all.map(({ name, bare, empty, isTimeSpan }) =>
    isTimeSpan
      ? `${name} = try container.convertIfPresent(TimeInterval.self, forKey: .${name})`
      : `${name} = try container.decodeIfPresent(${bare}.self, forKey: .${name})${empty ? ` ?? ${empty}` : ''}`,
  )
  const writes = all.map(
    ({ name, start }) =>
      `if ${start ? `${name}.count > 0` : `${name} != nil`} { try container.encode(${name}, forKey: .${name}) }`,
  )
  return [
    ...codingKeys(members, true),
    '',
    'required public init(from decoder: Decoder) throws {',
    '    try super.init(from: decoder)',
    ...(all.length > 0 ? ['    let container = try decoder.container(keyedBy: CodingKeys.self)'] : []),
    ...reads.map((line) => `    ${line}`),
    '}',
    '',
    'public override func encode(to encoder: Encoder) throws {',
    '    try super.encode(to: encoder)',
    ...(all.length > 0 ? ['    var container = encoder.container(keyedBy: CodingKeys.self)'] : []),
    ...writes.map((line) => `    ${line}`),
    '}',
  ]
}
