import { html } from '../../metadata-pages'
import { itemList, typeTable, uniqueAnchors } from '../../metadata-pages/metadata-tables'
import type { MetadataType } from '../../metadata-pages/type-metadata/model'

const type = (name: string, namespace: string, isEnum = false): MetadataType => ({
  name,
  namespace,
  ...(isEnum ? { isEnum, enumNames: ['One'] } : { properties: [{ name: 'Id', type: 'Int32', namespace: 'System' }] }),
})

test('each table of a page has an id of its own, and links by a name lead to the first of it (M-2.11, M-2.12)', () => {
  const anchors = uniqueAnchors()
  const types = [
    type('Loan', 'One'),
    type('Loan', 'Two'),
    type('State', 'One', true),
    type('State', 'Two', true),
    type('Page`1', 'One'),
    type('Page-1', 'One'),
    type('Loan-2', 'One'),
  ]
  const body = html`${types.map((each) => typeTable(each, { request: types[0]! }, new Set(['Loan']), anchors))}${itemList(types[1]!, anchors)}`
  const ids = [...body.toString().matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids).toHaveLength(types.length + 1)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.slice(0, 3)).toEqual(['type-Loan', 'type-Loan-2', 'type-State'])
})
