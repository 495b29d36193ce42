import * as z from 'zod'
import { imitation } from '../domain/imitation.ts'
import { type Partner, partnerSchema } from '../domain/partner.ts'
import { commit, settle } from '../store/commit.ts'
import { putProfile, putRegistryLine } from '../store/partners.ts'
import { readPartner } from '../store/relationships.ts'

/**
 * Admits a partner: the operator's word alone. A reseller's provider must be admitted first. `replace` writes a new
 * profile over the one that is there; whether the partner is suspended stays as it was.
 */
export async function admitPartner(
  profile: Omit<z.input<typeof partnerSchema>, 'status' | 'version'>,
  { replace = false } = {},
): Promise<Partner> {
  const result = partnerSchema.safeParse({ ...profile, status: 'active' })
  if (!result.success) throw new Error(`The partner's profile is not valid.\n${z.prettifyError(result.error)}`)
  const wanted = result.data
  const poses = imitation(wanted.name, 'name') ?? imitation(wanted.contact.name, 'name')
  if (poses) throw new Error(`The names of a partner and its contact show who they are. A name here ${poses}.`)
  await requireProvider(wanted)
  return settle(async () => {
    const before = await readPartner(wanted.id)
    if (before && !replace) throw new Error(`${before.name} (${before.id}) is admitted already. Nothing was changed.`)
    const { status, version } = before ?? { status: wanted.status, version: 0 }
    const partner = { ...wanted, status, version: version + 1 }
    const { committed } = await commit([putProfile(partner, version), putRegistryLine(partner.id)])
    return committed ? partner : undefined
  })
}

async function requireProvider({ name, providerId }: Partner): Promise<void> {
  if (!providerId) return
  const provider = await readPartner(providerId)
  if (provider?.type !== 'indirect-provider')
    throw new Error(`${name} names the provider ${providerId}, which is not admitted as an indirect provider.`)
}
