import type { CatalogEntity } from '../ledger/entities'
import type { UsageEvent } from '../ledger/usage-event'
import { arrivalsOf } from './arrivals'
import { catalogOf } from './catalog'
import { expectedOf, type SampleExpected } from './expected'
import { filesOf, type SampleFile, usageEventOf } from './files'
import { planOf, type SampleOptions } from './options'
import { type Feed, sampleWorld } from './world'

export type { ExpectedFile, ExpectedMonth, ExpectedRecord, ExpectedRow, SampleExpected } from './expected'
export type { SampleFile } from './files'
export { type SampleOptions, type SampleSizeName, sampleSizes } from './options'
export { type SampleProgress, writeSample } from './write-sample'

/** The master data that the sample's usage refers to, in an order that can be put. */
export async function* sampleCatalog(options: SampleOptions = {}): AsyncGenerator<CatalogEntity> {
  yield* catalogOf(sampleWorld(planOf(options)))
}

/** The sample's usage files, to be read through the same import as anybody's: `format.read(file.chunks(), { zone: file.zone })`. */
export const sampleFiles = (options: SampleOptions = {}): readonly SampleFile[] => filesOf(sampleWorld(planOf(options)))

/** What happened, without the faults of the files: each event once, voided ones included. */
export async function* sampleEvents(options: SampleOptions = {}): AsyncGenerator<UsageEvent> {
  const world = sampleWorld(planOf(options))
  const feeds: readonly Feed[] = ['cloudevents', 'csv', 'asterisk']
  for (const feed of feeds) {
    for (const arrival of arrivalsOf(world, feed)) if (arrival.effect === 'event') yield usageEventOf(arrival)
  }
}

/** What the four APIs must answer once the sample is imported. */
export const sampleExpected = (options: SampleOptions = {}): SampleExpected => expectedOf(sampleWorld(planOf(options)))
