import { mappedCsv } from './mapped-csv'
import type { MappingProfile } from './mapping-profile'
import { tollFreePrefixes } from './toll-free-prefixes'

/** FreeSWITCH's `mod_cdr_csv` with the template "example". */
export const freeswitchProfile: MappingProfile = {
  name: 'freeswitch',
  title: 'FreeSWITCH CDR CSV',
  columns: [
    'caller_id_name',
    'caller_id_number',
    'destination_number',
    'context',
    'start_stamp',
    'answer_stamp',
    'end_stamp',
    'duration',
    'billsec',
    'hangup_cause',
    'uuid',
    'bleg_uuid',
    'accountcode',
    'read_codec',
    'write_codec',
  ],
  zone: 'UTC',
  id: ['uuid'],
  occurredAt: 'start_stamp',
  prefixTables: { 'toll-free': tollFreePrefixes },
  fields: {
    account: 'accountcode',
    direction: { cases: [{ when: { context: ['from-*', 'inbound*', 'public'] }, value: 'INBOUND' }, { value: 'OUTBOUND' }] },
    resolution: {
      cases: [
        { when: { hangup_cause: 'NORMAL_CLEARING', billsec: '>0' }, value: 'ANSWERED' },
        {
          when: { hangup_cause: ['NORMAL_CLEARING', 'NO_ANSWER', 'NO_USER_RESPONSE', 'ORIGINATOR_CANCEL', 'ALLOTTED_TIMEOUT'] },
          value: 'MISSED',
        },
        { when: { hangup_cause: '*' }, value: 'OTHER' },
      ],
    },
    meter: {
      cases: [
        { when: { $direction: 'OUTBOUND' }, value: 'call.outbound' },
        { when: { destination_number: '@toll-free' }, value: 'call.inbound.tollfree' },
        { value: 'call.inbound.local' },
      ],
    },
    quantity: 'billsec',
    unit: { value: 'SECONDS' },
  },
  data: ['caller_id_number', 'destination_number', 'context', 'duration', 'hangup_cause', 'bleg_uuid'],
}

const causeAndUuid = /,"?[A-Z][A-Z_]{2,40}"?,"?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/

export const freeswitch = mappedCsv(freeswitchProfile, (_, firstText) => causeAndUuid.test(firstText))
