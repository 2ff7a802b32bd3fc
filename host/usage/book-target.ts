import type { CatalogTarget, IngestTarget } from '../../services/usage/imports'
import { type Ledger, operatorReach, operatorWrites } from '../../services/usage/ledger'

/** A local book as the target of an import: the operator's own hand reaches everything, at any time. */
export const bookTarget = (ledger: Ledger): IngestTarget & CatalogTarget => ({
  ingest: (events) => ledger.ingest(events, { reach: operatorWrites() }),
  put: (entities) => ledger.putAll(operatorReach(), entities),
})
