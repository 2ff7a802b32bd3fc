import { tenantSuite } from './tenant-suite'

tenantSuite(1_000)
