import { ApiMember, DataContract, DataMember, Namespace } from './api'

/** Where the reference keeps its own types, for XML and for generated clients. */
const frameworkTypes = 'ServiceStack'

/** One failure of one field. */
@Namespace(frameworkTypes)
@DataContract()
export class ResponseError {
  @DataMember({ order: 1 }) @ApiMember({ type: 'string', isOptional: true }) errorCode!: string
  /** The path in declared names (`Items[0].Value`), `''` if none. */
  @DataMember({ order: 2 }) @ApiMember({ type: 'string', isOptional: true }) fieldName!: string
  @DataMember({ order: 3 }) @ApiMember({ type: 'string', isOptional: true }) message!: string
  @DataMember({ order: 4 }) @ApiMember({ type: { dictionary: 'string' }, isOptional: true }) meta?: Record<string, string>
}

/** What every ServiceStack client reads from an error; a successful reply may have one too, without a code. */
@Namespace(frameworkTypes)
@DataContract()
export class ResponseStatus {
  @DataMember({ order: 1 }) @ApiMember({ type: 'string', isOptional: true }) errorCode!: string
  @DataMember({ order: 2 }) @ApiMember({ type: 'string', isOptional: true }) message!: string
  @DataMember({ order: 3 }) @ApiMember({ type: 'string', isOptional: true }) stackTrace?: string
  @DataMember({ order: 4 }) @ApiMember({ type: [ResponseError], isOptional: true }) errors?: ResponseError[]
  @DataMember({ order: 5 }) @ApiMember({ type: { dictionary: 'string' }, isOptional: true }) meta?: Record<string, string>
}
