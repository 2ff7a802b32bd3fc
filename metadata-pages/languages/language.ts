import type { HeaderStyle } from './header'
import type { LanguageOptions, OptionName } from './language-options'
import type { Library, Program } from './program'

/** A language: one file and one line in the list (`languages/index.ts`). */
export interface Language {
  /** `/types/{name}` and `&lang={name}` (M-6.2). */
  readonly name: string
  /** Label in `/types`: `TypeScriptDefinition` (M-6.1). */
  readonly label: string
  /** What its tab is called; absent: no tab, a link in the tab of its sister (M-2.8). */
  readonly tab?: string
  /** What a language without a tab is called. */
  readonly title?: string
  readonly sister?: string
  /** What tools call the file (M-26.2). */
  readonly fileName: string
  readonly contentType: string
  /** highlight.js' name of it. */
  readonly highlight: string
  readonly header: HeaderStyle
  /** The options that its header lists, in order (M-6.10). */
  readonly optionNames: readonly OptionName[]
  readonly defaults?: Partial<LanguageOptions>
  readonly library: Library
  /** Options as the text needs them, and as the header tells them: the imports of this text (M-17.1). */
  readonly settle?: (program: Program, options: LanguageOptions) => LanguageOptions
  /** What must stand before the header. */
  readonly preamble?: (options: LanguageOptions) => string
  /** The text after the header. `isPage`: the source of one operation's page (M-7.5). */
  readonly write: (program: Program, options: LanguageOptions, isPage: boolean) => string
}
