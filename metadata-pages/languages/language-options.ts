/** The options of `/types/{language}` (M-6.6): what a text may be asked to be. Names are the wire's; the query spells them in any case (M-6.5). */
export interface LanguageOptions {
  readonly GlobalNamespace?: string
  /** The address of the gateway, which a text may be named by. */
  readonly BaseUrl?: string
  readonly MakePartial: boolean
  readonly MakeVirtual: boolean
  readonly MakeInternal: boolean
  readonly MakeDataContractsExtensible: boolean
  readonly AddNullableAnnotations: boolean
  readonly AddReturnMarker: boolean
  readonly AddDescriptionAsComments: boolean
  readonly AddDocAnnotations: boolean
  readonly AddDataContractAttributes: boolean
  readonly AddIndexesToDataMembers: boolean
  readonly AddGeneratedCodeAttributes: boolean
  readonly AddResponseStatus: boolean
  readonly AddImplicitVersion?: number
  readonly InitializeCollections: boolean
  readonly ExportValueTypes: boolean
  readonly AddServiceStackTypes: boolean
  readonly AddModelExtensions: boolean
  readonly ExcludeGenericBaseTypes: boolean
  readonly BaseClass?: string
  readonly AddPropertyAccessors: boolean
  readonly SettersReturnThis: boolean
  readonly MakePropertiesOptional: boolean
  readonly ExportAsTypes: boolean
  readonly Package?: string
  readonly AddDefaultXmlNamespace: string
  readonly AddNamespaces?: readonly string[]
  readonly DefaultImports?: readonly string[]
  readonly IncludeTypes?: readonly string[]
  readonly ExcludeTypes?: readonly string[]
  readonly ExportTags?: readonly string[]
  readonly TreatTypesAsStrings?: readonly string[]
  readonly ExcludeNamespace: boolean
  readonly DataClass?: string
  readonly DataClassJson?: string
}
export type OptionName = keyof LanguageOptions

export const defaultOptions: LanguageOptions = Object.freeze({
  MakePartial: true,
  MakeVirtual: true,
  MakeInternal: false,
  MakeDataContractsExtensible: false,
  AddNullableAnnotations: true,
  AddReturnMarker: true,
  AddDescriptionAsComments: true,
  AddDocAnnotations: true,
  AddDataContractAttributes: false,
  AddIndexesToDataMembers: false,
  AddGeneratedCodeAttributes: false,
  AddResponseStatus: false,
  InitializeCollections: false,
  ExportValueTypes: false,
  AddServiceStackTypes: true,
  AddModelExtensions: true,
  ExcludeGenericBaseTypes: false,
  AddPropertyAccessors: true,
  SettersReturnThis: true,
  MakePropertiesOptional: false,
  ExportAsTypes: false,
  AddDefaultXmlNamespace: 'http://schemas.servicestack.net/types',
  ExcludeNamespace: false,
})

type Kind = 'flag' | 'text' | 'number' | 'list'
const texts = ['GlobalNamespace', 'BaseClass', 'Package', 'AddDefaultXmlNamespace', 'DataClass', 'DataClassJson'] as const
const listed = ['AddNamespaces', 'DefaultImports', 'IncludeTypes', 'ExcludeTypes', 'ExportTags', 'TreatTypesAsStrings'] as const
const kinds: ReadonlyMap<string, readonly [OptionName, Kind]> = new Map(
  [
    ...(Object.keys(defaultOptions) as OptionName[]).map((name) => [name, 'flag'] as const),
    ...texts.map((name) => [name, 'text'] as const),
    ...listed.map((name) => [name, 'list'] as const),
    ['AddImplicitVersion', 'number'] as const,
  ].map(([name, kind]) => [name.toLowerCase(), [name, kind] as const]),
)

/** Every option's name, as the wire spells it. */
export const optionNames: readonly OptionName[] = [...kinds.values()].map(([name]) => name)

/** The values of the options, and which of them the caller gave: those lose their prefix in the header (M-6.8). */
export interface AskedOptions {
  readonly options: LanguageOptions
  readonly given: ReadonlySet<string>
  /** `WithoutOptions`: no header at all. */
  readonly withoutHeader: boolean
}

/** Reads the query of `/types/{language}`; a name that is no option, an empty value and a value of the wrong kind count as not given. */
export const readOptions = (query: Readonly<Record<string, unknown>>, defaults: Partial<LanguageOptions> = {}): AskedOptions => {
  const options: Record<string, unknown> = { ...defaultOptions, ...defaults }
  const given = new Set<string>()
  let withoutHeader = false
  for (const [key, value] of Object.entries(query)) {
    const lower = key.toLowerCase()
    if (lower === 'withoutoptions') withoutHeader = true
    const option = kinds.get(lower)
    if (!option || typeof value !== 'string' || value === '') continue
    const [name, kind] = option
    const parsed = readers[kind](value)
    if (parsed === undefined || !isSafe(name, parsed)) continue
    options[name] = parsed
    given.add(name)
  }
  return { options: options as unknown as LanguageOptions, given, withoutHeader }
}

/** Printed among the code: a link to a trusted host must not bring lines of its own into the program. The other lists are only compared. */
const compared: ReadonlySet<string> = new Set(['IncludeTypes', 'ExcludeTypes', 'ExportTags', 'TreatTypesAsStrings'])
const safeText = /^(?!.*(\/\*|\*\/))[\p{L}\p{N}_.,=/@:*\\ -]*$/u
/** What the text is called by: nothing but a name. */
const named: ReadonlySet<string> = new Set(['GlobalNamespace', 'Package', 'BaseClass'])
const safeName = /^[\p{L}\p{N}_.\\ -]*$/u

const isSafe = (name: OptionName, value: unknown): boolean =>
  compared.has(name) ||
  (Array.isArray(value) ? value : [value]).every(
    (each) => typeof each !== 'string' || (named.has(name) ? safeName : safeText).test(each),
  )

const readers: Readonly<Record<Kind, (value: string) => unknown>> = {
  flag: (value) => (/^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined),
  text: (value) => value.replace(/[\r\n]/g, ''),
  number: (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined),
  list: (value) => splitList(value.replace(/[\r\n]/g, '')),
}

/** `A,{tag1,tag2},B` → three items: commas inside braces belong to the item (M-6.11). */
const splitList = (value: string): string[] =>
  (value.match(/\{[^}]*\}[^,]*|[^,]+/g) ?? []).map((item) => item.trim()).filter(Boolean)
