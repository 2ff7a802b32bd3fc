import { AllowAnonymous, Any, type RequestContext, Returns, Route, ValidateApiKey } from '../../../host'
import { Answer } from './who'

// The operations of `keys` (services.md chapter 6).

@Route('/key/any')
@ValidateApiKey()
class KeyAny extends Returns(Answer) {}

@Route('/key/read')
@ValidateApiKey('read')
class KeyRead extends Returns(Answer) {}

@Route('/key/admin')
@ValidateApiKey('Admin')
class KeyAdmin extends Returns(Answer) {}

@Route('/key/who')
@AllowAnonymous()
class KeyWho extends Returns(Answer) {}

export class KeyedService {
  @Any(KeyAny) any(_request: KeyAny, { apiKey }: RequestContext): Answer {
    return { result: `KeyAny ${apiKey?.environment ?? ''}` }
  }
  @Any(KeyRead) read(_request: KeyRead): Answer {
    return { result: 'KeyRead' }
  }
  @Any(KeyAdmin) admin(_request: KeyAdmin): Answer {
    return { result: 'KeyAdmin' }
  }
  @Any(KeyWho) who(_request: KeyWho, { apiKey, session }: RequestContext): Answer {
    return { result: `key ${apiKey ? 'present' : 'none'}, session ${session?.userId ?? 'anonymous'}` }
  }
}
