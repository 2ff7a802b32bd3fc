import type { SignInWays } from '../../dtos/gateway'
import type { Page } from '../answer'
import { breakable, type Html, type HtmlValue, html } from '../html'
import { type PeopleFrame, peoplePage } from './frame'
import { field, form, tick } from './parts'

/** What the message that one wanted asks of who calls. */
export interface Wanted {
  /** Path and query, on this host. */
  readonly target: string
  readonly roles: readonly string[]
}

export interface SignInModel {
  readonly ways: SignInWays
  readonly wanted: Wanted | undefined
  /** Where one goes then. */
  readonly target: string
  /** One comes from a sign-in that failed, and nothing but this page says so. */
  readonly failed?: boolean
}

/** The text behind `#f=` with which a failed sign-in comes back (A-2.4): the browser itself shows the element of that name. */
const wrongId = 'f=Invalid+Username+or+Password'

const barrier = html`<svg class="barrier" viewBox="0 0 640 116" aria-hidden="true"><path class="stand" d="M49 37h54v78H49zM0 111h640v1.500H0z"/><path class="pole" d="M24.500 1.500h604v37h-604z"/><path class="band" d="M98 38.500 122 1.500h51l-24 37zM201 38.500l24-37h51l-24 37zM304 38.500l24-37h51l-24 37zM407 38.500l24-37h51l-24 37zM510 38.500l24-37h51l-24 37z"/><circle class="eye" cx="76" cy="20" r="6"/></svg>`

/** Where one proves who one is; sent as an ordinary form. */
export const signInPage = (frame: PeopleFrame, { ways, wanted, target, failed = false }: SignInModel): Page => {
  const { mount } = frame
  const redirect = `redirect=${encodeURIComponent(target)}`
  const title = ways.userName !== undefined ? 'You are signed in' : wanted ? 'Sign in to go on' : 'Sign in'
  const main = html`<div class="entry"><div>
<h1>${title}</h1>
<p class="lead">${why(ways, wanted, frame)}</p>
${barrier}</div>
<div class="entry-form">
${ways.passwords && passwordForm(mount, redirect, target, failed)}
${others(ways, mount, redirect)}
</div></div>`
  return peoplePage(frame, 'entry', title, main)
}

const passwordForm = (mount: string, redirect: string, target: string, failed: boolean): Html =>
  form(
    `${mount}/auth/credentials?${redirect}`,
    html`<div class="fault" id="${wrongId}" tabindex="-1" role="alert"><p><b>That name and password do not belong together.</b></p><p>Nothing is locked. After several wrong tries each further one has to wait: a few seconds first, a quarter of an hour at most.</p></div>
<div class="fault${failed && ' shown'}" id="fault" tabindex="-1" role="alert"><p><b>That did not sign you in.</b></p><p>Try once more, or another way.</p></div>
${field('sign-in', 'userName', 'User name or e-mail', { autocomplete: 'username', required: true, most: 320, autofocus: true })}
${field('sign-in', 'password', 'Password', { type: 'password', autocomplete: 'current-password', required: true })}
${tick('sign-in', 'rememberMe', 'Keep me signed in on this device')}
<p><button class="primary" type="submit">Sign in</button></p>`,
    { next: target, className: 'form' },
  )

const why = (ways: SignInWays, wanted: Wanted | undefined, { serviceName }: PeopleFrame): HtmlValue => {
  const asked = wanted && html`You asked for <code>${breakable(wanted.target.slice(0, 200))}</code>.`
  const opens =
    wanted && wanted.roles.length > 0
      ? html` It opens for the role ${joined(wanted.roles)}${ways.userName === undefined && ', and takes you there afterwards'}.`
      : wanted && ways.userName === undefined && html` It takes you there afterwards.`
  if (ways.userName !== undefined)
    return html`${asked}${opens} You are <b>${ways.userName}</b> here. To go on as somebody else, sign in anew.`
  return wanted ? html`${asked}${opens}` : html`To ${serviceName}, with your name and password.`
}

const joined = (names: readonly string[]): HtmlValue => names.map((name, at) => html`${at > 0 && ' or '}<b>${name}</b>`)

const others = ({ ways, registration }: SignInWays, mount: string, redirect: string): Html =>
  html`<div class="others">${ways.map(({ label, href }) => html`<a class="button" href="${href}?${redirect}">Continue with ${label}</a>`)}
${registration && html`<p>New here? <a href="${mount}/register?${redirect}">Make an account</a></p>`}
<p>A program signs in with an API key in <code>Authorization: Bearer</code>, not here.</p></div>`

/** Where whoever asks gets an account. */
export const registerPage = (frame: PeopleFrame, target: string): Page => {
  const redirect = `redirect=${encodeURIComponent(target)}`
  const main = html`<div class="entry"><div>
<h1>Make an account</h1>
<p class="lead">For ${frame.serviceName}. An administrator gives it roles afterwards, where it needs some.</p>
${barrier}</div>
<div class="entry-form">
${form(
  `${frame.mount}/register?${redirect}`,
  html`${field('register', 'userName', 'User name', { hint: '3 to 36 letters and digits; single . _ or - between them.', autocomplete: 'username', required: true, least: 3, most: 36 })}
${field('register', 'email', 'E-mail', { hint: 'If you like; you can sign in with it too.', type: 'email', autocomplete: 'email', most: 320 })}
${field('register', 'displayName', 'What people call you', { autocomplete: 'name', most: 100 })}
<div class="pair">${field('register', 'password', 'Password', { type: 'password', autocomplete: 'new-password', required: true, least: 8, most: 1024 })}
${field('register', 'confirmPassword', 'Password once more', { type: 'password', autocomplete: 'new-password', required: true, most: 1024 })}</div>
<input type="hidden" name="autoLogin" value="true">
<p><button class="primary" type="submit">Make the account</button></p>`,
  { next: target },
)}
<div class="others"><p>You have one? <a href="${frame.mount}/login?${redirect}">Sign in</a></p></div>
</div></div>`
  return peoplePage(frame, 'entry', 'Make an account', main)
}
