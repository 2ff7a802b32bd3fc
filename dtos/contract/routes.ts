import { says } from './said'

export interface RouteOptions {
  readonly summary?: string
  readonly notes?: string
  readonly matches?: string
  readonly priority?: number
}

const verbsOf = (verbs: string): readonly string[] => {
  const list = verbs
    .toUpperCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return list.includes('*') ? [] : list
}

/** Where a message is found: `@Route('/loans/{Branch}', 'GET,POST')`; without verbs any verb. */
export const Route = (path: string, verbs = '', options: RouteOptions = {}): ClassDecorator =>
  says((words) => words.routes.unshift({ path, verbs: verbsOf(verbs), priority: 0, fallback: false, ...options }))

/** The one message that answers what nothing else does. */
export const FallbackRoute = (path: string, verbs = '', options: RouteOptions = {}): ClassDecorator =>
  says((words) => words.routes.unshift({ path, verbs: verbsOf(verbs), priority: 0, fallback: true, ...options }))
