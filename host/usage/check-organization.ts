import { operatorReach } from '../../services/usage/ledger'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { UsageError } from '../commands/command'

/** Refuses what names an organization that there is not. */
export async function checkOrganization(masterData: StorageEngine['masterData'], id: string | undefined): Promise<void> {
  if (id !== undefined && !(await masterData.organization(operatorReach(), id)))
    throw new UsageError(`There is no organization ${id}.`)
}
