import { tenantSuite } from './tenant-suite'

tenantSuite(2_000)
