import { type Html, html } from './html'

const kinds: Readonly<Record<string, string>> = { GET: 'reads', HEAD: 'reads', OPTIONS: 'reads', DELETE: 'removes' }

export const verbKind = (verb: string): string => kinds[verb] ?? 'changes'

/** A verb as a badge: outlined where it reads, solid where it can change something. */
export const verbBadge = (verb: string): Html =>
  verb === '' ? html`<span class="verb any">ANY</span>` : html`<span class="verb ${verbKind(verb)}">${verb}</span>`

export const verbsOf = (verbs: string | undefined): string[] =>
  verbs
    ? verbs
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean)
    : []
