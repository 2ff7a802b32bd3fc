import { jsonpSuite } from '../usage/access/jsonp-suite'

jsonpSuite(200)
