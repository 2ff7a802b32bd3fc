import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { AuditLog } from '../../services/audit'
import { Ledger, operatorReach } from '../../services/usage/ledger'
import { writeSample } from '../../services/usage/sample'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { credentialEvent, openAudit, recordOperation } from './audit'
import { bookTarget } from './book-target'
import type { Config } from './config'
import { createClient, createKey, createUser } from './credentials'
import { importFile } from './import-file'
import { showProgress } from './progress'
import { sampleImports } from './sample-files'

/** Which sample a first start imports, and that it did: a second start invents nothing. */
const setting = 'first-run'

/** A newcomer's first start, in development only: sample usage through the real import, credentials, and a curl to paste for each API. */
export async function firstRun(engine: StorageEngine, config: Config, address: string): Promise<void> {
  if ((await engine.settings.get(setting)) !== undefined) return
  const ledger = new Ledger(engine)
  const known = await engine.masterData.organizations(operatorReach())
  if (known.length > 0) return
  console.log('First start: making a year and a half of sample usage, and importing it.')
  const folder = mkdtempSync(path.join(config.dataFolder, 'sample-'))
  try {
    await writeSample(folder, { size: 'small' })
    for (const { file, isCatalog, profile } of sampleImports(folder))
      await importFile(file, bookTarget(ledger), {
        isCatalog,
        ...(profile === undefined ? {} : { profile }),
        rejectedFile: path.join(config.dataFolder, `rejected-${path.basename(file)}.jsonl`),
        view: (bytes) => showProgress(path.basename(file), bytes),
      })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const audit = openAudit(engine, config.dataFolder)
  try {
    await tellNewcomer(engine, ledger, audit, address)
  } finally {
    await audit.close()
  }
  await engine.settings.put(setting, new Date().toISOString())
}

async function tellNewcomer(engine: StorageEngine, ledger: Ledger, audit: AuditLog, address: string): Promise<void> {
  const { users } = engine
  const reach = operatorReach()
  const organization = await busiestOrganization(ledger)
  const { password, stored: admin } = await createUser(users, {
    userName: 'admin',
    roles: ['SystemAdministrator'],
    displayName: 'Administrator',
  })
  const first = await createKey(users, { name: 'first key', userName: 'admin', roles: ['SystemAdministrator'] })
  const { secret, stored: client } = await createClient(users, {
    name: 'first client',
    scopes: ['express-accounts-usage:read', 'usage:write'],
    organization,
  })
  const infodeck = await createKey(users, { name: 'first Infodeck key', organization, form: 'infodeck' })
  for (const event of [
    credentialEvent('userCreated', admin),
    credentialEvent('keyCreated', first.stored),
    credentialEvent('clientCreated', client),
    credentialEvent('keyCreated', infodeck.stored),
  ])
    await recordOperation(audit, { ...event, reason: 'FirstRun' })
  const days = await engine.ledger.days(reach)
  const month = lastMonth((days?.last ?? ledger.today()) * 86_400_000)
  const token = `$(curl -s -u ${client.id}:${secret} -d grant_type=client_credentials ${address}/oauth/token | grep -o '"access_token":"[^"]*' | cut -d'"' -f4)`
  console.log(`
Sign in at ${address}/login?redirect=/admin as ${admin.userName} with the password ${password}. Each of these answers when pasted:

curl -H 'X-Api-Key: ${first.key}' '${address}/ai/usage?startDate=${month.first}&endDate=${month.last}'

curl -H 'X-Api-Key: ${first.key}' '${address}/billing/usage?startDate=${month.first}&endDate=${month.last}'

curl -H "Authorization: Bearer ${token}" '${address}/express/usage/month?per_page=5'

curl -H 'X-API-Key: ${infodeck.key}' '${address}/organizations/${organization}/usage?startDate=${Date.parse(month.first)}&endDate=${Date.parse(`${month.last}T23:59:59.999Z`)}'
`)
}

/** The organization with most accounts: its answers have something to look at. */
async function busiestOrganization(ledger: Ledger): Promise<string> {
  const counts = new Map<string, number>()
  for (const { organization } of await ledger.accounts(operatorReach()))
    counts.set(organization, (counts.get(organization) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  if (!first) throw new Error('The sample has no accounts.')
  return first[0]
}

/** The month of that instant, as its first and last day. */
function lastMonth(at: number): { first: string; last: string } {
  const date = new Date(at)
  const day = (offset: number, number: number) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, number)).toISOString().slice(0, 10)
  return { first: day(0, 1), last: day(1, 0) }
}
