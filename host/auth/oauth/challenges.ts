import { HttpError } from '../../../dtos/contract'

/** How a gateway asks for a token: without an error code, for nothing was wrong yet (RFC 6750 section 3). */
export const bearerChallenge = 'Bearer realm="tollgate"'

const challenged = (error: string, words: string) => ({
  headers: { 'WWW-Authenticate': `${bearerChallenge}, error="${error}", error_description="${words}"` },
})

export const invalidToken = (): HttpError => {
  const words = 'The access token is invalid, expired or revoked.'
  return new HttpError(401, 'Unauthorized', words, challenged('invalid_token', words))
}

/** The call does not say clearly which token it means. */
export const invalidRequest = (words: string): HttpError =>
  new HttpError(400, 'BadRequest', words, challenged('invalid_request', words))
