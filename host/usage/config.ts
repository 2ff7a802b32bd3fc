import path from 'node:path'
import { forwardedBy } from '../forwarded'
import { type IssuerConfig, issuerSettings, readIssuers, type Setting } from './issuer-config'

/** What the environment says; every name is in the README's table (a test compares). */
export interface Config extends IssuerConfig {
  readonly port: number
  /** Undefined: all addresses of the machine. */
  readonly host: string | undefined
  /** Folder of the book, the signing key and rejected lines. */
  readonly dataFolder: string
  readonly production: boolean
  /** Where request lines go: a file, or undefined for standard output; `off` writes none. */
  readonly log: string | undefined
  /** Calls a second of one key or address on the long run; 0 is no limit. */
  readonly rateLimit: number
  /** Processes of one data folder count together. */
  readonly rateLimitShared: boolean
  /** Bytes of a request body. */
  readonly maxBody: number
  /** Seconds that a stop waits for what has begun. */
  readonly drainSeconds: number
  /** The gateway's own address in tokens; `http://localhost:{port}` unless said. */
  readonly issuer: string
  /** Proxies whose `X-Forwarded-…` headers count. */
  readonly trustedProxies: readonly string[]
}

/** Every name of ours that the environment may hold. */
export const settings: readonly Setting[] = [
  { name: 'TOLLGATE_PORT', default: '8080', means: 'the port' },
  { name: 'TOLLGATE_HOST', default: 'all addresses', means: 'the address to listen on' },
  { name: 'TOLLGATE_DATA', default: './data', means: 'the folder of the book, the signing key and rejected lines' },
  { name: 'TOLLGATE_LOG', default: 'DATA/requests.log', means: 'a file for request lines, `-` for standard output, or `off`' },
  { name: 'TOLLGATE_RATE_LIMIT', default: '1000', means: 'calls a second of one key or address; 0 is no limit' },
  { name: 'TOLLGATE_RATE_LIMIT_SHARED', default: 'false', means: '`true`: all processes of the data folder count together' },
  { name: 'TOLLGATE_MAX_BODY', default: '16777216', means: 'bytes of a request body' },
  { name: 'TOLLGATE_DRAIN_SECONDS', default: '10', means: 'how long a stop waits for calls that have begun' },
  { name: 'TOLLGATE_ISSUER', default: 'http://localhost:PORT', means: "the gateway's own address, as its tokens name it" },
  {
    name: 'TOLLGATE_TRUSTED_PROXIES',
    default: 'none',
    means: 'addresses and networks of proxies whose `X-Forwarded-…` headers count, by commas',
  },
  ...issuerSettings,
]

/** A value that makes no sense: every one is told at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment; throws `ConfigError`. `unknown` are names of ours that nobody reads: most likely typing errors. */
export function readConfig(env: NodeJS.ProcessEnv): { config: Config; unknown: readonly string[] } {
  const faults: string[] = []
  const integer = (name: string, least: number, most: number): number => {
    const { default: standard } = settings.find((setting) => setting.name === name)!
    const text = env[name] ?? standard
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most))
      faults.push(`${name} is ${JSON.stringify(text)}; it takes a whole number from ${least} to ${most}.`)
    return value
  }
  const flag = (name: string): boolean => {
    const text = env[name] || settings.find((setting) => setting.name === name)!.default
    if (text !== 'true' && text !== 'false') faults.push(`${name} is ${JSON.stringify(text)}; it is true or false.`)
    return text === 'true'
  }
  const port = integer('TOLLGATE_PORT', 0, 65_535)
  const dataFolder = path.resolve(env.TOLLGATE_DATA || 'data')
  const log = env.TOLLGATE_LOG ?? path.join(dataFolder, 'requests.log')
  const config: Config = {
    port,
    host: env.TOLLGATE_HOST || undefined,
    dataFolder,
    production: env.NODE_ENV === 'production',
    log: log === '-' ? undefined : log,
    rateLimit: integer('TOLLGATE_RATE_LIMIT', 0, 1_000_000),
    rateLimitShared: flag('TOLLGATE_RATE_LIMIT_SHARED'),
    maxBody: integer('TOLLGATE_MAX_BODY', 1_024, 1 << 30),
    drainSeconds: integer('TOLLGATE_DRAIN_SECONDS', 0, 3_600),
    issuer: env.TOLLGATE_ISSUER || `http://localhost:${port}`,
    trustedProxies: proxies(env.TOLLGATE_TRUSTED_PROXIES ?? '', faults),
    ...readIssuers(env, faults),
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  const known = new Set(settings.map((setting) => setting.name))
  return { config, unknown: Object.keys(env).filter((name) => name.startsWith('TOLLGATE_') && !known.has(name)) }
}

function proxies(text: string, faults: string[]): readonly string[] {
  const list = text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  try {
    forwardedBy(list)
  } catch (error) {
    faults.push(`TOLLGATE_TRUSTED_PROXIES: ${(error as Error).message}.`)
  }
  return list
}
