import * as z from 'zod'
import { type Partner, partnerSchema } from '../domain/partner.ts'
import { readPartner, writePartner } from '../store/relationships.ts'

/** Admits a partner: the operator's word alone. A reseller's provider must be admitted first. */
export async function admitPartner(profile: z.input<typeof partnerSchema>): Promise<Partner> {
  const result = partnerSchema.safeParse(profile)
  if (!result.success) throw new Error(`The partner's profile is not valid.\n${z.prettifyError(result.error)}`)
  const partner = result.data
  if (partner.providerId) {
    const provider = await readPartner(partner.providerId)
    if (provider?.type !== 'indirect-provider')
      throw new Error(
        `${partner.name} names the provider ${partner.providerId}, which is not admitted as an indirect provider.`,
      )
  }
  await writePartner(partner)
  return partner
}
