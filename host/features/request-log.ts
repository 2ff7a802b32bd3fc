import SonicBoom from 'sonic-boom'
import type { Call } from '../call'
import type { Feature } from './feature'

export interface RequestLogOptions {
  /** A file's path, or a descriptor; standard output (1) unless said. */
  readonly to?: string | number
}

/** Query names whose values are secrets, or name a script's function (threats 3.8). */
const secretNames =
  /(^|&)((?:api_?key|access_token|token|refresh_?token|password|secret|client_secret|code|callback|ss-id|ss-pid|ss-tok)=)[^&]*/gi
/** Printable ASCII without quote and backslash: stands in JSON as it is. */
const plainText = /^[ !#-[\]-~]*$/
const quoted = (text: string) => (plainText.test(text) ? `"${text}"` : JSON.stringify(text))

/**
 * One JSON line a call, the fields of pino's http log, written through pino's own stream; the id of the call goes out as `X-Request-Id`.
 * Secrets never reach it: headers are not logged, and query values of secret names are blotted out.
 */
export function requestLog({ to = 1 }: RequestLogOptions = {}): Feature {
  const stream = new SonicBoom({
    ...(typeof to === 'number' ? { fd: to } : { dest: to, append: true, mkdir: true }),
    minLength: 8192,
    sync: false,
  })
  // A full disk or a closed pipe must not end the gateway; lines are lost then, calls are not.
  stream.on('error', () => {})
  const flush = setInterval(() => stream.flush(), 1000).unref()
  return {
    name: 'requestLog',
    before(call) {
      const sent = call.incoming.headers['x-request-id']
      if (typeof sent === 'string' && /^[\w.:-]{1,64}$/.test(sent)) call.requestId = sent
      call.addHeader('X-Request-Id', call.requestId)
      return undefined
    },
    after(call) {
      stream.write(line(call))
    },
    close() {
      clearInterval(flush)
      stream.flushSync()
      stream.end()
    },
  }
}

function line(call: Call): string {
  const { status, session } = call
  const level = status >= 500 ? 50 : status >= 400 || status === 0 ? 40 : 30
  const query = call.query === '' ? '' : `?${call.query.includes('=') ? call.query.replace(secretNames, '$1$2***') : call.query}`
  const who = session === undefined ? '' : `,"user":${quoted(session.userName)},"credential":${quoted(session.credentialId)}`
  const elapsed = Math.round((performance.now() - call.startedAt) * 1000) / 1000
  return `{"level":${level},"time":${Date.now()},"reqId":"${call.requestId}","method":"${call.verb}","url":${quoted(call.path + query)},"message":"${call.plan?.message.name ?? ''}","statusCode":${status},"responseTime":${elapsed},"bytes":${call.length},"remoteAddress":"${call.remoteAddress}"${who}}\n`
}
