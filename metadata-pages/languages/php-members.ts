import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataMemberText } from './attributes'
import { isAddedStatus } from './client-types'
import { distinctMembers, inheritedProperties, type NamedMember } from './distinct-members'
import type { LanguageOptions } from './language-options'
import { isRequired, memberType, startsEmpty, wireName } from './members'
import { docType, hintType } from './php-types'
import type { Program } from './program'
import { blockComment } from './text'
import { shapeOf } from './type-name'

/** Everything that the writing of a class needs. */
export interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
}

/** `?>` ends the program also in a comment of a line. */
export const lineComment = (text: string): string => `// @${text.replace(/\?>/g, '?\\>')}`

export const description = (text: string | undefined, options: LanguageOptions): string[] =>
  text && options.AddDescriptionAsComments ? [`/** @description ${blockComment(text)} */`] : []

/** `$this` is the object itself and no parameter; a member that a base has already stays the base's. */
export const membersOf = (type: MetadataType, program: Program, hasVersion = false): NamedMember[] =>
  distinctMembers(
    type.properties ?? [],
    (property) => (wireName(property) === 'this' ? 'this_' : wireName(property)),
    [],
    [...inheritedProperties(type, program).map(wireName), ...(hasVersion ? ['version'] : [])],
  )

/** What a member that must be there starts with (M-21.3). */
const starts: Readonly<Record<string, string>> = { string: "''", int: '0', float: '0.0', DateTime: 'new DateTime()' }

export const memberDoc = (
  property: MetadataPropertyType,
  owner: MetadataType,
  { program, options }: Pick<Writing, 'program' | 'options'>,
): { readonly text: string; readonly hint: string; readonly start: string } => {
  const type = memberType(property, program, options)
  const namespace = type.name === property.type ? property.namespace : undefined
  const hint = hintType(type, program, owner, namespace)
  const doc = ownDoc(docType(type, program, namespace), owner, type.args.length)
  // InitializeCollections changes nothing in PHP (M-6.6).
  const isFilled =
    shapeOf(type).kind === 'list' && type.rank > 0 && startsEmpty(property, owner, { ...options, InitializeCollections: false })
  const start = isFilled ? '[]' : isRequired(property) && !isAddedStatus(property, owner, program) ? starts[hint] : undefined
  return start === undefined
    ? { text: `${doc}|null`, hint: hint === 'mixed' ? hint : `?${hint}`, start: 'null' }
    : { text: doc, hint, start }
}

/** In a generic class the name of another generic class is not told (M-21.3). */
const ownDoc = (doc: string, owner: MetadataType, arity: number): string =>
  owner.genericArgs?.length && arity > 0 && !doc.startsWith('array<') ? doc.replace(/^\w+</, 'mixed<') : doc

export const constructorLines = (type: MetadataType, members: readonly NamedMember[], writing: Writing): string[] => {
  const inherited = inheritedMembers(type, writing)
  const own = promotedLines(type, members, writing)
  const isGeneric = type.genericArgs?.length
  const parameters = inherited.map(
    ({ doc, name }, at) =>
      `        ${isGeneric ? 'mixed' : doc.hint} $${name}=${doc.start}${at < inherited.length + own.length - 1 ? ',' : ''}`,
  )
  return [
    ...(inherited.length > 0
      ? ['    /**', ...inherited.map(({ doc, name }) => `     * @param ${doc.text} $${name}`), '     */']
      : []),
    '    public function __construct(',
    ...parameters,
    ...own,
    '    ) {',
    ...(inherited.length > 0 ? [`        parent::__construct(${inherited.map(({ name }) => `$${name}`).join(',')});`] : []),
    '    }',
  ]
}

interface Inherited {
  readonly name: string
  readonly doc: ReturnType<typeof memberDoc>
}

export const inheritedMembers = (type: MetadataType, writing: Writing, seen: readonly MetadataType[] = []): Inherited[] => {
  const base = type.inherits && writing.program.find(type.inherits.name)
  if (!base || seen.includes(base)) return []
  return [
    ...inheritedMembers(base, writing, [...seen, base]),
    ...membersOf(base, writing.program).map(({ property, name }) => ({ name, doc: memberDoc(property, base, writing) })),
  ]
}

const promotedLines = (type: MetadataType, members: readonly NamedMember[], writing: Writing): string[] => {
  const { options } = writing
  const lines: string[] = []
  let wasAnnotated = false
  members.forEach(({ property, name }, at) => {
    const position = (type.properties ?? []).indexOf(property) + 1
    const dataMember = dataMemberText(property.dataMember, position, options)
    const annotations = [
      ...(dataMember ? [lineComment(dataMember)] : []),
      ...(property.attributes ?? []).map((attribute) => lineComment(attributeText(attribute, 'quoted'))),
    ]
    const { text, hint, start } = memberDoc(property, type, writing)
    if (wasAnnotated) lines.push('')
    lines.push(
      ...[
        ...description(property.description, options),
        ...annotations,
        `/** @var ${text} */`,
        `public ${type.genericArgs?.length ? 'mixed' : hint} $${name}=${start}${at < members.length - 1 ? ',' : ''}`,
      ].map((line) => `        ${line}`),
    )
    wasAnnotated = annotations.length > 0
  })
  return lines
}
