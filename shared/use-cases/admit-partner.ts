import type * as z from 'zod'
import { honest } from '../domain/imitation.ts'
import { type Partner, partnerSchema } from '../domain/partner.ts'
import { checkedBy, type WrongField } from '../domain/wrong-field.ts'
import { wrongFieldText } from '../messages/wrong-field.ts'
import { commit, settle } from '../store/commit.ts'
import { putProfile, putRegistryLine } from '../store/partners.ts'
import { readPartner } from '../store/relationships.ts'

// stored profiles are read without this, so that a new rule locks nobody out
const { name, contact } = partnerSchema.shape
const honestProfile = partnerSchema.safeExtend({
  name: honest(name, 'name'),
  contact: contact.extend({ name: honest(contact.shape.name, 'name') }),
})

const lineOf = (field: WrongField) => `${field.path.join('.')} ${wrongFieldText('en', field)}`

/**
 * Admits a partner: the operator's word alone. A reseller's provider must be admitted first. `replace` writes a new
 * profile over the one that is there; whether the partner is suspended stays as it was.
 */
export async function admitPartner(
  profile: Omit<z.input<typeof partnerSchema>, 'status' | 'version'>,
  { replace = false } = {},
): Promise<Partner> {
  const { data: wanted, wrong } = checkedBy(honestProfile, { ...profile, status: 'active' })
  if (wrong) throw new Error(`The partner's profile is not valid.\n${wrong.map(lineOf).join('\n')}`)
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
