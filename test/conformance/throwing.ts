import {
  Any,
  ArgumentException,
  ArgumentNullException,
  ArgumentOutOfRangeException,
  AuthenticationException,
  DirectoryNotFoundException,
  DivideByZeroException,
  type ErrorStatus,
  Exception,
  FileNotFoundException,
  FormatException,
  HttpError,
  HttpResult,
  IndexOutOfRangeException,
  InvalidOperationException,
  IOException,
  KeyNotFoundException,
  NotImplementedException,
  NotSupportedException,
  NullReferenceException,
  OperationCanceledException,
  OptimisticConcurrencyException,
  OverflowException,
  ResponseStatus,
  Returns,
  ReturnsVoid,
  Route,
  SerializationException,
  statusName,
  TaskCanceledException,
  TimeoutException,
  TokenException,
  UnauthorizedAccessException,
  ValidationError,
  WebServiceException,
} from '../../host'
import { maybe, value } from './members'

/** An application's own class, which knows nothing of HTTP: the gateway's `errors` give it a status. */
export class TeapotException extends Error {}
class GreenTeapotException extends TeapotException {}

class StatusException extends Exception {
  static override readonly status = 423
}
class DescribedException extends Exception {
  static override readonly status = 424
  constructor(message: string) {
    super(message, { statusDescription: 'Depends On It' })
  }
}
/** Says itself what clients read. */
class ConvertedException extends HttpError {
  constructor(message: string) {
    super(500, 'Converted', `from ${message}`)
  }
  override get responseStatus(): ErrorStatus {
    const { errorCode, message } = this
    return { errorCode, message, errors: [{ errorCode: 'E1', fieldName: 'F1', message: 'M1' }], meta: { k: 'v' } }
  }
}

export class ThrowResponse {
  @maybe('string') result?: string
  @value('int32') count = 0
  @maybe(ResponseStatus) responseStatus?: ResponseStatus

  constructor(init: Partial<ThrowResponse> = {}) {
    Object.assign(this, init)
  }
}

class ThrowPlainResponse {
  @maybe('string') result?: string
}

@Route('/throw/{Kind}')
class Throw extends Returns(ThrowResponse) {
  @maybe('string') kind?: string
  @maybe('string') message?: string
  @maybe('string') param?: string
}

@Route('/throwplain/{Kind}')
class ThrowPlain extends Returns(ThrowPlainResponse) {
  @maybe('string') kind?: string
  @maybe('string') message?: string
}

@Route('/throwvoid/{Kind}')
class ThrowVoid extends ReturnsVoid() {
  @maybe('string') kind?: string
  @maybe('string') message?: string
}

@Route('/httperror')
class ThrowHttp extends Returns(ThrowResponse) {
  @value('int32') status = 0
  @maybe('string') code?: string
  @maybe('string') message?: string
  @maybe('string') how?: string
}

