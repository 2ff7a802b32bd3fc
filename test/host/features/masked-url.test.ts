import { maskedUrl } from '../../../host/features/masked-url'

// threats 3.8: no secret is in a log, however the address writes its name.
test.each([
  ['/ai/usage?startDate=2026-01-01&apikey=s3cret&x=1', '/ai/usage?startDate=2026-01-01&apikey=***&x=1'],
  ['/a?Api_Key=s3cret', '/a?Api_Key=***'],
  ['/a?Api%4bey=s3cret&pass%77ord=s3cret', '/a?Api%4bey=***&pass%77ord=***'],
  ['/a?newPassword=s3cret&current_password=s3cret', '/a?newPassword=***&current_password=***'],
  ['/a?accessTokenSecret=s3cret&refreshToken=s3cret&id_token=s3cret', '/a?accessTokenSecret=***&refreshToken=***&id_token=***'],
  ['/a?client_assertion=s3cret&code=s3cret&ss-reftok=s3cret', '/a?client_assertion=***&code=***&ss-reftok=***'],
  ['/a?sessionId=s3cret&key=s3cret', '/a?sessionId=***&key=***'],
  ['/login?redirect=%2Fai%2Fusage%3Fapikey%3Ds3cret', '/login?redirect=%2Fai%2Fusage%3Fapikey%3D***'],
  ['/login?redirect=/ai/usage?apikey=s3cret', '/login?redirect=%2Fai%2Fusage%3Fapikey%3D***'],
  [
    `/login?redirect=${encodeURIComponent(`/login?redirect=${encodeURIComponent('/a?x=1&token=s3cret')}`)}`,
    `/login?redirect=${encodeURIComponent(`/login?redirect=${encodeURIComponent('/a?x=1&token=***')}`)}`,
  ],
  ['/a?x=1%26password%3Ds3cret', '/a?x=1%26password%3D***'],
  ['/a?pass%E0%A4word=s3cret&%70assword%E=1', '/a?pass%E0%A4word=s3cret&%70assword%E=1'],
  ['/a?%70assword=s3cret', '/a?%70assword=***'],
])('%s is told as %s', (url, told) => {
  expect(maskedUrl(url)).toBe(told)
})

test('what is no secret stays as it was written', () => {
  for (const url of [
    '/a',
    '/a?',
    '/a?x',
    '/a?monkey=1&tokens=2&keys=3&code2=4',
    '/a?at=2026-01-01T00%3A00%3A00%2B01%3A00&x=a+b',
    '/a?x=%3D',
  ])
    expect(maskedUrl(url)).toBe(url)
})

test('an address in an address, and so on, ends', () => {
  let url = '/a?password=s3cret'
  for (let depth = 0; depth < 8; depth++) url = `/login?redirect=${encodeURIComponent(url)}`
  expect(maskedUrl(url)).not.toContain('s3cret')
  expect(maskedUrl(`/a?${'x=%3D&'.repeat(5_000)}`)).toHaveLength(30_003)
})
