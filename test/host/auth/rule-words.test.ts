import {
  Any,
  basic,
  Returns,
  Route,
  type TypeRuleOptions,
  ValidateApiKey,
  ValidateAuthSecret,
  ValidateHasAnyPermission,
  ValidateHasAnyRole,
  ValidateHasClaim,
  ValidateHasPermission,
  ValidateHasRole,
  ValidateIsAdmin,
  ValidateIsAuthenticated,
} from '../../../host'
import { basicOf, type Desk, DeskService, Done, openDesk } from './desk'

const words: TypeRuleOptions = { status: 409, errorCode: 'NotYours', message: 'Ask the desk' }
const worded: Record<string, (words?: TypeRuleOptions) => ClassDecorator> = {
  IsAuthenticated: (said) => ValidateIsAuthenticated(said),
  IsAdmin: (said) => ValidateIsAdmin(said),
  HasRole: (said) => (said ? ValidateHasRole('Keeper', 'Clerk', said) : ValidateHasRole('Keeper', 'Clerk')),
  HasAnyRole: (said) => (said ? ValidateHasAnyRole('Keeper', said) : ValidateHasAnyRole('Keeper')),
  HasPermission: (said) => (said ? ValidateHasPermission('CanKeep', said) : ValidateHasPermission('CanKeep')),
  HasAnyPermission: (said) => (said ? ValidateHasAnyPermission('CanKeep', said) : ValidateHasAnyPermission('CanKeep')),
  HasClaim: (said) => ValidateHasClaim('desk', 'front', said),
  ApiKey: (said) => ValidateApiKey('keep', said),
  AuthSecret: (said) => ValidateAuthSecret(said),
}
/** These refuse whoever is no more than signed in and whoever is nobody alike. */
const ofNobody = ['IsAuthenticated', 'ApiKey', 'AuthSecret']

class Worded {}
function guarded(name: string, rule: ClassDecorator): void {
  const message = { [name]: class extends Returns(Done) {} }[name]!
  Route(`/${name}`)(message)
  rule(message)
  const answer = { value: () => ({ done: name }), writable: true, configurable: true }
  Object.defineProperty(Worded.prototype, name, answer)
  Any(message as never)(Worded.prototype, name, Object.getOwnPropertyDescriptor(Worded.prototype, name) as never)
}
for (const [name, rule] of Object.entries(worded)) {
  guarded(`Own${name}`, rule(words))
  guarded(`Code${name}`, rule({ errorCode: 'NotYours', message: 'Ask the desk' }))
}

describe('rules of a type may refuse in words of their own (R-5.41)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([basic()], { services: [new DeskService(), new Worded()] })
  })
  afterAll(() => desk.close())

  test.each(Object.keys(worded))('%s: status, code and message hold, and the message is the reason phrase', async (name) => {
    const who = ofNobody.includes(name) ? {} : basicOf('plain', 'pw-plain')
    const { status, res, body } = (await desk.get(`/Own${name}.json`, who)) as never as Answer
    const said = { errorCode: 'NotYours', message: 'Ask the desk', errors: [] }
    expect([status, res.statusMessage, body]).toEqual([409, 'Ask the desk', { responseStatus: said }])
    const coded = (await desk.get(`/Code${name}.json`, who)) as never as Answer
    const usual = ofNobody.includes(name) ? 401 : 403
    expect([coded.status, coded.res.statusMessage, coded.body]).toEqual([usual, 'Ask the desk', { responseStatus: said }])
  })

  test.each(Object.keys(worded).filter((name) => !ofNobody.includes(name)))('%s: who is nobody is told that', async (name) => {
    const { status, body } = await desk.get(`/Own${name}.json`)
    expect([status, body.responseStatus.message]).toEqual([401, 'Not Authenticated'])
  })
})

interface Answer {
  readonly status: number
  readonly res: { readonly statusMessage: string }
  readonly body: unknown
}
