import type { Session } from '../../services'
import type { Call } from '../call'
import type { Feature } from './feature'
import { LineFile } from './line-file'
import { LogClock, milliseconds } from './log-clock'

export interface RequestLogOptions {
  /** A file's path, or a descriptor; standard output (1) unless said. */
  readonly to?: string | number
}

/** Query names whose values are secrets, or name a script's function (threats 3.8); people type passwords into the field of the name. */
const secretNames =
  /(^|&)((?:api_?key|access_token|token|refresh_?token|(?:confirm_?)?password|user_?name|(?:auth|client_|accesstoken)?secret|code|callback|ss-id|ss-pid|ss-tok)=)[^&]*/gi
/** One look for all of them, and for what does not stand in JSON as it is. */
const needsCare = /[^ !#-[\]-~]|key|token|password|user|secret|code|callback|ss-/i
/** Printable ASCII without quote and backslash: stands in JSON as it is. */
const plainText = /^[ !#-[\]-~]*$/
const quoted = (text: string) => (plainText.test(text) ? `"${text}"` : JSON.stringify(text).replace(/[^ -~]/g, escaped))
/** The log is ASCII: it is written quickest, and no terminal is misled by what a caller sends. */
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * One JSON line a call, the fields of pino's http log, written in blocks; the id of the call goes out as `X-Request-Id`.
 * Secrets never reach it: headers are not logged, and query values of secret names are blotted out.
 */
export function requestLog({ to = 1 }: RequestLogOptions = {}): Feature {
  const lines = new LineFile(to)
  const clock = new LogClock()
  const whoOf = callers()
  return {
    name: 'requestLog',
    before(call) {
      const sent = call.incoming.headers['x-request-id']
      if (typeof sent === 'string' && /^[\w.:-]{1,64}$/.test(sent)) call.requestId = sent
      call.say('X-Request-Id', call.requestId)
      return undefined
    },
    after(call) {
      const { elapsed, session } = call
      const who = session === undefined ? '' : whoOf(session)
      lines.write(line(call, clock.at(call.startedAt + elapsed), elapsed, who))
    },
    close() {
      lines.close()
    },
  }
}

/** A session is the same object as long as its credential is remembered, and whoever calls once calls again. */
function callers(): (session: Session) => string {
  let last: Session | undefined
  let who = ''
  return (session) => {
    if (session !== last) {
      last = session
      who = `,"user":${quoted(session.userName)},"credential":${quoted(session.credentialId)}`
    }
    return who
  }
}

function line(call: Call, time: string, elapsed: number, who: string): string {
  const { status, url } = call
  const level = status >= 500 ? 50 : status >= 400 || status === 0 ? 40 : 30
  const told = needsCare.test(url) ? careful(call) : `"${url}"`
  return `{"level":${level},"time":${time},"reqId":"${call.requestId}","method":"${call.verb}","url":${told},"message":"${call.plan?.message.name ?? ''}","statusCode":${status},"responseTime":${milliseconds(elapsed)},"bytes":${call.length},"remoteAddress":"${call.remoteAddress}"${who}}\n`
}

const careful = ({ path, query }: Call): string =>
  quoted(query === '' ? path : `${path}?${query.replace(secretNames, '$1$2***')}`)
