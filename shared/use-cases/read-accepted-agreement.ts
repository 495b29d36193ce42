import type { AcceptedAgreement } from '../domain/agreement.ts'
import { readEnvironment } from '../environment.ts'
import { readAgreement } from '../store/agreements.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** Who accepted the agreement in force for a customer; undefined where it is still open. */
export const readAcceptedAgreement = (customerId: string): Promise<AcceptedAgreement | undefined> =>
  readAgreement(customerId, AGREEMENT.version)
