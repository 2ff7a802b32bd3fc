import { dataType } from './csharp-names'
import { breakable, type Html, html, lines } from './html'
import { wireName } from './languages/members'
import { shapeOf, typeName } from './languages/type-name'
import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypes } from './type-metadata/model'

/** Verbs that an HTML form can send itself; the others are sent by the script alone. */
const plainVerbs: Readonly<Record<string, string>> = { GET: 'get', POST: 'post' }

/** A plain form to the message's own address: without the script the browser shows the answer, with it the answer appears beside the form. */
export const sendForm = (operation: MetadataOperationType, metadata: MetadataTypes, baseUrl: string): Html => {
  const { request, method } = operation
  const fields = membersOf(request, metadata).filter((property) => isSimple(property))
  const isPlain = Object.hasOwn(plainVerbs, method)
  return html`<section class="section send" id="send"><h3 class="margin">Send</h3><div class="part pair">
<form action="${baseUrl}/api/${request.name}.json" method="${plainVerbs[method] ?? 'post'}" data-send="${method}">
${fields.map((property) => field(property, metadata))}
${fields.length === 0 ? html`<p class="quiet">Nothing to fill in.</p>` : null}
<p><button class="primary" type="submit"${isPlain ? null : html` disabled`}>Send</button>${isPlain ? null : html` <span class="quiet">${method} is sent by the page’s script.</span>`}</p>
</form>
<div class="answer" role="status" hidden></div>
</div></section>`
}

const membersOf = (type: MetadataType, metadata: MetadataTypes, depth = 0): MetadataPropertyType[] => {
  const base = type.inherits && depth < 8 ? metadata.types.find((each) => each.name === type.inherits?.name) : undefined
  return [...(type.properties ?? []), ...(base ? membersOf(base, metadata, depth + 1) : [])]
}

const isSimple = (property: MetadataPropertyType): boolean => {
  const shape = shapeOf(typeName(property.type, property.genericArgs))
  return shape.kind === 'nullable' || (shape.kind === 'named' && (property.isEnum === true || property.namespace === 'System'))
}

const field = (property: MetadataPropertyType, metadata: MetadataTypes): Html => {
  const name = wireName(property)
  const { description, isRequired } = property
  const hint = description ? `hint-${name}` : undefined
  const values =
    property.allowableValues ??
    metadata.types.find((type) => type.name === (property.genericArgs?.[0] ?? property.type) && type.isEnum)?.enumNames
  const described = hint ? html` aria-describedby="${hint}"` : null
  const required = isRequired ? html` required` : null
  return html`<div class="field"><label for="send-${name}">${breakable(name)} <code>${dataType(property)}</code></label>${description ? html`<p class="hint" id="${hint}">${lines(description)}</p>` : null}
${values?.length ? html`<select id="send-${name}" name="${name}"${described}${required}><option value=""></option>${values.map((value) => html`<option>${value}</option>`)}</select>` : html`<input id="send-${name}" name="${name}"${described}${required} autocomplete="off" spellcheck="false">`}</div>`
}
