import { generateTypes, languageNamed, type MetadataTypes } from '../../../metadata-pages'
import type { MetadataPropertyType } from '../../../metadata-pages/type-metadata/model'

const member = (name: string, type = 'Boolean'): MetadataPropertyType => ({ name, type, namespace: 'System' })
const kotlinOf = (own: readonly MetadataPropertyType[], base: readonly MetadataPropertyType[] = []): string[] => {
  const namespace = 'Doors'
  const metadata: MetadataTypes = {
    namespaces: [namespace],
    operations: [],
    types: [
      { name: 'Base', namespace, properties: [...base] },
      { name: 'Door', namespace, inherits: { name: 'Base', namespace }, properties: [...own] },
    ],
  }
  const facts = { version: '1', baseUrl: 'https://doors.example', date: new Date(0) }
  const lines = generateTypes(languageNamed('kotlin')!, metadata, facts).split('\n')
  return lines.filter((line) => / var |^import com\.google\.gson\.ann/.test(line)).map((line) => line.trim())
}
const gson = 'import com.google.gson.annotations.*'

test.each<[string, string[], string[]]>([
  [
    'a flag and what it is a flag of',
    kotlinOf([member('IsShut'), member('Shut')]),
    [gson, 'open var isShut:Boolean? = null', '@SerializedName("shut") open var shut_:Boolean? = null'],
  ],
  [
    'the same, the flag in the base',
    kotlinOf([member('Shut')], [member('IsShut')]),
    [gson, 'open var isShut:Boolean? = null', '@SerializedName("shut") open var shut_:Boolean? = null'],
  ],
  [
    'another type has another setter',
    kotlinOf([member('IsShut'), member('Shut', 'String')]),
    ['open var isShut:Boolean? = null', 'open var shut:String? = null'],
  ],
  [
    'a word that only begins so',
    kotlinOf([member('Island'), member('Land')]),
    ['open var island:Boolean? = null', 'open var land:Boolean? = null'],
  ],
])('M-18.3: %s', (_, lines, expected) => expect(lines).toEqual(expected))
