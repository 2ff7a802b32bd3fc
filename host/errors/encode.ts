import type { ResponseError, ResponseStatus } from '../../dtos/contract'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const harmless = (text: string) => (/<script/i.test(text) ? text.replace(/[&<>"']/g, (character) => escapes[character]!) : text)

/** Clients look a field up by its name in lower case, whether it has one or not. */
const named = ({ errorCode, fieldName, message, ...more }: ResponseError): ResponseError => ({
  errorCode,
  fieldName: fieldName ?? '',
  message: harmless(message),
  ...more,
})

/** A text that holds `<script` is encoded whole: clients put messages into pages. */
export function encoded(status: ResponseStatus): ResponseStatus {
  const { errors } = status
  return {
    ...status,
    message: harmless(status.message),
    ...(errors ? { errors: errors.map(named) } : {}),
  }
}
