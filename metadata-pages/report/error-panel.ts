import { breakable, type Html, type HtmlValue, html, lines } from '../html'
import type { Report, ReportError } from './report'
import { fieldAnchor } from './send-again'

/** What to do where the sentence cannot know. */
const advice: Readonly<Record<number, string>> = {
  401: 'Sign in, or send a key with the call: X-Api-Key, or Authorization.',
  405: 'The page of the message tells which verbs it answers.',
  413: 'Send less, or in several calls.',
  429: 'Wait a little, then send it again.',
  500: 'Something broke on our side. Tell the operator the reference in the sentence above.',
  503: 'Send it again in a minute.',
}

/** The error: its sentence, then each field with its code and what to do. */
export const errorPanel = (report: Report, error: ReportError): Html => {
  const { facts } = report
  const hint = advice[facts.status]
  return html`<section class="section error"><div class="margin"><h2>${error.path}</h2>${untouched(report)}</div><div class="part">
<p class="sentence">${lines(error.message || error.errorCode)}</p>
${hint && html`<p class="quiet">${hint}</p>`}
${error.errors.length > 0 && fieldTable(report, error)}
${error.stackTrace && html`<details><summary>Where it was thrown</summary><pre class="code" tabindex="0" role="region" aria-label="Stack trace">${error.stackTrace}</pre></details>`}
</div></section>
`
}

/** Whatever is refused before its service is asked. */
const untouched = ({ facts: { status, stages } }: Report): HtmlValue =>
  status >= 400 &&
  stages.length > 0 &&
  !stages.some(({ name }) => name === 'service') &&
  html`<p class="quiet">Nothing was read or changed</p>`

const fieldTable = (
  { facts: { message } }: Report,
  { errors }: ReportError,
): Html => html`<div class="scroll" role="region" tabindex="0" aria-label="Fields that are wrong"><table class="grid">
<thead><tr><th scope="col">Field</th><th scope="col">Code</th><th scope="col">What to do</th></tr></thead>
<tbody>${errors.map(
  ({ fieldName, errorCode, message: words }) =>
    html`<tr><td>${fieldWords(message, fieldName)}</td><td>${breakable(errorCode.slice(0, 100))}</td><td class="w">${words}</td></tr>
`,
)}</tbody></table></div>`

const fieldWords = (message: Report['facts']['message'], fieldName: string): HtmlValue => {
  const known = fieldAnchor(message, fieldName)
  return known ? html`<a href="${known.anchor}">${breakable(known.name)}</a>` : breakable(fieldName)
}
