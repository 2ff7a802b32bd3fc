import { ledgerAgreesWith } from './ledger-agrees'

// Two seeds and two calendars: another mix of currencies, another price change, another leap day.
ledgerAgreesWith([
  { size: 'tiny', seed: 1, until: '2026-09-10', location: 'book.db' },
  { size: 'tiny', seed: 20_260_229, until: '2024-04-01', location: ':memory:' },
])
