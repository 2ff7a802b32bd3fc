import { statusName } from '../../dtos/contract'

const names: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'NonAuthoritativeInformation',
  204: 'NoContent',
  205: 'ResetContent',
  206: 'PartialContent',
  300: 'MultipleChoices',
  301: 'MovedPermanently',
  302: 'Found',
  303: 'SeeOther',
  304: 'NotModified',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
}

/** The status line's words of a result that says none: the status' .NET name (R-6.12); undefined: node's own. */
export const phraseOf = (status: number): string | undefined => {
  const name = names[status] ?? statusName(status)
  return name === String(status) ? undefined : name
}
