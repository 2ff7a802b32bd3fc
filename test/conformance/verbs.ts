import {
  Any,
  ArgumentException,
  Delete,
  Get,
  HttpError,
  InvalidOperationException,
  KeyNotFoundException,
  On,
  Patch,
  Post,
  Put,
  type RequestContext,
  ResponseStatus,
  Returns,
  ReturnsVoid,
  Route,
  ValidateNotEmpty,
  Verb,
} from '../../host'
import { maybe, value } from './members'
import { wireGateway } from './shared'

class VerbReply {
  @value('int32') id = 0
  @maybe('string') verb?: string
  @maybe('string') method?: string
  @maybe('string') title?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/onlyget/{Id}', 'GET')
@Verb('GET')
class OnlyGet extends Returns(VerbReply) {
  @value('int32') id = 0
}

@Verb('POST')
class OnlyPost extends Returns(VerbReply) {
  @value('int32') id = 0
  @maybe('string') title?: string
}

@Route('/multi')
@Route('/multi/{Id}')
class Multi extends Returns(VerbReply) {
  @value('int32') id = 0
}

@Route('/anyop')
class AnyOp extends Returns(VerbReply) {
  @value('int32') id = 0
}

@Route('/void')
class VoidOp extends ReturnsVoid() {
  @value('int32') id = 0
}

@Route('/formatop')
class FormatOp extends Returns(VerbReply) {
  @value('int32') id = 0
}

class BatchItemResponse {
  @value('int32') id = 0
  @maybe('string') title?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/batchitem', 'POST')
@Verb('POST')
class BatchItem extends Returns(BatchItemResponse) {
  @ValidateNotEmpty() @maybe('string') title?: string
  @value('int32') id = 0
}

@Verb('POST')
class ListItem extends Returns(BatchItemResponse) {
  @maybe('string') title?: string
}

@Verb('PUT')
class PutItem extends Returns(VerbReply) {
  @value('int32') id = 0
}

@Route('/asyncop')
class AsyncOp extends Returns(VerbReply) {
  @value('int32') id = 0
}

const told = (request: { id: number; title?: string }, { verb }: RequestContext, method: string): VerbReply => ({
  id: request.id,
  verb,
  method,
  ...(request.title === undefined ? {} : { title: request.title }),
})

class VerbsServices {
  @Get(OnlyGet) getOnly(request: OnlyGet, context: RequestContext) {
    return told(request, context, 'Get')
  }
  @Post(OnlyPost) postOnly(request: OnlyPost, context: RequestContext) {
    return told(request, context, 'Post')
  }
  @Get(Multi) getMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Get')
  }
  @Post(Multi) postMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Post')
  }
  @Put(Multi) putMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Put')
  }
  @Delete(Multi) deleteMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Delete')
  }
  @Patch(Multi) patchMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Patch')
  }
  @On('SEARCH', Multi) searchMulti(request: Multi, context: RequestContext) {
    return told(request, context, 'Search')
  }
  @Any(AnyOp) anyOp(request: AnyOp, context: RequestContext) {
    return told(request, context, 'Any')
  }
  @Any(VoidOp) voidOp({ id }: VoidOp) {
    if (id === 13) throw new ArgumentException('thirteen')
  }
  @Get(FormatOp, 'json') getJson(request: FormatOp, context: RequestContext) {
    return told(request, context, 'GetJson')
  }
  @Any(FormatOp, 'xml') anyXml(request: FormatOp, context: RequestContext) {
    return told(request, context, 'AnyXml')
  }
  @Any(FormatOp, 'html') anyHtml({ id }: FormatOp) {
    return `<b>${id}</b>`
  }
  @Any(FormatOp) anyFormat(request: FormatOp, context: RequestContext) {
    return told(request, context, 'Any')
  }
  @Post(BatchItem) postBatch({ id, title }: BatchItem): BatchItemResponse {
    if (title === 'boom') throw new InvalidOperationException(`boom at ${id}`)
    if (title === 'gone') throw HttpError.notFound('gone')
    return { id, title: title! }
  }
  @Post(ListItem) postOne({ title }: ListItem): BatchItemResponse {
    return { id: 1, ...(title === undefined ? {} : { title }) }
  }
  @Post([ListItem]) postAll(items: ListItem[]): BatchItemResponse[] {
    return items.map(({ title }, index) => ({ id: 100 + index, ...(title === undefined ? {} : { title }) }))
  }
  @Put(PutItem) putItem(request: PutItem, context: RequestContext) {
    return told(request, context, 'Put')
  }
  @Any(AsyncOp) async asyncOp(request: AsyncOp, context: RequestContext) {
    if (request.id === 13) throw new KeyNotFoundException('no 13')
    return told(request, context, 'Any')
  }
}

export const verbsHost = () => wireGateway([new VerbsServices()])
