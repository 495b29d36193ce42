import type * as z from 'zod'
import type { Block } from '../../shared/domain/block.ts'
import type { Only } from '../../shared/domain/every-field.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import type { blockShape } from '../../shared/http/shapes/acceptance.ts'
import { liftBlock } from '../../shared/use-cases/lift-block.ts'
import { listBlocks } from '../../shared/use-cases/list-blocks.ts'
import type { Handlers } from '../http-function.ts'

/** The partners that the customer wants nothing more of. */
export const blocks = {
  'list-blocks': async ({ caller, query }) =>
    listReply(
      `blocks/${caller.tenantId}`,
      query,
      (page) => listBlocks(caller, page),
      ({
        silenced: _,
        ...block
      }: Only<Block, keyof z.input<typeof blockShape> | 'silenced'>): z.input<typeof blockShape> => block,
    ),

  'lift-block': async ({ caller, params }) => {
    const partnerId = bareTenantId(params.partnerId)
    await liftBlock(caller, partnerId)
    return { body: { partnerId, blocked: false } }
  },
} satisfies Partial<Handlers<'customer'>>
