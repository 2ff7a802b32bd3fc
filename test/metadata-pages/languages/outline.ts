/** How a language marks what is no code: enough of its reader to know where a text or a comment ends. */
interface Syntax {
  /** Comments to the end of the line. */
  readonly line: readonly string[]
  readonly block?: readonly [open: string, close: string]
  /** A block inside a block is counted. */
  readonly nests?: boolean
  readonly quotes: readonly string[]
  /** A quote twice stands for one, and nothing else is an escape. */
  readonly doubles?: boolean
  /** Quotes in which nothing is an escape. */
  readonly raw?: readonly string[]
  /** What makes code of a part of a text, in texts of these quotes. */
  readonly template?: { readonly form: RegExp; readonly quotes: readonly string[] }
  /** What ends a line, and with it a comment of one. */
  readonly lineEnds?: RegExp
  /** A text may go over several lines. */
  readonly spans?: boolean
  /** Ends even a comment of a line. */
  readonly lineEnd?: string
  readonly prepare?: (code: string) => string
}

const c: Syntax = { line: ['//'], block: ['/*', '*/'], quotes: ['"'] }
const script: Syntax = {
  ...c,
  quotes: ['"', "'", '`'],
  template: { form: /^\$\{/, quotes: ['`'] },
  lineEnds: /[\n\r\u2028\u2029]/,
}
const dotNetLines = /[\n\r\u0085\u2028\u2029]/

/** `\u002a\u002f` ends a comment of Java: escapes are read before anything else. */
const javaEscapes = (code: string): string =>
  code.replace(/\\(\\|u+([0-9a-fA-F]{4}))/g, (all, _, digits?: string) =>
    digits ? String.fromCharCode(Number.parseInt(digits, 16)) : all,
  )

export const syntaxes: Readonly<Record<string, Syntax>> = {
  csharp: { ...c, lineEnds: dotNetLines },
  mjs: script,
  js: script,
  typescript: script,
  'typescript.d': script,
  dart: { ...c, nests: true, quotes: ['"', "'"], template: { form: /^\$[\w{]/, quotes: ['"', "'"] } },
  java: { ...c, prepare: javaEscapes },
  kotlin: { ...c, nests: true, template: { form: /^\$[\p{L}_{`]/u, quotes: ['"'] } },
  python: { line: ['#'], quotes: ['"""', "'''", '"', "'"] },
  php: { line: ['//'], block: ['/*', '*/'], quotes: ["'", '"'], lineEnd: '?>', spans: true },
  swift: { ...c, nests: true, template: { form: /^\\\(/, quotes: ['"'] } },
  vbnet: { line: ["'"], quotes: ['"'], doubles: true, lineEnds: dotNetLines, spans: true },
  fsharp: { line: ['//'], block: ['(*', '*)'], nests: true, quotes: ['"""', '"'] },
  go: { ...c, quotes: ['"', '`'], raw: ['`'] },
  rust: { ...c, nests: true },
  ruby: { line: ['#'], quotes: ['"', "'"], template: { form: /^#[{@$]/, quotes: ['"'] }, spans: true },
  zig: { line: ['//'], quotes: ['"'] },
}

/** The code without comments, each text as `"…"`, and a template as the code that it is. */
export const outline = (text: string, syntax: Syntax): string => {
  const code = syntax.prepare?.(text) ?? text
  const lineEnds = syntax.lineEnds ?? /[\n\r]/
  let result = ''
  let at = 0
  const skipBlock = ([open, close]: readonly [string, string]): void => {
    let depth = 0
    do {
      if (code.startsWith(close, at) && depth > 0) {
        depth--
        at += close.length
      } else if (code.startsWith(open, at) && (depth === 0 || syntax.nests)) {
        depth++
        at += open.length
      } else at++
    } while (depth > 0 && at < code.length)
    if (depth > 0) result += 'A COMMENT THAT DOES NOT END'
  }
  const skipText = (quote: string): void => {
    at += quote.length
    result += '"…"'
    while (at < code.length) {
      if (syntax.doubles && code.startsWith(quote + quote, at)) at += 2
      else if (code.startsWith(quote, at)) {
        at += quote.length
        return
      } else if (syntax.template?.quotes.includes(quote) && syntax.template.form.test(code.slice(at, at + 3))) {
        result += 'A TEMPLATE'
        at++
      } else if (!syntax.doubles && !syntax.raw?.includes(quote) && code[at] === '\\') at += 2
      else if (quote.length === 1 && !syntax.spans && !syntax.raw?.includes(quote) && lineEnds.test(code[at]!)) {
        result += 'A TEXT THAT DOES NOT END'
        return
      } else at++
    }
  }
  while (at < code.length) {
    if (syntax.block && code.startsWith(syntax.block[0], at)) {
      skipBlock(syntax.block)
      continue
    }
    if (syntax.line.some((mark) => code.startsWith(mark, at))) {
      while (at < code.length && !lineEnds.test(code[at]!) && !(syntax.lineEnd && code.startsWith(syntax.lineEnd, at))) at++
      continue
    }
    const quote = syntax.quotes.find((mark) => code.startsWith(mark, at))
    if (quote) skipText(quote)
    else result += code[at++]
  }
  return result.replace(/\s+/g, ' ')
}
