import express from 'express'
import request from 'supertest'
import { AllowAnonymous, ApiMember, FallbackRoute, Returns, Route } from '../../../dtos/contract'
import { cors, createGateway } from '../../../host'
import { Any, HttpResult } from '../../../services'

class Baked {
  @ApiMember({}) name!: string
}

@Route('/baked')
@AllowAnonymous()
class Bake extends Returns(Baked) {}

@FallbackRoute('/{Path*}')
@AllowAnonymous()
class Elsewhere extends Returns(Baked) {
  @ApiMember({ isOptional: true }) path?: string
}

const cookies = ['a', 'b'].map((name) => ({ name, value: '1' }))
const result = (name: string) => new HttpResult({ name }, { cookies, headers: { 'X-Many': ['1', '2'] } })
class BakeService {
  @Any(Bake) bake() {
    return result('baked')
  }
  @Any(Elsewhere) elsewhere() {
    return result('elsewhere')
  }
}

const origin = 'http://a.example'
const gatewayOf = () => createGateway({ services: [new BakeService()], features: [cors({ origins: [origin] })] })

/** node keeps one value of each header where somebody set headers before; no answer of ours may lose any to that. */
const expected = (headers: Record<string, unknown>) => {
  expect(headers['set-cookie']).toEqual(
    expect.arrayContaining(['a=1; path=/; samesite=lax; httponly', 'b=1; path=/; samesite=lax; httponly']),
  )
  expect(headers['x-many']).toBe('1, 2')
  for (const name of ['Accept', 'Origin']) expect(headers.vary).toContain(name)
  expect(headers['access-control-allow-origin']).toBe(origin)
}

test('in somebody’s express app, beside what its middleware set', async () => {
  const gateway = gatewayOf()
  const app = express()
  app.use((_, response, next) => {
    response.setHeader('Vary', 'X-Theirs')
    response.setHeader('Set-Cookie', 'theirs=1')
    next()
  })
  app.use(gateway.middleware())
  const { headers } = await request(app).get('/baked').set('Origin', origin)
  expected(headers)
  expect(headers.vary).toContain('X-Theirs')
  expect(headers['set-cookie']).toContain('theirs=1')
  expect(headers['x-powered-by']).toBe('Express')
  expect((await request(app).options('/nowhere').set('Origin', origin)).headers['access-control-allow-origin']).toBe(origin)
  await gateway.close()
})

test('on a fallback route, which stands after express (R-1.10)', async () => {
  const gateway = gatewayOf()
  const server = await gateway.listen()
  const { headers, body } = await request(server).get('/nowhere').set('Origin', origin)
  expect(body).toEqual({ name: 'elsewhere' })
  expected(headers)
  await gateway.close()
})

test('on the gateway’s own server', async () => {
  const gateway = gatewayOf()
  expected(
    (
      await request(await gateway.listen())
        .get('/baked')
        .set('Origin', origin)
    ).headers,
  )
  await gateway.close()
})
