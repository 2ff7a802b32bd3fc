import { Any, Itself, MultiPartField, Restrict, Returns, Route, Verb } from '../../host'
import { maybe, value } from './members'
import { OrderedServices, orderedHooks } from './ordered'
import { HelloResponse, Item, wireGateway } from './shared'

// A route with a variable that the message lacks (`/bad/{Nope}`) is refused at start here.
class BadVar extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Restrict({ verbs: ['POST'] })
class PostOnly extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Route('/xmlonly')
@Restrict({ formats: ['xml'] })
class XmlOnly extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Restrict({ secure: true })
class SecureOnly extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Restrict({ network: ['Localhost'] })
class LocalOnly extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Restrict({ network: [] })
class NobodyOnly extends Returns(HelloResponse) {
  @maybe('string') name?: string
}

@Route('/parts', 'POST')
@Verb('POST')
class Parts extends Returns(Itself) {
  @MultiPartField('application/json') @maybe(Item) json?: Item
  @MultiPartField('application/jsv') @maybe(Item) jsv?: Item
  @MultiPartField('text/csv') @maybe([Item]) csv?: Item[]
  @maybe(Item) plain?: Item
}

class Versioned extends Returns(Itself) {
  @value('int32') version = 0
  @maybe('string') name?: string
}

const named = ({ name }: { name?: string }): HelloResponse => (name === undefined ? {} : { result: name })

class ExtraServices {
  @Any(BadVar) badVar(request: BadVar) {
    return named(request)
  }
  @Any(PostOnly) postOnly(request: PostOnly) {
    return named(request)
  }
  @Any(XmlOnly) xmlOnly(request: XmlOnly) {
    return named(request)
  }
  @Any(SecureOnly) secureOnly(request: SecureOnly) {
    return named(request)
  }
  @Any(LocalOnly) localOnly(request: LocalOnly) {
    return named(request)
  }
  @Any(NobodyOnly) nobodyOnly(request: NobodyOnly) {
    return named(request)
  }
  @Any(Parts) parts(request: Parts) {
    return request
  }
  @Any(Versioned) versioned(request: Versioned) {
    return request
  }
}

export const extraHost = () => wireGateway([new OrderedServices(), new ExtraServices()], { hooks: orderedHooks })
