import { dataType } from './csharp-names'
import { breakable, type Html, html, lines } from './html'
import { wireName } from './languages/members'
import { shapeOf, typeName } from './languages/type-name'
import type { ShownOperation } from './rights'
import { plainTree } from './sample-node'
import type { Samples } from './samples'
import type { MetadataPropertyType, MetadataType, MetadataTypes } from './type-metadata/model'

/** Verbs that an HTML form can send itself; the others are sent by the script alone. */
const plainVerbs: Readonly<Record<string, string>> = { GET: 'get', POST: 'post' }

/** A plain form to the message's own address: without the script the browser shows the answer, with it the answer appears beside the form. */
export const sendForm = (
  operation: ShownOperation,
  metadata: MetadataTypes,
  { request: sampleOf }: Samples,
  baseUrl: string,
): Html => {
  const { request, method } = operation
  const fields = membersOf(request, metadata)
  const sample = sampleOf(operation)
  const tree = sample.kind === 'tree' ? (plainTree(sample.node) as Readonly<Record<string, unknown>>) : {}
  const isPlain = Object.hasOwn(plainVerbs, method)
  return html`<section class="section send" id="send"><h3 class="margin">Send</h3><div class="part pair">
<form action="${baseUrl}/api/${request.name}.json" method="${plainVerbs[method] ?? 'post'}" data-send="${method}">
${fields.map((property) => field(property, metadata, tree))}
${fields.length === 0 ? html`<p class="quiet">Nothing to fill in.</p>` : null}
${operation.requiresAuth && keyField}
<p class="actions"><button class="primary" type="submit"${isPlain ? null : html` disabled`}>Send</button><button type="button" data-curl hidden>Copy as curl</button>${isPlain ? null : html` <span class="quiet">${method} is sent by the page’s script.</span>`}</p>
</form>
<div class="answer" role="status" hidden></div>
</div></section>`
}

/** Sent in a header, which a form alone cannot: hidden until the script is there, and without a name, so that it gets into no address. */
const keyField = html`<div class="field" hidden><label for="send-key">Key or token <code>header</code></label><p class="hint" id="hint-send-key">An API key, or an access token after “Bearer ”. Not needed where this browser is signed in. It is kept nowhere.</p>
<input id="send-key" type="password" data-key aria-describedby="hint-send-key" autocomplete="off" spellcheck="false"></div>`

const membersOf = (type: MetadataType, metadata: MetadataTypes, depth = 0): MetadataPropertyType[] => {
  const base = type.inherits && depth < 8 ? metadata.types.find((each) => each.name === type.inherits?.name) : undefined
  return [...(type.properties ?? []), ...(base ? membersOf(base, metadata, depth + 1) : [])]
}

const isSimple = (property: MetadataPropertyType): boolean => {
  const shape = shapeOf(typeName(property.type, property.genericArgs))
  return shape.kind === 'nullable' || (shape.kind === 'named' && (property.isEnum === true || property.namespace === 'System'))
}

const numbers = /^(SByte|Byte|U?Int(16|32|64)|Single|Double|Decimal)$/

const field = (property: MetadataPropertyType, metadata: MetadataTypes, sample: Readonly<Record<string, unknown>>): Html => {
  const name = wireName(property)
  const { description, isRequired } = property
  const hint = description ? `hint-${name}` : undefined
  const bare = property.genericArgs?.[0] ?? property.type
  const values =
    bare === 'Boolean'
      ? ['true', 'false']
      : (property.allowableValues ?? metadata.types.find((type) => type.name === bare && type.isEnum)?.enumNames)
  const words = html` id="send-${name}" name="${name}"${hint ? html` aria-describedby="${hint}"` : null}${isRequired ? html` required` : null}`
  return html`<div class="field"><label for="send-${name}">${breakable(name)} <code>${dataType(property)}</code></label>${description ? html`<p class="hint" id="${hint}">${lines(description)}</p>` : null}
${control(property, words, values, sample[property.dataMember?.name ?? name])}</div>`
}

/** Lists and objects as JSON, of which the sample shows the form. */
const control = (property: MetadataPropertyType, words: Html, values: readonly string[] | undefined, sample: unknown): Html => {
  if (!isSimple(property))
    return html`<textarea${words} rows="4" spellcheck="false" placeholder="${(JSON.stringify(sample) ?? '').slice(0, 300)}"></textarea>`
  if (values?.length)
    return html`<select${words}><option value=""></option>${values.map((value) => html`<option>${value}</option>`)}</select>`
  const isNumber = numbers.test(property.genericArgs?.[0] ?? property.type)
  return html`<input${words}${isNumber ? html` inputmode="decimal"` : null} autocomplete="off" spellcheck="false">`
}
