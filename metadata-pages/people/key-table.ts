import type { KeyRecord } from '../../dtos/gateway'
import { type HtmlValue, html } from '../html'
import { action, ago, asking, dayOf, type Row, type StateKind, stateMark, table } from './parts'

const kinds: Readonly<Record<string, StateKind>> = { active: 'ok', ending: 'warn', expired: 'over', revoked: 'over' }

/** Where the buttons of a key send what. */
export interface KeyActions {
  /** Left out where there is no place to show the successor. */
  rotate?(key: KeyRecord): { readonly to: string; readonly hidden: Readonly<Record<string, string>> }
  revoke(key: KeyRecord): { readonly to: string; readonly hidden: Readonly<Record<string, string>> }
}

const columns = [
  { head: 'Name' },
  { head: 'State' },
  { head: 'May send' },
  { head: 'Expires' },
  { head: 'Last used' },
  { head: 'Actions', className: 'buttons-head' },
]

/** Keys by their first characters, with what they may and what can be done to them. */
export const keyTable = (keys: readonly KeyRecord[], actions: KeyActions): HtmlValue =>
  table(
    'API keys',
    columns,
    keys.map((key) => rowOf(key, actions)),
  )

function rowOf(key: KeyRecord, actions: KeyActions): Row {
  const over = key.state === 'expired' || key.state === 'revoked'
  const rotate = actions.rotate?.(key)
  const revoke = actions.revoke(key)
  return {
    over,
    cells: [
      html`${key.name}<span class="under">${key.hint}</span>`,
      stateMark(kinds[key.state] ?? 'over', stateWords(key)),
      html`${mayWords(key)}${key.userName !== undefined && html`<span class="under">as ${key.userName}</span>`}${key.organization !== undefined && html`<span class="under">${key.organization}</span>`}`,
      dayOf(key.expiresAt) ?? 'never',
      ago(key.lastUsedAt),
      over
        ? ''
        : html`<div class="buttons">${rotate && action(rotate.to, 'Rotate', rotate.hidden, { label: `Rotate ${key.name}` })}${asking(
            { words: 'Revoke', label: `Revoke ${key.name}` },
            html`Revoke “${key.name}”?`,
            html`It was last used ${key.lastUsedAt ? ago(key.lastUsedAt) : 'never'}. Calls with it fail within one second, in every process.`,
            action(revoke.to, 'Revoke', revoke.hidden, { className: 'bad', label: `Revoke ${key.name} now` }),
          )}</div>`,
    ],
  }
}

const stateWords = ({ state, expiresAt }: KeyRecord): string => {
  if (state !== 'ending' || !expiresAt) return state
  const hours = Math.max(0, (expiresAt.getTime() - Date.now()) / 3_600_000)
  const days = Math.ceil(hours / 24)
  return hours < 48 ? `ends in ${Math.ceil(hours)} h` : `ends in ${days} days`
}

const mayWords = ({ messages, roles, permissions, scopes, browser, userName }: KeyRecord): HtmlValue => {
  const rights = [...roles, ...permissions, ...scopes]
  const named = messages.length > 0 ? messages.join(', ') : userName !== undefined ? 'all that the user may' : ''
  const words = [named, rights.join(', '), browser ? 'read only, by web pages' : ''].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : 'open messages'
}
