import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateTypes, languages, type MetadataTypes, readOptions } from '../../metadata-pages'
import { golden } from './repository'

const file = join(golden, 'headers.json')
const recorded = existsSync(file) ? describe : describe.skip
if (!existsSync(file)) console.info(`Skipped: no recorded headers in ${file}`)

recorded('the header of each language is the recorded one (M-6.7 to M-6.10)', () => {
  const headers: Record<string, { contentType: string; lines: string[] }> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {}
  const metadata = (): MetadataTypes => JSON.parse(readFileSync(join(golden, 'zoo-a3', 'types-metadata.json'), 'utf8'))
  const facts = { version: '10.15', baseUrl: 'http://HOST', date: new Date(0) }

  test.each(languages.map((language) => [language.name, language] as const))('%s', (name, language) => {
    const { contentType, lines } = headers[name]!
    const preamble = language.preamble?.(readOptions({}, language.defaults).options) ?? ''
    const text = generateTypes(language, metadata(), facts).slice(preamble.length)
    const ours = text
      .split('\n')
      .slice(0, lines.length)
      .map((line) => line.replace(/Date: .*/, 'Date: …'))
    expect(ours).toEqual(lines)
    expect(language.contentType).toBe(contentType)
  })

  test('a given option loses its prefix, so that tools send it back (M-26.1)', () => {
    for (const language of languages) {
      const [option] = language.optionNames.filter((each) => each === 'AddResponseStatus')
      if (!option) continue
      const text = generateTypes(language, metadata(), facts, { [option]: 'true' })
      const line = text.split('\n').find((each) => each.includes('AddResponseStatus: True'))
      const prefix = language.header.givenLine ?? language.header.line ?? ''
      expect([language.name, line]).toEqual([language.name, `${prefix}AddResponseStatus: True`])
    }
  })
})
