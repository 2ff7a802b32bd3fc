/** One `@Restrict` scenario: a group that is not named allows all. */
export interface Restriction {
  readonly network?: readonly ('Localhost' | 'LocalSubnet' | 'External' | 'InProcess')[]
  readonly secure?: boolean
  readonly verbs?: readonly string[]
  readonly callStyle?: 'OneWay' | 'Reply'
  /** Names of formats: `json`, `csv` … */
  readonly formats?: readonly string[]
}
