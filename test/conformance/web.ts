import {
  Any,
  ArgumentException,
  type CacheFlag,
  CacheResponse,
  type CorsOptions,
  compression,
  cors,
  Get,
  Head,
  HttpResult,
  metadata,
  Nullable,
  Options,
  Returns,
  Route,
  staticFiles,
  Verb,
} from '../../host'
import { maybe } from './members'
import { HelloResponse, wireGateway } from './shared'
import { staticFolder } from './static-folder'

@Route('/cached')
@CacheResponse({ duration: 600 })
class Cached extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Route('/tagged')
class Tagged extends Returns(HelloResponse) {
  @maybe('string') tag?: string
  @maybe('dateTime') modified?: Date
  @maybe('int32') maxAge?: number
  @maybe('string') flags?: string
  @maybe('int32') age?: number
}

@Route('/compressed')
class Compressed extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Route('/webhello')
@Route('/webhello/{Name}')
class WebHello extends Returns(Nullable(HelloResponse)) {
  @maybe('string') name?: string
}

@Route('/weboptions', 'GET,OPTIONS,HEAD')
class WebOptions extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Route('/webget', 'GET')
@Verb('GET')
class WebGet extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

const flagNames: Readonly<Record<string, CacheFlag>> = {
  Public: 'public',
  Private: 'private',
  NoStore: 'no-store',
  NoCache: 'no-cache',
  MustRevalidate: 'must-revalidate',
}

class WebServices {
  @Any(Cached) cached({ name = '' }: Cached): HelloResponse {
    return { result: `cached ${name}` }
  }
  @Any(Tagged) tagged({ tag, modified, maxAge, flags, age }: Tagged) {
    const cacheControl = flags?.split(',').flatMap((flag) => flagNames[flag.trim()] ?? [])
    return new HttpResult<HelloResponse>(
      { result: 'tagged' },
      {
        ...(tag === undefined ? {} : { eTag: tag }),
        ...(modified === undefined ? {} : { lastModified: modified }),
        ...(maxAge === undefined ? {} : { maxAge }),
        ...(age === undefined ? {} : { age }),
        ...(cacheControl === undefined ? {} : { cacheControl }),
      },
    )
  }
  @Any(Compressed) compressed({ name = '' }: Compressed): HelloResponse {
    return { result: `compressed ${name}` }
  }
  @Any(WebHello) hello({ name = '' }: WebHello): HelloResponse | null {
    if (name === 'fail') throw new ArgumentException('failed', 'Name')
    return name === 'void' ? null : { result: `web ${name}` }
  }
  @Get(WebOptions) get(_: WebOptions): HelloResponse {
    return { result: 'get' }
  }
  @Options(WebOptions) options(_: WebOptions): HelloResponse {
    return { result: 'options' }
  }
  @Head(WebOptions) head(_: WebOptions) {
    return new HttpResult<HelloResponse>(null as never, { headers: { 'X-Head': 'yes' } })
  }
  @Get(WebGet) webGet(_: WebGet): HelloResponse {
    return { result: 'got' }
  }
}

const webGateway = (options: CorsOptions) =>
  wireGateway([new WebServices()], {
    features: [
      cors(options),
      compression({ minimum: 1, messages: ({ name }) => name === 'Compressed' }),
      metadata(),
      staticFiles(staticFolder()),
    ],
  })

export const webHost = () => webGateway({})

export const corsHost = () =>
  webGateway({
    origins: ['http://a.example', 'https://b.example:8443'],
    credentials: true,
    headers: ['Content-Type', 'Authorization'],
    expose: ['X-One', 'X-Two'],
    maxAge: 60,
  })
