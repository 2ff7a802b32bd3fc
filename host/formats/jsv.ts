import type { Format } from '../../dtos/contract/format'
import { isKnown } from './any-text'
import { jsvWriter } from './jsv-text'
import { compileJsvTree, compileJsvTrees } from './jsv-tree'
import { lateBound } from './late-type'

export const jsv: Format = {
  name: 'jsv',
  contentType: 'application/jsv',
  mediaTypes: ['application/jsv', 'text/jsv'],
  readOnlyTypes: ['text/jsv'],
  // JSV has no null of its own: what is null is left out, whatever the options say.
  writer: (type, options) =>
    isKnown(type) ? jsvWriter(type, options) : lateBound((late) => jsvWriter(late, options), jsvWriter(undefined)),
  reader: compileJsvTree,
  listReader: compileJsvTrees,
  heedsConfig: true,
}
