import { mappedCsv } from './mapped-csv'
import type { MappingProfile } from './mapping-profile'
import { tollFreePrefixes } from './toll-free-prefixes'

/** Asterisk's `cdr_csv` with its default columns. `uniqueid` and `userfield` are only there when cdr.conf asks for them. */
export const asteriskProfile: MappingProfile = {
  name: 'asterisk',
  title: 'Asterisk CDR CSV',
  columns: [
    'accountcode',
    'src',
    'dst',
    'dcontext',
    'clid',
    'channel',
    'dstchannel',
    'lastapp',
    'lastdata',
    'start',
    'answer',
    'end',
    'duration',
    'billsec',
    'disposition',
    'amaflags',
    'uniqueid',
    'userfield',
  ],
  optionalColumns: 2,
  zone: 'UTC',
  id: ['uniqueid'],
  occurredAt: 'start',
  prefixTables: { 'toll-free': tollFreePrefixes },
  fields: {
    account: 'accountcode',
    direction: { cases: [{ when: { dcontext: ['from-*', 'inbound*'] }, value: 'INBOUND' }, { value: 'OUTBOUND' }] },
    resolution: {
      cases: [
        { when: { disposition: 'ANSWERED', billsec: '>0' }, value: 'ANSWERED' },
        { when: { disposition: 'NO ANSWER', $direction: 'INBOUND', lastapp: 'Queue' }, value: 'ABANDONED' },
        { when: { disposition: ['NO ANSWER', 'ANSWERED'] }, value: 'MISSED' },
        { when: { disposition: ['BUSY', 'FAILED', 'CONGESTION'] }, value: 'OTHER' },
      ],
    },
    meter: {
      cases: [
        { when: { $direction: 'OUTBOUND' }, value: 'call.outbound' },
        { when: { dst: '@toll-free' }, value: 'call.inbound.tollfree' },
        { value: 'call.inbound.local' },
      ],
    },
    quantity: 'billsec',
    unit: { value: 'SECONDS' },
  },
  data: ['src', 'dst', 'dcontext', 'duration', 'disposition'],
}

const disposition =
  /,"?(?:ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION)"?,"?(?:DOCUMENTATION|BILL|BILLING|OMIT|DEFAULT|IGNORE|[0-3])"?(?:[,\r\n]|$)/

export const asterisk = mappedCsv(asteriskProfile, (_, firstText) => disposition.test(firstText))
