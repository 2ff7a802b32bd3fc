import { bearer, cookieOf, cookiesOf, json, setCookies, user } from './desk'
import { closeAll, forge, now, openTokenDesk as open, read, tokensOf } from './tokens'

afterAll(closeAll)

describe('GetAccessToken (A-4.6)', () => {
  test('tokens in the body are answered in the body, and live on', async () => {
    const desk = await open({ tokenCookies: false })
    const { refreshToken } = await tokensOf(desk)
    for (let n = 0; n < 3; n++) {
      const res = await desk.post('/api/GetAccessToken', { refreshToken }, json)
      expect([res.status, Object.keys(res.body), setCookies(res)]).toEqual([200, ['accessToken'], []])
      expect(await desk.who(bearer(res.body.accessToken))).toMatchObject({ user: 'plain' })
    }
    const byCookie = await desk.post('/access-token', {}, { ...json, Cookie: `ss-reftok=${refreshToken}` })
    expect([byCookie.body, cookieOf(cookiesOf(byCookie), 'ss-tok') !== undefined]).toEqual([{}, true])
  })

  test('the new token tells what the store says now', async () => {
    const desk = await open({ tokenCookies: false })
    const { refreshToken } = await tokensOf(desk)
    desk.users.putUser(await user('plain', { roles: ['Manager'] }))
    const { body } = await desk.post('/access-token', { refreshToken }, json)
    expect(read(body.accessToken, 1).roles).toEqual(['Manager'])
  })

  test.each<[string, () => object, number, string, string]>([
    ['none', () => ({}), 400, 'ArgumentNullException', "Value cannot be null. (Parameter 'refreshToken')"],
    ['not base64', () => ({ refreshToken: 'a.b.c' }), 400, 'ArgumentException', 'Illegal base64url string!'],
    ['one part', () => ({ refreshToken: 'garbage' }), 400, 'ArgumentException', 'Token is invalid'],
    ['an access token', () => ({ refreshToken: forge({}) }), 400, 'ArgumentException', 'Token is invalid'],
    ['expired', () => ({ refreshToken: forge({ exp: now() - 5 }, { typ: 'JWTR' }) }), 401, 'TokenException', 'Token has expired'],
    [
      'an unknown user',
      () => ({ refreshToken: forge({ sub: 999, jti: 'x' }, { typ: 'JWTR' }) }),
      404,
      'NotFound',
      'User does not exist',
    ],
    ['no jti', () => ({ refreshToken: forge({}, { typ: 'JWTR' }) }), 400, 'ArgumentException', 'Token is invalid'],
  ])('%s', async (_, body, status, code, message) => {
    const desk = await open()
    const res = await desk.post('/access-token', body(), json)
    expect([res.status, res.body.responseStatus.errorCode, res.body.responseStatus.message]).toEqual([status, code, message])
  })
})
