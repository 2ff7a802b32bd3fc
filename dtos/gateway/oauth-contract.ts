import type { Contract } from '../contract'

/** The names of RFC 6749 section 5.2 by status; services use them as error codes themselves. */
const names: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'invalid_client',
  405: 'invalid_request',
  429: 'slow_down',
  503: 'temporarily_unavailable',
}

/** OAuth2's token endpoint speaks its own errors: `error` and `error_description`. */
export const oauthContract: Contract = {
  name: 'OAuth2',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'bindFirst',
  error: (error) => ({
    status: error.status,
    body: {
      error: /^[a-z_]+$/.test(error.errorCode) ? error.errorCode : (names[error.status] ?? 'server_error'),
      error_description: error.message,
    },
    headers: { 'Cache-Control': 'no-store' },
  }),
}
