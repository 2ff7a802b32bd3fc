import type { CatalogEntity } from '../../../services/usage/ledger'
import { whole } from '../reaches'
import { acme, acmeChild, acmeSibling, type Book, call, catalog, everywhere, other, places, withCatalog } from './books'

describe.each(places)('%s: master data', (_, engine, inFile) => {
  let book: Book
  beforeAll(async () => {
    book = await withCatalog(engine, inFile)
  })
  afterAll(() => book.end())

  test('safe to repeat: the second time nothing changes', async () => {
    expect(new Set((await book.ledger.putAll(whole, catalog)).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
  })

  test('what is left out keeps what is stored, what is said replaces it', async () => {
    expect(await book.ledger.put(whole, { kind: 'account', key: acme, organization: 'o-acme', name: 'Acme!' })).toBe('changed')
    expect(await book.ledger.account(whole, acme)).toMatchObject({
      name: 'Acme!',
      externalCodes: ['acme-001', 'shared'],
      currency: 'USD',
    })
    expect(
      await book.ledger.put(whole, {
        kind: 'account',
        key: acme,
        organization: 'o-acme',
        name: 'acme',
        externalCodes: ['acme-001', 'new'],
      }),
    ).toBe('changed')
    expect((await book.ledger.account(whole, acme))!.externalCodes).toEqual(['acme-001', 'new'])
    expect(
      await book.ledger.put(whole, {
        kind: 'account',
        key: acme,
        organization: 'o-acme',
        name: 'acme',
        externalCodes: ['acme-001', 'shared'],
      }),
    ).toBe('changed')
  })

  test('an account is found by key and by sid, and has one of the form of Twilio', async () => {
    const account = (await book.ledger.account(whole, acmeSibling))!
    expect(account.sid).toMatch(/^AC[0-9a-f]{32}$/)
    expect(await book.ledger.account(whole, account.sid)).toEqual(account)
    expect(account).toMatchObject({
      currency: 'EUR',
      status: 'ACTIVE',
      companyName: 'acme-sibling',
      organization: 'o-acme',
      parent: undefined,
    })
  })

  test('descendants are the account and all below it', async () => {
    expect(await book.ledger.descendants(whole, [acme])).toEqual([acme, acmeChild])
    expect(await book.ledger.descendants(whole, [acmeChild, 'nobody'])).toEqual([acmeChild])
    expect(await book.ledger.descendants(whole, [])).toEqual([])
  })

  test('a reach shows only what is its own, of master data too (usage-domain 3.8, rule 1)', async () => {
    const own = whole.inOrganization('o-acme')
    const managed = whole.amongAccounts([acme])
    for (const reach of [own, managed]) {
      expect((await book.ledger.organizations(reach)).map(({ id }) => id)).toEqual(['o-acme'])
      expect(await book.ledger.organization(reach, 'o-other')).toBeUndefined()
      expect(await book.ledger.organization(reach, 'o-acme')).toBeDefined()
      expect(await book.ledger.descendants(reach, [acme, other])).toEqual([acme, acmeChild])
      expect(await book.ledger.accounts(reach.inOrganization('o-other'))).toEqual([])
      expect(await book.ledger.wallets(reach.amongAccounts([other]))).toEqual([])
    }
    const names = async (reach: typeof own) => (await book.ledger.rates(reach)).map(({ id }) => id)
    await book.ledger.putAll(
      whole,
      ['o-acme', 'o-other'].map((organization) => ({
        kind: 'rate',
        id: `agreed-${organization}`,
        meter: 'api',
        organization,
        currency: 'USD',
        unitPrice: '0.01',
      })),
    )
    expect(await names(own)).toEqual(expect.arrayContaining(['agreed-o-acme', 'out']))
    expect(await names(own)).not.toContain('agreed-o-other')
    expect(await names(whole)).toContain('agreed-o-other')
  })

  const faults: readonly (readonly [status: number, code: string, fieldName: string, entity: object])[] = [
    [400, 'UnknownKind', 'kind', { kind: 'planet' }],
    [400, 'NotEmpty', 'name', { kind: 'organization', id: 'o-x', currency: 'USD' }],
    [400, 'InvalidValue', 'id', { kind: 'organization', id: 'acme', name: 'x', currency: 'USD' }],
    [400, 'InvalidValue', 'currency', { kind: 'organization', id: 'o-x', name: 'x', currency: 'usd' }],
    [400, 'InvalidValue', 'timeZone', { kind: 'organization', id: 'o-x', name: 'x', currency: 'USD', timeZone: 'Mars/Olympus' }],
    [400, 'InvalidValue', 'key', { kind: 'account', key: 'ABC', organization: 'o-acme', name: 'x' }],
    [400, 'InvalidValue', 'name', { kind: 'account', key: acme, organization: 'o-acme', name: 'a\u0000b' }],
    [
      400,
      'InvalidValue',
      'externalCodes',
      { kind: 'account', key: acme, organization: 'o-acme', name: 'x', externalCodes: ['a', 'a'] },
    ],
    [400, 'UnknownMember', 'colour', { kind: 'customer', account: acme, id: 'x', name: 'x', colour: 'red' }],
    [404, 'UnknownOrganization', 'organization', { kind: 'account', key: acme, organization: 'o-none', name: 'x' }],
    [409, 'AccountMoved', 'organization', { kind: 'account', key: acme, organization: 'o-other', name: 'x' }],
    [404, 'UnknownAccount', 'parent', { kind: 'account', key: acme, organization: 'o-acme', name: 'x', parent: other }],
    [409, 'ParentCycle', 'parent', { kind: 'account', key: acme, organization: 'o-acme', name: 'x', parent: acmeChild }],
    [409, 'ParentCycle', 'parent', { kind: 'organization', id: 'o-acme', name: 'x', currency: 'USD', parent: 'o-acme' }],
    [
      409,
      'CodeTaken',
      'externalCodes',
      { kind: 'account', key: acmeSibling, organization: 'o-acme', name: 'x', externalCodes: ['acme-001'] },
    ],
    [404, 'UnknownAccount', 'account', { kind: 'customer', account: 'f'.repeat(24), id: 'x', name: 'x' }],
    [404, 'UnknownCustomer', 'parent', { kind: 'customer', account: acme, id: 'x', name: 'x', parent: 'cust-9' }],
    [404, 'UnknownMeter', 'meter', { kind: 'rate', id: 'x', meter: 'nope', currency: 'USD', unitPrice: '1' }],
    [400, 'InvalidValue', 'unitPrice', { kind: 'rate', id: 'x', meter: 'fax', currency: 'USD', unitPrice: '-1' }],
    [
      400,
      'InvalidScope',
      'organization',
      { kind: 'rate', id: 'x', meter: 'fax', currency: 'USD', unitPrice: '1', account: acme, organization: 'o-acme' },
    ],
    [
      400,
      'InvalidRange',
      'validTo',
      { kind: 'rate', id: 'x', meter: 'fax', currency: 'USD', unitPrice: '1', validFrom: 2, validTo: 2 },
    ],
    [404, 'UnknownProduct', 'product', { kind: 'wallet', account: acme, name: 'x', product: 'nope' }],
  ]
  test.each(faults)('%d %s names %s', async (status, code, fieldName, entity) => {
    const before = await book.ledger.accounts(whole)
    const [outcome] = await book.ledger.putAll(whole, [entity as CatalogEntity])
    expect(outcome).toMatchObject({ outcome: 'rejected', status, code, fieldName })
    await expect(book.ledger.put(whole, entity as CatalogEntity)).rejects.toMatchObject({ status, errorCode: code })
    expect(await book.ledger.accounts(whole)).toEqual(before)
  })

  test('a rejected entity leaves those beside it be', async () => {
    const outcomes = await book.ledger.putAll(whole, [
      { kind: 'customer', account: acme, id: 'cust-3', name: 'Three' },
      { kind: 'customer', account: acme, id: 'cust-4', name: '' },
      { kind: 'customer', account: acme, id: 'cust-5', name: 'Five', parent: 'cust-3' },
    ])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'rejected', 'created'])
    expect((await book.ledger.customers(whole, acme)).map(({ id, parent }) => [id, parent])).toContainEqual(['cust-5', 'cust-3'])
  })

  test('a new customer, rate or code counts with the next event', async () => {
    const event = call({ customer: 'fresh', account: 'fresh-code', meter: 'tts', quantity: '10' })
    expect((await book.ledger.ingest([event], everywhere)).rejected).toMatchObject([{ code: 'UnknownAccount' }])
    await book.ledger.putAll(whole, [
      { kind: 'account', key: acmeSibling, organization: 'o-acme', name: 'acme-sibling', externalCodes: ['fresh-code'] },
      { kind: 'customer', account: acmeSibling, id: 'fresh', name: 'Fresh' },
      { kind: 'rate', id: 'tts-sibling', meter: 'tts', account: acmeSibling, currency: 'EUR', unitPrice: '0.5' },
    ])
    expect(await book.ledger.ingest([event], everywhere)).toMatchObject({ accepted: 1 })
    expect((await book.ledger.events(whole, { limit: 99 })).at(-1)).toMatchObject({
      unitPrice: '0.5',
      currency: 'EUR',
      customer: 'fresh',
      account: acmeSibling,
    })
  })

  test('a rate that changed is for events to come: what is booked stays', async () => {
    const event = call()
    await book.ledger.ingest([event], everywhere)
    await book.ledger.put(whole, { kind: 'rate', id: 'out', meter: 'call.outbound', currency: 'USD', unitPrice: '0.02' })
    await book.ledger.ingest([event, call()], everywhere)
    const [first, second] = (await book.ledger.events(whole, { limit: 99 })).slice(-2)
    expect([first!.unitPrice, second!.unitPrice]).toEqual(['0.014', '0.02'])
  })

  test('lists of everything', async () => {
    expect((await book.ledger.organizations(whole)).map(({ id }) => id)).toEqual(['o-acme', 'o-other'])
    expect(await book.ledger.organization(whole, 'o-other')).toMatchObject({ currency: 'JPY', status: 'ACTIVE' })
    expect(await book.ledger.organization(whole, 'o-none')).toBeUndefined()
    expect((await book.ledger.products(whole)).map(({ code }) => code)).toContain('TD-USG-TEL-UG-102213')
    expect((await book.ledger.rates(whole)).find(({ id }) => id === 'tts-sibling')).toMatchObject({
      account: acmeSibling,
      meter: 'tts',
    })
    expect(await book.ledger.wallets(whole)).toMatchObject([
      { account: acme, name: 'contact center', currency: 'USD', balance: '0' },
    ])
  })
})
