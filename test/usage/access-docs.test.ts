import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { MessageType } from '../../host'
import { openUsageHouse, type UsageHouse } from './usage-house'

// docs/access.md has a row for each message; `WRITE_DOCS=1 npx jest access-docs` writes them anew.

const file = path.join(process.cwd(), 'docs/access.md')
const both = (words: readonly string[], last: string) => words.map((word) => `\`${word}\``).join(` ${last} `)

/** Who may call a message, in words. */
function whoMay({ access, typeRules }: MessageType): string {
  const asked = [
    access.requiredRoles.length > 0 && `role ${both(access.requiredRoles, 'and')}`,
    access.requiresAnyRole.length > 0 && `role ${both(access.requiresAnyRole, 'or')}`,
    access.requiredPermissions.length > 0 && `permission ${both(access.requiredPermissions, 'and')}`,
    access.requiresAnyPermission.length > 0 && `permission ${both(access.requiresAnyPermission, 'or')}`,
    access.requiredScopes.length > 0 && `scope ${both(access.requiredScopes, 'and')}`,
    ...access.requiredClaims.map(({ type, value }) => `claim \`${type}\` with \`${value}\``),
    ...typeRules.filter(({ name }) => name !== 'Condition').map(({ name, args }) => [name, ...args].join(' ')),
  ].filter((words): words is string => typeof words === 'string')
  if (access.anonymous) return 'anybody'
  return asked.length > 0 ? asked.join(', ') : 'who is signed in'
}

describe('who may call what', () => {
  let house: UsageHouse
  beforeAll(async () => {
    house = await openUsageHouse({ inMemory: true })
  })
  afterAll(() => house.end())

  test('every message says it, and none is open by silence (P13)', () => {
    for (const { message } of house.gateway.catalog.operations) {
      const guarded = message.access.authenticate || message.typeRules.some(({ name }) => name !== 'Condition')
      expect([message.name, guarded !== message.access.anonymous]).toEqual([message.name, true])
    }
  })

  test('docs/access.md says the same', () => {
    const rows = house.gateway.catalog.operations.map(({ message }) => `| \`${message.name}\` | ${whoMay(message)} |`).sort()
    const text = readFileSync(file, 'utf8')
    const written = text.split('\n').filter((line) => line.startsWith('| `'))
    if (process.env.WRITE_DOCS) writeFileSync(file, `${text.split('\n| `')[0]!.trimEnd()}\n${rows.join('\n')}\n`)
    else expect(written).toEqual(rows)
  })
})
