import type { Format } from '../../dtos/contract/format'
import { csv } from './csv'
import { json } from './json'

export { csv, json }

/** The gateway's own formats; `createGateway({ formats: [...formats, yaml] })` adds one. */
export const formats: readonly Format[] = [json, csv]
