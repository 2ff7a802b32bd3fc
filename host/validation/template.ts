/** A text with places for values: a name → its word, undefined where there is none and the placeholder stays as it is written. */
export type Template = (wordFor: (name: string) => string | undefined) => string

/** Takes a text apart once: `'{PropertyName}' must not be empty.`. */
export function template(text: string): Template {
  const parts = text.split(/\{(\w+)\}/)
  return (wordFor) => {
    let filled = parts[0]!
    for (let at = 1; at < parts.length; at += 2) filled += (wordFor(parts[at]!) ?? `{${parts[at]}}`) + parts[at + 1]!
    return filled
  }
}
