import type { Session } from '../../services'
import type { Call } from '../call'
import type { Feature } from './feature'
import { LineFile } from './line-file'
import { LogClock, milliseconds } from './log-clock'
import { maskedUrl } from './masked-url'

export interface RequestLogOptions {
  /** A file's path, or a descriptor; standard output (1) unless said. */
  readonly to?: string | number
}

/** One look for what may be the name of a secret, or of one in disguise, and for what does not stand in JSON as it is. */
const needsCare = /[^ !#$&-[\]-~]|key|token|password|user|secret|code|callback|assertion|session|ss-/i
/** Printable ASCII without quote and backslash: stands in JSON as it is. */
const plainText = /^[ !#-[\]-~]*$/
const quoted = (text: string) => (plainText.test(text) ? `"${text}"` : JSON.stringify(text).replace(/[^ -~]/g, escaped))
/** The log is ASCII: it is written quickest, and no terminal is misled by what a caller sends. */
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Lines are made so many at a time: their code is in the processor's caches then, and each costs half of what it would by itself. */
const together = 64
/** Characters of lines that are written at once. */
const pieceSize = 8 * 1024

/** What a line tells of a call. */
interface Told {
  status: number
  verb: string
  url: string
  message: string
  length: number
  requestId: string
  remoteAddress: string
  session: Session | undefined
  /** `performance.now()` when the answer was out, and how many milliseconds that took. */
  at: number
  elapsed: number
}

/**
 * One JSON line a call, the fields of pino's http log, written in blocks; the id of the call goes out as `X-Request-Id`.
 * Secrets never reach it: headers are not logged, and query values of secret names are blotted out.
 */
export function requestLog({ to = 1 }: RequestLogOptions = {}): Feature {
  const waiting = Array.from({ length: together }, (): Told => ({ ...blank }))
  let count = 0
  const clock = new LogClock()
  const whoOf = callers()
  const lines = new LineFile(to, writeWaiting)
  return {
    name: 'requestLog',
    before(call) {
      const sent = call.incoming.headers['x-request-id']
      if (typeof sent === 'string' && /^[\w.:-]{1,64}$/.test(sent)) call.requestId = sent
      call.say('X-Request-Id', call.requestId)
      return undefined
    },
    after(call) {
      note(waiting[count++]!, call)
      if (count === together) writeWaiting()
    },
    close: () => lines.close(),
  }

  function writeWaiting(): void {
    const last = count
    count = 0
    let text = ''
    let held = 0
    for (let at = 0; at < last; at++) {
      const told = waiting[at]!
      const { session } = told
      text += line(told, clock.at(told.at), session === undefined ? '' : whoOf(session))
      told.session = undefined
      held++
      if (text.length < pieceSize && at < last - 1) continue
      lines.write(text, held)
      text = ''
      held = 0
    }
  }
}

const blank: Told = {
  status: 0,
  verb: '',
  url: '',
  message: '',
  length: 0,
  requestId: '',
  remoteAddress: '',
  session: undefined,
  at: 0,
  elapsed: 0,
}

function note(told: Told, call: Call): void {
  told.status = call.status
  told.verb = call.verb
  told.url = call.url
  told.message = call.plan?.message.name ?? ''
  told.length = call.length
  told.requestId = call.requestId
  told.remoteAddress = call.remoteAddress
  told.session = call.session
  told.elapsed = call.elapsed
  told.at = call.startedAt + call.elapsed
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

function line(
  { status, verb, url, message, length, requestId, remoteAddress, elapsed }: Told,
  time: string,
  who: string,
): string {
  const level = status >= 500 ? 50 : status >= 400 || status === 0 ? 40 : 30
  const told = needsCare.test(url) ? quoted(maskedUrl(url)) : `"${url}"`
  return `{"level":${level},"time":${time},"reqId":"${requestId}","method":"${verb}","url":${told},"message":"${message}","statusCode":${status},"responseTime":${milliseconds(elapsed)},"bytes":${length},"remoteAddress":"${remoteAddress}"${who}}\n`
}
