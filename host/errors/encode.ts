import type { ResponseStatus } from '../../dtos/contract'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const harmless = (text: string) => (/<script/i.test(text) ? text.replace(/[&<>"']/g, (character) => escapes[character]!) : text)

/** A text that holds `<script` is encoded whole: clients put messages into pages. */
export function encoded(status: ResponseStatus): ResponseStatus {
  const { errors } = status
  return {
    ...status,
    message: harmless(status.message),
    ...(errors ? { errors: errors.map((error) => ({ ...error, message: harmless(error.message) })) } : {}),
  }
}
