import type { Partner } from '../domain/partner.ts'
import { queryRegistry } from '../store/partners.ts'

const pageSize = 100

/** Every partner that the operator admitted, by id. */
export async function listAdmittedPartners(): Promise<Partner[]> {
  const partners: Partner[] = []
  let after: string | undefined
  do {
    const page = await queryRegistry({ limit: pageSize, after })
    partners.push(...page.partners)
    after = page.after
  } while (after)
  return partners
}
