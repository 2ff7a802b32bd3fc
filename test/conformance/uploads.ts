import { Any, type RequestContext, ResponseStatus, Returns, Route, Verb } from '../../host'
import { maybe, value } from './members'
import { Item } from './shared'

class UploadedText {
  @maybe('string') name?: string
  @maybe('string') fileName?: string
  @maybe('string') contentType?: string
  @value('int64') length = 0n
  @maybe('string') text?: string
}

class UploadResponse {
  @maybe('string') title?: string
  @maybe('int32') refId?: number
  @maybe(['int32']) numbers?: number[]
  @maybe(Item) item?: Item
  @maybe([UploadedText]) files?: UploadedText[]
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/upload', 'POST')
@Verb('POST')
class Upload extends Returns(UploadResponse) {
  @maybe('string') title?: string
  @maybe('int32') refId?: number
  @maybe(['int32']) numbers?: number[]
  @maybe(Item) item?: Item
}

export class UploadServices {
  @Any(Upload) async upload({ title, refId, numbers, item }: Upload, { files }: RequestContext): Promise<UploadResponse> {
    const texts = files.map(async ({ name, fileName, contentType, length, text }) =>
      Object.assign(new UploadedText(), { name, fileName, contentType, length: BigInt(length), text: await text() }),
    )
    return Object.assign(new UploadResponse(), { title, refId, numbers, item, files: await Promise.all(texts) })
  }
}
