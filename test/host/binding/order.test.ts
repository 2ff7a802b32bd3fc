import { Expose } from 'class-transformer'
import fc from 'fast-check'
import { ApiMember, describe as describeClass } from '../../../dtos/contract'
import { type BindInput, compileBinder } from '../../../host/binder'

// which member a name means does not hang on where it stands among the others.

class Crossed {
  @ApiMember({ type: 'string', isOptional: true }) first?: string
  @Expose({ name: 'third' })
  @ApiMember({ type: 'string', isOptional: true })
  second?: string
  @Expose({ name: 'second' })
  @ApiMember({ type: 'string', isOptional: true })
  third?: string
  @ApiMember({ type: 'string', isOptional: true }) last?: string
}

const binder = compileBinder(describeClass(Crossed))
const bind = (input: Partial<BindInput>) => ({
  ...binder.bind({ query: '', contentKind: 'none', predefined: false, ...input }),
})
const meant: Readonly<Record<string, string>> = { first: 'first', second: 'third', third: 'second', last: 'last' }
const spellings = ['first', 'second', 'third', 'last', 'FIRST', 'tHIRD', 'stranger', 'firs', 'firstly']

test('names in any order and any number mean what they mean alone', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(spellings), (names) => {
      const expected: Record<string, string> = {}
      for (const name of names) {
        const member = meant[name.toLowerCase()]
        if (member !== undefined) expected[member] = expected[member] === undefined ? name : `${expected[member]},${name}`
      }
      expect(bind({ query: names.map((name) => `${name}=${name}`).join('&') })).toEqual(expected)
      const last = Object.fromEntries(names.map((name) => [meant[name.toLowerCase()], name]).filter(([member]) => member))
      expect(bind({ contentKind: 'tree', tree: Object.fromEntries(names.map((name) => [name, name])) })).toEqual(last)
    }),
    { numRuns: 300 },
  )
})
