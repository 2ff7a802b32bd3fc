import type { AddressInfo } from 'node:net'
import { AccountService } from '../../../host/auth/account/account-service'
import { AuditAdmin } from '../../../host/auth/admin/audit-admin'
import { ClientsAdmin } from '../../../host/auth/admin/clients-admin'
import { KeysAdmin } from '../../../host/auth/admin/keys-admin'
import { OverviewAdmin } from '../../../host/auth/admin/overview-admin'
import { UsersAdmin } from '../../../host/auth/admin/users-admin'
import { AccountPages } from '../../../host/auth/pages/account-pages'
import { AuditPages, OverviewPages } from '../../../host/auth/pages/audit-pages'
import { ClientsPages, KeysPages } from '../../../host/auth/pages/keys-pages'
import { UsersPages } from '../../../host/auth/pages/users-pages'
import { AuthenticateService } from '../../../host/auth/services/authenticate-service'
import { RolesService } from '../../../host/auth/services/roles-service'
import * as services from '../../../services/usage'
import type { StorageEngine } from '../../../services/usage/storage'
import { countCalls } from '../../host/auth/access/counted'
import { type Matrix, runMatrix, type Samples, tellMatrix } from '../../host/auth/access/matrix'
import { openUsageHouse } from '../usage-house'
import { usageCredentials } from './usage-credentials'

/** What a call needs before its service runs. */
const samples: Samples = {
  GetOrganizationUsage: { query: 'startDate=1772323200000&endDate=1775001599999', path: 'o-none' },
  ListAccountUsageRecords: { path: 'AC00000000000000000000000000000001' },
}

/** Messages by which a sign-in ends. */
const spends: ReadonlySet<string> = new Set(['AuthenticateLogout', 'EndMySignIns'])

/** What needs no credential answers so, whatever is shown. */
const open: Readonly<Record<string, readonly number[]>> = {
  Authenticate: [200, 302, 401, 404, 405],
  AuthenticateLogout: [200],
  GetSignInWays: [200, 405],
  RequestOAuthToken: [400, 405],
}

const counted = [
  ...Object.values(services).filter(
    (it): it is typeof services.MasterDataService => typeof it === 'function' && /Service$/.test(it.name),
  ),
  ...[AccountService, AuditAdmin, ClientsAdmin, KeysAdmin, OverviewAdmin, UsersAdmin, AuthenticateService, RolesService],
  ...[AccountPages, AuditPages, OverviewPages, ClientsPages, KeysPages, UsersPages],
]

async function matrixOf(
  most: number,
  oneOf: number,
  wrap?: (engine: StorageEngine) => StorageEngine,
  only = /^/,
): Promise<Matrix> {
  const executed = new Set<string>()
  const undo = countCalls(counted, executed)
  const house = await openUsageHouse({ inMemory: true, ...(wrap ? { wrap } : {}) })
  undo()
  try {
    return await runMatrix({
      catalog: house.gateway.catalog,
      port: (house.server.address() as AddressInfo).port,
      credentials: (await usageCredentials(house)).filter(({ name }) => only.test(name)),
      executed,
      samples,
      most,
      oneOf,
      loginPage: true,
      spends,
      open,
    })
  } finally {
    await house.end()
  }
}

/** The store that the gateway asks gives a role away; the test's own knows nothing of it. */
const giving =
  (role: string) =>
  (engine: StorageEngine): StorageEngine => ({
    ...engine,
    users: Object.create(engine.users, {
      apiKeyByHash: {
        value: async (hash: string) => {
          const key = await engine.users.apiKeyByHash(hash)
          return key && { ...key, roles: [...key.roles, role] }
        },
      },
    }),
  })

export const usageMatrixSuite = (most: number, oneOf = 1) =>
  describe('every message of the usage gateway × every credential (P13)', () => {
    test('nobody calls what is not his, and everybody what is', async () => {
      const began = performance.now()
      const matrix = await matrixOf(most, oneOf)
      if (process.env.TELL_MATRIX) tellMatrix('usage gateway', matrix, (performance.now() - began) / 1000)
      expect(matrix.deviations.slice(0, 20)).toEqual([])
      expect(matrix.credentials).toBeGreaterThan(100)
      expect([...matrix.ran]).toEqual(
        expect.arrayContaining([
          'GetAIUsage',
          'ListUsageRecords',
          'ListAccountUsageRecords',
          'GetAccountUsageMonth',
          'GetOrganizationUsage',
          'IngestUsageEvents',
        ]),
      )
    }, 600_000)

    test('caught: a role that keys were not given', async () => {
      const { deviations } = await matrixOf(1, 1, giving('Manager'), /^key: (nobody|Admin)$/)
      expect(deviations.join('\n')).toMatch(/ListUsageRecords .*key: nobody: refused with 403, and its service ran/)
    }, 60_000)
  })
