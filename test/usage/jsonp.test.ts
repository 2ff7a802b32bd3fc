import { jsonpSuite } from './access/jsonp-suite'

jsonpSuite(20)
