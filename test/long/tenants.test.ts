import { tenantSuite } from '../usage/tenants/tenant-suite'

tenantSuite(50_000)
