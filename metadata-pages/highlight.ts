import hljs from 'highlight.js/lib/core'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import typescript from 'highlight.js/lib/languages/typescript'
import { escapeHtml, Html } from './html'

const grammars = { javascript, json, python, typescript }

/** Code as HTML with highlight.js' classes, made on the server; a language without a grammar is escaped text. */
export type Highlighter = (code: string, language: string) => Html

/** An instance of its own: grammars that somebody else registers do not get in. */
export const highlighter = (): Highlighter => {
  const own = hljs.newInstance()
  for (const [name, grammar] of Object.entries(grammars)) own.registerLanguage(name, grammar)
  return (code, language) =>
    Html.trusted(own.getLanguage(language) ? own.highlight(code, { language, ignoreIllegals: true }).value : escapeHtml(code))
}
