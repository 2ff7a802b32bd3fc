import type { Format } from '../../dtos/contract/format'
import { csv } from './csv'
import { html } from './html'
import { json } from './json'
import { jsonl } from './jsonl'
import { jsv } from './jsv'
import { xml } from './xml'

export { csv, html, json, jsonl, jsv, xml }

/** The gateway's own formats, in the order in which pages name them; `createGateway({ formats: [...formats, yaml] })` adds one. */
export const formats: readonly Format[] = [json, xml, jsv, csv, jsonl, html]
