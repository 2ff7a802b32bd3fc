import type { Program } from './program'
import { shapeOf, type TypeName } from './type-name'

/** How a language spells types: a table and a few forms. */
export interface Spelling {
  /** Scalars of the model (M-8.1); what is not listed keeps its name. */
  readonly scalars: Readonly<Record<string, string>>
  /** Types that the caller wants as texts, the application's own too (M-6.6, TreatTypesAsStrings). */
  readonly asTexts?: ReadonlySet<string>
  readonly bytes: string
  readonly list: (item: string) => string
  readonly map: (key: string, value: string, nested: boolean) => string
  readonly untypedMap: string
  readonly nullable: (of: string, isInside: boolean) => string
  /** `nested`: inside the arguments of another type. */
  readonly generic: (name: string, args: readonly string[], nested: boolean) => string
  readonly key: (key: string, nested: boolean) => string
  /** Between a name and its arity: `Box_1`. */
  readonly aritySeparator: string
  /** What stands for a type that nothing explains; absent: its name. */
  readonly unknown?: string
  /** Names that the language's library explains. */
  readonly knows?: (name: string) => boolean
  /** How the name of a type is written where it is not just printed: `ss.IdResponse` of a library. */
  readonly written?: (name: string, printed: string) => string
}

/** The type as the language writes it. `namespace` is that of the member, where it is known: a name of .NET's stays .NET's. */
export const spell = (type: TypeName, language: Spelling, program: Program, namespace?: string, nested = false): string => {
  const inner = (each: TypeName): string => spell(each, language, program, undefined, true)
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'bytes':
      return language.bytes
    // Languages drop the mark of a nullable inside a list, but keep it in an array (M-8.1).
    case 'list':
      return language.list(
        shape.isArray && shape.item.name === 'Nullable' ? spell(shape.item, language, program) : inner(shape.item),
      )
    case 'map':
      return language.map(language.key(inner(shape.key), nested), inner(shape.value), nested)
    case 'untypedMap':
      return language.untypedMap
    case 'nullable':
      return language.nullable(spell(shape.of, language, program, undefined, nested), nested)
    case 'named':
      return named(shape.name, shape.args, language, program, namespace, nested)
  }
}

const named = (
  name: string,
  args: readonly TypeName[],
  language: Spelling,
  program: Program,
  namespace: string | undefined,
  nested: boolean,
): string => {
  if (args.length === 0 && language.asTexts?.has(name)) return language.scalars.String ?? name
  const isSystem = /^System(\.|$)/.test(namespace ?? '')
  const printed = program.nameOf(name, args.length, language.aritySeparator)
  const isKnown =
    program.explains(name) ||
    language.knows?.(name) ||
    program.find(args.length > 0 ? `${name}\`${args.length}` : name) !== undefined
  const isUnknown = language.unknown !== undefined && !isKnown && (isSystem || !program.defines(name))
  if (isUnknown && (args.length > 0 || scalarOf(name, args, language, program, nested) === undefined))
    return language.unknown ?? name
  const own = language.written?.(args.length > 0 ? `${name}\`${args.length}` : name, printed) ?? printed
  const spelled = !isSystem && program.defines(name) ? own : (scalarOf(name, args, language, program, nested) ?? own)
  return args.length > 0
    ? language.generic(
        spelled,
        args.map((each) => spell(each, language, program, undefined, true)),
        nested,
      )
    : spelled
}

/** A scalar, or inside another type a name that nothing explains: its values are texts on the wire. */
const scalarOf = (
  name: string,
  args: readonly TypeName[],
  { scalars }: Spelling,
  program: Program,
  nested: boolean,
): string | undefined => {
  if (Object.hasOwn(scalars, name)) return scalars[name]
  return nested && args.length === 0 && name !== 'Object' && !program.explains(name) ? scalars.String : undefined
}
