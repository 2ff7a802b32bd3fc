import type { Session } from '../../../services'
import { accountReach, organizationReach } from '../../../services/usage/ledger'

const session = (init: Partial<Session>): Session => ({
  provider: 'apikey',
  userId: 'u',
  userName: 'u',
  roles: [],
  permissions: [],
  scopes: [],
  accounts: [],
  sources: [],
  credentialId: 'k',
  ...init,
})
const below = (keys: readonly string[]) => [...keys, 'child']
const nothing = { kind: 'accounts', accounts: [] }

describe('who sees what (usage-domain 3.8)', () => {
  test.each<[string, Partial<Session>, object, object]>([
    ['an administrator sees all', { roles: ['SystemAdministrator'], organization: 'o-1' }, { kind: 'all' }, { kind: 'all' }],
    ['Admin satisfies every role', { roles: ['Admin'] }, { kind: 'all' }, { kind: 'all' }],
    [
      'a manager sees his accounts and those below',
      { roles: ['Manager'], accounts: ['a'] },
      { kind: 'accounts', accounts: ['a', 'child'] },
      nothing,
    ],
    [
      'an organization’s client sees the organization',
      { organization: 'o-1' },
      nothing,
      { kind: 'organization', organization: 'o-1' },
    ],
    ['others see nothing', { roles: ['Customer'] }, nothing, nothing],
  ])('%s', async (_case, init, ofAccounts, ofOrganization) => {
    expect(await accountReach(session(init), below)).toEqual(ofAccounts)
    expect(organizationReach(session(init))).toEqual(ofOrganization)
  })

  test('a store that answers later is waited for', async () => {
    expect(await accountReach(session({ accounts: ['a'] }), async (keys) => below(keys))).toEqual({
      kind: 'accounts',
      accounts: ['a', 'child'],
    })
  })
})
