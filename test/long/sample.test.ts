import { ledgerAgreesWith } from '../usage/sample/ledger-agrees'

// The sample that a newcomer's first start imports.
ledgerAgreesWith([{ size: 'small', seed: 1, until: '2026-09-10', location: 'book.db' }])
