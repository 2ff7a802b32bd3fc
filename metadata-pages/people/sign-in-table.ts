import type { SignInRecord } from '../../dtos/gateway'
import { type Html, html } from '../html'
import { action, ago, moment, stateMark, table } from './parts'

/** Where somebody is signed in. `end`: what ends one of them. */
export const signInTable = (
  signIns: readonly SignInRecord[],
  end: (signIn: SignInRecord) => { readonly to: string; readonly hidden: Readonly<Record<string, string>> },
): Html =>
  table(
    'Sign-ins',
    [{ head: 'Browser or program' }, { head: 'Since' }, { head: 'Last call' }, { head: 'From' }, { head: 'Actions' }],
    signIns.map((signIn) => {
      const { to, hidden } = end(signIn)
      return {
        cells: [
          html`${deviceName(signIn.device)}${signIn.current && html` ${stateMark('ok', 'this one')}`}<span class="under">${signIn.kind}${signIn.provider !== undefined && ` by ${signIn.provider}`}</span>`,
          moment(signIn.createdAt),
          signIn.seenAt ? ago(signIn.seenAt) : '',
          html`<code>${signIn.address}</code>`,
          html`<div class="buttons">${action(to, 'Sign out', hidden, { label: `Sign out ${deviceName(signIn.device)} of ${signIn.createdAt.toISOString()}` })}</div>`,
        ],
      }
    }),
  )

const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** What a browser calls itself, in two words; a program's own name otherwise. */
export const deviceName = (agent: string | undefined): string => {
  if (!agent) return 'Unknown'
  const browser = browsers.find(([mark]) => mark.test(agent))?.[1]
  const system = systems.find(([mark]) => mark.test(agent))?.[1]
  return browser ? (system ? `${browser} on ${system}` : browser) : (agent.split(/[\s;(]/, 1)[0] ?? agent).slice(0, 60)
}
