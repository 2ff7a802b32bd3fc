import type { Operation, RouteDefinition } from '../../dtos/contract'

/** A place where a message is called: an address with its variables in braces, and a verb. */
export interface Place {
  readonly path: string
  /** The variables, as the path spells them. */
  readonly variables: readonly string[]
  readonly verb: string
  readonly summary?: string
  readonly notes?: string
  /** Its own route, or `/api/{Name}`. */
  readonly isOwn: boolean
}

/** The verbs that a path of OpenAPI can have. */
const known: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'])

const variable = /\{\*{0,2}([A-Za-z_]\w*)\*?(?::[^{}]*)?\}/g

/** Every place of a message: its routes as pages show them, then the predefined one. */
export const placesOf = ({ message, actions }: Operation): Place[] => [
  ...message.routes
    .filter(({ path, fallback }) => !fallback && !path.replace(variable, '').includes('*'))
    .flatMap((route) => routePlaces(route, message.verb, actions)),
  ...allowed([message.verb], message.verb, actions).map((verb) => ({
    path: `/api/${message.name}`,
    variables: [],
    verb,
    isOwn: false,
  })),
]

const routePlaces = ({ path, verbs, summary, notes }: RouteDefinition, verb: string, actions: readonly string[]): Place[] =>
  allowed(verbs, verb, actions).map((each) => ({
    path: path.replace(variable, '{$1}'),
    variables: [...path.matchAll(variable)].map(([, name]) => name!),
    verb: each,
    ...(summary ? { summary } : {}),
    ...(notes ? { notes } : {}),
    isOwn: true,
  }))

/** A route of any verb is told for the verb of typed clients and the two that everybody has. */
const allowed = (verbs: readonly string[], verb: string, actions: readonly string[]): string[] => {
  const isAny = actions.includes('ANY')
  const asked = verbs.length > 0 ? verbs : isAny ? [verb, 'GET', 'POST'] : actions
  const answered = asked.filter((each) => isAny || actions.includes(each))
  return [...new Set(answered.length > 0 ? answered : isAny ? asked : actions)].filter((each) => known.has(each))
}

/** The paths that there are: one address is one path, however its variables are called. */
export class Paths<T> {
  readonly #items = new Map<
    string,
    { readonly path: string; readonly variables: readonly string[]; readonly verbs: Map<string, T> }
  >()

  /** Adds what `make` makes of the path's own variables; a verb that the address has already stays as it is. */
  add({ path, variables, verb }: Place, make: (variables: readonly string[]) => T): void {
    const shape = path.toLowerCase().replace(/\{\w+\}/g, '{}')
    const item = this.#items.get(shape) ?? { path, variables, verbs: new Map<string, T>() }
    this.#items.set(shape, item)
    const word = verb.toLowerCase()
    if (!item.verbs.has(word)) item.verbs.set(word, make(item.variables))
  }

  get all(): Readonly<Record<string, Readonly<Record<string, T>>>> {
    return Object.fromEntries([...this.#items.values()].map(({ path, verbs }) => [path, Object.fromEntries(verbs)]))
  }
}
