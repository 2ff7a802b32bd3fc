import {
  AllowAnonymous,
  type AuthProvider,
  RequiredRole,
  RequiresAnyRole,
  type StoredApiKey,
  type StoredClient,
} from '../../../../host'
import { AuthenticateService } from '../../../../host/auth/services/authenticate-service'
import { RolesService } from '../../../../host/auth/services/roles-service'
import { TokenService } from '../../../../host/auth/services/token-service'
import { countCalls } from './counted'
import { doorCredentials } from './door-credentials'
import { type Doors, type DoorsOptions, doorNames, openDoors } from './doors'
import { type Matrix, runMatrix, tellMatrix } from './matrix'

/** Messages by which a sign-in ends or changes: not for those whom the other calls need. */
const spends = new Set(['Authenticate', 'AuthenticateLogout', 'ConvertSessionToToken'])

type Attempt = Omit<DoorsOptions, 'executed'> & {
  readonly most?: number
  readonly oneOf?: number
  readonly prepare?: (doors: Doors) => void
  /** Names of credentials; all unless said. */
  readonly only?: RegExp
}

async function matrixOf({ most = 1, oneOf = 1, prepare, only = /^/, ...planted }: Attempt): Promise<Matrix> {
  const executed = new Set<string>()
  const undo = countCalls([AuthenticateService, RolesService, TokenService], executed)
  const doors = await openDoors({ ...planted, executed })
  undo()
  // What the doors should do is what the right ones say: a planted guard is not believed.
  const right = await openDoors()
  try {
    const credentials = (await doorCredentials(doors)).filter(({ name }) => only.test(name))
    prepare?.(doors)
    return await runMatrix({
      catalog: right.gateway.catalog,
      port: doors.port,
      credentials,
      executed,
      most,
      oneOf,
      spares: (message, shown) => typeof shown === 'object' && spends.has(message.name),
    })
  } finally {
    await doors.end()
    await right.end()
  }
}

const alter =
  (change: (key: StoredApiKey) => StoredApiKey) =>
  ({ users }: Doors) => {
    const ask = users.apiKeyByHash.bind(users)
    users.apiKeyByHash = (hash) => {
      const key = ask(hash) as StoredApiKey | undefined
      return key && change(key)
    }
  }

/** A provider whose readers think better of what they refused. */
const rethinking =
  (name: string, change: (text: string) => string | never): DoorsOptions['plantProvider'] =>
  (provider: AuthProvider) =>
    provider.name !== name
      ? provider
      : {
          ...provider,
          open: (auth) => {
            const opened = provider.open(auth)
            const readers = opened.readers?.map((reader) => ({
              ...reader,
              recognise: (text: string, call: Parameters<typeof reader.recognise>[1]) => reader.recognise(change(text), call),
            }))
            return { ...opened, ...(readers ? { readers } : {}) }
          },
        }

interface Planted {
  readonly fault: string
  readonly attempt: Attempt
  /** A deviation that tells of it. */
  readonly sign: RegExp
}

export const plantedFaults: readonly Planted[] = [
  {
    fault: 'one role too many opens a door',
    attempt: { plantGuards: { NeedRole: [RequiresAnyRole('Manager', 'Auditor')] }, only: /auditor/ },
    sign: /^NeedRole .*auditor: refused with 403, and its service ran/,
  },
  {
    fault: 'a guard was forgotten',
    attempt: { plantGuards: { ValidKey: [AllowAnonymous()] }, only: /^nothing$/ },
    sign: /^ValidKey .*nothing: refused with 401, and its service ran/,
  },
  {
    fault: 'a door is shut for whom it should open',
    attempt: { plantGuards: { NeedAnyRole: [RequiredRole('Manager')] }, only: /auditor/ },
    sign: /^NeedAnyRole .*auditor: 403 and no service ran, although it may call/,
  },
  {
    fault: 'keys do not expire',
    attempt: { prepare: alter(({ expiresAt, ...key }) => key), only: /expired/ },
    sign: /expired key.*and its service ran/,
  },
  {
    fault: 'revoked keys live on',
    attempt: { prepare: alter(({ revokedAt, ...key }) => key), only: /revoked/ },
    sign: /revoked key.*and its service ran/,
  },
  {
    fault: 'browser keys count from every page',
    attempt: {
      prepare: alter((key) => (key.browser ? { ...key, browser: { ...key.browser, origins: [] } } : key)),
      only: /^browser/,
      most: 30,
    },
    sign: /from another page: refused with 403, and its service ran/,
  },
  {
    fault: 'clients are not asked for again',
    attempt: {
      only: /client/,
      prepare: ({ users }) => {
        const ask = users.clientById.bind(users)
        users.clientById = (id) => {
          const { revokedAt, ...live } = (ask(id) as StoredClient | undefined) ?? ({} as StoredClient)
          return live.id === undefined ? undefined : live
        }
      },
    },
    sign: /of a revoked client: refused with 40\d, and its service ran/,
  },
  {
    fault: 'a reader throws what it should refuse',
    attempt: {
      only: /words that are no token/,
      plantProvider: rethinking('oauth', () => {
        throw new TypeError('Key for the HS256 algorithm must be an instance of KeyObject')
      }),
    },
    sign: /words that are no token: 500/,
  },
]

/** `most`: ways of calling that a pair of message and credential is tried by. */
export const doorSuite = (most: number, oneOf = 1) =>
  describe('every guard × every credential (P13)', () => {
    test('no door opens for whom it should not, and none stays shut', async () => {
      const began = performance.now()
      const matrix = await matrixOf({ most, oneOf })
      if (process.env.TELL_MATRIX) tellMatrix('doors', matrix, (performance.now() - began) / 1000)
      expect(matrix.deviations.slice(0, 20)).toEqual([])
      expect(matrix.credentials).toBeGreaterThan(200)
      // Each door was open for somebody: refusals alone would prove nothing.
      expect([...matrix.ran].filter((name) => doorNames.includes(name))).toHaveLength(doorNames.length)
    }, 600_000)

    test.each(plantedFaults)(
      'caught: $fault',
      async ({ attempt, sign }) => {
        const { deviations } = await matrixOf(attempt)
        expect(deviations.filter((deviation) => sign.test(deviation))).not.toEqual([])
      },
      60_000,
    )
  })
