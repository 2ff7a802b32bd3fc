import type { Member, MessageType } from '../../dtos/contract'
import { breakable, type Html, type HtmlValue, html, lines } from '../html'
import type { Report, ReportFieldError } from './report'
import { isSecret } from './request-line'

/** Verbs whose members a form can carry; others ride on POST and say so (R-1.28). */
const methods: Readonly<Record<string, 'get' | 'post'>> = { GET: 'get', HEAD: 'get', POST: 'post', PUT: 'post', PATCH: 'post' }

/** The request as a form, filled with what was sent, to mend and send again; undefined where no form can carry it. */
export const sendAgain = ({ facts, error }: Report): Html | undefined => {
  const { message, verb, mount, predefined, hasPathParams } = facts
  const members = message ? fieldsOf(message) : []
  const method = methods[verb]
  if (!message || !method || members.length === 0) return undefined
  const path = `/${(facts.url.split('?', 1)[0] ?? '').replace(/^[/\\]+/, '')}`
  // An address that says part of the message cannot be mended; this one takes all of it by name.
  const action = predefined || hasPathParams ? `${mount}/html/reply/${message.name}` : path
  const sent = facts.sent()
  const errors = error?.errors ?? []
  const kept = [
    ...(/[?&]format=/i.test(facts.url) ? [['format', 'html']] : []),
    ...(verb === 'PUT' || verb === 'PATCH' ? [['X-Http-Method-Override', verb]] : []),
  ]
  return html`<section class="section" id="send"><div class="margin"><h2>Send again</h2><p class="quiet">${message.name}</p></div><div class="part">
<form action="${action}" method="${method}">
<div class="pair">${members.map((member) => field(member, textOf(member, sent), errors.filter(isOf(member))))}</div>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p><button class="primary" type="submit">Send again</button></p>
</form></div></section>`
}

/** Members that a line of text can say. */
const fieldsOf = ({ members }: MessageType): readonly Member[] =>
  members.filter(
    ({ type, ignoreIn }) =>
      !ignoreIn && (type.kind === 'enum' || (type.kind === 'scalar' && type.scalar !== 'bytes' && type.scalar !== 'any')),
  )

const isNamed = ({ name, wireName, declaredName }: Member, text: string): boolean => {
  const lower = text.toLowerCase()
  return [wireName, declaredName, name].some((own) => own.toLowerCase() === lower)
}
const isOf =
  (member: Member) =>
  ({ fieldName }: ReportFieldError): boolean =>
    isNamed(member, fieldName)

const textOf = (member: Member, sent: ReadonlyMap<string, string>): string => {
  let found = ''
  for (const [name, text] of sent) if (isNamed(member, name)) found = text
  return found
}

/** Where the form has the field that an error names. */
export const fieldAnchor = (
  message: MessageType | undefined,
  fieldName: string,
): { name: string; anchor: string } | undefined => {
  const member = message && fieldsOf(message).find((each) => isNamed(each, fieldName))
  return member && { name: member.wireName, anchor: `#${idOf(member)}` }
}

const idOf = ({ wireName }: Member): string => `send-${wireName}`

const field = (member: Member, text: string, errors: readonly ReportFieldError[]): Html => {
  const { wireName, description } = member
  const id = idOf(member)
  const notes = [description ? `${id}-hint` : '', errors.length > 0 ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  const said = html`id="${id}" name="${wireName}"${notes && html` aria-describedby="${notes}"`}${errors.length > 0 && html` aria-invalid="true"`}`
  return html`<div class="field${errors.length > 0 ? ' wrong' : null}"><label for="${id}">${breakable(wireName)} <code>${kindOf(member)}</code></label>${description && html`<p class="hint" id="${id}-hint">${lines(description)}</p>`}
${control(member, text, said)}${errors.length > 0 && html`<p class="why" id="${id}-wrong">${errors.map(({ message }) => message).join(' ')}</p>`}</div>
`
}

const kindOf = ({ type }: Member): string =>
  type.kind === 'enum' ? type.type.name : type.kind === 'scalar' ? type.scalar : type.kind

const control = (member: Member, text: string, said: Html): HtmlValue => {
  const choices = choicesOf(member)
  if (isSecret(member.wireName)) return html`<input type="password" ${said} autocomplete="off">`
  if (choices.length === 0) return html`<input ${said} value="${text}" autocomplete="off" spellcheck="false">`
  const options = ['', ...(choices.includes(text) || text === '' ? [] : [text]), ...choices]
  return html`<select ${said}>${options.map((choice) => html`<option${choice === text && html` selected`}>${choice}</option>`)}</select>`
}

const choicesOf = ({ type, allowableValues = [] }: Member): readonly string[] => {
  if (type.kind === 'enum' && !type.type.flags) return type.type.members.map(({ memberValue, name }) => memberValue ?? name)
  return type.kind === 'scalar' && type.scalar === 'boolean' ? ['true', 'false'] : allowableValues
}
