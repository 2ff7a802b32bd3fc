import type { Format } from '../../dtos/contract/format'
import { isAbsent, isKnown } from './any-text'
import { csvListReader, csvReader } from './csv-reader'
import { csvStream } from './csv-stream'
import { anyTable, compileTable } from './csv-table'
import { lateBound } from './late-type'

export const csv: Format = {
  name: 'csv',
  contentType: 'text/csv',
  mediaTypes: ['text/csv'],
  writer(type) {
    const table = isKnown(type) ? compileTable(type) : lateBound(compileTable, anyTable)
    return (body) => (isAbsent(body) ? '' : table(body))
  },
  stream: csvStream,
  reader: csvReader,
  listReader: csvListReader,
  headers: (operation) => ({ 'Content-Disposition': disposition(`${operation}.csv`) }),
}

/** The name that a browser saves under; names beyond ASCII a second time, as RFC 6266 has them. */
function disposition(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const plain = `attachment;filename="${ascii}"`
  return /^[\x20-\x7e]*$/.test(fileName) ? plain : `${plain};filename*=UTF-8''${encodeURIComponent(fileName)}`
}
