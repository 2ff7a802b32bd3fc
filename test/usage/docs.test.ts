import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Contract, HttpError } from '../../dtos/contract'
import * as dtos from '../../dtos/usage'

const text = readFileSync(join(process.cwd(), 'docs/usage-apis.md'), 'utf8')
const section = (title: string) => text.split(`### ${title}\n`).at(-1)!.split(/\n#+ /)[0]!

describe('docs/usage-apis.md says what the contracts do', () => {
  test.each<[string, Contract, string]>([
    ['Talkdesk', dtos.talkdesk, 'code'],
    ['Infodeck', dtos.infodeck, 'error'],
    ['Twilio', dtos.twilio, 'code'],
  ])('%s', (title, contract, member) => {
    const rows = [...section(title).matchAll(/^\| (\d{3}) \| .*`(\w+)`(?: \||$)/gm)].map(
      ([, status, code]) => [Number(status), code] as const,
    )
    expect(rows.length).toBeGreaterThanOrEqual(8)
    for (const [status, code] of rows) {
      const answer = contract.error(new HttpError(status, 'X', 'reason'))
      expect([answer.status, String((answer.body as Record<string, unknown>)[member])]).toEqual([status, code])
    }
  })

  test('every message that it names is there', () => {
    const named = [...text.matchAll(/`((?:Get|List|Ingest|Void|Save)[A-Z]\w+)`/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(8)
    for (const name of new Set(named)) expect(dtos).toHaveProperty(name)
  })
})
