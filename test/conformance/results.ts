import { Readable } from 'node:stream'
import {
  Any,
  type Cookie,
  HttpError,
  HttpResult,
  Nullable,
  type RequestContext,
  Returns,
  Route,
  Stream,
  RawBody as TakesRaw,
} from '../../host'
import { maybe, value } from './members'
import { Color, HelloResponse, wireGateway } from './shared'
import { letters, staticFolder } from './static-folder'
import { UploadServices } from './uploads'

@Route('/return/string')
class ReturnString extends Returns(Nullable(String)) {
  @maybe('string') data?: string
}

@Route('/return/bytes')
class ReturnBytes extends Returns(Nullable(Uint8Array)) {
  @maybe('bytes') data?: Uint8Array
}

@Route('/return/stream')
class ReturnStream extends Returns(Stream) {
  @maybe('string') data?: string
}

@Route('/return/number')
class ReturnNumber extends Returns(Number) {
  @value('int32') value = 0
  @maybe('string') kind?: string
}

@Route('/return/result')
class ReturnResult extends Returns(HelloResponse) {
  @maybe('int32') status?: number
  @maybe('string') reason?: string
  @maybe('string') header?: string
  @maybe('string') location?: string
  @maybe('string') contentType?: string
  @maybe('string') cookie?: string
  @maybe('string') body?: string
}

@Route('/return/redirect')
class ReturnRedirect extends Returns(HelloResponse) {
  @maybe('string') kind?: string
  @maybe('string') url?: string
}

class RawBodyResponse {
  @value('int32') id = 0
  @maybe('string') name?: string
  @maybe('string') text?: string
  @value('int32') length = 0
  @maybe('string') contentType?: string
}

@Route('/raw')
@Route('/raw/{Name}')
@TakesRaw()
class RawBody extends Returns(RawBodyResponse) {
  @value('int32') id = 0
  @maybe('string') name?: string
}

@Route('/return/file')
class ReturnFile extends Returns(Uint8Array) {
  @maybe('string') kind?: string
  @value('boolean') attach = false
}

@Route('/return/list')
class ReturnList extends Returns(Nullable([HelloResponse])) {
  @value('int32') count = 0
  @maybe('string') kind?: string
}

const hello = (result: string): HelloResponse => ({ result })
const pair = (text: string) => {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)] as const
}
const cookieOf = (text: string): Cookie => {
  const [name, given] = pair(text)
  return { name, value: given, path: '/', httpOnly: true }
}

/** Kinds that the message does not name: the result says them. */
const numbers: Readonly<Record<string, (given: number) => HttpResult<never>>> = {
  bool: (given) => HttpResult.of('boolean', given !== 0),
  double: (given) => HttpResult.of('double', given / 4),
  date: () => HttpResult.of('dateTime', new Date('2024-05-06T07:08:09Z')),
  guid: () => HttpResult.of('guid', '0f8fad5b-d9cb-469f-a165-70867728950e'),
  enum: () => HttpResult.of(Color, Color.Green),
}

const bodies: Readonly<Record<string, unknown>> = {
  null: null,
  string: 'plain text',
  bytes: Uint8Array.of(1, 2, 3),
  empty: '',
}

const redirects: Readonly<Record<string, (url: string) => HttpResult<any>>> = {
  redirect: (url) => HttpResult.redirect(url),
  moved: (url) => HttpResult.redirect(url, 301),
  soft: (url) => HttpResult.softRedirect(url, hello('soft')),
  created: (url) => HttpResult.status201Created(hello('made'), url),
  trigger: () => HttpResult.triggerEvent(hello('triggered'), 'saved', '7'),
  notmodified: () => HttpResult.notModified(),
}

const named = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`)
const helloDictionary = { dictionary: HelloResponse } as const
const textList = ['string'] as const

class ResultsServices {
  @Any(ReturnString) returnString({ data }: ReturnString) {
    return data ?? null
  }
  @Any(ReturnBytes) returnBytes({ data }: ReturnBytes) {
    return data ?? null
  }
  @Any(ReturnStream) returnStream({ data = '' }: ReturnStream) {
    return Readable.from(data === '' ? [] : [Buffer.from(data)])
  }
  @Any(ReturnNumber) returnNumber({ kind = '', value: given }: ReturnNumber) {
    return numbers[kind]?.(given) ?? HttpResult.of('int32', given)
  }
  @Any(ReturnResult) returnResult(request: ReturnResult) {
    const { status, reason, header, location, contentType, cookie, body = '' } = request
    const response = Object.hasOwn(bodies, body) ? bodies[body] : hello('ok')
    return new HttpResult(response as HelloResponse, {
      ...(status === undefined ? {} : { status }),
      ...(reason === undefined ? {} : { statusDescription: reason }),
      ...(header === undefined ? {} : { headers: Object.fromEntries([pair(header)]) }),
      ...(location === undefined ? {} : { location }),
      ...(contentType === undefined ? {} : { contentType }),
      ...(cookie === undefined ? {} : { cookies: [cookieOf(cookie)] }),
    })
  }
  @Any(ReturnRedirect) returnRedirect({ kind = '', url = '' }: ReturnRedirect) {
    if (kind === 'throw') throw new HttpError(302, 'Found')
    return redirects[kind]?.(url) ?? new HttpResult<HelloResponse>(null as never, { location: url, status: 303 })
  }
  @Any(RawBody) async rawBody({ id, name }: RawBody, { body, raw }: RequestContext): Promise<RawBodyResponse> {
    const parts: Buffer[] = []
    if (body) for await (const part of body.stream) parts.push(part as Buffer)
    const bytes = Buffer.concat(parts)
    const contentType = raw?.request.headers['content-type']
    return {
      id,
      ...(name === undefined ? {} : { name }),
      text: bytes.toString('utf8'),
      length: bytes.length,
      ...(contentType === undefined ? {} : { contentType }),
    }
  }
  @Any(ReturnFile) returnFile({ kind, attach }: ReturnFile) {
    switch (kind) {
      case 'bytes':
        return HttpResult.bytes(Buffer.from(letters), 'application/x-letters')
      case 'stream':
        return HttpResult.stream(Readable.from([Buffer.from(letters)]), 'text/plain', { length: letters.length })
      case 'text':
        return HttpResult.text('a,b\r\n1,2\r\n', 'text/csv')
      case 'plain':
        return Buffer.from(letters)
      default:
        return HttpResult.file(`${staticFolder()}/letters.txt`, { asAttachment: attach })
    }
  }
  @Any(ReturnList) returnList({ count, kind }: ReturnList) {
    const names = named(count)
    switch (kind) {
      case 'null':
        return null
      case 'dict':
        return HttpResult.of(helloDictionary, Object.fromEntries(names.map((name) => [name, hello(name)])))
      case 'strings':
        return HttpResult.of(textList, names)
      case 'nulls':
        return [null as never, hello('x'), null as never]
      default:
        return kind === 'seq' ? new Set(names.map(hello)) : names.map(hello)
    }
  }
}

export const resultsHost = () => wireGateway([new ResultsServices(), new UploadServices()])
