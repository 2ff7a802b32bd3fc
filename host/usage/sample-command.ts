import { type SampleSizeName, sampleSizes, writeSample } from '../../services/usage/sample'
import { type Command, UsageError } from '../commands/command'
import { sampleImports } from './sample-files'

/** `tollgate sample FOLDER`: realistic usage from a seed, with the answers that it must give, computed by another way. */
export const sampleCommand: Command = (program) =>
  program
    .command('sample')
    .description('write realistic usage, its master data and the expected answers')
    .argument('<folder>')
    .option('--size <name>', Object.keys(sampleSizes).join(', '), 'small')
    .option('--seed <number>', 'the same seed gives the same bytes', '1')
    .option('--until <date>', 'ends with the last full month before it (default: today)')
    .action(async (folder: string, { size, seed, until }: { size: string; seed: string; until?: string }) => {
      if (!(size in sampleSizes))
        throw new UsageError(`There is no sample size ${size}; there are ${Object.keys(sampleSizes).join(', ')}.`)
      if (!/^\d{1,20}$/.test(seed)) throw new UsageError('--seed takes a whole number.')
      if (until !== undefined && Number.isNaN(Date.parse(until)))
        throw new UsageError(`--until takes a date such as 2026-07-01, not ${until}.`)
      for (const file of await writeSample(folder, {
        size: size as SampleSizeName,
        seed,
        ...(until === undefined ? {} : { until }),
      }))
        console.log(file)
      const [catalog, ...files] = sampleImports(folder)
      console.error(
        `To import it: tollgate import --catalog ${catalog?.file} ${files
          .filter(({ profile }) => !profile)
          .map(({ file }) => file)
          .join(' ')}`,
      )
      for (const { file, profile } of files)
        if (profile) console.error(`              tollgate import --profile ${profile} ${file}`)
    })
