import { usageMatrixSuite } from './access/usage-matrix-suite'

usageMatrixSuite(1, 3)
