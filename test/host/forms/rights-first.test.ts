import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import {
  Any,
  ApiMember,
  Authenticate,
  basic,
  type RequestContext,
  RequestFilter,
  RequiredRole,
  Returns,
  Route,
  ValidateHasRole,
} from '../../../host'
import { basicOf, type Desk, openDesk } from '../auth/desk'
import { closeAll, forge, openTokenDesk } from '../auth/tokens'
import { end, field, file, type } from './parts'

class Stored {
  @ApiMember({ type: ['string'] }) files: string[] = []
}
const seen: (string | undefined)[] = []

@Route('/signed-in')
@Authenticate()
@RequestFilter((_request, { session }) => void seen.push(session?.userName), -5)
class SignedIn extends Returns(Stored) {}
@Route('/managers')
@RequiredRole('Manager')
class Managers extends Returns(Stored) {
  @ApiMember({ type: 'int32', isOptional: true }) pages?: number
}
@Route('/ruled')
@ValidateHasRole('Manager')
class Ruled extends Returns(Stored) {}
@Route('/own')
@Authenticate()
@RequestFilter(() => {
  throw new RangeError('before rights')
}, -101)
class Own extends Returns(Stored) {}

class Store {
  @Any(SignedIn) signedIn(_request: SignedIn, context: RequestContext) {
    return stored(context)
  }
  @Any(Managers) managers(_request: Managers, context: RequestContext) {
    return stored(context)
  }
  @Any(Ruled) ruled(_request: Ruled, context: RequestContext) {
    return stored(context)
  }
  @Any(Own) own(_request: Own, context: RequestContext) {
    return stored(context)
  }
}
const stored = ({ files }: RequestContext) => ({ files: files.map(({ fileName, length }) => `${fileName} ${length}`) })

const folder = mkdtempSync(join(tmpdir(), 'rights-first-'))
const options = { services: [new Store()], uploads: { folder }, onError: () => {} }
let desk: Desk
beforeAll(async () => {
  desk = await openDesk([basic()], options)
})
afterAll(async () => {
  await Promise.all([desk.close(), closeAll()])
  rmSync(folder, { recursive: true })
})

const plain = basicOf('plain', 'pw-plain')
const manager = basicOf('manager', 'pw-manager')
const big = file('f', 'a', 'x'.repeat(200_000))
const form = field('pages', 'no number') + big + end

/** Sends the beginning of a form, and what is left of it once it was answered; then another call on the same connection. */
async function begun(path: string, headers: string) {
  const socket = connect((desk.server.address() as AddressInfo).port)
  let text = ''
  socket.on('data', (chunk) => (text += chunk))
  const answered = async (count: number) => {
    for (let tries = 0; tries < 200 && text.split('HTTP/1.1 ').length <= count; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: ${type}\r\nContent-Length: ${form.length}\r\n\r\n`
  socket.write(head + form.slice(0, 150_000))
  await answered(1)
  const onDisk = await readdir(folder)
  socket.write(`${form.slice(150_000)}GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n`)
  await answered(2)
  socket.destroy()
  return { statuses: [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)), onDisk }
}

test.each([
  ['nobody', '/signed-in', '', 401],
  ['nobody', '/api/SignedIn', '', 401],
  ['nobody', '/json/reply/Managers', '', 401],
  ['nobody', '/ruled', '', 401],
  ['nobody, with a batch', '/api/Managers[]', '', 401],
  ['a wrong password', '/managers', `Authorization: ${basicOf('manager', 'no').Authorization}\r\n`, 401],
  ['who lacks the role', '/managers', `Authorization: ${plain.Authorization}\r\n`, 403],
  ['who lacks the role of a rule', '/ruled', `Authorization: ${plain.Authorization}\r\n`, 403],
])('%s sends %s a form: refused before it came, and nothing of it is stored (R-8.1)', async (_who, path, headers, status) => {
  expect(await begun(path, headers)).toEqual({ statuses: [status, 404], onDisk: [] })
})

const send = (to: Desk, path: string, text: string, headers: Readonly<Record<string, string>> = {}) =>
  request(to.server)
    .post(path)
    .set({ 'Content-Type': type, Accept: 'application/json', ...headers })
    .send(text)

test.each([
  ['/signed-in', plain, 200],
  ['/managers', manager, 400],
  ['/api/Ruled', manager, 200],
])('%s: who may call is read, bound and answered', async (path, credential, status) => {
  const answer = await send(desk, path, form, credential)
  expect(answer.status).toBe(status)
  if (status === 200) expect(answer.body.files).toEqual(['a 200000'])
  else expect(answer.body.responseStatus.errors[0].fieldName).toBe('pages')
})

test('filters below 0 know who calls, those below −100 stand before that is asked (R-8.1)', async () => {
  seen.length = 0
  expect((await desk.get('/signed-in')).status).toBe(401)
  expect((await desk.get('/signed-in', plain)).status).toBe(200)
  expect(seen).toEqual(['plain'])
  expect((await desk.get('/own')).status).toBe(500)
  expect((await send(desk, '/own', form)).status).toBe(500)
})

test('where a credential may stand in a form, the form is read before its sender is refused (A-4.4)', async () => {
  const lax = await openTokenDesk({ inQueryAndForm: true }, options)
  for (const [text, status] of [
    [field('ss-tok', forge({})) + big + end, 200],
    [field('ss-tok', 'no token') + big + end, 401],
    [form, 401],
  ] as const)
    expect((await send(lax, '/signed-in', text)).status).toBe(status)
})
