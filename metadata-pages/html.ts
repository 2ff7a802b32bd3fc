/** Text that is HTML already. Only `html` makes it, so nothing of a description or an address gets into a page unescaped (threats 3.8). */
export class Html {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }

  /** For markup of our own that no caller's words are in unescaped: highlight.js' output. */
  static trusted(text: string): Html {
    return new Html(text)
  }

  static of(strings: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    let text = strings[0] ?? ''
    for (let at = 0; at < values.length; at++) text += textOf(values[at]) + (strings[at + 1] ?? '')
    return new Html(text)
  }
}

/** What may stand in a template: text is escaped, nothing where there is nothing. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (letter) => escapes[letter] ?? letter)

/** A value as it stands in a page, escaped; for what is put together row by row. */
export const textOf = (value: HtmlValue): string => {
  if (typeof value === 'string') return escapeHtml(value)
  if (value instanceof Html) return value.toString()
  if (typeof value === 'number') return String(value)
  if (value === false || value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join('')
  throw new TypeError('A template takes text, numbers, HTML and lists of them.')
}

/** A piece of a page: everything that is put in is escaped, in text and in quoted attributes alike. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => Html.of(strings, values)

/** Lines with `<br>` between them. */
export const lines = (text: string): HtmlValue[] =>
  text.split(/\r\n|\r|\n/).flatMap((line, at) => (at > 0 ? [html`<br>`, line] : [line]))

/** A long name may break between its words and after what separates them. */
export const breakable = (text: string): HtmlValue[] =>
  text.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[/.,_\-:>])(?=.)/).flatMap((part, at) => (at > 0 ? [html`<wbr>`, part] : [part]))
