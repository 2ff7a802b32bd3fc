import { capturedText, decodeSegment } from './path'

export interface Literal {
  readonly kind: 'literal'
  /** Lower case, decoded: literals compare without case. */
  readonly text: string
}
export interface Variable {
  readonly kind: 'variable'
  /** Undefined: `{ignore}`, matched and never bound. */
  readonly name: string | undefined
}
export interface Wildcard {
  readonly kind: 'wildcard'
  readonly name: string | undefined
}
/** `{Id}.{Kind}`: one segment, split at its dots. */
export interface Split {
  readonly kind: 'split'
  readonly pieces: readonly (Literal | Variable)[]
}
export type Part = Literal | Variable | Wildcard | Split

/** A route's path, parsed. */
export interface Template {
  readonly parts: readonly Part[]
  /** What it is filed under; undefined only in a fallback route. */
  readonly firstLiteral: string | undefined
  readonly hasWildcard: boolean
  /** Lower the score; wildcards and ignored ones count. */
  readonly variables: number
  /** The variables that are bound. */
  readonly names: readonly string[]
}

const variable = /^\{(\*{0,2})([A-Za-z_]\w*)(\*?)(?::[^{}]*)?\}$/

const parseVariable = (text: string): Variable | Wildcard | undefined => {
  const [, before, name, after] = variable.exec(text) ?? []
  if (name === undefined) return undefined
  return { kind: before || after ? 'wildcard' : 'variable', name: name.toLowerCase() === 'ignore' ? undefined : name }
}

const literal = (text: string): Literal => ({ kind: 'literal', text: decodeSegment(text).toLowerCase() })

const parsePiece = (text: string): Literal | Variable | undefined => {
  if (!/[{}]/.test(text)) return literal(text)
  const parsed = parseVariable(text)
  return parsed?.kind === 'variable' ? parsed : undefined
}

const parsePart = (text: string): Part | undefined => {
  if (!/[{}]/.test(text)) return literal(text)
  const whole = parseVariable(text)
  if (whole || !text.includes('.')) return whole
  const pieces = text.split('.').map(parsePiece)
  return pieces.includes(undefined) ? undefined : { kind: 'split', pieces: pieces as (Literal | Variable)[] }
}

const namesOf = (part: Part): readonly (string | undefined)[] =>
  part.kind === 'literal' ? [] : part.kind === 'split' ? part.pieces.flatMap(namesOf) : [part.name]

const syntaxFaults = (path: string): string[] => {
  if (!path.startsWith('/')) return [`does not start with "/"; write "/${path}"`]
  const optional = /\{([^{}?]*)\?\}/.exec(path)
  if (optional)
    return [
      `has the optional variable ${optional[0]}; give the message a second route without {${optional[1]}}, or write {${optional[1]}*}`,
    ]
  if (/[?&]/.test(path)) return ['has a "?" or "&"; leave the query out, every member can come in it anyway']
  return []
}

const partFaults = (texts: readonly string[], parts: readonly (Part | undefined)[]): string[] =>
  texts.flatMap((text, i) => {
    const part = parts[i]
    if (!part)
      return [
        `has the segment "${text}"; a segment is a text, a {Variable}, a {Wildcard*}, or such texts and variables with dots between them`,
      ]
    if (text === '.' || text === '..')
      return [`has the segment "${text}", which is resolved before routes are looked at; leave it out`]
    const next = parts[i + 1]
    if (part.kind === 'wildcard' && i + 1 < parts.length && next && next.kind !== 'literal')
      return [`has "${texts[i + 1]}" after the wildcard ${text}; a wildcard is the last segment or is followed by a literal one`]
    return []
  })

/** A template or what is wrong with it, as ends of a sentence that begins with the route. */
export const parseTemplate = (path: string, fallback: boolean): { template?: Template; faults: readonly string[] } => {
  const texts = path.split('/').filter(Boolean)
  const parsed = texts.map(parsePart)
  const faults = syntaxFaults(path)
  if (faults.length === 0) faults.push(...partFaults(texts, parsed))
  if (faults.length > 0) return { faults }

  const parts = parsed as Part[]
  const bound = parts.flatMap(namesOf)
  const names = bound.filter((name) => name !== undefined)
  const twice = names.find((name, i) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < i)
  if (twice !== undefined)
    return {
      faults: [`names the variable {${twice}} twice; each variable stands once, write {ignore} for a segment that is not needed`],
    }
  const firstLiteral = parts.find((part) => part.kind === 'literal')?.text
  if (firstLiteral === undefined && !fallback)
    return {
      faults: ['has no literal segment and would take every path; begin it with a text, or make it the one @FallbackRoute'],
    }
  return {
    template: {
      parts,
      firstLiteral,
      hasWildcard: parts.some((part) => part.kind === 'wildcard'),
      variables: bound.length,
      names,
    },
    faults,
  }
}

/** The dots of the segment fit, and the literal pieces are equal; pieces may be empty. `segment` is lower case. */
export const fitsSplit = (split: Split, segment: string): boolean => {
  const texts = segment.split('.')
  return (
    texts.length === split.pieces.length && split.pieces.every((piece, i) => piece.kind === 'variable' || piece.text === texts[i])
  )
}

/**
 * The values of a template's variables in segments that it fits. A wildcard at the end keeps the suffix that matching goes without:
 * `whole` has it still. What is empty is absent.
 */
export const capture = (
  template: Template,
  segments: readonly string[],
  whole: readonly string[],
): Record<string, string> | undefined => {
  if (template.names.length === 0) return undefined
  let params: Record<string, string> | undefined
  const keep = (name: string | undefined, text: string | undefined): void => {
    if (name === undefined || !text) return
    params ??= {}
    params[name] = capturedText(text)
  }
  let at = 0
  template.parts.forEach((part, i) => {
    if (part.kind === 'wildcard') {
      const next = template.parts[i + 1] as Literal | undefined
      const end = next ? segments.findIndex((segment, j) => j >= at && segment.toLowerCase() === next.text) : whole.length
      keep(part.name, (next ? segments : whole).slice(at, end).join('/'))
      at = end
      return
    }
    const segment = segments[at++]
    if (part.kind === 'variable') keep(part.name, segment)
    else if (part.kind === 'split') {
      const texts = segment!.split('.')
      part.pieces.forEach((piece, j) => {
        if (piece.kind === 'variable') keep(piece.name, texts[j])
      })
    }
  })
  return params
}
