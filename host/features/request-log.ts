import type { Session } from '../../services'
import type { Call } from '../call'
import type { Feature } from './feature'
import { LineFile } from './line-file'

export interface RequestLogOptions {
  /** A file's path, or a descriptor; standard output (1) unless said. */
  readonly to?: string | number
}

/** Query names whose values are secrets, or name a script's function (threats 3.8); people type passwords into the field of the name. */
const secretNames =
  /(^|&)((?:api_?key|access_token|token|refresh_?token|(?:confirm_?)?password|user_?name|(?:auth|client_|accesstoken)?secret|code|callback|ss-id|ss-pid|ss-tok)=)[^&]*/gi
/** One look for all of them. */
const mayHoldSecret = /key|token|password|user|secret|code|callback|ss-/i
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
  return {
    name: 'requestLog',
    before(call) {
      const sent = call.incoming.headers['x-request-id']
      if (typeof sent === 'string' && /^[\w.:-]{1,64}$/.test(sent)) call.requestId = sent
      call.addHeader('X-Request-Id', call.requestId)
      return undefined
    },
    after(call) {
      lines.write(line(call))
    },
    close() {
      lines.close()
    },
  }
}

/** A session is the same object as long as its credential is remembered. */
const known = new WeakMap<Session, string>()
function whoOf(session: Session): string {
  let who = known.get(session)
  if (who === undefined) {
    who = `,"user":${quoted(session.userName)},"credential":${quoted(session.credentialId)}`
    known.set(session, who)
  }
  return who
}

function line(call: Call): string {
  const { status, session } = call
  const level = status >= 500 ? 50 : status >= 400 || status === 0 ? 40 : 30
  const query =
    call.query === '' ? '' : `?${mayHoldSecret.test(call.query) ? call.query.replace(secretNames, '$1$2***') : call.query}`
  const who = session === undefined ? '' : whoOf(session)
  const elapsed = Math.round(call.elapsed * 1000) / 1000
  return `{"level":${level},"time":${Date.now()},"reqId":"${call.requestId}","method":"${call.verb}","url":${quoted(call.path + query)},"message":"${call.plan?.message.name ?? ''}","statusCode":${status},"responseTime":${elapsed},"bytes":${call.length},"remoteAddress":"${call.remoteAddress}"${who}}\n`
}
