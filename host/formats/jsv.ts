import type { Format } from '../../dtos/contract/format'
import { jsvWriter } from './jsv-text'
import { compileJsvTree, compileJsvTrees } from './jsv-tree'

export const jsv: Format = {
  name: 'jsv',
  contentType: 'application/jsv',
  mediaTypes: ['application/jsv', 'text/jsv'],
  // JSV has no null of its own: what is null is left out, whatever the options say.
  writer: (type) => jsvWriter(type),
  reader: compileJsvTree,
  listReader: compileJsvTrees,
}
