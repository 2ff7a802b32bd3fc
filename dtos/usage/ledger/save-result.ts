import { ApiMember, declareEnum, Namespace } from '../../contract'
import { ledgerNamespace } from './namespace'

export const SaveOutcome = declareEnum({ created: 'created', changed: 'changed', unchanged: 'unchanged' } as const, {
  name: 'SaveOutcome',
  namespace: ledgerNamespace,
})
export type SaveOutcome = keyof typeof SaveOutcome

@Namespace(ledgerNamespace)
export class SaveResult {
  @ApiMember('The second time it is unchanged', { type: SaveOutcome })
  outcome!: SaveOutcome
}
