import { HttpError, ValidationError } from '../../../dtos/contract'
import { infodeck, talkdesk, twilio } from '../../../dtos/usage'

const refused = new ValidationError([
  { errorCode: 'InclusiveBetween', fieldName: 'PerPage', message: "'Per Page' must be between 1 and 250." },
  { errorCode: 'NotEmpty', fieldName: 'OrderBy', message: 'is empty' },
])

test('every contract: JSON unless asked otherwise, and who is calling is settled first (design section 6)', () => {
  for (const contract of [infodeck, talkdesk, twilio])
    expect(contract).toMatchObject({ defaultFormat: 'json', order: 'authenticateFirst', writeNulls: false })
})

describe('Talkdesk', () => {
  test.each([
    [400, 'bad_request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [406, 'not_acceptable'],
    [413, 'payload_too_large'],
    [415, 'unsupported_media_type'],
    [429, 'too_many_requests'],
    [500, 'internal_error'],
    [503, 'service_unavailable'],
    [504, 'internal_error'],
  ])('%i is %s', (status, code) => {
    const answer = talkdesk.error(new HttpError(status, 'X', 'the reason'))
    expect(answer).toEqual({ status, body: { code, message: expect.any(String), description: 'the reason' } })
  })

  test('wrong parameters are named as the caller sent them', () => {
    expect(talkdesk.error(refused)).toEqual({
      status: 400,
      body: {
        code: 'invalid_parameters',
        message: expect.any(String),
        description: "'Per Page' must be between 1 and 250.",
        fields: [
          { name: 'per_page', description: "'Per Page' must be between 1 and 250." },
          { name: 'order_by', description: 'is empty' },
        ],
      },
    })
  })
})

describe('Infodeck: the vendor’s sentences (usage-domain 1.4)', () => {
  test.each([
    [401, 401, 'Unauthenticated', 'Authentication is required and has failed or has not yet been provided.'],
    [403, 403, 'Forbidden', 'Access to the requested resource is forbidden.'],
    [404, 404, 'ResourceNotFound', 'The requested resource could not be found.'],
    [400, 422, 'ValidationError', 'Input data validation failed. the reason'],
    [422, 422, 'ValidationError', 'Input data validation failed. the reason'],
    [405, 405, 'MethodNotAllowed', 'The requested resource does not support this method.'],
    [429, 429, 'TooManyRequests', 'Too many requests. the reason'],
    [500, 500, 'InternalServerError', 'The request could not be processed. the reason'],
    [503, 503, 'ServiceUnavailable', 'The service is not available at the moment. the reason'],
  ])('%i is answered as %i %s', (status, answered, error, message) => {
    expect(infodeck.error(new HttpError(status, 'X', 'the reason'))).toEqual({ status: answered, body: { error, message } })
  })

  test('a wrong field is named after the sentence', () => {
    const { body } = infodeck.error(new HttpError(400, 'X', 'is missing.', { fieldName: 'StartDate' }))
    expect(body).toEqual({ error: 'ValidationError', message: 'Input data validation failed. startDate: is missing.' })
  })
})

describe('Twilio', () => {
  test.each([
    [400, 20001, 'Invalid parameter: the reason'],
    [401, 20003, 'Authenticate'],
    [403, 20006, 'Access Denied'],
    [404, 20404, 'The requested resource was not found'],
    [405, 20004, 'Method not allowed'],
    [429, 20429, 'Too Many Requests: the reason'],
    [500, 20500, 'Internal Server Error: the reason'],
    [503, 20503, 'Service Unavailable: the reason'],
    [413, 20001, 'Bad Request: the reason'],
  ])('%i has the code %i', (status, code, message) => {
    const more_info = `https://www.twilio.com/docs/errors/${code}`
    expect(twilio.error(new HttpError(status, 'X', 'the reason'))).toEqual({ status, body: { code, message, more_info, status } })
  })
})

test('no error body grows with what was sent (design section 6)', () => {
  const errors = Array.from({ length: 1000 }, (_, i) => ({ errorCode: 'X', fieldName: `Field${i}`, message: 'x'.repeat(10_000) }))
  for (const contract of [infodeck, talkdesk, twilio])
    expect(JSON.stringify(contract.error(new ValidationError(errors)).body).length).toBeLessThan(16 * 1024)
})