const kinds: Readonly<Record<string, (text: string, param?: string) => Error>> = {
  Exception: (text) => new Exception(text),
  ArgumentException: (text, param) => new ArgumentException(text, param),
  NotImplemented: (text) => new NotImplementedException(text),
  NotSupported: (text) => new NotSupportedException(text),
  UnauthorizedAccess: (text) => new UnauthorizedAccessException(text),
  InvalidOperation: (text) => new InvalidOperationException(text),
  FileNotFound: (text) => new FileNotFoundException(text),
  DirectoryNotFound: (text) => new DirectoryNotFoundException(text),
  KeyNotFound: (text) => new KeyNotFoundException(text),
  Timeout: (text) => new TimeoutException(text),
  Format: (text) => new FormatException(text),
  Serialization: (text) => new SerializationException(text),
  OperationCanceled: (text) => new OperationCanceledException(text),
  TaskCanceled: (text) => new TaskCanceledException(text),
  Token: (text) => new TokenException(text),
  OptimisticConcurrency: (text) => new OptimisticConcurrencyException(text),
  NullReference: (text) => new NullReferenceException(text),
  DivideByZero: (text) => new DivideByZeroException(text),
  Overflow: (text) => new OverflowException(text),
  IndexOutOfRange: (text) => new IndexOutOfRangeException(text),
  IO: (text) => new IOException(text),
  ArgumentNull: (_, param) => new ArgumentNullException(param),
  ArgumentNullMessage: (text, param = 'thing') => new ArgumentNullException(param, text),
  ArgumentOutOfRange: (text, param = 'thing') => new ArgumentOutOfRangeException(param, text),
  ArgumentOutOfRangeValue: (text, param = 'thing') => new ArgumentOutOfRangeException(param, text),
  ServerAuthentication: (text) => new AuthenticationException(text),
  Aggregate1: (text) => new AggregateError([new ArgumentException(text)], 'outer'),
  Aggregate2: (text) => new AggregateError([new ArgumentException(text), new KeyNotFoundException('second')], 'outer'),
  Inner: (text) => new Exception('outer', { cause: new ArgumentException(text) }),
  Teapot: (text) => new TeapotException(text),
  GreenTeapot: (text) => new GreenTeapotException(text),
  Status: (text) => new StatusException(text),
  Described: (text) => new DescribedException(text),
  Converted: (text) => new ConvertedException(text),
  WebService: (text) => new WebServiceException(421, 'Misdirected', { errorCode: 'Remote', message: text }),
  Validation: () =>
    new ValidationError([
      { errorCode: 'Odd', fieldName: 'Name', message: 'Name is odd', meta: {} },
      { errorCode: 'Even', fieldName: 'Other', message: 'Other is even', meta: {} },
    ]),
  ValidationError: (text) => new ValidationError([{ errorCode: 'Bad', fieldName: 'Name', message: text }]),
  Validation400: (text) => HttpError.validation('Bad', text, 'Name'),
  NotFound: (text) => HttpError.notFound(text),
  BadRequest: (text) => HttpError.badRequest(text),
  Unauthorized: (text) => HttpError.unauthorized(text),
  Forbidden: (text) => HttpError.forbidden(text),
  Conflict: (text) => HttpError.conflict(text),
  MethodNotAllowed: (text) => HttpError.methodNotAllowed(text),
  ServiceUnavailable: (text) => HttpError.serviceUnavailable(text),
  PreconditionFailed: (text) => HttpError.preconditionFailed(text),
  ExpectationFailed: (text) => HttpError.expectationFailed(text),
  NotImplementedHttp: (text) => HttpError.notImplemented(text),
}

function throwKind(kind: string | undefined, message: string | undefined, param?: string): void {
  const make = kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (make) throw make(message ?? 'the message', param)
}

const carried = (errors?: ErrorStatus['errors']) =>
  new ThrowResponse({
    result: 'kept?',
    count: 7,
    responseStatus: { errorCode: 'FromDto', message: 'dto says', ...(errors ? { errors } : {}) },
  })
const oneError = [{ errorCode: 'Fe', fieldName: 'Fn', message: 'Fm' }]

export class ThrowingServices {
  @Any(Throw) throwAny({ kind, message, param }: Throw) {
    throwKind(kind, message, param)
    return new ThrowResponse(kind === undefined ? {} : { result: kind })
  }
  @Any(ThrowPlain) throwPlain({ kind, message }: ThrowPlain): ThrowPlainResponse {
    throwKind(kind, message)
    return kind === undefined ? {} : { result: kind }
  }
  @Any(ThrowVoid) throwVoid({ kind, message }: ThrowVoid) {
    throwKind(kind, message)
  }
  @Any(ThrowHttp) throwHttp({ status, code = statusName(status), message = code, how = '' }: ThrowHttp) {
    const error = (details = {}) => new HttpError(status, code, message, details)
    switch (how) {
      case 'return':
        return error()
      case 'returndto':
        return error({ response: carried() })
      case 'inresponse':
        return new ThrowResponse({ result: 'r', responseStatus: { errorCode: 'InResponse', message: 'in response' } })
      case 'result':
        return new HttpResult(
          new ThrowResponse({ result: 'r', responseStatus: { errorCode: 'InResult', message: 'in result' } }),
          { status },
        )
      case 'dto':
        throw error({ response: carried(oneError) })
      case 'headers':
        throw error({ headers: { 'X-Reason': 'because', 'Retry-After': '7' } })
      case 'reason':
        throw error({ statusDescription: 'Own Reason' })
      case 'nocode':
        throw new HttpError(status, message)
      case 'inner':
        throw error({ cause: new ArgumentException('inner') })
      default:
        throw error()
    }
  }
}
