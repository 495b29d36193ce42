import { readEnvironment } from '../environment.ts'
import { readAgreement } from '../store/relationships.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** Whether the customer accepted the agreement in force; until it does, nothing new is provisioned for it. */
export const isAgreementCurrent = async (customerId: string): Promise<boolean> =>
  (await readAgreement(customerId, AGREEMENT.version)) !== undefined
