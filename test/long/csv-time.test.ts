import { csvRecords } from '../../services/usage/imports/csv-records'
import { collect, pieces } from '../usage/imports/support'

/** Milliseconds that it takes to read all records. */
async function time(text: string): Promise<number> {
  const started = process.cpuUsage()
  expect(await collect(csvRecords(pieces(text), { delimiter: ',' }))).not.toEqual([])
  return process.cpuUsage(started).user / 1000
}

// threats 3.8: time grows with the length of a file, not with its square, whatever its quotes are.
test.each([
  ['quotes alone', (n: number) => '"'.repeat(n)],
  ['a quote inside', (n: number) => 'a"\n'.repeat(n / 3)],
  ['a quote that is not closed', (n: number) => '"a\n'.repeat(n / 3)],
  ['lines inside a cell', (n: number) => `"${'\n'.repeat(n)}`],
])('%s', async (_what, make) => {
  await time(make(20_000))
  const [one, sixteen] = [await time(make(50_000)), await time(make(800_000))]
  // A square would be 256 times; a few ms are noise.
  expect(sixteen).toBeLessThan(Math.max(one, 10) * 100)
})
